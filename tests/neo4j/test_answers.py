"""Answers in other forms from Neo4j are those from SQLite, byte for byte."""

from __future__ import annotations

import asyncio
from typing import Final

from graph.copying import copy
from graph.neo4j.readers import Neo4jReaders
from graph.neo4j.store import Neo4jStore
from graph.paths import Bounds
from graph.sqlite.readers import Readers
from resolvers.execute import Engine
from resolvers.paths import PathLimits
from resolvers.planner import Options
from schema import policy_model
from tests.exporters.graphs import BASE, case_file, case_store
from tests.forms import CSV, JSONLD, NT, formed
from tests.neo4j_server import Address
from tests.test_cases import CASES, request_of

ASKED: Final = "conflicts", "descriptions-languages", "evidence-edge"
"""Cases with facts, languages, links and evidence."""

PATHS: Final = """{ paths(from: "city/wroclaw-pl", to: "city/lublin-pl", maxLength: 4) {
  nodes { name } steps { since evidence { quote document { title } } } } }"""


def test_both_stores_answer_the_same_bytes(store: Neo4jStore, address: Address) -> None:
    copy(case_store(), store)
    options = Options(iri_base=f"{BASE}id/", paths=PathLimits(bounds=Bounds(seconds=60)))

    async def ask() -> None:
        there = Neo4jReaders(address.uri, policy_model(), timeout=60, access=address.access)
        here = Readers(case_file(), policy_model())
        engines = [Engine(policy_model(), readers, options) for readers in (there, here)]
        requests = {name: request_of(CASES / "questions" / name) for name in ASKED}
        requests["paths"] = PATHS, {}, None
        for name, request in requests.items():
            for kind in (JSONLD, NT, CSV) if name == "evidence-edge" else (JSONLD, NT):
                found, expected = [await formed(engine, kind, *request) for engine in engines]
                assert found == expected, (name, kind)
                assert len(found) > 100, (name, kind)
        here.close()
        await there.close()

    asyncio.run(ask())
