"""The seed graph, loaded once for all tests that ask it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

from graph.sqlite.readers import Readers
from graph.store import open_store
from loaders.pipeline import load
from resolvers.execute import Engine
from resolvers.planner import Options
from schema import policy_model

SEED = Path(__file__).resolve().parents[1] / "seed"


@cache
def seeded_store() -> str:
    """Path of a SQLite store that holds the seed."""
    path = f"{mkdtemp(prefix='policygraph-')}/seed.sqlite"
    store = open_store(f"sqlite:{path}", policy_model())
    report = load(store, [str(SEED)])
    store.close()
    assert report.ok, report.text()
    return path


@pytest.fixture(scope="session")
def seed_engine() -> Iterator[Engine]:
    """An engine that answers from the seed."""
    readers = Readers(seeded_store(), policy_model())
    yield Engine(policy_model(), readers, Options(licence="CC BY 4.0"))
    readers.close()


@pytest.fixture(scope="session")
def seed_core() -> Iterator[Engine]:
    """The same through graphql-core, field by field."""
    readers = Readers(seeded_store(), policy_model())
    yield Engine(policy_model(), readers, Options(licence="CC BY 4.0"), through_core=True)
    readers.close()
