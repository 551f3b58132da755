"""A SQLite store's graph as text, for comparison: row numbers, which no two stores need share, give way to ids."""

from __future__ import annotations

from collections.abc import Mapping

from graph.sqlite.store import SqliteStore
from graph.sqlite.tables import quoted

_FACT_COLUMNS = ("fid", "fact")
_ENTITY_COLUMNS = ("nid", "src", "dst", "subject", "object", "document")
_BESIDE_THE_GRAPH = ("origin", "support", "aside", "meta")


def dump(store: SqliteStore) -> dict[str, list[str]]:
    """The rows of every table of the graph that has any, sorted."""
    db = store.db
    entities = dict(db.execute("SELECT nid, id FROM entity"))
    facts = dict(db.execute("SELECT fid, id FROM fact"))
    names = [
        n for (n,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    ]
    found = {}
    for name in names:
        if name not in _BESIDE_THE_GRAPH and (rows := _rows(store, name, entities, facts)):
            found[name] = sorted(rows)
    return found


def origins(store: SqliteStore) -> list[tuple[str, str, str, int]]:
    """Root and name of every origin, with each of its claims and their lines."""
    sql = "SELECT o.root, o.name, s.claim, s.line FROM support s JOIN origin o ON o.oid = s.origin ORDER BY 1, 2, 3"
    return [(root, name, claim, line) for root, name, claim, line in store.db.execute(sql)]


def _rows(store: SqliteStore, table: str, entities: Mapping[int, str], facts: Mapping[int, str]) -> list[str]:
    columns = [name for (name,) in store.db.execute(f"SELECT name FROM pragma_table_info('{table}')")]
    rows = []
    for row in store.db.execute(f"SELECT * FROM {quoted(table)}"):
        cells = {}
        for column, value in zip(columns, row, strict=True):
            if column in _FACT_COLUMNS:
                cells[column] = facts[value]
            elif column in _ENTITY_COLUMNS and isinstance(value, int):
                cells[column] = entities[value]
            else:
                cells[column] = value
        rows.append(repr(cells))
    return rows
