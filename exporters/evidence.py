"""Claims as Web Annotations: what is stated, by which document, in which passage of it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from exporters.ntriples import literal
from exporters.tails import Ends, Parts, Tails
from graph.facts import NAME_KIND
from schema.model import Attribute, Model
from schema.rdf import literal_term

NOWHERE: Final = 0
DOCUMENT: Final = 1
QUOTE: Final = 2
PLACE: Final = 3
"""How exactly a claim says where it comes from; each of these says what those before it do."""


@dataclass(frozen=True)
class Said:
    """What differs from claim to claim of one kind, or the gaps for it. `stated`, `quote` and `rule` are terms, others
    ids; what a claim has not is empty."""

    id: str
    fact: str
    stated: str
    document: str
    quote: str
    start: str
    end: str
    rule: str


class Evidence:
    """How claims are written. It holds all that a claim in the store holds, so that what is exported can be loaded."""

    def __init__(self, model: Model, tails: Tails) -> None:
        self.model = model
        self.tails = tails

    def qualified(self, of: Ends, qualifiers: str) -> tuple[tuple[str, ...], tuple[bytes, ...]]:
        """The names of qualifiers, which are JSON, and their values as terms."""
        attributes = self._attributes(*of)
        texts = {name: text for name, text in json.loads(qualifiers) if text}
        return tuple(texts), tuple(self.tails.plain(attributes[name], text).encode() for name, text in texts.items())

    def parts(
        self, of: Ends, names: Sequence[str], terms: Sequence[str], kind: str, form: int, said: Said,
    ) -> Parts:  # fmt: skip
        """The tails of a claim; `terms` are those of the qualifiers that `names` has."""
        tails = self.tails
        attributes = self._attributes(*of)
        parts = {"": [tails.a("pg:Claim"), tails.link("oa:hasBody", tails.ref(said.fact))]}
        found = parts[""]
        found.append(tails.link("pg:claimKind", literal(kind)))
        found.append(tails.link("pg:statedObject" if of[2] else "pg:statedValue", said.stated))
        found += [tails.link(literal_term(attributes[n]), term) for n, term in zip(names, terms, strict=False)]
        if said.rule:
            found.append(tails.link("pg:rule", said.rule))
        if form >= DOCUMENT:
            document = tails.ref(said.document)
            found += tails.a("oa:Annotation"), tails.link("prov:wasDerivedFrom", document)
            found.append(tails.link("oa:hasTarget", tails.part(said.id, "passage") if form > DOCUMENT else document))
        if form >= QUOTE:
            selectors = ("quote", "place") if form == PLACE else ("quote",)
            parts["passage"] = [tails.a("oa:SpecificResource"), tails.link("oa:hasSource", document)]
            parts["passage"] += [tails.link("oa:hasSelector", tails.part(said.id, name)) for name in selectors]
            parts["quote"] = [tails.a("oa:TextQuoteSelector"), tails.link("oa:exact", said.quote)]
        if form == PLACE:
            number = f"^^{tails.term('xsd:nonNegativeInteger')}"
            ends = (("start", said.start), ("end", said.end))
            parts["place"] = [tails.a("oa:TextPositionSelector")]
            parts["place"] += [tails.link(f"oa:{name}", f'"{place}"{number}') for name, place in ends]
        return parts

    def _attributes(self, property: str, source: str, target: str) -> Mapping[str, Attribute]:
        if not target:
            return {NAME_KIND.field: NAME_KIND}
        slugs = self.model.by_slug
        relation = self.model.relation_between(property, slugs[source].name, slugs[target].name)
        assert relation
        return {a.field: a for a in relation.edge.attributes}
