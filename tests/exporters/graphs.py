"""Graphs for tests of the export: the cases' graph, and the seed's."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from exporters.mapping import Lines
from exporters.whole import quads, whole
from graph.sqlite.store import SqliteStore
from graph.store import Store
from loaders import pipeline
from schema import policy_model
from schema.rdf import Terms

BASE: Final = "https://data.example.org/"
TERMS: Final = Terms(BASE)
CASES: Final = Path(__file__).parents[1] / "cases" / "graph"


def case_store() -> SqliteStore:
    """A store in memory with the graph of the cases: small, and of all kinds."""
    opened = SqliteStore(":memory:", policy_model())
    pipeline.load(opened, [CASES])
    return opened


@cache
def case_file() -> str:
    """Path of a SQLite store with the same graph, made once for all tests that ask it."""
    path = f"{mkdtemp(prefix='policygraph-')}/cases.sqlite"
    opened = SqliteStore(path, policy_model())
    pipeline.load(opened, [CASES])
    opened.close()
    return path


def lines_of(store: Store, *, reifying: bool = False) -> list[str]:
    """All lines of an export, unsorted."""
    lines = Lines(store.model, TERMS, reifying=reifying)
    text = b"".join(quads(whole(store, lines), lines)).decode()
    return [f"{line}\n" for line in text.split("\n")[:-1]]


def quads_text(lines: Iterable[str]) -> bytes:
    """Lines as sorted N-Quads."""
    return "".join(sorted(set(lines))).encode()
