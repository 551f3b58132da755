"""The GraphQL types, derived from the model: objects, connections, conditions, orders and root fields.

Strawberry makes the schema, by which graphql-core reads, checks and describes; answers come from the store, so that
fields have no resolvers of their own here.
"""

from __future__ import annotations

from typing import Final

import strawberry
from graphql import GraphQLInputObjectType
from strawberry.schema.config import StrawberryConfig

from schema import values
from schema.grouping import group_keys, sums
from schema.inputs import add_inputs
from schema.model import ROOT, Attribute, Link, Model, Type
from schema.names import enum_value, words
from schema.shells import Field, Shells
from schema.text import COMMON, MOST_HITS
from schema.values import Choice

DEFAULT_PAGE: Final = 20
LARGEST_PAGE: Final = 500
"""Rows of a connection when neither `first` nor `last` is given, and at most."""

LONGEST_PATH: Final = 6
USUAL_PATH: Final = 4
"""Steps of a path at most, and when `maxLength` is not given."""

_SEARCH: Final = (
    "Entities by their names in any language and script, those that fit best first: names that say just this, that "
    "begin with it, that have all its words, that have some of them; then the shorter ones, then by id. The last word "
    "may be the beginning of one. A word that no name has is looked for with one letter wrong when it has six or more, "
    "or without its ending."
)
_SEARCH_ARGUMENTS: Final = (
    Field("text", "String!", "What is looked for: words in any order; case, diacritics and marks make no difference."),
    Field("types", "[EntityType!]", "Only entities of these types."),
    Field("countries", "[String!]", "Only these countries, by code or id, and what lies in them."),
    Field("first", "Int", f"The first so many, {LARGEST_PAGE} at most; {DEFAULT_PAGE} when absent."),
    Field("after", "String", "Begin behind the edge with this cursor."),
)
_SCORE: Final = (
    "How well it fits: 1 when the name says just this, 0.9 when it begins with it, 0.85 when it says it in another "
    "form, 0.8 when it has all its words, less when it has some of them, the rarer the better."
)
_EXACT: Final = (
    f"Whether `totalCount` is all. It is not when more than {MOST_HITS:,} fit, or when a word stands in more than "
    f"{COMMON} names: beside others it is no reason to find a name, alone it finds the shortest."
)

_PASSAGES: Final = (
    Field("contains", "String!", "What it says; case, diacritics and line ends make no difference."),
    Field("first", "Int", f"The first so many places, {LARGEST_PAGE} at most; {DEFAULT_PAGE} when absent."),
)

_LANG = Field("lang", "[Language!]", "Languages to try in turn; without it English, then the canonical name.")


_GROUPED = (
    Field("orderBy", "GroupOrder", "Which groups come first; COUNT_DESC when absent."),
    Field("first", "Int", f"The first so many groups, {LARGEST_PAGE} at most; {DEFAULT_PAGE} when absent."),
)


def connection_arguments(where: str, order_by: str) -> tuple[Field, ...]:
    """The arguments that every connection of entities has."""
    return (
        *page_arguments(where, order_by),
        Field(
            "asOf",
            "EDTF",
            "Leave out what surely does not hold on this date: what begins later or has ended before, here and in all "
            "that is asked below. What is not known leaves out nothing.",
        ),
    )


def page_arguments(where: str, order_by: str) -> tuple[Field, ...]:
    """The arguments that every connection has."""
    return (
        Field("where", where, "Only those that fulfil these conditions."),
        Field(
            "orderBy",
            f"[{order_by}!]",
            "Sort keys, the first one first; what is missing comes last; ties end in the id.",
        ),
        Field(
            "first",
            "Int",
            f"The first so many, {LARGEST_PAGE} at most; {DEFAULT_PAGE} when `last` is absent as well.",
        ),
        Field("after", "String", "Begin behind the edge with this cursor."),
        Field("last", "Int", f"The last so many, {LARGEST_PAGE} at most, instead of the first."),
        Field("before", "String", "End before the edge with this cursor."),
    )


def connection_field(link: Link) -> Field:
    """The field of a to-many relation."""
    name = link.connection
    return Field(link.field, f"{name}Connection!", link.text, connection_arguments(f"{name}Where", f"{name}OrderBy"))


def records_field(name: str, type: str, text: str) -> Field:
    """A field that gives facts or claims."""
    return Field(name, f"{type}Connection!", text, page_arguments(f"{type}Where", f"{type}OrderBy"))


class _Derivation:
    def __init__(self, model: Model) -> None:
        self.model = model
        self.shells = Shells()

    def schema_types(self) -> Shells:
        self.scalars_and_enums()
        self.nodes()
        add_inputs(self.model, self.shells)
        for link in self.links():
            self.connection(link)
        for type_ in sorted(self.model.interfaces, key=lambda t: len(t.interfaces)):
            self.output(type_)
        for type_ in self.model.entities:
            self.output(type_)
            self.root_connection(type_)
        self.records()
        self.search()
        self.query()
        return self.shells

    def links(self) -> list[Link]:
        """To-many fields, each once, where it is declared."""
        return [
            link
            for type_ in self.model.types.values()
            for link in type_.links.values()
            if link.owner == type_.name and not link.to_one
        ]

    # Leaves -----------------------------------------------------------------------------------------------------

    def scalars_and_enums(self) -> None:
        self.shells.scalar(
            "EDTF",
            "A date or period with the precision of its source, such as 2021, 2021-11-17 or 2018/2022: levels 0 and 1 "
            "of the Extended Date/Time Format.",
            "https://www.loc.gov/standards/datetime/",
        )
        self.shells.scalar("Decimal", "A decimal number as text, so that no digit is lost.")
        self.shells.enum(
            "Direction", "In which direction something is sorted.",
            {"ASC": "The smallest, earliest or alphabetically first comes first.", "DESC": "The other way round."},
        )  # fmt: skip
        for choice in (v for v in values.ALL if issubclass(v, Choice)):
            self.shells.enum(choice.graphql, choice.__doc__ or "", choice.members)
        self.shells.enum(
            "EntityType", "The types of entities.", {enum_value(t.name): t.text for t in self.model.entities}
        )
        self.shells.enum(
            "ClaimKind", "How a claim came to be.",
            {
                "CURATED": "Entered by a curator from a page or table.",
                "STATED": "Stated by a sentence of the document.",
                "IMPLIED": "Follows from the wording of the document without being spelled out.",
            },
        )  # fmt: skip
        self.shells.enum(
            "Property", "What a fact states of its subject: a relation or an attribute.", self.properties()
        )

    def properties(self) -> dict[str, str]:
        found = {"name": "What it is called, in some language."}
        for relation in self.model.relations:
            link = next(
                link
                for link in self.model.types[relation.owner].links.values()
                if link.relation == relation and link.forward
            )
            found.setdefault(relation.type, link.text)
        for type_ in self.model.types.values():
            for attribute in type_.attributes.values():
                if not attribute.derived:
                    found.setdefault(attribute.field, attribute.text)
        return found

    def connection(self, link: Link) -> None:
        own = [Field(a.field, a.value.graphql, a.text) for a in link.relation.edge.attributes]
        evidence = Field("evidence", "[Claim!]!", "Claims that state this link, the best first, 20 at most.")
        where = f"{link.owner}.{link.field}"
        self.connection_types(link.connection, link, self.model.types[link.target], where, [*own, evidence])

    def connection_types(self, name: str, link: Link | None, target: Type, where: str, own: list[Field]) -> None:
        self.shells.object(
            f"{name}Edge", f"One of the entities in {where}, with what is known of the link.",
            [
                Field("cursor", "String!", "Its place in the order, to page from."),
                Field("node", f"{target.name}!", "The entity itself."),
                *own,
            ],
        )  # fmt: skip
        self.shells.object(
            f"{name}Connection", f"A page of the entities in {where}.",
            [
                Field("nodes", f"[{target.name}!]!", "The entities, when nothing of the links is wanted."),
                Field("edges", f"[{name}Edge!]!", "The entities with what is known of each link."),
                Field("pageInfo", "PageInfo!", "Whether there is more."),
                Field("totalCount", "Int!", "How many there are on all pages."),
                *self.gathered(name, link, target, where),
            ],
        )  # fmt: skip

    def gathered(self, name: str, link: Link | None, target: Type, where: str) -> list[Field]:
        """The fields of a connection that speak of all its rows, where there is something to say."""
        found = []
        if keys := group_keys(self.model, link, target):
            text = f"By what the entities in {where} can be grouped."
            self.shells.enum(f"{name}GroupBy", text, {key.name: key.text for key in keys.values()})
            by = Field("by", f"{name}GroupBy!", "By what they are grouped.")
            text = "How many there are of each kind, on all pages."
            found.append(Field("groups", "[Group!]!", text, (by, *_GROUPED)))
        if summed := sums(self.model, link, target):
            fields = [Field("count", "Int!", "How many there are on all pages.")]
            fields += [Field(s.field, f"{s.value}Summary!", s.text) for s in summed.values()]
            self.shells.object(f"{name}Aggregate", f"The entities in {where}, summed up.", fields)
            text = "All of them summed up: how many have a date or number, the least and the greatest."
            found.append(Field("aggregate", f"{name}Aggregate!", text))
        return found

    # Objects ----------------------------------------------------------------------------------------------------

    def nodes(self) -> None:
        self.shells.interface(
            "Node",
            "Anything with an id.",
            [Field("id", "ID!", "Its id, readable and stable, such as city/wroclaw-pl.")],
        )
        self.shells.object(
            "PageInfo", "Where a page stands among the others.",
            [
                Field("hasNextPage", "Boolean!", "Whether more follow."),
                Field("hasPreviousPage", "Boolean!", "Whether some come before."),
                Field("startCursor", "String", "Cursor of the first edge of the page."),
                Field("endCursor", "String", "Cursor of the last edge of the page."),
            ],
        )  # fmt: skip
        self.shells.object(
            "Money", "An amount in one currency.",
            [
                Field("value", "Decimal!", "The amount, exact."),
                Field("currency", "String!", "The currency's ISO 4217 code, such as EUR."),
            ],
        )  # fmt: skip
        self.shells.enum(
            "GroupOrder", "Which groups come first. The group without a key comes last.",
            {
                "COUNT_DESC": "Those with the most members; ties by key.",
                "KEY_ASC": "By key: entities by their default name, years and numbers upwards, other values as text.",
            },
        )  # fmt: skip
        self.shells.object(
            "Group", "Those that have something in common.",
            [
                Field("key", "Entity", "The entity that they have in common; null where it is unknown."),
                Field("value", "String", "The value that they have in common; null where it is unknown."),
                Field("count", "Int!", "How many there are."),
            ],
        )  # fmt: skip
        for type, of in (("EDTF", "date"), ("Int", "whole number"), ("Float", "number")):
            self.shells.object(
                f"{type}Summary", f"What all values of a {of} come to.",
                [
                    Field("count", "Int!", "How many have one."),
                    Field("min", type, "The least or earliest; null when none has one."),
                    Field("max", type, "The greatest or latest; null when none has one."),
                ],
            )  # fmt: skip
        text = Field("text", "String!", "The name itself.")
        language = Field("language", "Language!", "The language of the text.")
        self.shells.object("Label", "A name and its language.", [text, language])
        self.shells.object(
            "Passage", "A place in the text of a document.",
            [
                Field("quote", "String!", "What stands there."),
                Field("start", "Int!", "Where it begins: characters (Unicode code points) before it."),
                Field("end", "Int!", "Where it ends: characters up to its end."),
            ],
        )  # fmt: skip
        kind = Field("kind", "NameKind!", "What kind of name it is.")
        self.shells.object("Name", "A name that something has in a language.", [text, language, kind])

    def output(self, type_: Type) -> None:
        own = [self.attribute(a) for a in type_.attributes.values() if a.owner == type_.name]
        own += [
            Field(link.field, link.target, link.text) if link.to_one else connection_field(link)
            for link in type_.links.values()
            if link.owner == type_.name
        ]
        if any(a.owner == type_.name and a.value is values.Passage for a in type_.attributes.values()):
            own.append(Field("passages", "[Passage!]!", "Where its text says something.", _PASSAGES))
        if type_.name == ROOT:
            own = [*self.common(), *own]
        if type_.name == "Document":
            own.append(records_field("claims", "Claim", "What it states, in the order of its text."))
        implements = _nearest(self.model, type_) or ["Node"]
        make = self.shells.interface if type_.abstract else self.shells.object
        make(type_.name, type_.text, own, implements)

    def common(self) -> list[Field]:
        """The fields of everything that has a name."""
        return [
            Field("iri", "String!", "Its address as linked open data."),
            Field("type", "EntityType!", "Which type of entity it is."),
            Field("name", "String!", "Its best name in the first of the languages that exists.", (_LANG,)),
            Field("label", "Label!", "The same name with its language.", (_LANG,)),
            Field("names", "[Name!]!", "All its names in all languages, the canonical one first."),
            Field(
                "evidence", "[Claim!]!",
                "Claims on its attributes, names and to-one relations, the best first, 20 at most.",
                (Field("of", "[String!]", "Only those on these fields, such as `founded` or `country`."),),
            ),
            records_field("facts", "Fact", "What is known of it: the facts whose subject it is, by property."),
        ]  # fmt: skip

    def attribute(self, attribute: Attribute) -> Field:
        kind = attribute.value.graphql
        if attribute.many:
            kind = f"[{kind}!]!"
        elif attribute.derived == ("name",):
            kind += "!"
        return Field(attribute.field, kind, attribute.text, (_LANG,) if attribute.multilingual else ())

    def records(self) -> None:
        stated = [
            Field(a.field, a.value.graphql, f"What it states of: {a.text}") for a in self.model.edge_attributes.values()
        ]
        self.shells.object(
            "Claim", "That a document, at a place in it, states a fact.",
            [
                Field("kind", "ClaimKind!", "How it came to be."),
                Field("quote", "String", "The words of the document; null for a curated claim without a passage."),
                Field("start", "Int", "Where the quote begins in the document's text, in Unicode code points from 0."),
                Field("end", "Int", "Where the quote ends, exclusive."),
                Field("document", "Document", "The document that states it."),
                Field("fact", "Fact!", "The fact that it states."),
                Field("value", "String", "The value that it states, for attributes."),
                Field(
                    "objectId", "ID",
                    "The id of the entity that it states, for relations: another one than the fact's where sources"
                    " disagree, or where what was claimed has been merged into it.",
                ),
                Field("rule", "String", "The extraction rule that found it; empty for curated claims."),
                *stated,
            ],
            ["Node"],
        )  # fmt: skip
        self.shells.object(
            "Fact", "What the claims on one thing come to.",
            [
                Field("subject", "Entity!", "What it is about."),
                Field("property", "Property!", "The relation or attribute."),
                Field("object", "Entity", "The related entity, for relations."),
                Field("value", "String", "The value as text, for attributes."),
                Field("conflicting", "Boolean!", "Whether its claims cannot all be true."),
                Field("sources", "Int!", "How many documents state it."),
                records_field("claims", "Claim", "The claims that state it, the best first."),
            ],
            ["Node"],
        )  # fmt: skip
        self.shells.object(
            "PathStep", "A link of a path, as it is walked along.",
            [
                Field("relation", "Property!", "What kind of link it is."),
                Field("forward", "Boolean!", "Whether it leads from its subject to its object on the way."),
                *[Field(a.field, a.value.graphql, a.text) for a in self.model.edge_attributes.values()],
                Field("evidence", "[Claim!]!", "Claims that state this link, the best first, 20 at most."),
            ],
        )  # fmt: skip
        self.shells.object(
            "Path", "A way from one entity to another that meets none twice.",
            [
                Field("length", "Int!", "How many steps it has."),
                Field("nodes", "[Entity!]!", "The entities along it, both ends among them."),
                Field("steps", "[PathStep!]!", "The links between them, in turn."),
            ],
        )  # fmt: skip
        for name in ("Claim", "Fact"):
            plural = f"{name.lower()}s"
            self.shells.object(
                f"{name}Edge", f"One of the {plural}.",
                [
                    Field("cursor", "String!", "Its place in the order, to page from."),
                    Field("node", f"{name}!", f"The {name.lower()} itself."),
                ],
            )  # fmt: skip
            self.shells.object(
                f"{name}Connection", f"A page of {plural}.",
                [
                    Field("nodes", f"[{name}!]!", f"The {plural}."),
                    Field("edges", f"[{name}Edge!]!", f"The {plural} with their cursors."),
                    Field("pageInfo", "PageInfo!", "Whether there is more."),
                    Field("totalCount", "Int!", "How many there are on all pages."),
                ],
            )  # fmt: skip

    # Root fields ------------------------------------------------------------------------------------------------

    def root_connection(self, type_: Type) -> None:
        self.connection_types(type_.name, None, type_, f"Query.{type_.plural}", [])

    def search(self) -> None:
        self.shells.object(
            "SearchEdge", "An entity that was found, with the name by which it was.",
            [
                Field("cursor", "String!", "Its place among what was found, to page from."),
                Field("node", "Entity!", "The entity itself."),
                Field("score", "Float!", _SCORE),
                Field("matched", "Label!", "The name that fits best."),
            ],
        )  # fmt: skip
        self.shells.object(
            "SearchConnection", "A page of the entities that were found, those that fit best first.",
            [
                Field("nodes", "[Entity!]!", "The entities."),
                Field("edges", "[SearchEdge!]!", "The entities with the names by which they were found."),
                Field("pageInfo", "PageInfo!", "Whether there is more."),
                Field("totalCount", "Int!", f"How many were found, {MOST_HITS:,} at most; `exact`: if that is all."),
                Field("exact", "Boolean!", _EXACT),
            ],
        )  # fmt: skip

    def paths(self) -> Field:
        text = (
            "How two entities are connected: the shortest paths first, then in the order of the ids along them. What "
            "has very many links of one kind is not passed through unless `through` is given; `extensions.paths` says "
            "what was left out for that."
        )
        arguments = (
            Field("from", "ID!", "Where they begin."),
            Field("to", "ID!", "Where they end."),
            Field("maxLength", "Int", f"Steps of a path, {LONGEST_PATH} at most; {USUAL_PATH} when absent."),
            Field("through", "[Property!]", "Only along these relations."),
            Field("first", "Int", f"The first so many, {LARGEST_PAGE} at most; {DEFAULT_PAGE} when absent."),
            Field("asOf", "EDTF", "Leave out what surely does not hold on this date, also in what is asked below."),
        )
        return Field("paths", "[Path!]!", text, arguments)

    def query(self) -> None:
        self.shells.object(
            "TypeCount", "How many entities of a type there are.",
            [Field("type", "EntityType!", "Of which type they are."), Field("count", "Int!", "How many there are.")],
        )  # fmt: skip
        self.shells.object(
            "Dataset", "What the graph holds as a whole.",
            [
                Field("version", "String!", "Grows by one with each load that changes something."),
                Field("loadedAt", "String", "When it was last changed: ISO 8601, UTC; null when it is empty."),
                Field("counts", "[TypeCount!]!", "Entities by type."),
                Field("facts", "Int!", "How many facts it holds."),
                Field("claims", "Int!", "How many claims it holds."),
                Field("checksum", "String!", "Equal for two graphs with the same claims."),
                Field("licence", "String!", "Under which licence the data may be used, and whom to name."),
            ],
        )  # fmt: skip
        one = Field("id", "ID!", "An id such as city/wroclaw-pl.")
        many = Field("ids", "[ID!]!", f"Ids such as city/wroclaw-pl, {LARGEST_PAGE} at most.")
        fields = [
            Field("node", "Node", "The entity, fact or claim with this id; null when there is none.", (one,)),
            Field("nodes", "[Node]!", "The same for several ids, in their order; null for an unknown one.", (many,)),
            Field("search", "SearchConnection!", _SEARCH, _SEARCH_ARGUMENTS),
            Field("dataset", "Dataset!", "What the graph holds as a whole."),
            self.paths(),
            records_field("facts", "Fact", "All facts, or those that fulfil conditions."),
            records_field("claims", "Claim", "All claims, or those that fulfil conditions."),
        ]  # fmt: skip
        for type_ in self.model.entities:
            example = Field("id", "ID!", f"An id that begins with {type_.slug}/.")
            fields.append(
                Field(
                    type_.singular,
                    type_.name,
                    f"The {words(type_.name)} with this id; null when there is none.",
                    (example,),
                )
            )
            arguments = connection_arguments(f"{type_.name}Where", f"{type_.name}OrderBy")
            fields.append(
                Field(
                    type_.plural,
                    f"{type_.name}Connection!",
                    f"All {words(type_.plural)}, or those that fulfil conditions.",
                    arguments,
                )
            )
        self.shells.object("Query", "What can be asked of the graph.", fields)


def _nearest(model: Model, type_: Type) -> list[str]:
    """The interfaces that no other interface of the type implies already."""
    implied = {i for name in type_.interfaces for i in model.types[name].interfaces}
    return [name for name in type_.interfaces if name not in implied]


def build_schema(model: Model) -> strawberry.Schema:
    """The Strawberry schema of a model."""
    shells = _Derivation(model).schema_types()
    made = shells.finish()
    config = StrawberryConfig(auto_camel_case=False, scalar_map=shells.scalars)
    types = [made[t.name] for t in model.entities] + [made["Claim"], made["Fact"]]
    schema = strawberry.Schema(query=made["Query"], types=types, config=config)
    for type_ in schema._schema.type_map.values():
        # Strawberry checks @oneOf by a rule of its own; graphql-core, which validates here, wants to be told.
        if isinstance(type_, GraphQLInputObjectType):
            type_.is_one_of = type_.extensions["strawberry-definition"].is_one_of
    return schema
