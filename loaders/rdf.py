"""From RDF in our own vocabulary to claims: the way back from an export. A pure function of a file's statements.

Only claims are read. What follows from claims (classes, names, direct triples, the nodes of facts) is made again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

import pyoxigraph as ox

from graph.facts import NAME, NAME_KIND, Claim, check
from loaders.problems import Unreadable
from schema.errors import ValueProblem
from schema.model import Attribute, Model, Type
from schema.rdf import Terms, literal_term, properties

_CLAIM: Final = "ontology#Claim"
_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_EXPECTED: Final = (
    "expected claims as `policygraph export` writes them (things of the class {base}ontology#Claim), got none"
)

Values = Mapping[str, list[Any]]
"""Objects of one subject, by the IRI of the property."""


@dataclass
class Statements:
    """What one file states of each thing."""

    of: dict[str, dict[str, list[Any]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))

    @classmethod
    def read(cls, quads: Iterable[ox.Quad]) -> Statements:
        found = cls()
        for quad in quads:
            if isinstance(quad.subject, ox.NamedNode):
                objects = found.of[quad.subject.value][quad.predicate.value]
                if quad.object not in objects:
                    objects.append(quad.object)
        return found

    @cached_property
    def claims(self) -> list[tuple[str, str]]:
        """IRI of each claim, and the base IRI of its vocabulary."""
        return [
            (subject, kind.value.removesuffix(_CLAIM))
            for subject, values in self.of.items()
            for kind in values.get(_TYPE, ())
            if isinstance(kind, ox.NamedNode) and kind.value.endswith(f"/{_CLAIM}")
        ]


Claims = tuple[dict[Claim, int], list[str]]
"""Claims with their lines, which RDF has not, and what is wrong with others."""


def read_claims(model: Model, quads: Iterable[ox.Quad]) -> Claims:
    """The claims in a file, and what is wrong with those that cannot be used. Raises Unreadable without any."""
    found = Statements.read(quads)
    if not found.claims:
        raise Unreadable((0, "", _EXPECTED))
    claims: dict[Claim, int] = {}
    problems: list[str] = []
    for subject, base in found.claims:
        try:
            claim = _Reading(model, Terms(base), found.of).claim(subject)
            check(model, claim)
            claims[claim] = 0
        except ValueProblem as problem:
            problems.append(f"{subject}: {problem}")
    return claims, problems


@dataclass(frozen=True)
class _Reading:
    """One claim while it is read."""

    model: Model
    terms: Terms
    of: Mapping[str, Values]

    def claim(self, node: str) -> Claim:
        values = self.of[node]
        about, predicate = self._body(self.of.get(self._iri(values, "oa:hasBody"), {}))
        subject = self._id(about)
        type_ = self.model.type_of_id(subject)
        if type_ is None:
            raise ValueProblem(f"expected a fact about an entity of the model, got {subject!r}")
        property = self._property(type_, predicate)
        object = self._id(self._iri(values, "pg:statedObject", optional=True))
        value = self._one(values, "pg:statedValue", optional=object != "")
        if value is not None and not isinstance(value, ox.Literal):
            raise ValueProblem(f"pg:statedValue: expected a literal, got {value}")
        document = self._id(self._iri(values, "prov:wasDerivedFrom", optional=True))
        quote, start, end = self._passage(values)
        return Claim(
            subject, property, object, value.value if value else "", (value.language or "") if value else "",
            tuple(sorted(self._qualifiers(values, type_, property, object))), self._text(values, "pg:claimKind"),
            document, quote, start, end, self._text(values, "pg:rule", optional=True),
        )  # fmt: skip

    def _body(self, fact: Values) -> tuple[str, str]:
        """Subject and predicate of the triple that the node of a fact names, as in RDF 1.1, or reifies, as in 1.2."""
        triple = self._one(fact, "rdf:reifies", optional=True)
        if triple is None:
            return self._iri(fact, "rdf:subject"), self._iri(fact, "rdf:predicate")
        if not isinstance(triple, ox.Triple) or not isinstance(triple.subject, ox.NamedNode):
            raise ValueProblem(f"rdf:reifies: expected a triple on an entity, got {triple}")
        return triple.subject.value, triple.predicate.value

    def _property(self, type_: Type, iri: str) -> str:
        known = {self.terms.iri(curie): name for curie, name in properties(self.model, type_).items()}
        if iri not in known:
            raise ValueProblem(f"the model has no property {iri} of a {type_.name}")
        return known[iri]

    def _qualifiers(self, values: Values, type_: Type, property: str, object: str) -> Iterator[tuple[str, str]]:
        allowed: tuple[Attribute, ...] = (NAME_KIND,) if property == NAME.field else ()
        if object and (target := self.model.type_of_id(object)):
            relation = self.model.relation_between(property, type_.name, target.name)
            allowed = relation.edge.attributes if relation else ()
        known = {literal_term(a): a.field for a in allowed}
        for curie, name in known.items():
            if text := self._text(values, curie, optional=True):
                yield name, text
        ours = {self.terms.iri(curie) for curie in (*known, *_OF_CLAIMS)}
        if foreign := sorted(iri for iri in values if iri not in ours):
            raise ValueProblem(f"expected properties of a claim on {property}, got {', '.join(foreign)}")

    def _passage(self, values: Values) -> tuple[str, int, int]:
        target = self.of.get(self._iri(values, "oa:hasTarget", optional=True), {})
        quote, start, end = "", -1, -1
        for selector in target.get(self.terms.iri("oa:hasSelector"), ()):
            part = self.of.get(selector.value, {}) if isinstance(selector, ox.NamedNode) else {}
            quote = self._text(part, "oa:exact", optional=True) or quote
            if self.terms.iri("oa:start") in part:
                start, end = (self._number(part, name) for name in ("oa:start", "oa:end"))
        return quote, start, end

    def _number(self, values: Values, curie: str) -> int:
        text = self._text(values, curie)
        if not (text.isascii() and text.isdigit() and len(text) < 10):
            raise ValueProblem(f"{curie}: expected a whole number, got {text!r}")
        return int(text)

    def _one(self, values: Values, curie: str, *, optional: bool = False) -> Any:
        found = values.get(self.terms.iri(curie), [])
        if len(found) > 1 or not (found or optional):
            raise ValueProblem(f"{curie}: expected one value, got {len(found)}")
        return found[0] if found else None

    def _iri(self, values: Values, curie: str, *, optional: bool = False) -> str:
        found = self._one(values, curie, optional=optional)
        if found is not None and not isinstance(found, ox.NamedNode):
            raise ValueProblem(f"{curie}: expected an IRI, got {found}")
        return found.value if found else ""

    def _text(self, values: Values, curie: str, *, optional: bool = False) -> str:
        found = self._one(values, curie, optional=optional)
        if found is not None and not isinstance(found, ox.Literal):
            raise ValueProblem(f"{curie}: expected a literal, got {found}")
        return found.value if found else ""

    def _id(self, iri: str) -> str:
        start = self.terms.of("")
        if iri and not iri.startswith(start):
            raise ValueProblem(f"expected an IRI that begins with {start}, got {iri}")
        return iri.removeprefix(start)


_OF_CLAIMS: Final = (
    "rdf:type", "oa:hasBody", "oa:hasTarget", "prov:wasDerivedFrom", "pg:claimKind", "pg:rule", "pg:statedObject",
    "pg:statedValue",
)  # fmt: skip
"""Properties that every claim may have."""
