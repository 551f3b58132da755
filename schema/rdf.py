"""The terms of the model in RDF: which class, property and datatype stands for what.

A declaration names one property beside each field. Where that property's vocabulary wants a thing and not a literal
(`dcterms:temporal` leads to a period of time), the literal stands under a term of our own, and the thing beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from schema.errors import ValueProblem
from schema.model import Attribute, Model, Relation, Type
from schema.values import Date, Money, Text, Value
from schema.vocabulary import NAMESPACES, OWN

STRUCTURED: Final = frozenset(
    {
        "dcterms:temporal",
        "spdx:checksum",
        "foaf:page",
        "owl:sameAs",
        "dcterms:language",
        "dcterms:type",
        "schema:amount",
    }
)
"""Declared properties whose values are things."""

ALSO: Final[dict[tuple[str, str, str], tuple[str, bool]]] = {
    ("LOCATED_IN", "City", "Country"): ("schema:containedInPlace", True),
    ("PART_OF", "Institution", "Institution"): ("org:subOrganizationOf", True),
    ("PUBLISHED", "City", "Document"): ("dcterms:publisher", False),
    ("PUBLISHED", "Country", "Document"): ("dcterms:publisher", False),
    ("PUBLISHED", "Institution", "Document"): ("dcterms:publisher", False),
    ("PUBLISHED", "Programme", "Document"): ("dcterms:publisher", False),
    ("OBSERVED_OF", "Observation", ""): ("sosa:hasFeatureOfInterest", True),
}
"""By relation type and the types of its ends (none: any): a standard property that fits these ends, and whether it
goes the same way."""

BROADER: Final[dict[str, str]] = {
    "pg:name": "rdfs:label",
    "pg:memberOf": "org:memberOf",
    "pg:Membership": "org:Membership",
    "pg:Funding": "schema:Grant",
    "pg:value": "sosa:hasSimpleResult",
    "pg:Observation": "sosa:Observation",
    "pg:Claim": "prov:Entity",
}
"""Terms of our own, and the standard term that each is a kind of. A relation is named as in `relation_term`."""


@dataclass(frozen=True)
class OwnTerm:
    """A term of ours that no declaration of the model makes."""

    name: str
    is_class: bool
    label: str
    text: str
    domain: str = ""
    """Classes, of which any one may stand there."""
    range: str = ""


OWN_TERMS: Final = (
    OwnTerm("Fact", True, "fact", "What claims agree on: a link between two entities, or a value of one."),
    OwnTerm("Claim", True, "claim", "That a document, at a place in it, states a fact."),
    OwnTerm("name", False, "name", "A name of an entity, of whatever kind.", "pg:Entity"),
    OwnTerm(
        "nameKind", False, "kind of name", "PREFERRED, ALTERNATIVE or ACRONYM.", "pg:Fact pg:Claim", "xsd:string"
    ),
    OwnTerm(
        "conflicting", False, "conflicting", "Whether claims of a fact cannot all be true.", "pg:Fact", "xsd:boolean"
    ),
    OwnTerm(
        "claimKind", False, "kind of claim", "curated, stated or implied.", "pg:Claim", "xsd:string"
    ),
    OwnTerm("rule", False, "rule", "The rule that found a claim in a text.", "pg:Claim", "xsd:string"),
    OwnTerm("statedObject", False, "stated object", "The entity to which a claim leads.", "pg:Claim", "pg:Entity"),
    OwnTerm("statedValue", False, "stated value", "The value that a claim states, as it is written.", "pg:Claim"),
)  # fmt: skip


@dataclass(frozen=True)
class Terms:
    """IRIs under one base, which ends with `/`."""

    base: str

    @property
    def own(self) -> str:
        """Namespace of our own terms."""
        return f"{self.base}ontology#"

    def iri(self, curie: str) -> str:
        """The IRI of a CURIE. Raises ValueProblem for a prefix that nobody has declared."""
        prefix, _, local = curie.partition(":")
        if prefix == OWN:
            return self.own + local
        if prefix not in NAMESPACES:
            raise ValueProblem(f"expected a prefix of schema/vocabulary.py, got {curie!r}")
        return NAMESPACES[prefix] + local

    def of(self, id: str) -> str:
        """The IRI of an entity, a fact or a claim."""
        return f"{self.base}id/{id}"

    @property
    def facts_graph(self) -> str:
        """The named graph of entities and facts."""
        return f"{self.base}.well-known/void#facts"

    @property
    def evidence_graph(self) -> str:
        """The named graph of claims."""
        return f"{self.base}.well-known/void#evidence"

    @property
    def prefixes(self) -> dict[str, str]:
        """Namespaces by prefix, ours among them."""
        return {OWN: self.own, **NAMESPACES}


def classes(type_: Type) -> tuple[str, ...]:
    """The classes of an entity type, our own first."""
    return tuple(dict.fromkeys([f"{OWN}:{type_.name}", *type_.rdf]))


def edge_class(relation: Relation) -> str:
    """The class of the facts of a relation that has properties; that of all facts for others."""
    return f"{OWN}:{relation.edge.name}" if relation.edge.attributes else f"{OWN}:Fact"


def literal_term(attribute: Attribute) -> str:
    """The property whose value is the attribute's value as a literal."""
    return f"{OWN}:{attribute.field}" if attribute.iri in STRUCTURED else attribute.iri


def datatype(value: type[Value], text: str) -> str:
    """The datatype of a canonical text, as a CURIE. A date has that of its precision."""
    if issubclass(value, Date):
        return _date_type(text)
    return "xsd:string" if issubclass(value, Money | Text) else value.xsd


DATE_TYPES: Final = ("xsd:gYear", "xsd:gYearMonth", "xsd:date", "edtf:EDTF-level1")
"""The datatypes of dates; periods and marks of uncertainty are in EDTF only."""


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(r"-?(?!0000)[0-9]{4}(-(?:0[1-9]|1[0-2])(-[0-9]{2})?)?")


def _date_type(text: str) -> str:
    match = _pattern().fullmatch(text)
    if match is None:
        return DATE_TYPES[3]
    return DATE_TYPES[2] if match[2] else DATE_TYPES[1] if match[1] else DATE_TYPES[0]


def properties(model: Model, type_: Type) -> dict[str, str]:
    """By the term of a direct triple from this type: the property of its facts."""
    found = {literal_term(a): a.field for a in type_.attributes.values() if not a.derived}
    found |= {r.iri: r.type for r in model.relations if type_.name in r.sources}
    return {f"{OWN}:name": "name", **found}
