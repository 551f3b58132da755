"""Loads in bad weather: whoever is killed, the graph is as before, and loading again mends everything."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import neo4j
import pytest

from graph.facts import Claim
from graph.neo4j.store import Neo4jStore
from graph.sqlite.store import SqliteStore
from graph.store import Root
from loaders import pipeline
from schema import policy_model
from schema.errors import StoreError, StoreUnavailable
from tests.neo4j.dumps import neo4j_dump, sqlite_dump
from tests.neo4j_server import SHORT_LIVED, Address, Server, clear, running
from tests.seeded import SEED, seeded_store
from tests.serving import policygraph

pytestmark = pytest.mark.alone

MODEL: Final = policy_model()
CASES: Final = Path(__file__).parents[1] / "cases" / "graph"
OSLO: Final = Claim("city/oslo-no", "name", value="Oslo", language="en", document="document/a")

LOADING: Final = (
    "SHOW TRANSACTIONS YIELD metaData, activeLockCount WHERE metaData.app = 'policygraph load'"
    " RETURN max(activeLockCount)"
)
"""Locks of a load: many as soon as it has written much."""


def test_loading_again_writes_nothing(store: Neo4jStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the counters of the server: only the lock is taken, by a property that comes and goes."""
    pipeline.load(store, [CASES])
    single: Any = neo4j.Result.single
    summaries = list[neo4j.ResultSummary]()

    def recorded(self: neo4j.Result) -> Any:
        record = single(self)
        summaries.append(self.consume())
        return record

    before = neo4j_dump(store)
    monkeypatch.setattr(neo4j.Result, "single", recorded)
    assert not pipeline.load(store, [CASES]).change
    monkeypatch.undo()
    assert len(summaries) > 1
    written = [str(each.query) for each in summaries if each.counters.contains_updates]
    assert [text for text in written if "m.locked" not in text] == []
    assert neo4j_dump(store) == before


def test_a_loader_that_is_killed_leaves_the_graph_as_it_was(store: Neo4jStore, address: Address) -> None:
    store.replace("before", {"a": {OSLO: 1}})
    before = neo4j_dump(store)
    environment = {"POLICYGRAPH_NEO4J_USER": address.access.user, "POLICYGRAPH_NEO4J_PASSWORD": address.access.password}
    load = ("load", str(SEED), "--store", address.uri)
    process = policygraph(*load, environment=environment)
    until = time.monotonic() + 120
    while (store.one(LOADING) or 0) < 200:
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < until
    process.kill()
    process.communicate()
    again = policygraph(*load, environment=environment)
    assert again.wait(120) == 0, "the lock went with the loader"
    again.communicate()
    store.replace_all([Root(str(SEED), {}, judgements=[])])
    assert without_versions(neo4j_dump(store)) == without_versions(before)


def without_versions(dump: dict[str, list[str]]) -> dict[str, list[str]]:
    """What a store holds, but for how often it was changed."""
    return {what: [line for line in lines if not line.startswith("version ")] for what, lines in dump.items()}


# Servers that die ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def mortal() -> Iterator[Server]:
    """A Neo4j that tests kill."""
    with running(java=SHORT_LIVED) as server:
        yield server


@pytest.mark.slow
def test_a_first_load_that_the_server_does_not_survive(mortal: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    clear(mortal.address)
    monkeypatch.setattr("graph.neo4j.load.AT_ONCE", 0)
    store = Neo4jStore(mortal.uri, MODEL)

    def kill(what: str, done: int, total: int) -> None:
        if what == "entities":
            mortal.kill()

    with pytest.raises(StoreUnavailable, match=r"the load was undone|the first load was not finished; load again"):
        pipeline.load(store, [SEED], progress=kill)
    mortal.start()
    with pytest.raises(StoreError, match=r"the first load into .* has not ended: .* run `policygraph load` again"):
        Neo4jStore(mortal.uri, MODEL, read_only=True)
    assert store.one("MATCH (n:Fact) RETURN count(n) > 0"), "a part of it was committed"
    assert pipeline.load(store, [SEED]).ok
    twin = SqliteStore(seeded_store(), MODEL, read_only=True)
    assert neo4j_dump(store) == sqlite_dump(twin)
    twin.close()
    store.close()
