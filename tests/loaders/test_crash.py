"""A load that is killed: the graph is the one before or the one after, and loading again gives the one after."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from graph.store import Access, Store, open_store
from loaders.pipeline import load
from schema import policy_model
from tests.neo4j_server import clear, shared_address

KILLS = 30
CITIES = 200
PAGE = "https://example.org/page"
ROOT = Path(__file__).parents[2]

Graph = tuple[str, frozenset[tuple[object, ...]]]
"""Checksum, and all facts with their claims."""


@pytest.fixture(params=["sqlite", "neo4j"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Store, list[str]]]:
    """An empty store, and with what the program is told where it is."""
    url, access = f"sqlite:{tmp_path}/graph.sqlite", Access()
    if request.param == "neo4j":
        address = shared_address()
        clear(address)
        url, access = address.uri, address.access
    flags = ["--store", url]
    if access.user:
        flags += ["--neo4j-user", access.user, "--neo4j-password", access.password]
    with closing(open_store(url, policy_model(), access=access)) as store:
        yield store, flags


def write(folder: Path, version: int) -> None:
    """Tables of which each version states something else. A document would only make what comes before longer."""
    folder.mkdir(exist_ok=True)
    names = "\n".join(f"city/c{n}-de,City {n},country/de,{PAGE}" for n in range(CITIES))
    members = "\n".join(f"city/c{n}-de,programme/icc,{2000 + version},{PAGE}" for n in range(version, CITIES, 2))
    (folder / "countries.csv").write_text(f"id,code,name,source\ncountry/de,DE,Germany,{PAGE}\n", "utf-8")
    (folder / "cities.csv").write_text(f"id,name,country,source\n{names}\n", "utf-8")
    (folder / "programmes.csv").write_text(
        f"id,name,kind,source\nprogramme/icc,Intercultural Cities Programme,network,{PAGE}\n", "utf-8"
    )
    (folder / "member_of.csv").write_text(f"from,to,since,source\n{members}\n", "utf-8")


def graph_of(store: Store) -> Graph:
    facts = (
        (f.id, f.object, f.value, f.language, tuple(sorted(f.qualifiers.items())), f.conflicting,
         tuple(claim.id for claim in f.claims))
        for f in store.facts()
    )  # fmt: skip
    return store.summary().checksum, frozenset(facts)


def settled(store: Store, one: Graph, other: Graph) -> Graph:
    """The graph, when the server has noticed that its client is gone."""
    deadline = time.monotonic() + 10
    while (found := graph_of(store)) not in (one, other) and time.monotonic() < deadline:
        time.sleep(0.2)
    return found


def test_the_graph_is_the_old_or_the_new_one(opened: tuple[Store, list[str]], tmp_path: Path) -> None:
    store, flags = opened
    folder = tmp_path / "tables"
    program = [sys.executable, "-m", "cli", "load", str(folder), "--quiet", *flags]
    graphs: list[Graph] = []
    for version in (0, 1):
        write(folder, version)
        started = time.monotonic()
        subprocess.run(program, cwd=ROOT, check=True, timeout=60)
        takes = time.monotonic() - started
        graphs.append(graph_of(store))
    assert graphs[0] != graphs[1]
    chance = random.Random(5)
    ended = {"before": 0, "after": 0}
    for number in range(KILLS):
        old, new = graphs[(number + 1) % 2], graphs[number % 2]
        write(folder, number % 2)
        # Nearly all that a load does before its transaction is to start: half of the kills come late.
        moment = takes * (chance.random() if number % 4 < 2 else chance.uniform(0.6, 1.0))
        with subprocess.Popen(program, cwd=ROOT) as running:
            with suppress(subprocess.TimeoutExpired):
                running.wait(moment)
            running.kill()
        found = settled(store, old, new)
        assert found in (old, new), f"killed after {moment:.2f} s of {takes:.2f}"
        ended["before" if found == old else "after"] += 1
        assert load(store, [folder]).ok
        assert graph_of(store) == new
    assert ended["before"], ended
