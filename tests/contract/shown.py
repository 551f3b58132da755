"""Values as a plan sorts and shows them, in plain Python."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graph import plan as p
from graph.cursors import CursorValue
from graph.facts import Claim, Fact, Names
from schema.model import Attribute
from schema.values import Cell, Integer, Money, Number, Value

Json = Any
Parts = tuple[tuple[str, str], ...]
"""Response key and name of each field of an object that is no entity."""


def cells(value: type[Value], text: str) -> dict[str, Cell]:
    """The columns of a canonical text by their suffix."""
    return dict(zip((suffix for suffix, _ in value.columns), value.cells(text), strict=True))


def columns_of(order: p.Order) -> tuple[str, ...]:
    """Suffixes of the columns by which a sort key sorts."""
    return order.key.attribute.value.order if isinstance(order.key, p.Own | p.OfEdge) else ("",)


def compare(one: Sequence[CursorValue], other: Sequence[CursorValue], descending: Sequence[bool]) -> int:
    """-1 when one place in an order comes before another, 1 when behind it, 0 when they are the same place.

    What is missing comes last in both directions.
    """
    for a, b, down in zip(one, other, descending, strict=True):
        if a == b:
            continue
        if a is None or b is None:
            return 1 if a is None else -1
        return 1 if (a > b) != down else -1  # type: ignore[operator] # a column has one type
    return 0


def shown(parts: Parts, values: dict[str, Json]) -> dict[str, Json]:
    """What is asked of an object that is no entity."""
    return {key: values[name] for key, name in parts}


def scalar(attribute: Attribute, texts: list[str], parts: Parts) -> Json:
    """Values of an attribute as GraphQL shows them."""
    if attribute.many:
        return texts
    if not texts:
        return None
    if attribute.value is Money:
        amount, currency = texts[0].split(" ")
        return shown(parts, {"value": amount, "currency": currency, "__typename": "Money"})
    number = issubclass(attribute.value, Integer | Number)
    return cells(attribute.value, texts[0])[""] if number else texts[0]


def label(names: Names, languages: Sequence[str]) -> tuple[str, str]:
    """The best name in the first of the languages that exists, else the canonical name; and its language."""
    for language in languages:
        if language in names.best:
            return names.best[language], language
    return names.canonical, names.all[0][1] if names.all else "und"


def fact_value(fact: Fact, column: str) -> Json:
    """A column of a fact."""
    return {
        "id": fact.id,
        "property": fact.key.property,
        "value": fact.value or None,
        "conflicting": fact.conflicting,
        "sources": len({claim.document for claim in fact.claims if claim.document}),
    }[column]


def claim_value(claim: Claim, column: str) -> Json:
    """A column of a claim; what belongs to a quote is missing without one."""
    return {
        "id": claim.id,
        "kind": claim.kind.upper(),
        "quote": claim.quote or None,
        "start": claim.start if claim.quote else None,
        "end": claim.end if claim.quote else None,
        "value": claim.value or None,
        "object": claim.object or None,
        "rule": claim.rule,
    }[column]
