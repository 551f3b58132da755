"""The Cypher that docs/neo4j.md shows answers on the seed graph."""

from __future__ import annotations

import re

from graph.neo4j.store import Neo4jStore
from loaders.pipeline import load
from tests.conftest import ROOT
from tests.seeded import SEED

QUERIES = re.findall(r"```cypher\n(.*?)```", (ROOT / "docs" / "neo4j.md").read_text(encoding="utf-8"), re.DOTALL)


def test_each_query_finds_something(store: Neo4jStore) -> None:
    assert load(store, [str(SEED)]).ok
    with store.session() as session:
        counted = [len(list(session.run(query))) for query in QUERIES]
    assert len(counted) == 5
    assert all(counted), dict(zip(QUERIES, counted, strict=True))
