"""Links, facts and claims of an answer as RDF, in the form that they have in the export."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from exporters.marked import CURRENCY, DOCUMENT, FACT, ID, LANGUAGE, OBJECT, PROPERTY, SUBJECT, VALUE, standing
from exporters.meaning import INCLUDED, Meaning, Statements, Thing, Words, bare
from graph.facts import NAME, Key, attribute_of
from graph.plan import (
    Connection,
    Evidence,
    Many,
    Object,
    Record,
    RecordEntity,
    RecordQualifier,
    RecordRecord,
    RecordValue,
)
from schema.model import Attribute, Link, Model, Relation
from schema.rdf import Terms, datatype, edge_class, literal_term
from schema.values import Money, Number

Answer = Mapping[str, Any]

_INTEGER: Final = "xsd:nonNegativeInteger"


class Records(ABC):
    """Reads what an answer shows of links, facts and claims."""

    def __init__(self, model: Model, terms: Terms) -> None:
        self.model = model
        self.terms = terms
        self.statements = Statements(terms)

    @abstractmethod
    def entity(self, shown: Object, value: Answer | None) -> Thing | None:
        """An entity with what is shown of it."""

    @abstractmethod
    def connection(self, parent: Thing | None, rows: Connection, value: Answer) -> Thing:
        """The rows below something."""

    def thing(self, id: str, type: str) -> Thing:
        """Something of which it is stated what it is."""
        found = Thing(self.terms.of(id), type)
        self.statements.a(found.iri, type)
        return found

    def attribute(self, thing: Thing, key: str, attribute: Attribute, shown: Any) -> None:
        """That a thing has what is shown of an attribute in one language, or in none."""
        term = literal_term(attribute)
        if shown is None:
            thing.hold(key, None)
        elif attribute.many:
            texts = [self._words(attribute, each) for each in shown]
            for words in texts:
                self.statements.literal(thing.iri, term, words)
            thing.hold(key, shown, texts[0].under(term) if texts else None)
        else:
            self.statements.value(thing, key, _without_marks(shown), term, self._words(attribute, shown))

    def _words(self, attribute: Attribute, shown: Any) -> Words:
        """The canonical text of a value."""
        if attribute.value is Money:
            text = f"{shown[VALUE]} {shown[CURRENCY]}"
        elif attribute.value is Number:
            text = f"{Decimal(repr(shown)).normalize():f}" if shown else "0"
        else:
            text = str(shown)
        return Words(text, datatype(attribute.value, text))

    # Links ------------------------------------------------------------------------------------------------------

    def linked(self, thing: Thing, link: Link, other: Thing) -> str:
        """State a link of a thing with another one; the property."""
        relation = self._relation(thing, link, other)
        subject, object = (thing, other) if link.forward else (other, thing)
        self.statements.link(subject.iri, relation.iri, object.iri)
        return relation.iri

    def _relation(self, thing: Thing, link: Link, other: Thing) -> Relation:
        types = [each.type.partition(":")[2] for each in ((thing, other) if link.forward else (other, thing))]
        relation = self.model.relation_between(link.relation.type, *types)
        assert relation
        return relation

    def fact_of(self, thing: Thing, link: Link, other: Thing) -> Thing:
        """The fact of a link, without what stands at its other end, which has a key."""
        relation = self._relation(thing, link, other)
        subject, object = (thing, other) if link.forward else (other, thing)
        prefix = self.terms.of("")
        ids = subject.iri.removeprefix(prefix), object.iri.removeprefix(prefix)
        key = Key(ids[0], relation.type, relation.target if relation.to_one else ids[1], "")
        fact = self.thing(key.id, edge_class(relation))
        for property, end in (("rdf:subject", subject.iri), ("rdf:object", object.iri)):
            self.statements.link(fact.iri, property, end)
        self.statements.link(fact.iri, "rdf:predicate", self.terms.iri(relation.iri))
        fact.add("rdf:predicate", self.terms.iri(relation.iri))
        fact.add("rdf:subject" if link.forward else "rdf:object", thing.iri)
        return fact

    # Facts and claims -------------------------------------------------------------------------------------------

    def record(self, record: Record, value: Answer | None) -> Thing | None:
        """A fact or a claim with what is shown of it."""
        if value is None:
            return None
        return self._fact(record, value) if record.type == "Fact" else self._claim(record, value)

    def _fact(self, record: Record, value: Answer) -> Thing:
        """A fact: always with the triple that it is."""
        subject, object = (value[standing(record, mark)] for mark in (SUBJECT, OBJECT))
        property = value[PROPERTY]
        words = Words("")
        if object:
            relation = self.model.relation_between(property, subject["@type"], object["@type"])
            assert relation
            fact, term = self.thing(value[ID], edge_class(relation)), relation.iri
        else:
            attribute = attribute_of(self.model, subject[ID], property)
            assert attribute
            fact, term = self.thing(value[ID], "pg:Fact"), "pg:name" if attribute is NAME else literal_term(attribute)
            kind = datatype(attribute.value, value[VALUE])
            words = Words(value[VALUE], kind, value[LANGUAGE] or "")
        start, predicate = self.terms.of(subject[ID]), self.terms.iri(term)
        self.statements.link(fact.iri, "rdf:subject", start)
        self.statements.link(fact.iri, "rdf:predicate", predicate)
        fact.add("rdf:predicate", predicate)
        if object:
            end = self.terms.of(object[ID])
            self.statements.link(start, term, end)
            self.statements.link(fact.iri, "rdf:object", end)
            fact.add("rdf:subject", start, {term: {"@id": end}})
            fact.add("rdf:object", end)
        else:
            self.statements.literal(start, term, words)
            self.statements.literal(fact.iri, "rdf:object", words)
            fact.add("rdf:subject", start, {term: words.value})
            fact.more["rdf:object"] = {"": words.value}
        # Steps of paths show more than their facts have.
        fields = {field.key: field for field in record.fields}
        for key, found in value.items():
            if not key.startswith("@"):
                self._fact_field(fact, key, fields.get(key), found)
        return fact

    def _fact_field(self, fact: Thing, key: str, field: object, found: Any) -> None:
        match field:
            case RecordValue(_, "conflicting") if found:
                self.statements.value(fact, key, found, "pg:conflicting", Words("true", "xsd:boolean"))
            case RecordEntity(_, column, shown):
                fact.hold(key, self.entity(shown, found), Meaning(f"rdf:{column}"))
            case RecordQualifier(_, attribute):
                self.attribute(fact, key, attribute, found)
            case Many(_, connection):
                fact.hold(key, self.connection(None, connection, found), INCLUDED)
            case Evidence(_, claim):
                fact.hold(key, [self.record(claim, each) for each in found], INCLUDED)
            case _:
                fact.hold(key, found)

    def _claim(self, record: Record, value: Answer) -> Thing:
        """A claim: always with the fact that it is on."""
        claim, body = self.thing(value[ID], "pg:Claim"), self.terms.of(value[standing(record, FACT)][ID])
        self.statements.link(claim.iri, "oa:hasBody", body)
        claim.add("oa:hasBody", body)
        selectors: dict[str, dict[str, Any]] = {}
        for field in record.fields:
            if field.key.startswith("@"):
                continue
            key, found = field.key, value[field.key]
            match field:
                case RecordValue(_, "quote" | "start" | "end" as name):
                    claim.hold(key, found)
                    if found is not None and value[standing(record, DOCUMENT)]:
                        self._selector(claim, name, found, selectors)
                case RecordValue(_, name):
                    self._stated(claim, key, name, value)
                case RecordEntity(_, _, shown):
                    document = self.entity(shown, found)
                    if document:
                        self.statements.link(claim.iri, "prov:wasDerivedFrom", document.iri)
                    claim.hold(key, document, Meaning("prov:wasDerivedFrom"))
                case RecordQualifier(_, attribute):
                    self.attribute(claim, key, attribute, found)
                case RecordRecord(_, inner):
                    claim.hold(key, self.record(inner, found), Meaning("oa:hasBody"))
                case _:
                    claim.hold(key, found)
        if selectors:
            claim.add("oa:hasTarget", f"{claim.iri}#passage", {"oa:hasSelector": list(selectors.values())})
        return claim

    def _stated(self, claim: Thing, key: str, name: str, value: Answer) -> None:
        found = value[key]
        match name:
            case "kind":
                self.statements.value(claim, key, found, "pg:claimKind", Words(found.lower()))
            case "value" if found is not None:
                words = Words(found, language=value[LANGUAGE] or "")
                self.statements.value(claim, key, found, "pg:statedValue", words)
            case "rule" if found:
                self.statements.value(claim, key, found, "pg:rule", Words(found))
            case _:
                claim.hold(key, found)

    def _selector(self, claim: Thing, name: str, found: Any, selectors: dict[str, dict[str, Any]]) -> None:
        """What selects the passage in the document: its words, or its place."""
        part, property, kind = (
            ("quote", "oa:exact", "xsd:string") if name == "quote" else ("place", f"oa:{name}", _INTEGER)
        )
        passage, selector = f"{claim.iri}#passage", f"{claim.iri}#{part}"
        words = Words(str(found), kind)
        self.statements.link(claim.iri, "oa:hasTarget", passage)
        self.statements.link(passage, "oa:hasSelector", selector)
        self.statements.literal(selector, property, words)
        selectors.setdefault(part, {"@id": selector})[property] = words.value


def _without_marks(shown: Any) -> Any:
    return bare(shown) if isinstance(shown, Mapping) else shown
