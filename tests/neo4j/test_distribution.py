"""Several servers of ours before one Neo4j, and several processes in one of them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Final

import pytest

from graph.store import open_store
from schema import policy_model
from tests.neo4j_server import Address
from tests.seeded import seeded_store
from tests.serving import Serving, policygraph, serving

pytestmark = pytest.mark.slow

COUNTS: Final = "{ cities { totalCount } dataset { claims } }"
TOWN: Final = '{ city(id: "city/nowhere-no") { name } }'


def environment(address: Address) -> dict[str, str]:
    return {"POLICYGRAPH_NEO4J_USER": address.access.user, "POLICYGRAPH_NEO4J_PASSWORD": address.access.password}


def load(address: Address, *arguments: str) -> None:
    """Load in a process of its own."""
    process = policygraph(*arguments, "--store", address.uri, environment=environment(address))
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, out + err


def test_servers_that_start_at_once_fill_an_empty_neo4j_once(address: Address, tmp_path: Path) -> None:
    """A routed address and a direct one; each shows what was loaded with its next question."""
    routed = address.uri.replace("bolt", "neo4j")
    with (
        serving(tmp_path, address.uri, environment=environment(address), wait=False) as first,
        serving(tmp_path, routed, "--workers", "2", environment=environment(address), wait=False) as second,
        ThreadPoolExecutor(8) as pool,
    ):
        servers = [first, second]
        for server in servers:
            server.wait_until_ready()
        with closing(open_store(seeded_store(), policy_model(), read_only=True)) as seeded:
            held = seeded.summary()
        expected = {"data": {"cities": {"totalCount": held.counts["City"]}, "dataset": {"claims": held.claims}}}
        assert [server.ask(COUNTS) for server in servers] == [expected] * 2
        table = tmp_path / "more" / "cities.csv"
        table.parent.mkdir()
        table.write_text("id,name,source\nnowhere-no,Nowhere,https://example.org/a\n", encoding="utf-8")
        load(address, "load", str(table.parent))
        assert all(found == "Nowhere" for found in pool.map(_name, servers * 8))
        load(address, "remove", str(table.parent))
        assert all(found is None for found in pool.map(_name, servers * 8))
        for server in servers:
            server.terminate()
        assert [server.process.wait(30) for server in servers] == [0, 0]
        assert "Traceback" not in first.said() + second.said()


def _name(server: Serving) -> str | None:
    city = server.ask(TOWN)["data"]["city"]
    return city["name"] if city else None
