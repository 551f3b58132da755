"""Claims with what they come to as flat rows: how a whole graph is read, without an object for each of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final, NamedTuple

from graph.facts import Fact


class Row(NamedTuple):
    """A claim and its fact. The best claim of a fact comes first.

    Texts that there are not are empty, places are -1. Rows may come as plain tuples.
    """

    best: bool | int
    fact: str
    """Id of the fact."""
    shown: str
    """Value of the fact."""
    settled: str
    """Its qualifiers as JSON: an object of names and texts."""
    conflicting: bool | int
    subject: str
    property: str
    object: str
    claim: str
    """Id of the claim; all that follows is what it says."""
    stated: str
    """To what entity it leads; only in a conflict it is another one than that of the fact."""
    value: str
    language: str
    qualifiers: str
    """As JSON: pairs of name and text."""
    kind: str
    document: str
    quote: str
    start: int
    end: int
    rule: str


CLAIM: Final = Row._fields.index("claim")


def rows_of(fact: Fact) -> Iterator[Row]:
    """The rows of a fact."""
    settled = json.dumps(dict(fact.qualifiers), ensure_ascii=False)
    for place, c in enumerate(fact.claims):
        qualifiers = json.dumps(c.qualifiers, ensure_ascii=False)
        # A claim keeps the ids that were claimed, of which some may have been merged into the fact's.
        stated = c.object if fact.conflicting and fact.key.slot else fact.object
        yield Row(
            place == 0, fact.id, fact.value, settled, fact.conflicting, fact.key.subject, fact.key.property,
            fact.object, c.id, stated, c.value, c.language, qualifiers, c.kind, c.document, c.quote, c.start, c.end,
            c.rule,
        )  # fmt: skip
