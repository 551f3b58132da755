"""How fast claims become a graph.

seed      `seed/` into an empty store: read, resolved, settled, written, in one transaction
again     the same once more: nothing changes
generated a made-up graph of N entities and 4 N relations into an empty store; making it is not counted, but its
          claims are in the peak of this process's memory
"""

from __future__ import annotations

import atexit
import resource
import sys
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks import stores
from benchmarks.generate import FEWEST, RELATIONS_PER_NODE, ROOT, generate
from benchmarks.report import mebibytes, progress, say, table
from benchmarks.timing import Rounds, Stopwatch
from graph.store import Store, open_store
from loaders import pipeline
from loaders.progress import ProgressLine
from loaders.report import Report
from schema import policy_model

LARGE: Final = 100_000
QUICK_LARGE: Final = 600
"""Entities of the large graph."""


def run(*, quick: bool) -> None:
    """Measure and report."""
    with stores.folder() as folder:
        say(_seed(folder, 1 if quick else 7))
        for nodes in (FEWEST,) if quick else (1_000, 10_000):
            say(generated_table(folder / f"{nodes}.sqlite", nodes))


def _seed(folder: Path, rounds: int) -> str:
    first, again = Rounds(), Rounds()
    for number in range(rounds):
        progress(f"seed: round {number + 1} of {rounds}")
        with closing(_empty(folder / f"seed-{number}.sqlite")) as store:
            report = _timed_load(store, first)
            _timed_load(store, again)
            claims = store.summary().claims
    head = ["loading the seed", "rows", "claims", "seconds", "CPU", "rows/s", "claims/s"]
    return table(head, [_row(what, found, report.rows, claims) for what, found in (("seed", first), ("again", again))])


def _timed_load(store: Store, rounds: Rounds) -> Report:
    with Stopwatch() as watch:
        report = pipeline.load(store, [stores.SEED])
    rounds.spent.append(watch.spent)
    return report


def _row(what: str, found: Rounds, rows: int, claims: int) -> list[str]:
    rates = (f"{number / found.wall:,.0f}" for number in (rows, claims))
    return [what, f"{rows:,}", f"{claims:,}", f"{found.wall:.2f}", f"{found.cpu:.2f}", *rates]


def _empty(path: Path) -> Store:
    return open_store(f"sqlite:{path}", policy_model())


@cache
def large(*, quick: bool) -> Path:
    """A large generated graph, made once for all that measure it, with a report of that; it goes with the process."""
    folder = TemporaryDirectory(prefix="policygraph-bench-")
    atexit.register(folder.cleanup)
    path = Path(folder.name) / "large.sqlite"
    say(generated_table(path, QUICK_LARGE if quick else LARGE))
    return path


def generated_table(path: Path, nodes: int) -> str:
    """Make a generated graph at a path; what that took."""
    head = ["a generated graph", "relations", "claims", "seconds", "CPU", "claims/s", "file", "peak memory"]
    progress(f"generating {nodes:,} entities")
    origins = generate(nodes)
    with closing(_empty(path)) as store, closing(ProgressLine(sys.stderr)) as line:
        with Stopwatch() as watch:
            store.replace(ROOT, origins, progress=line)
        found = store.summary()
    spent = watch.spent
    cells = [
        f"{sum(found.counts.values()):,} entities", f"{RELATIONS_PER_NODE * nodes:,}", f"{found.claims:,}",
        f"{spent.wall:.1f}", f"{spent.cpu:.1f}", f"{found.claims / spent.wall:,.0f}", mebibytes(path.stat().st_size),
        mebibytes(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024),
    ]  # fmt: skip
    return table(head, [cells])
