"""Entities, facts and claims as lines of N-Quads: pure, derived from the model's declarations.

An entity has its classes and names. A fact is the direct triple, and a node that says of it what a triple cannot:
the properties of the relation, and by which claims it stands. A claim is a Web Annotation of the passage that states
it; it holds all that the claim in the store holds, so that what is exported can be loaded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Final

from exporters.ntriples import iri, is_iri, literal
from graph.facts import NAME, NAME_KIND, Claim, Fact, attribute_of
from graph.store import Named
from schema import edtf
from schema.model import Attribute, Model, Relation
from schema.rdf import ALSO, Terms, classes, datatype, edge_class, literal_term
from schema.values import Date, Money

Emit = Callable[[str, str, str], None]
"""Takes subject, property and object of a triple, each as a term of N-Triples."""

LANGUAGES_AT: Final = "http://id.loc.gov/vocabulary/iso639-"
"""Where the Library of Congress names languages: codes of two letters below `1/`, of three below `2/`."""


class Lines:
    """The lines of a graph under one base IRI."""

    def __init__(self, model: Model, terms: Terms) -> None:
        self.model = model
        self.terms = terms
        self.term: Callable[[str], str] = cache(lambda curie: iri(terms.iri(curie)))
        self.facts_end = f" {iri(terms.facts_graph)} .\n"
        self.evidence_end = f" {iri(terms.evidence_graph)} .\n"
        self.type = self.term("rdf:type")
        self._classes = {t.slug: [self.term(c) for c in classes(t)] for t in model.entities}
        self._titled = {
            t.slug: self.term(a.iri) for t in model.entities for a in t.attributes.values() if a.derived == ("name",)
        }
        self._relation: Callable[[str, str, str], Relation | None] = cache(model.relation_between)
        self._attribute: Callable[[str, str], Attribute | None] = cache(
            lambda slug, name: attribute_of(model, f"{slug}/", name)
        )

    def entity(self, named: Named) -> Iterator[str]:
        """Classes and names."""
        slug = named.id.partition("/")[0]
        start, end = f"{self._ref(named.id)} ", self.facts_end
        for each in self._classes[slug]:
            yield f"{start}{self.type} {each}{end}"
        best = named.best
        for text, language in {(text, language): None for text, language, _ in named.names}:
            shown = literal(text, language=language)
            kind = "skos:prefLabel" if best.get(language) == text else "skos:altLabel"
            yield f"{start}{self.term(kind)} {shown}{end}"
            if slug in self._titled and best.get(language) == text:
                yield f"{start}{self._titled[slug]} {shown}{end}"

    def fact(self, fact: Fact) -> Iterator[str]:
        """The direct triple, the node of the fact, and its claims."""
        found: list[str] = []
        end = self.facts_end

        def emit(subject: str, predicate: str, object: str) -> None:
            found.append(f"{subject} {predicate} {object}{end}")

        node = self._ref(fact.id)
        if fact.object:
            self._link(emit, node, fact)
        else:
            self._value(emit, node, fact)
        if fact.conflicting:
            emit(node, self.term("pg:conflicting"), literal("true", self.terms.iri("xsd:boolean")))
        end = self.evidence_end
        for claim in fact.claims:
            self._claim(emit, node, fact, claim)
        yield from found

    def _ref(self, id: str) -> str:
        return f"<{self.terms.base}id/{id}>"

    def _part(self, node: str, name: str) -> str:
        return f"{node[:-1]}#{name}>"

    def _plain(self, attribute: Attribute, text: str, language: str = "") -> str:
        return literal(text, self.terms.iri(datatype(attribute.value, text)), language)

    def _reified(self, emit: Emit, node: str, kind: str, triple: tuple[str, str, str]) -> None:
        emit(*triple)
        emit(node, self.type, self.term(kind))
        if kind != "pg:Fact":
            emit(node, self.type, self.term("pg:Fact"))
        emit(node, self.type, self.term("rdf:Statement"))
        for name, term in zip(("rdf:subject", "rdf:predicate", "rdf:object"), triple, strict=True):
            emit(node, self.term(name), term)

    # Links ------------------------------------------------------------------------------------------------------

    def _link(self, emit: Emit, node: str, fact: Fact) -> None:
        key = fact.key
        source, target = (self.model.by_slug[id.partition("/")[0]].name for id in (key.subject, fact.object))
        relation = self._relation(key.property, source, target)
        assert relation
        subject, object = self._ref(key.subject), self._ref(fact.object)
        self._reified(emit, node, edge_class(relation), (subject, self.term(relation.iri), object))
        for standard, same_way in self._also(key.property, source, target):
            emit(*(subject, standard, object) if same_way else (object, standard, subject))
        for attribute in relation.edge.attributes:
            if text := fact.qualifiers.get(attribute.field):
                emit(node, self.term(literal_term(attribute)), self._plain(attribute, text))
        if (shape := _EDGES.get(relation.edge.name)) is not None:
            shape(self, emit, node, subject, object, fact.qualifiers)

    def _also(self, relation: str, source: str, target: str) -> list[tuple[str, bool]]:
        found = (ALSO.get((relation, source, to)) for to in (target, ""))
        return [(self.term(each[0]), each[1]) for each in found if each]

    def _membership(self, emit: Emit, node: str, subject: str, object: str, qualifiers: Mapping[str, str]) -> None:
        emit(node, self.type, self.term("org:Membership"))
        emit(node, self.term("org:member"), subject)
        emit(node, self.term("org:organization"), object)
        if role := qualifiers.get("role"):
            emit(node, self.term("org:role"), self.term(f"pg:role-{role.lower()}"))
        ends = (qualifiers.get("since"), "hasBeginning"), (qualifiers.get("until"), "hasEnd")
        if not any(text for text, _ in ends):
            return
        during = self._part(node, "during")
        emit(node, self.term("org:memberDuring"), during)
        emit(during, self.type, self.term("time:Interval"))
        for text, property in ends:
            kind = _INSTANTS.get(datatype(Date, text)) if text else None
            if text and kind:
                instant = self._part(node, property)
                emit(during, self.term(f"time:{property}"), instant)
                emit(instant, self.type, self.term("time:Instant"))
                emit(instant, self.term(f"time:{kind}"), literal(text, self.terms.iri(datatype(Date, text))))

    def _funding(self, emit: Emit, node: str, subject: str, object: str, qualifiers: Mapping[str, str]) -> None:
        amount = qualifiers.get("amount")
        emit(node, self.type, self.term("schema:MonetaryGrant" if amount else "schema:Grant"))
        emit(node, self.term("schema:fundedItem"), subject)
        emit(node, self.term("schema:funder"), object)
        if amount:
            self._money(emit, node, "schema:amount", amount)

    def _money(self, emit: Emit, node: str, property: str, text: str) -> None:
        number, currency, _ = Money.cells(text)
        part = self._part(node, "amount")
        emit(node, self.term(property), part)
        emit(part, self.type, self.term("schema:MonetaryAmount"))
        emit(part, self.term("schema:value"), literal(str(number), self.terms.iri("xsd:decimal")))
        emit(part, self.term("schema:currency"), literal(str(currency)))

    # Values -----------------------------------------------------------------------------------------------------

    def _value(self, emit: Emit, node: str, fact: Fact) -> None:
        key = fact.key
        attribute = self._attribute(key.subject.partition("/")[0], key.property)
        assert attribute
        subject = self._ref(key.subject)
        if attribute is NAME:
            term = "pg:name"
            emit(node, self.term("pg:nameKind"), literal(fact.qualifiers[NAME_KIND.field]))
        else:
            term = literal_term(attribute)
        value = self._plain(attribute, fact.value, fact.language)
        self._reified(emit, node, "pg:Fact", (subject, self.term(term), value))
        if (shape := _VALUES.get(attribute.iri)) is not None:
            shape(self, emit, subject, self.term(attribute.iri), fact.value)

    def _address(self, emit: Emit, subject: str, term: str, value: str) -> None:
        if is_iri(value):
            emit(subject, term, iri(value))

    def _language(self, emit: Emit, subject: str, term: str, value: str) -> None:
        emit(subject, term, iri(f"{LANGUAGES_AT}{1 if len(value) == 2 else 2}/{value}"))

    def _kind(self, emit: Emit, subject: str, term: str, value: str) -> None:
        part = self._part(subject, "kind")
        emit(subject, term, part)
        emit(part, self.type, self.term("skos:Concept"))
        emit(part, self.term("skos:prefLabel"), literal(value))

    def _checksum(self, emit: Emit, subject: str, term: str, value: str) -> None:
        if not re.fullmatch(r"[0-9a-fA-F]{64}", value):
            return
        part = self._part(subject, "checksum")
        emit(subject, term, part)
        emit(part, self.type, self.term("spdx:Checksum"))
        emit(part, self.term("spdx:algorithm"), self.term("spdx:checksumAlgorithm_sha256"))
        emit(part, self.term("spdx:checksumValue"), literal(value, self.terms.iri("xsd:hexBinary")))

    def _period(self, emit: Emit, subject: str, term: str, value: str) -> None:
        part = self._part(subject, "period")
        emit(subject, term, part)
        emit(part, self.type, self.term("dcterms:PeriodOfTime"))
        self._ends(emit, part, "dcat:startDate", "dcat:endDate", value)

    def _day(self, emit: Emit, subject: str, term: str, value: str) -> None:
        self._ends(emit, subject, "schema:startDate", "schema:endDate", value)

    def _ends(self, emit: Emit, node: str, first: str, last: str, value: str) -> None:
        for property, text in zip((first, last), edtf.ends(value), strict=True):
            if text and (kind := datatype(Date, text)) in _INSTANTS:
                emit(node, self.term(property), literal(text, self.terms.iri(kind)))

    def _observed(self, emit: Emit, subject: str, term: str, value: str) -> None:
        emit(subject, self.term("sosa:hasSimpleResult"), literal(value, self.terms.iri("xsd:decimal")))

    # Evidence ---------------------------------------------------------------------------------------------------

    def _claim(self, emit: Emit, body: str, fact: Fact, claim: Claim) -> None:
        node = self._ref(claim.id)
        emit(node, self.type, self.term("pg:Claim"))
        emit(node, self.term("oa:hasBody"), body)
        emit(node, self.term("pg:claimKind"), literal(claim.kind))
        if claim.rule:
            emit(node, self.term("pg:rule"), literal(claim.rule))
        self._stated(emit, node, fact, claim)
        if claim.document:
            document = self._ref(claim.document)
            emit(node, self.type, self.term("oa:Annotation"))
            emit(node, self.term("prov:wasDerivedFrom"), document)
            emit(
                node, self.term("oa:hasTarget"), self._passage(emit, node, document, claim) if claim.quote else document
            )

    def _stated(self, emit: Emit, node: str, fact: Fact, claim: Claim) -> None:
        slug = claim.subject.partition("/")[0]
        qualifiers: tuple[Attribute, ...] = (NAME_KIND,)
        if claim.object:
            # The entities of an export are those that merged ids have become; only a conflict is about another one.
            object = claim.object if fact.conflicting and fact.key.slot else fact.object
            emit(node, self.term("pg:statedObject"), self._ref(object))
            source, target = self.model.by_slug[slug], self.model.by_slug[object.partition("/")[0]]
            relation = self._relation(claim.property, source.name, target.name)
            assert relation
            qualifiers = relation.edge.attributes
        else:
            emit(node, self.term("pg:statedValue"), literal(claim.value, language=claim.language))
        stated = {a.field: a for a in qualifiers}
        for name, text in claim.qualifiers:
            emit(node, self.term(literal_term(stated[name])), self._plain(stated[name], text))

    def _passage(self, emit: Emit, node: str, document: str, claim: Claim) -> str:
        passage, quote = self._part(node, "passage"), self._part(node, "quote")
        emit(passage, self.type, self.term("oa:SpecificResource"))
        emit(passage, self.term("oa:hasSource"), document)
        emit(passage, self.term("oa:hasSelector"), quote)
        emit(quote, self.type, self.term("oa:TextQuoteSelector"))
        emit(quote, self.term("oa:exact"), literal(claim.quote))
        if claim.start >= 0:
            place = self._part(node, "place")
            emit(passage, self.term("oa:hasSelector"), place)
            emit(place, self.type, self.term("oa:TextPositionSelector"))
            for property, number in (("oa:start", claim.start), ("oa:end", claim.end)):
                emit(place, self.term(property), literal(str(number), self.terms.iri("xsd:nonNegativeInteger")))
        return passage


_INSTANTS: Final = {"xsd:gYear": "inXSDgYear", "xsd:gYearMonth": "inXSDgYearMonth", "xsd:date": "inXSDDate"}

_EDGES: Final = {"Membership": Lines._membership, "Funding": Lines._funding}
"""By the class of an edge: what says the same in a standard vocabulary."""

_VALUES: Final = {
    "dcterms:language": Lines._language,
    "dcterms:temporal": Lines._period,
    "dcterms:type": Lines._kind,
    "foaf:page": Lines._address,
    "owl:sameAs": Lines._address,
    "pg:value": Lines._observed,
    "pg:when": Lines._day,
    "spdx:checksum": Lines._checksum,
}
"""By the property of an attribute: what says the same in a standard vocabulary."""
