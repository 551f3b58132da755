"""The golden files of the model are what they seem: a valid GraphQL schema, and the tables of a store."""

from __future__ import annotations

import sqlite3
from typing import Final

from graphql import build_schema, lexicographic_sort_schema, print_schema, validate_schema

from graph.sqlite.store import SqliteStore
from schema import graphql as derived
from schema import policy_model
from tests.conftest import ROOT

GOLDENS: Final = ROOT / "tests" / "goldens"


def test_the_sdl_is_the_schema_that_is_served() -> None:
    """Client generators read the file, and not our types."""
    from_file = build_schema((GOLDENS / "schema.graphql").read_text(encoding="utf-8"))
    assert validate_schema(from_file) == []
    served = derived.build_schema(policy_model())._schema
    assert print_schema(lexicographic_sort_schema(from_file)) == print_schema(lexicographic_sort_schema(served))


def test_the_tables_are_those_of_a_new_store() -> None:
    listing = "SELECT type, name, tbl_name FROM sqlite_schema WHERE name NOT LIKE 'sqlite%' ORDER BY 1, 2"
    with sqlite3.connect(":memory:") as db:
        db.executescript((GOLDENS / "tables.sql").read_text(encoding="utf-8"))
        from_file = db.execute(listing).fetchall()
    db.close()
    assert from_file == list(SqliteStore(":memory:", policy_model()).db.execute(listing))
