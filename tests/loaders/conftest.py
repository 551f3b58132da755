from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.sqlite.store import SqliteStore
from schema import policy_model

SEED = Path(__file__).parents[2] / "seed"

Write = Callable[[str, str | bytes], Path]
"""Writes a table into the folder of the test."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    """An empty store."""
    opened = SqliteStore(str(tmp_path / "graph.sqlite"), policy_model())
    yield opened
    opened.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "tables"
    made.mkdir()
    return made


@pytest.fixture
def write(folder: Path) -> Write:
    def write(name: str, content: str | bytes) -> Path:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write
