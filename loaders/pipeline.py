"""Loading tables: find, read, resolve, replace."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from pathlib import Path

from graph.store import Change, Progress, Store, no_progress
from loaders.files import FILE_LIMIT, Found, find, read
from loaders.problems import Problem
from loaders.report import Report
from loaders.resolve import resolve
from loaders.tables import Table, read_table
from schema.errors import LoadError


@dataclass
class _Source:
    """A path, and what was read from it."""

    path: Path
    """As it was given."""
    found: Found
    tables: dict[str, Table] = field(default_factory=dict)
    """By the name of their origin."""
    kept: set[str] = field(default_factory=set)
    """Origins that could not be read this time."""
    problems: list[Problem] = field(default_factory=list)

    def shown(self, name: str) -> str:
        """A file as messages name it."""
        return (self.path / name if self.found.folder else self.path).as_posix()

    def complain(self, name: str, message: str) -> None:
        self.problems.append(Problem(self.shown(name), 0, "", message))


def load(
    store: Store, paths: Iterable[str | Path], progress: Progress = no_progress, *, limit: int = FILE_LIMIT
) -> Report:
    """Make what the store has from each of these paths equal to the tables there.

    A path is a table or a folder of tables. What cannot be used is named in the report and left out; what an
    unreadable file stated before is kept. `limit`: bytes that a file may have. Raises StoreError.
    """
    started = time.monotonic()
    sources, problems = _read_all(store, list(paths), progress, limit)
    _resolve_all(store, sources)
    changes = [_replace(store, source, progress) for source in sources if source.tables or not source.kept]
    problems += [problem for source in sources for problem in source.problems]
    tables = [table for source in sources for table in source.tables.values()]
    return Report(
        tables=len(tables),
        rows=sum(len(table.rows) for table in tables),
        documents=len({row.cited.subject for table in tables for row in table.rows}),
        change=_sum(changes),
        problems=tuple(sorted(problems, key=lambda problem: (problem.file, problem.line))),
        not_read=tuple(source.shown(name) for source in sources for name in source.found.not_read),
        seconds=time.monotonic() - started,
    )


def _read_all(
    store: Store, paths: list[str | Path], progress: Progress, limit: int
) -> tuple[list[_Source], list[Problem]]:
    sources: dict[Path, _Source] = {}
    problems: list[Problem] = []
    for path in map(Path, paths):
        try:
            found = find(path)
            if found.root not in sources:
                sources[found.root] = _read(store, path, found, progress, limit)
        except LoadError as error:
            problems.append(Problem(path.as_posix(), 0, "", str(error)))
    return list(sources.values()), problems


def _read(store: Store, path: Path, found: Found, progress: Progress, limit: int) -> _Source:
    source = _Source(path, found)
    source.kept.update(found.refused, _below(store, found))
    for name, reason in found.refused.items():
        source.complain(name, f"expected a file, got {reason}")
    for name, reason in found.unseen.items():
        source.complain(name, f"expected a folder that can be read, got {reason}")
    for done, name in enumerate(found.tables):
        progress("tables", done, len(found.tables))
        try:
            table = read_table(store.model, source.shown(name), read(found, name, limit))
        except LoadError as error:
            source.complain(name, str(error))
            source.kept.add(name)
            continue
        if table.readable:
            source.tables[name] = table
        else:
            source.problems += table.problems
            source.kept.add(name)
    return source


def _below(store: Store, found: Found) -> Iterator[str]:
    """What the store has from folders into which one cannot look now."""
    if found.unseen:
        for root, name, _ in store.origins():
            if root == str(found.root) and any(name.startswith(f"{folder}/") for folder in found.unseen):
                yield name


def _resolve_all(store: Store, sources: list[_Source]) -> None:
    places = [(source, name) for source in sources for name in source.tables]
    tables = resolve([source.tables[name] for source, name in places], store.known)
    for (source, name), table in zip(places, tables, strict=True):
        source.tables[name] = table
        source.problems += table.problems


def _replace(store: Store, source: _Source, progress: Progress) -> Change:
    origins = {name: table.claims for name, table in source.tables.items()}
    return store.replace(str(source.found.root), origins, source.kept, progress)


def _sum(changes: Iterable[Change]) -> Change:
    every = list(changes)
    return Change(*(sum(getattr(change, each.name) for change in every) for each in fields(Change)))
