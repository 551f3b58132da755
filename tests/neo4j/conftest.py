from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.neo4j.store import Neo4jStore
from schema import policy_model
from tests.neo4j_server import SHORT_LIVED, Address, Server, clear, neo4j_address, running

__all__ = ["neo4j_address"]


@pytest.fixture
def address(neo4j_address: Address) -> Address:
    """The shared server, with nothing in its database."""
    clear(neo4j_address)
    return neo4j_address


@pytest.fixture
def store(address: Address) -> Iterator[Neo4jStore]:
    """An empty store on the shared server."""
    opened = Neo4jStore(address.uri, policy_model(), access=address.access)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def own_server() -> Iterator[Server]:
    """A server for one module: it asks for a password, gives transactions little memory, and may be stopped."""
    with running(password="correct horse", settings={"db.memory.transaction.max": "24m"}, java=SHORT_LIVED) as server:
        yield server
