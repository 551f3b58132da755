"""Claims, and the facts that follow from them.

A claim says that a document, at a place in it, states something. A fact is what its claims agree on: for a
relation or one of several values (subject, property, object); for a single value (subject, property). Claims
are the truth that is stored; a fact's value, its qualifiers and whether it is in conflict are settled from them.
Everything here is a pure function of claims, so that the order in which they arrive cannot matter.
"""

from __future__ import annotations

import builtins
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from schema import edtf
from schema.errors import ValueProblem
from schema.model import Attribute, Model, Type
from schema.values import NameKind, Text, Value
from schema.vocabulary import CANONICAL_ORDER, LANGUAGES

KINDS: Final = ("curated", "stated", "implied")
"""Kinds of claims, the strongest first: entered by a curator, stated by a document, implied by its wording."""

NAME: Final = Attribute("name", "name", "Entity", Text, "A name.", "skos:prefLabel", many=True, multilingual=True)
"""The attribute that every entity has; its claims carry the language and, as qualifier `kind`, a NameKind."""

DOCUMENT: Final = "Document"
"""The entity type of what states claims."""

ISSUED: Final = "issued"
"""The attribute of documents that says which of two is the newer."""

_ID: Final = re.compile(r"[A-Za-z]+/[a-z0-9]+(?:-[a-z0-9]+)*")

NAME_KIND: Final = Attribute(
    "kind", "kind", "Entity", NameKind, "What kind of name it is.", "pg:nameKind", default="PREFERRED"
)


@dataclass(frozen=True, slots=True)
class Claim:
    """That a document states something. Two claims with the same content are one: its id is the content's hash."""

    subject: str
    """Id of the entity that it is about."""
    property: str
    """A relation type (`MEMBER_OF`), or the GraphQL name of an attribute (`founded`, `name`)."""
    object: str = ""
    """Id of the related entity, for relations."""
    value: str = ""
    """Canonical text of the value, for attributes."""
    language: str = ""
    """Language of the value, for multilingual attributes."""
    qualifiers: tuple[tuple[str, str], ...] = ()
    """GraphQL name and canonical text of each property of the relation, sorted by name."""
    kind: str = "curated"
    document: str = ""
    """Id of the document that states it."""
    quote: str = ""
    start: int = -1
    end: int = -1
    """The quote's place in the document's text in Unicode code points, end exclusive; -1 without a quote."""
    rule: str = ""
    """The extraction rule that found it, for claims that were read from text."""

    @builtins.property
    def id(self) -> str:
        """`claim/` and a hash of the content."""
        return "claim/" + _digest(
            [
                self.subject, self.property, self.object, self.value, self.language, [list(q) for q in self.qualifiers],
                self.kind, self.document, self.quote, self.start, self.end, self.rule,
            ]
        )  # fmt: skip


def _digest(content: list[Any]) -> str:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:24]


@dataclass(frozen=True)
class Key:
    """What a fact is about: the claims with one key are claims of one fact."""

    subject: str
    property: str
    distinction: str
    """What tells facts of one subject and property apart: the object, the value, the language, the target's type."""
    slot: str
    """Field of the entity whose value the fact is; empty for a link among many."""

    @cached_property
    def id(self) -> str:
        return "fact/" + _digest([self.subject, self.property, self.distinction])


@dataclass(frozen=True)
class Fact:
    """What the claims of one key come to."""

    key: Key
    object: str
    value: str
    language: str
    qualifiers: Mapping[str, str]
    """The best value of each qualifier, by GraphQL name, with the defaults of the model."""
    conflicting: bool
    claims: tuple[Claim, ...] = field(repr=False)
    """The best first, with the ids that were claimed."""

    @property
    def id(self) -> str:
        return self.key.id


Rank = Callable[[Claim], tuple[int, int, str]]
"""Sorts claims: the best first."""


def rank_by(issued: Mapping[str, str]) -> Rank:
    """The order of claims: by kind, then the newer document (`issued`: EDTF by document id), then by id.

    When documents were issued is settled without these dates: they could depend on one another in a circle.
    """

    def rank(claim: Claim) -> tuple[int, int, str]:
        date = None if claim.property == ISSUED else issued.get(claim.document)
        return KINDS.index(claim.kind), -edtf.span(date).last if date else edtf.LATEST, claim.id

    return rank


def attribute_of(model: Model, subject: str, property: str) -> Attribute | None:
    """The attribute that a property is of a subject's type; the name is one of every type."""
    if property == NAME.field:
        return NAME
    type_ = model.type_of_id(subject)
    return type_.attributes.get(property) if type_ else None


def key_of(model: Model, claim: Claim) -> Key:
    """The fact that a claim is about. The claim must fit the model (`check`)."""
    if claim.object:
        source, target = model.type_of_id(claim.subject), model.type_of_id(claim.object)
        assert source and target
        relation = model.relation_between(claim.property, source.name, target.name)
        assert relation
        if not relation.to_one:
            return Key(claim.subject, claim.property, claim.object, "")
        slot = next(name for name, link in source.links.items() if link.forward and link.relation == relation)
        return Key(claim.subject, claim.property, relation.target, slot)
    attribute = attribute_of(model, claim.subject, claim.property)
    assert attribute
    parts = [claim.language] * attribute.multilingual + [claim.value] * attribute.many
    return Key(claim.subject, claim.property, " ".join(parts), claim.property)


def check(model: Model, claim: Claim) -> None:
    """Raise ValueProblem when a claim does not fit the model: what was expected, what arrived."""
    source = _type_of(model, claim.subject)
    if claim.kind not in KINDS:
        raise ValueProblem(f"expected a kind of claim ({', '.join(KINDS)}), got {claim.kind!r}")
    if claim.document and _type_of(model, claim.document).name != DOCUMENT:
        raise ValueProblem(f"expected the id of a document, such as document/example-org, got {claim.document!r}")
    if not (claim.start == claim.end == -1 or (claim.quote and 0 <= claim.start < claim.end)):
        raise ValueProblem(f"expected a quote with its place, got {claim.quote!r} from {claim.start} to {claim.end}")
    allowed: Mapping[str, Attribute]
    if claim.object:
        target = _type_of(model, claim.object)
        relation = model.relation_between(claim.property, source.name, target.name)
        if relation is None:
            raise ValueProblem(f"the model has no relation {claim.property} from {source.name} to {target.name}")
        if claim.value or claim.language:
            raise ValueProblem(f"{claim.property}: expected no value beside the object, got {claim.value!r}")
        allowed = {a.field: a for a in relation.edge.attributes}
    else:
        attribute = attribute_of(model, claim.subject, claim.property)
        if attribute is None or attribute.derived:
            raise ValueProblem(f"the model has no attribute {claim.property!r} for {source.name}")
        _check_written(attribute, claim.value)
        if claim.language not in (LANGUAGES if attribute.multilingual else ("",)):
            expected = "the code of a language" if attribute.multilingual else "no language"
            raise ValueProblem(f"{claim.property}: expected {expected}, got {claim.language!r}")
        allowed = {NAME_KIND.field: NAME_KIND} if attribute is NAME else {}
    names = [name for name, _ in claim.qualifiers]
    if names != sorted(set(names)):
        raise ValueProblem(f"{claim.property}: expected each property once, sorted by name, got {', '.join(names)}")
    for name, value in claim.qualifiers:
        if name not in allowed:
            raise ValueProblem(f"{claim.property} has no property {name!r}; it has {', '.join(allowed) or 'none'}")
        _check_written(allowed[name], value)


def _type_of(model: Model, id: str) -> Type:
    type_ = model.type_of_id(id)
    if type_ is None or not _ID.fullmatch(id):
        raise ValueProblem(f"expected an id such as city/wroclaw-pl, got {id!r}")
    return type_


def _check_written(attribute: Attribute, text: str) -> None:
    if (written := attribute.value.parse(text)) != text:
        raise ValueProblem(f"{attribute.field}: {text!r} is not written as {written!r}")


Judged = Callable[[Claim], Claim]
"""Gives a claim about what its ids have become when some were merged (`graph.judgements`)."""


def _as_claimed(claim: Claim) -> Claim:
    return claim


def _best(value: type[Value], stated: list[str]) -> tuple[str, bool]:
    """The value that is shown, given what the claims state (best first), and whether they conflict."""
    shown = stated[0]
    for other in stated[1:]:
        if value.finer(shown, other):
            shown = other
    conflicting = any(not value.agree(a, b) for i, a in enumerate(stated) for b in stated[i + 1 :])
    return shown, conflicting


def settle(model: Model, claims: Iterable[Claim], rank: Rank, judged: Judged = _as_claimed) -> Fact:
    """The fact that these claims, all of one key, come to. `judged`: each claim as it is understood."""
    claimed = tuple(sorted(claims, key=rank))
    ordered = tuple(map(judged, claimed))
    best = ordered[0]
    key = key_of(model, best)
    value, conflicting, edges = "", False, (NAME_KIND,)
    if best.object:
        conflicting = len({c.object for c in ordered}) > 1
        source, target = model.type_of_id(best.subject), model.type_of_id(best.object)
        assert source and target
        relation = model.relation_between(best.property, source.name, target.name)
        assert relation
        edges = relation.edge.attributes  # type: ignore[assignment]
    else:
        attribute = attribute_of(model, best.subject, best.property)
        assert attribute
        value, conflicting = _best(attribute.value, list(dict.fromkeys(c.value for c in ordered)))
        edges = (NAME_KIND,) if attribute is NAME else ()  # type: ignore[assignment]
    qualifiers: dict[str, str] = {}
    about = [c for c in ordered if c.object == best.object]
    for edge in edges:
        stated = list(dict.fromkeys(v for c in about for name, v in c.qualifiers if name == edge.field))
        if stated:
            qualifiers[edge.field], disagree = _best(edge.value, stated)
            conflicting = conflicting or (disagree and edge is not NAME_KIND)
        elif edge.default is not None:
            qualifiers[edge.field] = edge.default
    conflicting = conflicting or (len(about) > 1 and _ends_before_it_begins(edges, qualifiers))
    return Fact(key, best.object, value, best.language, qualifiers, conflicting, claimed)


def _ends_before_it_begins(edges: Iterable[Attribute], qualifiers: Mapping[str, str]) -> bool:
    """Whether one claim states an end and another one a later beginning: one of them is of another time."""
    spans = {edge.holds: edtf.span(qualifiers[edge.field]) for edge in edges if edge.holds and edge.field in qualifiers}
    return "from" in spans and "until" in spans and spans["until"].last < spans["from"].first


_KIND_ORDER = {kind: i for i, kind in enumerate(NameKind.members)}


@dataclass(frozen=True)
class Names:
    """The names of one entity: all of them, the best in each language, and the canonical one."""

    all: tuple[tuple[str, str, str], ...]
    """Text, language and kind of each, the canonical one first."""
    best: Mapping[str, str]
    canonical: str


def names_of(facts: Iterable[Fact], rank: Rank, fallback: str) -> Names:
    """The names that an entity's name facts come to. `fallback` names an entity that has none.

    An acronym is the best name of its language only when the entity has nothing but acronyms.
    """

    def language_order(language: str) -> tuple[int, str]:
        known = language in CANONICAL_ORDER
        return (CANONICAL_ORDER.index(language) if known else len(CANONICAL_ORDER)), language

    def order(fact: Fact) -> tuple[Any, ...]:
        return (
            _KIND_ORDER[fact.qualifiers["kind"]],
            language_order(fact.language),
            rank(fact.claims[0]),
            fact.value,
        )

    ordered = sorted(facts, key=order)
    words = [f for f in ordered if f.qualifiers["kind"] != "ACRONYM"]
    best: dict[str, Fact] = {}
    for fact in words or ordered:
        best.setdefault(fact.language, fact)
    if not best:
        return Names((), {}, fallback)
    canonical = next((best[language] for language in CANONICAL_ORDER if language in best), (words or ordered)[0])
    entries = [canonical, *(f for f in ordered if f is not canonical)]
    return Names(
        tuple((f.value, f.language, f.qualifiers["kind"]) for f in entries),
        {language: best[language].value for language in sorted(best)},
        canonical.value,
    )
