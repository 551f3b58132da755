"""A real Neo4j of one's own: the questions beside the best statement that one would write by hand.

Per request to the large graph, each question and, in turns with it, the statement beside it in `benchmarks/workloads`,
run through the bare driver:

wall    milliseconds by the clock, of a request when so many are on their way at once
ours    CPU of this process: of the request, and of the driver with the statement
neo4j   CPU of the database: of the request, and of the statement
ratio   the database's CPU of the request : that of the statement, the median of the ratios within a round
"""

from __future__ import annotations

import asyncio
import json
import os
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import Any, Final

import neo4j

from benchmarks.asgi import Caller, body_of
from benchmarks.asking import check_by_hand, end_cursor, runner
from benchmarks.generate import FEWEST, ROOT, acronym, generate
from benchmarks.report import at_most, ms, progress, say, table
from graph.neo4j.store import Neo4jStore
from schema import policy_model
from schema.edtf import span
from server import create_app
from settings import Settings
from tests.neo4j_server import SHORT_LIVED, Server, running

FILES: Final = Path(__file__).parent / "workloads"
NODES: Final = 100_000
BASE: Final = Settings().base + "id/"
WARM_UP: Final = 300
"""Requests before the first that counts: Java compiles what runs often."""
AT_ONCE: Final = (1, 8)

EXPECTED_RATIO: Final = 1.2
EXPECTED_ROAD: Final = 0.0005
"""Seconds of our CPU beyond the driver's."""

PARAMETERS: Final[dict[str, dict[str, Any]]] = {
    "1": {"id": "city/40"},
    "3": {"id": "programme/1"},
    "4": {"base": BASE},
    "9": {"id": "programme/1"},
    "6": {"fold": acronym("institution", 0).casefold()},
}
"""Of the statements, by their number. The days of question 3 are added."""


def run(*, quick: bool) -> None:
    """Measure and report."""
    with running(heap="4g", java=java(quick=quick)) as server, runner() as loop:
        with opened(server) as store:
            store.replace(ROOT, generate(FEWEST if quick else NODES))
        loop.run(_questions(server, 2 if quick else 12, 3 if quick else WARM_UP))


def java(*, quick: bool) -> tuple[str, ...]:
    """Options of the Java machine: its own for figures, those that start soon for a look whether all works."""
    return SHORT_LIVED if quick else Server.java


@contextmanager
def opened(server: Server) -> Iterator[Neo4jStore]:
    """The store on a server."""
    with closing(Neo4jStore(server.uri, policy_model(), access=server.access)) as store:
        yield store


def cpu(server: Server) -> float:
    """CPU seconds of a Neo4j so far."""
    assert server.process
    fields = Path(f"/proc/{server.process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


# Questions ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Spent:
    """What a request took, in seconds."""

    wall: float
    ours: float
    its: float


@dataclass(frozen=True)
class Ways:
    """A question by our road, and by the statement of one's own."""

    name: str
    request: Callable[[], Awaitable[Any]]
    statement: Callable[[], Awaitable[Any]]


async def _questions(server: Server, rounds: int, warm_up: int) -> None:
    found: dict[str, dict[int, tuple[list[Spent], list[Spent]]]] = {}
    async with _ways(server) as every:
        for ways in every:
            progress(ways.name)
            check_by_hand(ways.name, json.loads(await ways.request()), await ways.statement())
            calls = ways.request, ways.statement
            sizes = []
            for call in calls:
                await _many(server, call, warm_up, 8)
                sizes.append(max(8, round(0.4 / (await _many(server, call, 16, 1)).wall)))
            found[ways.name] = {}
            for at_once in AT_ONCE:
                spent: tuple[list[Spent], list[Spent]] = ([], [])
                for _ in range(rounds):
                    for call, size, into in zip(calls, sizes, spent, strict=True):
                        into.append(await _many(server, call, size, at_once))
                found[ways.name][at_once] = spent
    for at_once in AT_ONCE:
        say(_table(at_once, {name: each[at_once] for name, each in found.items()}))
    alone = {name: each[1] for name, each in found.items()}
    say(at_most("the database's CPU, to that of the statement,", max(map(_ratio, alone.values())), EXPECTED_RATIO))
    roads = sorted(median(a.ours - b.ours for a, b in zip(*each, strict=True)) for each in alone.values())
    say(at_most("our CPU beyond the driver's, largest but one,", roads[-2] * 1000, EXPECTED_ROAD * 1000, "ms"))


def _ratio(spent: tuple[list[Spent], list[Spent]]) -> float:
    return median(a.its / b.its for a, b in zip(*spent, strict=True))


def _table(at_once: int, found: dict[str, tuple[list[Spent], list[Spent]]]) -> str:
    head = [f"{at_once} at once, ms", "wall", "by hand", "ours", "driver", "neo4j", "by hand", "ratio"]
    rows = []
    for name, (request, statement) in found.items():
        cells = [
            ms(median(getattr(each, part) for each in spent))
            for part in ("wall", "ours", "its")
            for spent in (request, statement)
        ]
        rows.append([name, *cells, f"{_ratio((request, statement)):.2f}"])
    return table(head, rows)


async def _many(server: Server, call: Callable[[], Awaitable[Any]], times: int, at_once: int) -> Spent:
    """What one of so many requests took, so many of them on their way at once."""
    left = iter(range(times))

    async def ask() -> None:
        for _ in left:
            await call()

    before, ours, began = cpu(server), time.process_time(), time.perf_counter()
    await asyncio.gather(*(ask() for _ in range(at_once)))
    wall, ours, its = time.perf_counter() - began, time.process_time() - ours, cpu(server) - before
    return Spent(wall / times, ours / times, its / times)


@asynccontextmanager
async def _ways(server: Server) -> AsyncIterator[list[Ways]]:
    app = create_app(replace(Settings(), store=server.uri))
    async with (
        app.router.lifespan_context(app),
        neo4j.AsyncGraphDatabase.driver(server.uri, auth=server.auth) as driver,
    ):
        yield [await _both(Caller(app), driver, file) for file in sorted(FILES.glob("*.cypher"))]


async def _both(ask: Caller, driver: neo4j.AsyncDriver, file: Path) -> Ways:
    text, statement = (file.with_suffix(end).read_text("utf-8") for end in (".graphql", ".cypher"))
    variables = {"after": end_cursor(json.loads(await ask(body_of(text))))} if "$after" in text else {}
    body = body_of(text, variables)
    parameters = dict(PARAMETERS.get(file.stem[0], {}))
    if file.stem[0] == "3":
        parameters |= _days()

    async def run() -> Any:
        async with driver.session(default_access_mode=neo4j.READ_ACCESS) as session:
            record = await (await session.run(statement, parameters)).single()
            return record.values() if record else None

    return Ways(file.stem, lambda: ask(body), run)


def _days() -> dict[str, int]:
    """The days of question 3's `during`, as the store keeps them."""
    found = span("2010/2015")
    return {"first": found.first, "last": found.last}
