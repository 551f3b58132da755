"""How fast a graph is published as RDF, from a generated store.

store     entities, facts and claims read, written as N-Triples; and as N-Quads, sorted: once for all formats
others    each format from the sorted lines, not compressed; below them oxigraph and rdflib with the same triples, which
          both have in memory before they begin
memory    what a process that publishes a whole dump, in all formats and as tables, takes beyond what it has when it
          begins; for graphs of different sizes
one       the document on one city in Turtle: what is known of it is read, written and formatted, by a server
          that has done so before
"""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

import pyoxigraph as ox
import rdflib

from benchmarks import stores
from benchmarks.generate import FEWEST, ROOT, generate
from benchmarks.report import at_most, mebibytes, ms, progress, say, table
from benchmarks.timing import Stopwatch
from exporters.catalogue import UNNAMED, Version
from exporters.description import described
from exporters.formats import FORMATS, arranged
from exporters.mapping import Lines
from exporters.sorting import sorted_lines
from exporters.whole import quads, whole
from graph.sqlite.store import SqliteStore
from schema import policy_model
from schema.rdf import Terms

TERMS = Terms("https://data.example.org/")
RDFLIB = 5_000
"""Triples that rdflib is given: it would need minutes for all."""

CITIES = 50
"""How many documents are made, of cities from the largest on."""


def run(*, quick: bool) -> None:
    """Measure and report."""
    with stores.folder() as folder:
        path = folder / "generated.sqlite"
        nodes = FEWEST if quick else 10_000
        progress(f"generating {nodes:,} entities")
        with closing(SqliteStore(str(path), policy_model())) as store:
            store.replace(ROOT, generate(nodes))
        with closing(SqliteStore(str(path), policy_model(), read_only=True)) as store:
            say(_formats(store, folder))
            say(_one(store))
        say(_memory(folder, (FEWEST,) if quick else (1_000, 20_000)))


def _formats(store: SqliteStore, folder: Path) -> str:
    ordered = folder / "sorted.nq"
    rows = []
    lines = Lines(store.model, TERMS)
    cpu: dict[str, float] = {}

    def measured(what: str, work: Callable[[], object], count: int) -> None:
        progress(f"writing {what}")
        with Stopwatch() as watch:
            work()
        cpu[what] = watch.spent.cpu / count
        rows.append([what, f"{watch.spent.cpu:.2f}", f"{count / watch.spent.cpu:,.0f}"])

    total = sum(facts.count(b"\n") + evidence.count(b"\n") for facts, evidence in whole(store, lines))
    measured(_STREAMED, lambda: _streamed(store, lines), total)
    measured("store to sorted N-Quads", lambda: _write(ordered, store, lines, folder), total)
    for format in FORMATS.values():
        with ordered.open("rb") as source, (folder / "out").open("wb") as out:
            measured(format.name, lambda: format.write(source, out, TERMS), total)  # noqa: B023  (called at once)
    with ordered.open("rb") as source:
        quads = [quad.triple for quad in ox.parse(source, format=ox.RdfFormat.N_QUADS)]
    measured(_OXIGRAPH, lambda: ox.serialize(quads, io.BytesIO(), format=ox.RdfFormat.N_TRIPLES), total)
    graph = rdflib.Graph()
    for triple in quads[:RDFLIB]:
        graph.parse(data=f"{triple} .", format="nt")
    measured("rdflib, Turtle", lambda: graph.serialize(format="turtle"), len(graph))
    head = [f"{total:,} triples", "CPU in s", "triples/s"]
    turtle = cpu["store to sorted N-Quads"] + cpu["Turtle"]
    verdicts = (
        at_most("N-Triples from the store, of oxigraph's time", cpu[_STREAMED] / cpu[_OXIGRAPH], 2.0),
        at_most("Turtle from the store, of rdflib's time", turtle / cpu["rdflib, Turtle"], 0.2),
    )
    return table(head, rows) + "\n".join(verdicts)


_STREAMED = "store to N-Triples, not sorted"
_OXIGRAPH = "oxigraph, N-Triples from a list"


def _write(ordered: Path, store: SqliteStore, lines: Lines, folder: Path) -> None:
    with ordered.open("wb") as out:
        out.writelines(sorted_lines(quads(whole(store, lines), lines), folder))


def _streamed(store: SqliteStore, lines: Lines) -> int:
    """Bytes of N-Triples, in the order of the store."""
    return sum(len(facts) + len(evidence) for facts, evidence in whole(store, lines))


def _one(store: SqliteStore) -> str:
    lines = Lines(store.model, TERMS)
    version = Version.of(store.summary(), UNNAMED)
    ids = [entity.id for entity in store.entities() if entity.id.startswith("city/")][-CITIES:]

    def size(id: str) -> int:
        found = store.about(id)
        assert found
        return len(arranged(described(id, found, lines, version), "ttl", TERMS))

    bytes_of_all = sum(map(size, ids))
    with Stopwatch() as watch:
        for id in ids:
            size(id)
    each = watch.spent.cpu / len(ids)
    head = ["the document on one city", "CPU in ms", "bytes"]
    row = ["mean", ms(each), f"{bytes_of_all // len(ids):,}"]
    return table(head, [row]) + at_most("one city's Turtle", each * 1000, 2, "ms")


def _memory(folder: Path, sizes: Sequence[int]) -> str:
    rows, most = [], 0.0
    for nodes in sizes:
        path = folder / f"memory-{nodes}.sqlite"
        with closing(SqliteStore(str(path), policy_model())) as store:
            progress(f"generating {nodes:,} entities")
            store.replace(ROOT, generate(nodes))
        progress("publishing them")
        command = [sys.executable, "-c", _PUBLISH, str(path), str(folder / f"dump-{nodes}"), TERMS.base]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        triples, grown = map(int, done.stdout.split())
        rows.append([f"{nodes:,} entities", f"{triples:,}", mebibytes(grown)])
        most = max(most, grown / 2**20)
    head = ["a dump of", "triples", "memory beyond the start"]
    return table(head, rows) + at_most("memory beyond the start", most, 64, "MiB")


_PUBLISH: Final = """
import gzip, sys
from pathlib import Path
from exporters.dump import export
from graph.sqlite.store import SqliteStore
from schema import policy_model
from schema.rdf import Terms

def peak():  # not ru_maxrss, which begins with the memory of the process that started this one
    (line,) = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1]) * 1024

store = SqliteStore(sys.argv[1], policy_model(), read_only=True)
before = peak()
folder = export(store, Path(sys.argv[2]), Terms(sys.argv[3]))
grown = peak() - before
with gzip.open(folder / "policygraph.nt.gz") as lines:
    print(sum(1 for _ in lines), grown)
"""
