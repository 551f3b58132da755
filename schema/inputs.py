"""The GraphQL inputs, derived from the model: conditions (`where`) and sort keys (`orderBy`)."""

from __future__ import annotations

from collections.abc import Sequence

from schema import values
from schema.model import Attribute, Link, Model, Type
from schema.names import words
from schema.operators import EQUAL, NUMERIC, OPERATORS
from schema.shells import Field, Shells
from schema.values import Value


def add_inputs(model: Model, shells: Shells) -> None:
    """Add the inputs of all types and relations."""
    _filters(shells)
    _evidence(shells)
    _records(shells)
    for type_ in model.types.values():
        _conditions(model, shells, type_)
        _orders(shells, type_)
        for link in type_.links.values():
            if link.owner == type_.name and not link.to_one:
                _of_link(shells, link)


def _sortable(attribute: Attribute) -> bool:
    """Whether there is an order by an attribute: it has one stored value that is no long text."""
    return not (attribute.many or attribute.multilingual or attribute.derived or attribute.value is values.Passage)


def _condition(attribute: Attribute) -> Field:
    return Field(attribute.field, f"{attribute.value.__name__}Filter", f"Conditions on: {attribute.text}")


def _filters(shells: Shells) -> None:
    for value in values.ALL:
        if value is not values.NameKind:
            shells.input(f"{value.__name__}Filter", f"Conditions on a {value.name}.", _of_value(value))
    shells.input("IdFilter", "Conditions on an id.", _operators("ID", EQUAL))
    shells.input("TypeFilter", "Conditions on the type of an entity.", _operators("EntityType", EQUAL))
    shells.input("ClaimKindFilter", "Conditions on how a claim came to be.", _operators("ClaimKind", EQUAL))
    shells.input("PropertyFilter", "Conditions on what a fact states.", _operators("Property", EQUAL))
    shells.input("BooleanFilter", "Conditions on what is so or is not.", _operators("Boolean", ("eq",)))
    shells.input("CountFilter", "Conditions on how many there are.", _operators("Int", NUMERIC))
    shells.input(
        "CountOrderBy", "Sorts by the number of related entities.",
        [Field("count", "Direction", "By how many there are.")], one_of=True,
    )  # fmt: skip


def _of_value(value: type[Value]) -> list[Field]:
    return _operators(value.written or value.graphql, value.operators)


def _operators(type: str, names: Sequence[str]) -> list[Field]:
    return [Field(name, OPERATORS[name].operand.format(type), OPERATORS[name].text) for name in names]


def _claim_conditions() -> list[Field]:
    return [
        Field("kind", "ClaimKindFilter", "Conditions on how the claim came to be."),
        Field("quote", "TextFilter", "Conditions on the words of the document; missing for a claim without a passage."),
        Field("rule", "WordFilter", "Conditions on the extraction rule that found it."),
        Field("document", "DocumentWhere", "There is a document that states it and fulfils these conditions."),
        Field("publisher", "ActorWhere", "Somebody who published its document fulfils these conditions."),
        Field("language", "LanguageFilter", "Conditions on the language of its document."),
        Field("date", "DateFilter", "Conditions on when its document was issued."),
    ]


def _evidence(shells: Shells) -> None:
    """Conditions on claims: wherever something has evidence."""
    text = "Conditions on a claim; one claim must fulfil all that are given."
    shells.input("EvidenceWhere", text, _claim_conditions() + _logic("EvidenceWhere"))


def _records(shells: Shells) -> None:
    """Conditions on facts and claims, and their sort keys."""
    id, value = (
        Field("id", "IdFilter", "Conditions on its id."),
        "Conditions on the value as it is written; missing for",
    )
    claim = [
        id,
        *_claim_conditions(),
        Field("value", "WordFilter", f"{value} relations."),
        Field("fact", "FactWhere", "The fact that it states fulfils these conditions."),
    ]
    fact = [
        id,
        Field("property", "PropertyFilter", "Conditions on the relation or attribute."),
        Field("subject", "EntityWhere", "What it is about fulfils these conditions."),
        Field("object", "EntityWhere", "There is a related entity and it fulfils these conditions."),
        Field("value", "WordFilter", f"{value} relations."),
        Field("conflicting", "BooleanFilter", "Conditions on whether its claims cannot all be true."),
        Field("sources", "CountFilter", "Conditions on how many documents state it."),
        Field("evidence", "EvidenceWhere", "A claim that states it fulfils this."),
    ]
    for name, fields in (("Claim", claim), ("Fact", fact)):
        text = f"Conditions on a {name.lower()}; all that are given must hold."
        shells.input(f"{name}Where", text, fields + _logic(f"{name}Where"))
    shells.input(
        "FactOrderBy", "A sort key of a fact.",
        [
            Field("id", "Direction", "By id."),
            Field("property", "Direction", "By the name of the relation or attribute."),
            Field("sources", "Direction", "By how many documents state it."),
        ],
        one_of=True,
    )  # fmt: skip
    shells.input(
        "ClaimOrderBy", "A sort key of a claim.",
        [
            Field("id", "Direction", "By id."),
            Field("start", "Direction", "By where its quote begins in the document's text."),
        ],
        one_of=True,
    )  # fmt: skip


def _logic(name: str) -> list[Field]:
    """The keys that combine conditions."""
    return [
        Field("AND", f"[{name}!]", "All of these hold."),
        Field("OR", f"[{name}!]", "At least one of these holds."),
        Field("NOT", name, "This does not hold."),
    ]


def _conditions(model: Model, shells: Shells, type_: Type) -> None:
    fields = [
        Field("id", "IdFilter", "Conditions on its id."),
        Field("name", "TextFilter", "Conditions on its default name."),
        Field("anyName", "TextFilter", "Conditions on any of its names, in any language."),
        Field("evidence", "EvidenceWhere", "A claim on its attributes, names or to-one relations fulfils this."),
    ]
    if type_.abstract:
        fields.append(Field("type", "TypeFilter", "Conditions on its type."))
        fields += [
            Field(t.singular, f"{t.name}Where", f"It is {_article(t)} and fulfils these conditions.")
            for t in (model.types[name] for name in type_.concrete)
        ]
    else:
        fields += [_condition(a) for a in type_.attributes.values() if not a.derived]
        fields += [_link_condition(link) for link in type_.links.values()]
    name = f"{type_.name}Where"
    shells.input(name, f"Conditions on {_article(type_)}; all that are given must hold.", fields + _logic(name))


def _link_condition(link: Link) -> Field:
    if link.to_one:
        text = f"There is one and it fulfils these conditions: {link.text}"
        return Field(link.field, f"{link.target}Where", text)
    return Field(link.field, f"{link.connection}Filter", f"Conditions on: {link.text}")


def _orders(shells: Shells, type_: Type) -> None:
    fields = [Field("id", "Direction", "By id."), Field("name", "Direction", "By its default name.")]
    if not type_.abstract:
        fields += [Field(a.field, "Direction", f"By: {a.text}") for a in type_.attributes.values() if _sortable(a)]
        for link in type_.links.values():
            order = f"{link.target}OrderBy" if link.to_one else "CountOrderBy"
            fields.append(Field(link.field, order, f"By: {link.text}"))
    shells.input(f"{type_.name}OrderBy", f"A sort key of {_article(type_)}.", fields, one_of=True)


def _of_link(shells: Shells, link: Link) -> None:
    """Conditions and sort keys of a connection under an entity."""
    name, where = link.connection, f"{link.owner}.{link.field}"
    properties = link.relation.edge.attributes
    shells.input(
        f"{name}Where", f"Conditions on the links of {where}; all that are given must hold.",
        [
            *map(_condition, properties),
            Field("evidence", "EvidenceWhere", "A claim that states the link fulfils this."),
            Field("node", f"{link.target}Where", "Conditions on what stands at the other end."),
            *_logic(f"{name}Where"),
        ],
    )  # fmt: skip
    shells.input(
        f"{name}Filter", f"Conditions on what there must be in {where}.",
        [
            Field("some", f"{name}Where", "At least one of them fulfils this."),
            Field("none", f"{name}Where", "None of them fulfils this."),
            Field("every", f"{name}Where", "All of them fulfil this; holds when there are none."),
            Field("count", "CountFilter", "How many of them there are fulfils this."),
        ],
    )  # fmt: skip
    shells.input(
        f"{name}OrderBy", f"A sort key of {where}.",
        [
            *(Field(a.field, "Direction", f"By: {a.text}") for a in properties if _sortable(a)),
            Field("node", f"{link.target}OrderBy", "By what stands at the other end."),
        ],
        one_of=True,
    )  # fmt: skip


def _article(type_: Type) -> str:
    name = words(type_.name)
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"
