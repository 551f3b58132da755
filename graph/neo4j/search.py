"""What a search asks of a Neo4j store, as statements that return one list."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Final

from graph.search import Counts, Found, Halves, Names, Rows, Sought, search
from schema.text import COMMON

Ask = Callable[[str, dict[str, Any]], Awaitable[Any]]
"""Runs a statement with parameters; the one value that it gives."""

_IS: Final = "(w:Word {text: text}) USING INDEX SEEK w:Word(text)"
_BEGINS: Final = "(w:Word) USING INDEX SEEK w:Word(text) WHERE w.text STARTS WITH text"
_COUNTS: Final = "UNWIND $texts AS text RETURN collect(COUNT {{ MATCH {} MATCH (w)<-[:HAS_WORD]-(n) }})"
_HALVES: Final = (
    "CALL () { MATCH (w:Word) USING INDEX SEEK w:Word(text) WHERE w.text STARTS WITH $beginning RETURN w"
    " UNION MATCH (w:Word) USING INDEX SEEK w:Word(reversed) WHERE w.reversed STARTS WITH $end RETURN w }"
    " RETURN collect(w.text)"
)
_NAMES: Final = (
    f"CALL () {{ UNWIND $words AS text MATCH {_IS} RETURN w"
    f" UNION UNWIND $beginnings AS text MATCH {_BEGINS} RETURN w }}"
    " MATCH (w)<-[:HAS_WORD]-(n:Name)<-[:NAMED]-(e:Entity) WITH DISTINCT n, e"
)
_ORDER: Final = " ORDER BY n.size, e.id, n.place"
_ROW: Final = " RETURN collect([e.id, n.text, n.language, n.words])"
_ALSO: Final = "all(some IN $also WHERE any(fragment IN some WHERE n.words CONTAINS fragment))"
_TYPES: Final = "any(type IN labels(e) WHERE type IN $types)"
_ONE_OF: Final = "(c.id IN $countries OR c.code IN $countries)"
_COUNTRIES: Final = f"EXISTS {{ MATCH (e)-[:LOCATED_IN*0..2]->(c:Country) WHERE {_ONE_OF} }}"
"""It is one of these countries, or lies in one, or in something that does."""


async def find(ask: Ask, sought: Sought) -> Found:
    """What is found. Raises ValueProblem for a cursor of another question."""
    steps = search(sought)
    try:
        request = next(steps)
        while True:
            request = steps.send(await _rows(ask, request))
    except StopIteration as end:
        found: Found = end.value
        return found


async def _rows(ask: Ask, request: Counts | Halves | Names) -> Rows:
    match request:
        case Counts(words, beginnings):
            return [*await _counts(ask, _IS, words), *await _counts(ask, _BEGINS, beginnings)]
        case Halves(beginning, end):
            found: list[str] = await ask(_HALVES, {"beginning": beginning, "end": end[::-1]})
            return found
        case Names():
            return await _names(ask, request)


async def _counts(ask: Ask, pattern: str, texts: tuple[str, ...]) -> list[int]:
    if not texts:
        return []
    return [min(count, COMMON + 1) for count in await ask(_COUNTS.format(pattern), {"texts": list(texts)})]


async def _names(ask: Ask, names: Names) -> Rows:
    tests = []
    parameters: dict[str, Any] = {"words": list(names.words), "beginnings": list(names.beginnings)}
    for key, test, given in (
        ("also", _ALSO, [list(some) for some in names.also] or None),
        ("types", _TYPES, names.types),
        ("countries", _COUNTRIES, names.countries),
    ):
        if given is not None:
            tests.append(test)
            parameters[key] = list(given)
    where = f" WHERE {' AND '.join(tests)} WITH n, e" if tests else ""
    limit = " LIMIT $limit" if names.limit >= 0 else ""
    rows: Rows = await ask(f"{_NAMES}{where}{_ORDER}{limit}{_ROW}", {**parameters, "limit": names.limit})
    return rows
