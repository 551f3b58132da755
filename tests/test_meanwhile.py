"""What is retracted while a question is answered by several statements."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graph.facts import Claim
from graph.sqlite.readers import Readers
from graph.sqlite.store import SqliteStore
from graph.store import SlotValue
from resolvers.execute import Engine
from resolvers.planner import Options
from schema import policy_model

pytestmark = pytest.mark.anyio

MODEL = policy_model()
TEXT = """{ paths(from: "city/a", to: "city/b", first: 5) {
  length nodes { id } steps { relation evidence { quote } }
} }"""


class Between(Readers):
    """Readers that let somebody else write before one of their statements."""

    def __init__(self, path: str, store: SqliteStore) -> None:
        super().__init__(path, MODEL)
        self.store = store
        self.ran = 0
        self.before = -1

    async def run(self, statement: Any, values: list[SlotValue]) -> bytes:
        if self.ran == self.before:
            load(self.store, "programme/left")
        self.ran += 1
        return await super().run(statement, values)


def load(store: SqliteStore, *networks: str) -> None:
    """Two cities that belong to these networks and to nothing else."""
    claims = [Claim(city, "MEMBER_OF", network) for city in ("city/a", "city/b") for network in networks]
    store.replace("here", {"page": dict.fromkeys(claims, 0)})


async def test_a_path_that_is_gone_is_left_out(tmp_path: Path) -> None:
    path = str(tmp_path / "graph.sqlite")
    store = SqliteStore(path, MODEL)
    load(store, "programme/left", "programme/gone")
    readers = Between(path, store)
    engine = Engine(MODEL, readers, Options())

    async def middles() -> list[str]:
        result = await engine.answer(TEXT)
        assert result.errors is None
        return [found["nodes"][1]["id"] for found in json.loads(str(result.data))["paths"]]

    assert await middles() == ["programme/gone", "programme/left"]
    readers.before = 2 * readers.ran - 1  # The last statement, which looks up what the paths meet.
    assert await middles() == ["programme/left"]
    readers.close()
    store.close()
