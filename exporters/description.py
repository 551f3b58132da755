"""One thing as a document: what is known of it, and what the document is."""

from __future__ import annotations

from collections.abc import Iterator

from exporters.catalogue import LICENCE, Version
from exporters.mapping import Lines
from exporters.sheet import Sheet
from exporters.whole import quads
from graph.rows import CLAIM
from graph.store import Surroundings
from schema.rdf import Terms


def described(id: str, found: Surroundings, lines: Lines, version: Version) -> bytes:
    """N-Quads: facts in both directions with their evidence, classes and names of all that they name, and the
    document itself. They are a part of the export, but for those on the document."""
    return b"".join(quads(_things(id, found, lines), lines)) + "".join(_document(id, lines.terms, version)).encode()


def _things(id: str, found: Surroundings, lines: Lines) -> Iterator[tuple[bytes, bytes]]:
    for entity in found.entities:
        yield lines.names(entity), b""
    for row in found.rows:
        facts, evidence = lines.statement(row)
        claim = row[CLAIM]
        yield facts, b"" if id.startswith("claim/") and claim != id else evidence


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
