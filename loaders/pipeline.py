"""Loading: find, read, resolve, claim, replace."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from graph.facts import Fact
from graph.store import Progress, Store, no_progress
from loaders.books import read_book
from loaders.diff import Difference, difference
from loaders.documents import document_claims
from loaders.files import read
from loaders.limits import Limits
from loaders.reading import read_document
from loaders.report import Report
from loaders.resolve import resolve
from loaders.sidecars import NOTHING, Meta, names_beside, read_meta
from loaders.sources import SHEET, Source, find_all
from loaders.tables import Table, is_table, read_records, read_table
from loaders.workers import Workers
from schema.errors import LoadError


def load(
    store: Store,
    paths: Iterable[str | Path],
    progress: Progress = no_progress,
    *,
    limits: Limits | None = None,
    dry_run: bool = False,
) -> Report:
    """Make what the store has from each of these paths equal to the files there.

    A path is a file or a folder. What cannot be used is named in the report and left out; what an unreadable file
    stated before is kept. `dry_run`: find out which facts would change, and change nothing. Raises StoreError.
    """
    started = time.monotonic()
    sources, problems = find_all(store, paths)
    with Workers(limits or Limits()) as workers:
        _read_tables(store, sources, workers, progress)
        _read_documents(sources, workers, progress)
    _resolve_all(store, sources)
    roots = [source.as_root() for source in sources if source.origins or not source.kept]
    differences: list[Difference] = []

    def watch(before: Fact | None, after: Fact | None) -> None:
        if dry_run:
            differences.append(difference(before, after))

    change = store.replace_all(roots, progress, watch, dry_run=dry_run)
    problems += [problem for source in sources for problem in source.problems]
    tables = [table for source in sources for table in source.tables.values()]
    texts = [document for source in sources for document in source.documents.values()]
    return Report(
        tables=len(tables),
        rows=sum(len(table.rows) for table in tables),
        sources=len({row.cited.subject for table in tables for row in table.rows}),
        documents=len(texts),
        characters=sum(len(document.text) for document in texts),
        change=change,
        problems=tuple(sorted(problems, key=lambda problem: (problem.file, problem.line))),
        not_read=tuple(source.shown(name) for source in sources for name in source.found.not_read),
        seconds=time.monotonic() - started,
        dry_run=dry_run,
        differences=tuple(sorted(differences, key=str)),
    )


def _read_tables(store: Store, sources: Sequence[Source], workers: Workers, progress: Progress) -> None:
    files = [(source, name) for source in sources for name in source.found.tables]
    books = []
    for done, (source, name) in enumerate(files):
        progress("tables", done, len(files))
        if name.lower().endswith(".xlsx"):
            books.append((source, name))
            continue
        try:
            table = read_table(store.model, source.shown(name), read(source.found, name, workers.limits))
            _enter(source, name, table)
        except LoadError as error:
            source.fail(name, error)
    for (source, name), sheets in workers.call(read_book, _opened(books, workers.limits)):
        if isinstance(sheets, LoadError):
            source.fail(name, sheets)
            source.kept.update(origin for origin in _origins(store, source) if origin.startswith(name + SHEET))
            continue
        for title, rows in sheets:
            # A book of one sheet, which nobody has given a title, says in its name what it holds.
            meant = title if len(sheets) > 1 or is_table(store.model, title) else Path(name).stem
            table = read_records(store.model, source.shown(name) + SHEET + title, meant, rows)
            _enter(source, name + SHEET + title, table)


def _origins(store: Store, source: Source) -> Iterator[str]:
    return (name for root, name, _ in store.origins() if root == source.root)


def _opened(
    files: Iterable[tuple[Source, str]], limits: Limits
) -> Iterator[tuple[tuple[Source, str], tuple[bytes, Limits]]]:
    """Each file with its bytes; those that cannot be opened are noted and left out."""
    for source, name in files:
        try:
            yield (source, name), (read(source.found, name, limits), limits)
        except LoadError as error:
            source.fail(name, error)


def _enter(source: Source, origin: str, table: Table) -> None:
    if table.readable:
        source.tables[origin] = table
    else:
        source.problems += table.problems
        source.kept.add(origin)


def _read_documents(sources: Sequence[Source], workers: Workers, progress: Progress) -> None:
    files = [(source, name) for source in sources for name in source.found.documents]
    metas = {(id(source), name): _meta(source, name, workers.limits) for source, name in files}

    def jobs() -> Iterator[tuple[tuple[Source, str], tuple[Any, ...]]]:
        for (source, name), (data, limits) in _opened(files, workers.limits):
            yield (source, name), (name, data, metas[id(source), name], limits)

    for done, ((source, name), document) in enumerate(workers.call(read_document, jobs())):
        progress("documents", done, len(files))
        if isinstance(document, LoadError):
            source.fail(name, document)
        else:
            source.documents[name] = document
    first: dict[str, str] = {}
    for source, name in files:
        if name not in source.documents:
            continue
        document = source.documents[name]
        if (other := first.setdefault(document.id, source.shown(name))) != source.shown(name):
            source.fail(name, f"expected each document once, got the address of {other}: {document.url}")
            del source.documents[name]
            continue
        source.claims[name] = dict.fromkeys(document_claims(document, metas[id(source), name]), 0)


def _meta(source: Source, name: str, limits: Limits) -> Meta:
    """What a curator wrote beside a document."""
    for beside in names_beside(name):
        if beside in source.found.beside:
            try:
                meta, problems = read_meta(read(source.found, beside, limits))
            except LoadError as error:
                source.complain(beside, str(error))
                return NOTHING
            for key, message in problems:
                source.complain(beside, message, key)
            return meta
    return NOTHING


def _resolve_all(store: Store, sources: Sequence[Source]) -> None:
    places = [(source, name) for source in sources for name in source.tables]
    tables = resolve([source.tables[name] for source, name in places], store.known)
    for (source, name), table in zip(places, tables, strict=True):
        source.tables[name] = table
        source.problems += table.problems
