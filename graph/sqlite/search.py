"""What a search asks of a SQLite store, as rows."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Final

import apsw

from graph.search import Counts, Found, Halves, Names, Rows, Sought, search
from schema.text import COMMON

_AFTER: Final = "char(1114111)"
"""The last character: behind a beginning it stands after every word that begins so."""
_BEGINS: Final = f"o.word >= x.value AND o.word < x.value || {_AFTER}"

_COUNTS: Final = (
    "SELECT (SELECT count(*) FROM (SELECT 1 FROM occurrence o WHERE {} LIMIT {}))"
    " FROM json_each(?) x ORDER BY x.key"
)  # fmt: skip
_HALVES: Final = (
    f"SELECT w.text FROM word w WHERE w.text >= ?1 AND w.text < ?1 || {_AFTER}"
    f" UNION SELECT w.text FROM word w WHERE w.reversed >= ?2 AND w.reversed < ?2 || {_AFTER}"
)
# One word is followed in the order of its index, so that a limit ends it.
_OF_ONE: Final = "occurrence o"
_OF_MANY: Final = (
    "(SELECT o.size, o.nid, o.place FROM json_each(?) x CROSS JOIN occurrence o ON o.word = x.value UNION"
    f" SELECT o.size, o.nid, o.place FROM json_each(?) x CROSS JOIN occurrence o ON {_BEGINS}) o"
)
_NAMES: Final = (
    "SELECT e.id, n.text, n.language, n.words FROM {} CROSS JOIN entity e ON e.nid = o.nid"
    " CROSS JOIN name n ON n.nid = o.nid AND n.place = o.place\n  WHERE {}\n"
    "  ORDER BY o.size, e.id, o.place LIMIT ?"
)
_ALSO: Final = (
    "NOT EXISTS (SELECT 1 FROM json_each(?) a"
    " WHERE NOT EXISTS (SELECT 1 FROM json_each(a.value) x WHERE instr(n.words, x.value)))"
)
_TYPES: Final = "e.type IN (SELECT value FROM json_each(?))"
_CHOSEN: Final = (
    'WITH c AS MATERIALIZED (SELECT k.nid FROM "Country" k CROSS JOIN entity x ON x.nid = k.nid'
    " CROSS JOIN json_each(?) v WHERE v.value IN (x.id, k.code))\n"
)
_COUNTRIES: Final = (
    '(e.nid IN c OR EXISTS (SELECT 1 FROM "LOCATED_IN" a WHERE a.src = e.nid AND (a.dst IN c'
    ' OR EXISTS (SELECT 1 FROM "LOCATED_IN" b WHERE b.src = a.dst AND b.dst IN c))))'
)
"""It is one of these countries, or lies in one, or in something that does."""


def find(db: apsw.Connection, sought: Sought) -> Found:
    """What is found. Raises ValueProblem for a cursor of another question."""
    steps = search(sought)
    try:
        request = next(steps)
        while True:
            request = steps.send(_rows(db, request))
    except StopIteration as end:
        found: Found = end.value
        return found


def _rows(db: apsw.Connection, request: Counts | Halves | Names) -> Rows:
    match request:
        case Counts(words, beginnings):
            return [*_counts(db, "o.word = x.value", words), *_counts(db, _BEGINS, beginnings)]
        case Halves(beginning, end):
            return [text for (text,) in db.execute(_HALVES, (beginning, end[::-1]))]
        case Names():
            return _names(db, request)


def _counts(db: apsw.Connection, test: str, texts: tuple[str, ...]) -> Iterable[int]:
    if not texts:
        return ()
    return [count for (count,) in db.execute(_COUNTS.format(test, COMMON + 1), (json.dumps(texts),))]


def _names(db: apsw.Connection, names: Names) -> Rows:
    source, tests = _OF_MANY, []
    values = [json.dumps(names.words), json.dumps(names.beginnings)]
    if len(names.words) == 1 and not names.beginnings:
        source, tests, values = _OF_ONE, ["o.word = ?"], [*names.words]
    for test, given in ((_ALSO, names.also or None), (_TYPES, names.types)):
        if given is not None:
            tests.append(test)
            values.append(json.dumps(given))
    chosen = ""
    if names.countries is not None:
        tests.append(_COUNTRIES)
        chosen, values = _CHOSEN, [json.dumps(names.countries), *values]
    text = chosen + _NAMES.format(source, " AND ".join(tests) or "1")
    return list(db.execute(text, [*values, names.limit]))
