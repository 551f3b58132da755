"""Leaving out rows that name entities which nobody describes."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Final

from loaders.problems import Problem, did_you_mean, nearest
from loaders.rows import Row
from loaders.tables import Table

MOST_SUGGESTIONS: Final = 50
"""Ids for which a similar one is looked up: it takes time, and nobody reads more messages."""
NEIGHBOURS: Final = 500
"""Ids before and after it in the alphabet that are compared with one that is missing: comparing is slow."""

Known = Callable[[Collection[str]], set[str]]
"""Which of some ids the graph has already."""

Place = tuple[int, int]
"""Number of a table, and of a row in it."""


def resolve(tables: Sequence[Table], known: Known) -> list[Table]:
    """The tables without the rows that need an entity which no row describes and the graph does not know.

    A row that is left out may have described an entity itself: then the rows that need that one go as well.
    """
    rows = {(t, r): row for t, table in enumerate(tables) for r, row in enumerate(table.rows)}
    described = Counter(row.declares for row in rows.values() if row.declares)
    missing = _missing(rows, described, known)
    suggestions = _suggestions({id for ids in missing.values() for id in ids}, described)
    return [_without(t, table, missing, suggestions) for t, table in enumerate(tables)]


def _missing(rows: Mapping[Place, Row], described: Mapping[str, int], known: Known) -> dict[Place, set[str]]:
    """The rows to leave out, each with the ids that it misses."""
    needing: dict[str, list[Place]] = defaultdict(list)
    for place, row in rows.items():
        for id in {id for _, id in row.needs}:
            needing[id].append(place)
    stored = known(list(needing))
    left = Counter(described)
    lost = deque(id for id in needing if not left[id] and id not in stored)
    missing: dict[Place, set[str]] = defaultdict(set)
    while lost:
        id = lost.popleft()
        for place in needing.get(id, ()):
            own = rows[place].declares
            if own and place not in missing:
                left[own] -= 1
                if not left[own] and own not in stored:
                    lost.append(own)
            missing[place].add(id)
    return missing


def _suggestions(ids: Collection[str], described: Collection[str]) -> dict[str, str]:
    """A similar id for some of those that are missing: with another type's beginning, or of the same type."""
    in_order = sorted(described)
    by_slug = {id.partition("/")[2]: id for id in reversed(in_order)}
    found = {}
    for id in sorted(ids)[:MOST_SUGGESTIONS]:
        kind, _, slug = id.partition("/")
        place = bisect_left(in_order, id)
        around = (one.partition("/") for one in in_order[max(0, place - NEIGHBOURS) : place + NEIGHBOURS])
        near = nearest(slug, (other for same, _, other in around if same == kind))
        found[id] = by_slug.get(slug) or (near and f"{kind}/{near}")
    return found


def _without(number: int, table: Table, missing: Mapping[Place, set[str]], suggestions: Mapping[str, str]) -> Table:
    rows: list[Row] = []
    problems = list(table.problems)
    for place, row in enumerate(table.rows):
        lost = missing.get((number, place), ())
        if not lost:
            rows.append(row)
        for column, id in row.needs:
            if id in lost:
                near = did_you_mean(suggestions.get(id, ""))
                message = f"expected the id of something that a table describes, got {id!r}{near}"
                problems.append(Problem(table.name, row.line, column, message))
    return replace(table, rows=tuple(rows), problems=tuple(sorted(problems, key=lambda p: p.line)))
