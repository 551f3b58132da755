"""How fast a graph is published as RDF, from a generated store.

store     entities, facts and claims read, written as N-Triples; and as N-Quads, sorted: once for all formats
others    each format from the sorted lines, not compressed; below them oxigraph and rdflib with the same triples, which
          both have in memory before they begin
one       the document on one city in Turtle: what is known of it is read, written and formatted, by a server
          that has done so before
"""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pyoxigraph as ox
import rdflib

from benchmarks import stores
from benchmarks.generate import FEWEST, ROOT, generate
from benchmarks.report import at_most, ms, progress, say, table
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
