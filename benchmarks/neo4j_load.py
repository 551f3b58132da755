"""Loading the large generated graph into Neo4j servers of one's own, with heaps of 1 and 4 GB.

first       the whole graph into an empty database, in several transactions
the largest as many claims as one transaction takes by the store's own estimate
more        a quarter more, which is refused before anything is written
a table     as many rows as the graph has entities, loaded as a folder (not with --quick)

`bytes` is what Neo4j says that it held at most for the transaction, for each claim; the estimate is made from it.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import Any, Final, Self

from benchmarks import stores
from benchmarks.documents import load_table
from benchmarks.generate import FEWEST, ROOT, generate
from benchmarks.neo4j import NODES, cpu, java, opened
from benchmarks.report import mebibytes, progress, say, table
from benchmarks.timing import Stopwatch
from graph.facts import Claim
from graph.neo4j.load import PER_CHARACTER, PER_CLAIM
from schema.errors import StoreError
from tests.neo4j_server import Server, running

HEAPS: Final = ("1g", "4g")
HELD: Final = """\
SHOW TRANSACTIONS YIELD estimatedUsedHeapMemory AS held, metaData
WHERE metaData.app = 'policygraph load' RETURN max(held)"""


def run(*, quick: bool) -> None:
    """Measure and report."""
    head = ["loading", "heap", "claims", "seconds", "our CPU", "its CPU", "our memory", "its memory", "bytes"]
    rows = []
    nodes = FEWEST if quick else NODES
    for heap in HEAPS:
        progress(f"first load of {nodes:,} entities, heap {heap}")
        rows.append(_load(heap, "first, several transactions", generate(nodes), new=True, quick=quick))
        if quick:
            break
        fitting, beyond = _largest(heap, nodes)
        progress(f"the largest load in one transaction, heap {heap}")
        rows.append(_load(heap, "the largest in one", fitting, new=False))
        if beyond:
            progress(f"beyond it, heap {heap}")
            rows.append(_refused(heap, beyond))
    say(table(head, rows))
    if not quick:
        with stores.folder() as folder, running(heap="4g") as server, opened(server) as store:
            say(load_table(store, folder, nodes))


class _Peak:
    """The largest resident memory of this process and of a Neo4j while a block runs, and what its loads held."""

    def __init__(self, server: Server) -> None:
        self.server, self.ours, self.its, self.held = server, 0, 0, 0

    def __enter__(self) -> Self:
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        with opened(self.server) as store:
            while not self._ended.wait(0.5):
                pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
                self.ours = max(self.ours, pages * os.sysconf("SC_PAGE_SIZE"))
                self.its = max(self.its, self.server.resident())
                self.held = max(self.held, store.one(HELD) or 0)


Origins = dict[str, dict[Claim, int]]


def _largest(heap: str, nodes: int) -> tuple[Origins, Origins]:
    """Claims that fit into one transaction by our own estimate, and more, that do not; none if all fit."""
    room = 0.7 * int(heap[:-1]) * 2**30
    fitting: Origins = {}
    for name, claims in generate(nodes).items():
        taken: dict[Claim, int] = {}
        for claim, line in claims.items():
            room -= PER_CLAIM + PER_CHARACTER * 2 * len(claim.value + claim.quote)
            if room < 0:
                break
            taken[claim] = line
        fitting[name] = taken
        if room < 0:
            break
    else:
        return fitting, {}
    every = sum(map(len, fitting.values()))
    more = {f"more/{i}": {Claim(f"city/more-{i}", "name", "", f"More {i}", "en"): 1} for i in range(every // 4)}
    return fitting, fitting | more


def _load(heap: str, what: str, origins: Any, *, new: bool, quick: bool = False) -> list[str]:
    with running(heap=heap, java=java(quick=quick)) as server, opened(server) as store, _Peak(server) as peak:
        if not new:
            store.replace("before", {"one": {Claim("country/pl", "name", "", "Poland", "en"): 1}})
        before = cpu(server)
        with Stopwatch() as watch:
            store.replace(ROOT, origins)
        its = cpu(server) - before
        claims = store.summary().claims
    spent = watch.spent
    return [
        what, heap, f"{claims:,}", f"{spent.wall:.1f}", f"{spent.cpu:.1f}", f"{its:.1f}", mebibytes(peak.ours),
        mebibytes(peak.its), "" if new else f"{peak.held / claims:,.0f}",
    ]  # fmt: skip


def _refused(heap: str, origins: Origins) -> list[str]:
    with running(heap=heap) as server, opened(server) as store:
        store.replace("before", {"one": {Claim("country/pl", "name", "", "Poland", "en"): 1}})
        with Stopwatch() as watch:
            try:
                store.replace(ROOT, origins)
                what = "more than that: NOT REFUSED"
            except StoreError as error:
                what = "more than that: refused"
                progress(str(error))
        kept = store.summary().claims
    claims = f"{sum(map(len, origins.values())):,} → {kept}"
    return [what, heap, claims, f"{watch.spent.wall:.1f}", f"{watch.spent.cpu:.1f}", "", "", "", ""]
