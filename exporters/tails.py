"""What is shared by all that writes lines under one base IRI: terms, and tails by terms."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Final

from exporters.ntriples import iri, lines, literal
from schema.model import Attribute
from schema.rdf import Terms, datatype
from schema.values import Date

Parts = dict[str, list[str]]
"""Tails by the name of the part of a thing that they speak of; those of the thing itself under no name."""

Ends = tuple[str, str, str]
"""Property of a fact, and the slugs of the types of its subject and its object; the last is empty for a value."""

Ids = tuple[str, str, str]
"""Those of a fact, its subject and its object."""

Used = tuple[tuple[str, str], ...]
"""Names and texts of qualifiers from which something is made."""

Qualified = tuple[tuple[str, ...], Used, tuple[bytes, ...]]
"""The qualifiers of a fact: which there are, those from which something is made, and all as terms."""

CACHED: Final = 8_192
"""How many qualifiers and dates are kept: many facts have the same ones."""


class Tails:
    """Terms under one base IRI, and the tails of lines that are made of them."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self.start = f"<{terms.base}id/"
        """How the terms of entities, facts and claims begin."""
        self.head = self.start.encode()
        self.term: Callable[[str], str] = cache(lambda curie: iri(terms.iri(curie)))
        self._dates: Callable[[str], str] = lru_cache(CACHED)(lambda text: terms.iri(datatype(Date, text)))
        self._fixed: Callable[[Attribute], str] = cache(lambda a: terms.iri(datatype(a.value, "")))

    def ref(self, id: str) -> str:
        """The term of an entity, a fact or a claim."""
        return f"{self.start}{id}>"

    def part(self, id: str, name: str) -> str:
        """The term of a part of one."""
        return f"{self.start}{id}#{name}>"

    def link(self, property: str, object: str) -> str:
        """The tail with a property, which is a CURIE, and an object, which is a term."""
        return f"{self.term(property)} {object} .\n"

    def a(self, kind: str) -> str:
        """The tail that states a class, which is a CURIE."""
        return self.link("rdf:type", self.term(kind))

    def typed(self, property: str, text: str, kind: str) -> str:
        """The tail with a value of a datatype, which is a CURIE."""
        return self.link(property, literal(text, self.terms.iri(kind)))

    def plain(self, attribute: Attribute, text: str, language: str = "") -> str:
        """The literal of an attribute's value."""
        kind = self._dates(text) if issubclass(attribute.value, Date) else self._fixed(attribute)
        return literal(text, kind, language)

    def text(self, id: str, parts: Parts) -> str:
        """The sorted lines of N-Triples on a thing and its parts."""
        if len(parts) == 1:
            return lines(self.ref(id), parts[""]) if parts[""] else ""
        terms = [(self.part(id, name) if name else self.ref(id), parts[name]) for name in parts]
        return "".join(lines(term, tails) for term, tails in sorted(terms) if tails)
