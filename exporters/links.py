"""Facts that link two entities: the direct triple, what standard vocabularies call it, and the node that says more."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from exporters.ntriples import literal
from exporters.tails import Ids, Parts, Qualified, Tails, Used
from schema.model import Relation
from schema.rdf import ALSO, datatype, edge_class, literal_term
from schema.values import Date, Money

INSTANTS: Final = {"xsd:gYear": "inXSDgYear", "xsd:gYearMonth": "inXSDgYearMonth", "xsd:date": "inXSDDate"}

Shape = Callable[[Tails, Parts, Ids, Mapping[str, str], Mapping[str, str]], None]
"""Adds to the parts of a fact, given what it needs of the qualifiers, and their terms."""


class Link:
    """How the facts of one relation from one type to another are written."""

    beside = None

    def __init__(self, tails: Tails, relation: Relation, source: str, target: str) -> None:
        """`source`, `target`: names of types."""
        self.tails = tails
        self.relation = relation
        self.term = tails.term(relation.iri)
        self.kind = edge_class(relation)
        found = [ALSO.get((relation.type, source, to)) for to in (target, "")]
        self.same_way = [tails.term(each[0]) for each in found if each and each[1]]
        self.other_way = [tails.term(each[0]) for each in found if each and not each[1]]
        self.attributes = {a.field: a for a in relation.edge.attributes}
        self.shape: Shape | None = None
        self.kinds: Mapping[str, Callable[[str], str]] = {}
        if relation.edge.name in _EDGES:
            self.shape, self.kinds = _EDGES[relation.edge.name]

    def direct(self, object: str) -> list[str]:
        """What it says of its subject, given the term of the object."""
        return [f"{term} {object} .\n" for term in (self.term, *self.same_way)]

    def inverse(self, subject: str) -> list[str]:
        """What it says of its object."""
        return [f"{term} {self.tails.ref(subject)} .\n" for term in self.other_way]

    def qualified(self, texts: Mapping[str, str]) -> Qualified:
        """What of its qualifiers makes a difference to what is written, and what only fills gaps."""
        terms = {name: self.tails.plain(a, texts[name]) for name, a in self.attributes.items() if texts.get(name)}
        used = {name: kind(texts[name]) for name, kind in self.kinds.items() if name in terms}
        if "amount" in used:
            number, currency, _ = Money.cells(texts["amount"])
            terms |= {
                "number": literal(str(number), self.tails.terms.iri("xsd:decimal")),
                "currency": literal(str(currency)),
            }
        return tuple(terms), tuple(used.items()), tuple(term.encode() for term in terms.values())

    def more(self, ids: Ids, names: Sequence[str], used: Used, gaps: Sequence[str]) -> Parts:
        """What the node of the fact says beyond the triple; `gaps` stand for the terms of qualifiers."""
        terms = dict(zip(names, gaps, strict=False))
        tails = [
            self.tails.link(literal_term(self.attributes[name]), term)
            for name, term in terms.items()
            if name in self.attributes
        ]
        parts = {"": tails}
        if self.shape is not None:
            self.shape(self.tails, parts, ids, dict(used), terms)
        return parts


def _membership(tails: Tails, parts: Parts, ids: Ids, used: Mapping[str, str], terms: Mapping[str, str]) -> None:
    id, subject, object = ids
    found = parts[""]
    found += tails.a("org:Membership"), tails.link("org:member", tails.ref(subject))
    found.append(tails.link("org:organization", tails.ref(object)))
    if role := used.get("role"):
        found.append(tails.link("org:role", tails.term(f"pg:role-{role.lower()}")))
    ends = [(name, end) for name, end in (("since", "hasBeginning"), ("until", "hasEnd")) if name in used]
    if not ends:
        return
    found.append(tails.link("org:memberDuring", tails.part(id, "during")))
    parts["during"] = [tails.a("time:Interval")]
    for name, end in ends:
        if kind := INSTANTS.get(used[name]):
            parts["during"].append(tails.link(f"time:{end}", tails.part(id, end)))
            parts[end] = [tails.a("time:Instant"), tails.link(f"time:{kind}", terms[name])]


def _funding(tails: Tails, parts: Parts, ids: Ids, used: Mapping[str, str], terms: Mapping[str, str]) -> None:
    id, subject, object = ids
    parts[""] += (
        tails.a("schema:MonetaryGrant" if "amount" in used else "schema:Grant"),
        tails.link("schema:fundedItem", tails.ref(subject)),
        tails.link("schema:funder", tails.ref(object)),
    )
    if "amount" in used:
        parts[""].append(tails.link("schema:amount", tails.part(id, "amount")))
        parts["amount"] = [
            tails.a("schema:MonetaryAmount"),
            tails.link("schema:value", terms["number"]),
            tails.link("schema:currency", terms["currency"]),
        ]


def _precision(date: str) -> str:
    return datatype(Date, date)


_EDGES: Final[Mapping[str, tuple[Shape, Mapping[str, Callable[[str], str]]]]] = {
    "Membership": (_membership, {"role": str, "since": _precision, "until": _precision}),
    "Funding": (_funding, {"amount": lambda text: ""}),
}
"""By the class of an edge: what says the same in a standard vocabulary, and what of which qualifiers it needs."""
