"""Paths of up to four steps on a large generated graph: between entities that are drawn, and between hubs.

`ordinary` are pairs of cities, institutions and projects; `hubs` are pairs of the entities with the most links. Each
pair is asked once to warm up and once to be measured; a search that is refused is counted by its code.
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Sequence
from random import Random
from statistics import median, quantiles

from benchmarks import load
from benchmarks.report import ms, progress, say, table
from benchmarks.timing import Rounds, Stopwatch
from graph.sqlite.readers import Readers
from resolvers.execute import Engine
from resolvers.planner import Options
from schema import policy_model

PAIRS = 100
QUESTION = """query ($from: ID!, $to: ID!) {
  paths(from: $from, to: $to, maxLength: 4, first: 3) {
    length nodes { id name } steps { relation forward since until evidence { quote } }
  }
}"""


def run(*, quick: bool) -> None:
    """Measure paths."""
    readers = Readers(str(load.large(quick=quick)), policy_model(), timeout=60)
    say(asyncio.run(_measured(Engine(policy_model(), readers, Options()), PAIRS // 20 if quick else PAIRS)))
    readers.close()


async def _measured(engine: Engine, pairs: int) -> str:
    random, rows = Random(1), []
    hubs = await _ids(engine, "programmes(first: 20, orderBy: [{members: {count: DESC}}])")
    ordinary = [
        id for kind in ("cities", "institutions", "projects") for id in await _ids(engine, f"{kind}(first: 500)")
    ]
    for name, among in (("ordinary", ordinary), ("hubs", hubs)):
        progress(f"paths: {name}")
        found = Rounds()
        outcomes: Counter[str] = Counter()
        for pair in [tuple(random.sample(among, 2)) for _ in range(pairs)]:
            await _ask(engine, pair)
            with Stopwatch() as watch:
                outcomes[await _ask(engine, pair)] += 1
            found.spent.append(watch.spent)
        rows.append(_row(name, [spent.cpu for spent in found.spent], outcomes))
    return table(["CPU in ms of a search", "median", "nine of ten below", "most", "outcomes"], rows)


def _row(name: str, spent: Sequence[float], outcomes: Counter[str]) -> list[str]:
    told = ", ".join(f"{outcome}: {count}" for outcome, count in outcomes.most_common())
    return [name, ms(median(spent)), ms(quantiles(spent, n=10)[-1]), ms(max(spent)), told]


async def _ids(engine: Engine, field: str) -> list[str]:
    result = await engine.answer(f"{{ a: {field} {{ nodes {{ id }} }} }}")
    return [node["id"] for node in json.loads(str(result.data))["a"]["nodes"]]


async def _ask(engine: Engine, pair: Sequence[str]) -> str:
    """Ask for the paths of a pair: `answered`, or the code of the refusal."""
    result = await engine.answer(QUESTION, {"from": pair[0], "to": pair[1]})
    return str((result.errors[0].extensions or {})["code"]) if result.errors else "answered"
