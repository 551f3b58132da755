"""One thing as a document: what is known of it, and what the document is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from exporters.catalogue import LICENCE, Version
from exporters.mapping import Lines
from exporters.sheet import Sheet
from graph.store import Surroundings
from schema.rdf import Terms


def described(id: str, found: Surroundings, lines: Lines, version: Version) -> Iterator[str]:
    """Lines of N-Quads: facts in both directions with their evidence, classes and names of all that they name, and
    the document itself. They are a part of the export, but for those on the document."""
    yield from _document(id, lines.terms, version)
    for entity in found.entities:
        yield from lines.entity(entity)
    for fact in found.facts:
        if id.startswith("claim/"):
            yield from lines.fact(replace(fact, claims=tuple(c for c in fact.claims if c.id == id)))
        else:
            yield from lines.fact(fact)


def _document(id: str, terms: Terms, version: Version) -> set[str]:
    sheet = Sheet(terms)
    document, dataset = f"{terms.base}data/{id}", f"{terms.base}.well-known/void#dataset"
    sheet.a(document, "foaf:Document")
    sheet.link(document, "foaf:primaryTopic", terms.of(id))
    sheet.link(document, "void:inDataset", dataset)
    sheet.link(document, "dcterms:isPartOf", dataset)
    sheet.link(document, "dcterms:license", LICENCE)
    sheet.typed(document, "dcterms:modified", version.date, "xsd:dateTime")
    sheet.text(document, "dcat:version", version.name)
    return sheet.lines
