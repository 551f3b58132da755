"""A real Neo4j of one's own: the questions beside the best statement that one would write by hand.

Per request to the large graph, in turns: each question, its statement through the bare driver, and the statement beside
it in `benchmarks/workloads` through the bare driver:

wall    milliseconds by the clock, of a request when so many are on their way at once, and of the statement by hand
ours    CPU of this process: of the request, and of the driver with the statement by hand
neo4j   CPU of the database: of the request, of its statement alone, and of the statement by hand. A database that is
        asked more seldom spends more on each question: its threads go to sleep in between.
ratio   the database's CPU of the statement : that of the one by hand, the median of the ratios within a round
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import Any, Final, TypeAlias

import neo4j

from benchmarks.asgi import Caller, body_of
from benchmarks.asking import check_by_hand, end_cursor, runner
from benchmarks.generate import FEWEST, ROOT, acronym, generate
from benchmarks.report import at_most, ms, progress, say, table
from graph.neo4j.readers import Neo4jReaders
from graph.neo4j.store import Neo4jStore
from resolvers.execute import Engine
from resolvers.planner import Options
from schema import policy_model
from schema.edtf import span
from server import settled_app
from settings import Settings
from tests.neo4j_server import SHORT_LIVED, Server, running

FILES: Final = Path(__file__).parent / "workloads"
NODES: Final = 100_000
BASE: Final = Settings().base + "id/"
WARM_UP: Final = 300
"""Requests before the first that counts: Java compiles what runs often."""
AT_ONCE: Final = (1, 8)

_SCHEDULED: Final = 2
"""The clock of a process counts the time for which its threads ran: `CPUCLOCK_SCHED` in clock_getcpuclockid(3)."""

EXPECTED_RATIO: Final = 1.2
EXPECTED_ROAD: Final = 0.0005
"""Seconds of our CPU beyond the driver's."""

PARAMETERS: Final[dict[str, dict[str, Any]]] = {
    "1": {"id": "city/40"},
    "3": {"id": "programme/1"},
    "4": {"base": BASE},
    "9": {"id": "programme/1"},
    "6": {"fold": acronym("institution", 13).casefold()},
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
    """CPU seconds of a Neo4j so far, by the clock that Linux keeps for each process: finer than /proc's hundredths."""
    assert server.process
    return time.clock_gettime(~server.process.pid << 3 | _SCHEDULED)


# Questions ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Spent:
    """What a request took, in seconds."""

    wall: float
    ours: float
    its: float


@dataclass(frozen=True)
class Ways:
    """A question by our road, its statement without the road, and the statement of one's own."""

    name: str
    request: Callable[[], Awaitable[Any]]
    statement: Callable[[], Awaitable[Any]]
    by_hand: Callable[[], Awaitable[Any]]

    @property
    def calls(self) -> tuple[Callable[[], Awaitable[Any]], ...]:
        """The three."""
        return self.request, self.statement, self.by_hand


Measured: TypeAlias = tuple[list[Spent], list[Spent], list[Spent]]
"""What the three took, in rounds."""


async def _questions(server: Server, rounds: int, warm_up: int) -> None:
    found: dict[str, dict[int, Measured]] = {}
    async with _ways(server) as every:
        for ways in every:
            progress(f"warming up: {ways.name}")
            check_by_hand(ways.name, json.loads(await ways.request()), await ways.by_hand())
            for call in ways.calls:
                await _many(server, call, warm_up, 8)
        for ways in every:
            progress(ways.name)
            sizes = [max(8, round(0.4 / (await _many(server, call, 16, 1)).wall)) for call in ways.calls]
            found[ways.name] = {}
            for at_once in AT_ONCE:
                spent: Measured = ([], [], [])
                for _ in range(rounds):
                    for call, size, into in zip(ways.calls, sizes, spent, strict=True):
                        into.append(await _many(server, call, size, at_once))
                found[ways.name][at_once] = spent
    for at_once in AT_ONCE:
        say(_table(at_once, {name: each[at_once] for name, each in found.items()}))
    alone = {name: each[1] for name, each in found.items()}
    say(at_most("the database's CPU, to that of the statement,", max(map(_ratio, alone.values())), EXPECTED_RATIO))
    roads = sorted(median(a.ours - b.ours for a, _, b in zip(*each, strict=True)) for each in alone.values())
    say(at_most("our CPU beyond the driver's, largest but one,", roads[-2] * 1000, EXPECTED_ROAD * 1000, "ms"))


def _ratio(spent: Measured) -> float:
    _, statement, by_hand = spent
    return median(a.its / b.its for a, b in zip(statement, by_hand, strict=True))


def _table(at_once: int, found: dict[str, Measured]) -> str:
    shown = ("wall", 0), ("wall", 2), ("ours", 0), ("ours", 2), ("its", 0), ("its", 1), ("its", 2)
    head = [f"{at_once} at once, ms", "wall", "by hand", "ours", "driver", "neo4j", "statement", "by hand", "ratio"]
    rows = []
    for name, spent in found.items():
        cells = [ms(median(getattr(each, part) for each in spent[way])) for part, way in shown]
        rows.append([name, *cells, f"{_ratio(spent):.2f}"])
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
    app = settled_app(replace(Settings(), store=server.uri))
    readers = Neo4jReaders(server.uri, policy_model(), access=server.access)
    async with (
        app.router.lifespan_context(app),
        neo4j.AsyncGraphDatabase.driver(server.uri, auth=server.auth) as driver,
    ):
        engine = Engine(policy_model(), readers, Options())
        try:
            yield [await _each_way(Caller(app), engine, driver, file) for file in sorted(FILES.glob("*.cypher"))]
        finally:
            await readers.close()


async def _each_way(ask: Caller, engine: Engine, driver: neo4j.AsyncDriver, file: Path) -> Ways:
    text, by_hand = (file.with_suffix(end).read_text("utf-8") for end in (".graphql", ".cypher"))
    variables = {"after": end_cursor(json.loads(await ask(body_of(text))))} if "$after" in text else {}
    body = body_of(text, variables)
    operation = engine.document(text).operation(None)
    given = operation.variables(variables)
    planned, statement = engine.plan(operation, given)
    values = statement.parameters(await engine.values(planned, given))
    parameters = dict(PARAMETERS.get(file.stem[0], {}))
    if file.stem[0] == "3":
        parameters |= _days()

    async def run(statement: str, parameters: dict[str, Any]) -> Any:
        async with driver.session(default_access_mode=neo4j.READ_ACCESS) as session:
            record = await (await session.run(statement, parameters)).single()
            return record.values() if record else None

    return Ways(file.stem, lambda: ask(body), lambda: run(statement.text, values), lambda: run(by_hand, parameters))


def _days() -> dict[str, int]:
    """The days of question 3's `during`, as the store keeps them."""
    found = span("2010/2015")
    return {"first": found.first, "last": found.last}
