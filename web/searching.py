"""Searches for entities by any of their names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from schema.model import Type
from schema.text import fold
from web.asking import Asking
from web.entities import Words, target_of
from web.operations import search_operation
from web.reader import Reader

LONGEST_SEARCH: Final = 200
"""Characters of a search."""

PER_TYPE: Final = 10
ALONE: Final = 400
"""Hits of a type that are shown beside others, and alone."""


@dataclass(frozen=True)
class Facet:
    """The hits of one type."""

    type: str
    heading: str
    total: int
    hits: tuple[tuple[Words, str], ...]
    """Each with the name by which it was found, when that is another one."""


@dataclass(frozen=True)
class Found:
    """What a search found."""

    total: int
    facets: tuple[Facet, ...]
    only: str
    """The type to which it is narrowed; empty for all."""


async def search(ask: Asking, text: str, reader: Reader, only: Type | None) -> Found:
    """What has a name that contains a text, by type. Raises NotAnswered."""
    types = [only] if only and not only.abstract else ask.model.entities
    operation = search_operation(types)
    data = await ask(operation, text=text or None, lang=reader.languages, first=ALONE if only else PER_TYPE)
    facets = tuple(
        Facet(t.name, reader.types(t.plural), data[t.plural]["totalCount"], _hits(text, data[t.plural]["nodes"]))
        for t in types
        if data[t.plural]["totalCount"]
    )
    return Found(sum(facet.total for facet in facets), facets, only.name if only else "")


def _hits(text: str, nodes: list[dict[str, Any]]) -> tuple[tuple[Words, str], ...]:
    wanted = fold(text)
    ranked = (
        nodes
        if not wanted
        else sorted(nodes, key=lambda node: min(_rank(wanted, name["text"]) for name in node["names"]))
    )
    return tuple((target_of(node), _found_by(wanted, node)) for node in ranked)


def _rank(wanted: str, name: str) -> tuple[int, int]:
    """The whole name comes first, then its beginning, then any part; the shorter name before the longer."""
    folded = fold(name)
    tier = 0 if folded == wanted else 1 if folded.startswith(wanted) else 2 if wanted in folded else 3
    return tier, len(folded)


def _found_by(wanted: str, node: dict[str, Any]) -> str:
    if not wanted or wanted in fold(node["label"]["text"]):
        return ""
    best = min((name["text"] for name in node["names"]), key=lambda name: _rank(wanted, name))
    return str(best)
