"""Small graphs: ontology, shapes, catalogue. Statements are added one by one; each graph fits into memory."""

from __future__ import annotations

from exporters.formats import formatted
from exporters.ntriples import iri, literal
from schema.rdf import Terms


class Sheet:
    """A graph under construction. Subjects are IRIs, properties and classes CURIEs."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self.lines: set[str] = set()

    def a(self, subject: str, *classes: str) -> None:
        """State the classes of a thing."""
        for each in classes:
            self.link(subject, "rdf:type", self.terms.iri(each))

    def link(self, subject: str, property: str, *objects: str) -> None:
        """Lead to things, by their IRIs."""
        for each in objects:
            self._add(subject, property, iri(each))

    def text(self, subject: str, property: str, text: str, language: str = "") -> None:
        """State a text."""
        self._add(subject, property, literal(text, language=language))

    def typed(self, subject: str, property: str, text: str, datatype: str) -> None:
        """State a value of a datatype, which is a CURIE."""
        self._add(subject, property, literal(text, self.terms.iri(datatype)))

    def listed(self, subject: str, property: str, name: str, terms: list[str]) -> None:
        """Lead to a list of terms of N-Triples. Its cells have IRIs that begin with `name`: no blank nodes."""
        cells = [f"{name}-{i + 1}" for i in range(len(terms))]
        self.link(subject, property, cells[0])
        rest = [*cells[1:], self.terms.iri("rdf:nil")]
        for cell, term, after in zip(cells, terms, rest, strict=True):
            self._add(cell, "rdf:first", term)
            self.link(cell, "rdf:rest", after)

    def document(self, suffix: str = "ttl") -> bytes:
        """The graph in a format."""
        return formatted(self.lines, suffix, self.terms)

    def _add(self, subject: str, property: str, object: str) -> None:
        self.lines.add(f"{iri(subject)} {iri(self.terms.iri(property))} {object} <> .\n")
