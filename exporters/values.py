"""Facts that give an entity a value: the literal, and the thing beside it where a standard vocabulary wants one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

from exporters.links import INSTANTS
from exporters.ntriples import iri, is_iri, literal, quoted
from exporters.tails import Ids, Parts, Qualified, Tails, Used
from graph.facts import NAME
from schema import edtf
from schema.model import Attribute
from schema.rdf import datatype, literal_term
from schema.values import Date

LANGUAGES_AT: Final = "http://id.loc.gov/vocabulary/iso639-"
"""Where the Library of Congress names languages: codes of two letters below `1/`, of three below `2/`."""

GEONAMES_AT: Final = "https://sws.geonames.org/"
"""Where GeoNames has the things that its numbers mean."""

SAME: Final = "owl:sameAs"
MATCHING: Final = "skos:exactMatch"
CONCEPT: Final = "skos:Concept"


class Value:
    """How the facts of one attribute are written."""

    kind = "pg:Fact"

    def __init__(self, tails: Tails, attribute: Attribute, classes: Sequence[str] = ()) -> None:
        """`classes`: those of the entities that have the attribute, as CURIEs."""
        self.tails = tails
        self.attribute = attribute
        self.named = attribute is NAME
        self.term = tails.term("pg:name" if self.named else literal_term(attribute))
        self.end = None if issubclass(attribute.value, Date) else tails.plain(attribute, "")[2:]
        """What follows every value; that of a date depends on its precision."""
        shape = _concept if attribute.iri == SAME and CONCEPT in classes else _VALUES.get(attribute.iri)
        self.beside = partial(shape, tails, attribute.iri) if shape else None
        """Given the id of the subject and a value: what a standard vocabulary says beside the literal."""

    def direct(self, value: str) -> list[str]:
        """What it says of its subject, given the term of the value."""
        return [f"{self.term} {value} .\n"]

    def inverse(self, subject: str) -> list[str]:
        """There is no object of which it could say something."""
        return []

    def object(self, value: str, language: str = "") -> str:
        """The term of the value."""
        if language:
            return f"{quoted(value)}@{language}"
        return f"{quoted(value)}{self.end}" if self.end is not None else self.tails.plain(self.attribute, value)

    def qualified(self, texts: Mapping[str, str]) -> Qualified:
        """What of its qualifiers makes a difference to what is written: the kind of a name."""
        return (), tuple(texts.items()) if self.named else (), ()

    def more(self, ids: Ids, names: Sequence[str], used: Used, gaps: Sequence[str]) -> Parts:
        """What the node of the fact says beyond the triple."""
        return {"": [self.tails.link("pg:nameKind", literal(kind)) for _, kind in used]}


def _address(tails: Tails, property: str, id: str, value: str) -> Parts:
    return {"": [tails.link(property, iri(value))] if is_iri(value) else []}


def _concept(tails: Tails, property: str, id: str, value: str) -> Parts:
    # Concepts that are the same match exactly; SKOS has a word of its own for that.
    same, matching = (_address(tails, each, id, value)[""] for each in (property, MATCHING))
    return {"": same + matching}


def _geonames(tails: Tails, property: str, id: str, value: str) -> Parts:
    return {"": [tails.link(MATCHING, iri(f"{GEONAMES_AT}{value}/"))]}


def _language(tails: Tails, property: str, id: str, value: str) -> Parts:
    return {"": [tails.link(property, iri(f"{LANGUAGES_AT}{1 if len(value) == 2 else 2}/{value}"))]}


def _kind(tails: Tails, property: str, id: str, value: str) -> Parts:
    kind = [tails.a("skos:Concept"), tails.link("skos:prefLabel", literal(value))]
    return {"": [tails.link(property, tails.part(id, "kind"))], "kind": kind}


def _checksum(tails: Tails, property: str, id: str, value: str) -> Parts:
    if not re.fullmatch(r"[0-9a-fA-F]{64}", value):
        return {}
    checksum = [
        tails.a("spdx:Checksum"),
        tails.link("spdx:algorithm", tails.term("spdx:checksumAlgorithm_sha256")),
        tails.typed("spdx:checksumValue", value, "xsd:hexBinary"),
    ]
    return {"": [tails.link(property, tails.part(id, "checksum"))], "checksum": checksum}


def _period(tails: Tails, property: str, id: str, value: str) -> Parts:
    period = [tails.a("dcterms:PeriodOfTime"), *_ends(tails, "dcat:startDate", "dcat:endDate", value)]
    return {"": [tails.link(property, tails.part(id, "period"))], "period": period}


def _day(tails: Tails, property: str, id: str, value: str) -> Parts:
    return {"": _ends(tails, "schema:startDate", "schema:endDate", value)}


def _ends(tails: Tails, first: str, last: str, value: str) -> list[str]:
    pairs = zip((first, last), edtf.ends(value), strict=True)
    kinds = [(property, text, datatype(Date, text)) for property, text in pairs if text]
    return [tails.typed(property, text, kind) for property, text, kind in kinds if kind in INSTANTS]


def _observed(tails: Tails, property: str, id: str, value: str) -> Parts:
    return {"": [tails.typed("sosa:hasSimpleResult", value, "xsd:decimal")]}


_VALUES: Final = {
    "dcterms:language": _language,
    "dcterms:temporal": _period,
    "dcterms:type": _kind,
    "foaf:page": _address,
    SAME: _address,
    "pg:geonamesId": _geonames,
    "pg:value": _observed,
    "pg:when": _day,
    "spdx:checksum": _checksum,
}
"""By the property of an attribute: what says the same in a standard vocabulary."""
