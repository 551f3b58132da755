"""A copy holds what its original holds, from either kind of store into the other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

import pytest

from graph.copying import copy, fingerprint
from graph.facts import Claim
from graph.neo4j import load as loading
from graph.neo4j.store import Neo4jStore
from graph.sqlite.store import SqliteStore
from graph.store import Root
from loaders.pipeline import load
from schema import policy_model
from schema.errors import StoreError
from tests.neo4j.dumps import neo4j_dump, sqlite_dump

CASES: Final = Path(__file__).parents[1] / "cases" / "graph"
ICC: Final = Claim("programme/icc", "name", value="Intercultural Cities", language="en")


@pytest.fixture
def original() -> Iterator[SqliteStore]:
    """A store with the graph of the cases, and a second root."""
    opened = SqliteStore(":memory:", policy_model())
    load(opened, [CASES])
    opened.replace_all([Root("more", {"a": {ICC: 3}, "b": {ICC: 4}}, digests={"b": "of a file"})])
    yield opened
    opened.close()


@pytest.mark.parametrize("at_once", [0, loading.AT_ONCE])
def test_there_and_back(
    original: SqliteStore, store: Neo4jStore, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(loading, "AT_ONCE", at_once)
    said = copy(original, store)
    claims = original.summary().claims
    assert said.startswith(f"{claims:,} claims, ")
    assert neo4j_dump(store) == sqlite_dump(original)
    assert fingerprint(store) == fingerprint(original)
    back = SqliteStore(":memory:", policy_model())
    copy(store, back)
    assert sqlite_dump(back) == sqlite_dump(original)
    assert back.digests() == store.digests() == original.digests()
    assert back.summary().checksum == store.summary().checksum == original.summary().checksum != ""
    back.close()


def test_only_into_an_empty_store(original: SqliteStore, store: Neo4jStore, tmp_path: Path) -> None:
    store.replace("seed", {"a": {ICC: 1}})
    before = neo4j_dump(store)
    with pytest.raises(StoreError, match="is not empty"):
        copy(original, store)
    assert neo4j_dump(store) == before
    with pytest.raises(StoreError, match="is not empty"):
        copy(store, original)


def test_a_copy_that_fails_into_sqlite_leaves_it_empty(original: SqliteStore) -> None:
    target = SqliteStore(":memory:", policy_model())

    def fail(what: str, done: int, total: int) -> None:
        if what == "entities":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copy(original, target, fail)
    assert target.summary().claims == 0
    assert target.origins() == []
    copy(original, target)
    target.close()


def test_a_difference_is_found(original: SqliteStore, store: Neo4jStore) -> None:
    copy(original, store)
    one = fingerprint(store)
    store.write("MATCH (f:Fact {value: 'Wrocław'}) SET f.value = 'Wroclaw'")
    assert fingerprint(store) != one


def test_progress_is_told(original: SqliteStore) -> None:
    target = SqliteStore(":memory:", policy_model())
    calls = []
    copy(original, target, lambda what, done, total: calls.append(what))
    assert {"facts", "entities"} <= set(calls)
    target.close()


def test_judgements_hold_in_both_stores(store: Neo4jStore, tmp_path: Path) -> None:
    """Merged, merged otherwise and taken back: after each step the stores hold the same, and in the end the old."""
    source = "https://a.org/page"
    rows = f"id,name,source\nalt-de,Alt,{source}\nneu-de,Neu,{source}\nc-de,Ccc,{source}\n"
    (tmp_path / "cities.csv").write_text(rows)
    (tmp_path / "programmes.csv").write_text(f"id,name,source\nicc,ICC,{source}\n")
    (tmp_path / "member_of.csv").write_text(f"from,to,since,source\ncity/alt-de,programme/icc,2011,{source}\n")
    with closing(SqliteStore(":memory:", policy_model())) as other:
        seen = []
        for merged in ("", "alt-de,city/neu-de", "neu-de,city/alt-de", "c-de,city/alt-de", ""):
            row = f"merge,city/{merged}\n" if merged else ""
            (tmp_path / "judgements.csv").write_text(f"action,id,other\n{row}")
            for one in (store, other):
                assert load(one, [tmp_path]).ok
            seen.append(fingerprint(store))
            assert seen[-1] == fingerprint(other)
            id, _, became = f"city/{merged}".partition(",")
            assert (store.successor(id), store.known([id])) == (became, set() if merged else store.known([id]))
        assert seen[0] == seen[-1]
        assert len(set(seen)) == 4
