"""What is exported from Neo4j is what is exported from SQLite, byte for byte; so is what is known of each thing."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from exporters.dump import export
from exporters.formats import FORMATS, formatted
from graph.copying import copy
from graph.neo4j.readers import Neo4jReaders
from graph.neo4j.store import Neo4jStore
from loaders.pipeline import load
from schema import policy_model
from tests.exporters.graphs import TERMS, case_store, lines_of, quads_text
from tests.neo4j_server import Address


def test_both_stores_export_the_same_bytes(store: Neo4jStore, tmp_path: Path) -> None:
    original = case_store()
    copy(original, store)
    found, expected = export(store, tmp_path / "a", TERMS), export(original, tmp_path / "b", TERMS)
    for name in ("policygraph.nq.gz", "policygraph.ttl.gz", "policygraph.jsonld.gz"):
        assert (found / name).read_bytes() == (expected / name).read_bytes()
    assert quads_text(lines_of(store)) == quads_text(lines_of(original))


@pytest.mark.parametrize("suffix", FORMATS)
def test_an_export_is_loaded_into_neo4j(store: Neo4jStore, tmp_path: Path, suffix: str) -> None:
    original = case_store()
    (tmp_path / f"graph.{suffix}").write_bytes(formatted(lines_of(original), suffix, TERMS))
    report = load(store, [tmp_path])
    assert report.ok, report.text()
    assert {fact.id: fact for fact in store.facts()} == {fact.id: fact for fact in original.facts()}
    assert quads_text(lines_of(store)) == quads_text(lines_of(original))


def test_both_stores_know_the_same_of_a_thing(store: Neo4jStore, address: Address) -> None:
    original = case_store()
    copy(original, store)
    facts = list(original.facts())
    ids = [entity.id for entity in original.entities()][:12]
    ids += [facts[0].id, facts[-1].id, facts[0].claims[0].id, "city/nowhere", "fact/none", "claim/none"]

    async def ask() -> None:
        readers = Neo4jReaders(address.uri, policy_model(), access=address.access)
        for id in ids:
            found, expected = await readers.about(id), original.about(id)
            if expected is None:
                assert found is None
                continue
            assert found
            assert sorted(map(repr, found.entities)) == sorted(map(repr, expected.entities))
            assert sorted(map(tuple, found.rows)) == sorted(map(tuple, expected.rows))
        await readers.close()

    asyncio.run(ask())
