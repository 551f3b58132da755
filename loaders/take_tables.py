"""The step of a load that reads tables: CSV and TSV files here, books in worker processes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from graph.facts import Claim
from graph.store import Progress, Store
from loaders.books import read_book
from loaders.curated_names import NAMING
from loaders.digests import naming_digest
from loaders.files import read
from loaders.judgements import known_by
from loaders.resolve import resolve
from loaders.sources import SHEET, Source, keep, opened
from loaders.tables import Table, is_table, read_records, read_table
from loaders.workers import Workers
from schema.errors import LoadError


def take_tables(store: Store, sources: Sequence[Source], workers: Workers, progress: Progress) -> None:
    """Enter the tables of the sources, without rows that name what nobody describes."""
    files = [(source, name) for source in sources for name in source.found.tables]
    books = []
    for done, (source, name) in enumerate(files):
        progress("tables", done, len(files))
        if name.lower().endswith(".xlsx"):
            books.append((source, name))
            continue
        try:
            _enter(source, name, read_table(store.model, source.shown(name), read(source.found, name, workers.limits)))
        except LoadError as error:
            source.fail(name, error)
    _take_books(store, books, workers)
    _resolve_all(store, sources)


def _take_books(store: Store, books: Sequence[tuple[Source, str]], workers: Workers) -> None:
    jobs = (((source, name), (data, workers.limits)) for source, name, data in opened(books, workers.limits))
    for (source, name), sheets in workers.call(read_book, jobs):
        if isinstance(sheets, LoadError):
            source.fail(name, sheets)
            continue
        for title, rows in sheets:
            # A book of one sheet, which nobody has given a title, says in its name what it holds.
            meant = title if len(sheets) > 1 or is_table(store.model, title) else Path(name).stem
            table = read_records(store.model, source.shown(name) + SHEET + title, meant, rows)
            _enter(source, name + SHEET + title, table)
    for source, name in books:
        if name in source.kept:
            keep(store, source, [name])


def _enter(source: Source, origin: str, table: Table) -> None:
    if table.readable:
        source.tables[origin] = table
    else:
        source.problems += table.problems
        source.kept.add(origin)


def _resolve_all(store: Store, sources: Sequence[Source]) -> None:
    places = [(source, name) for source in sources for name in source.tables]
    tables = resolve([source.tables[name] for source, name in places], known_by(store, sources))
    for (source, name), table in zip(places, tables, strict=True):
        source.tables[name] = table
        source.digests[name] = naming_digest(naming_claims(table))
        source.problems += table.problems


def naming_claims(table: Table) -> list[Claim]:
    """What a table says of names."""
    return [claim for row in table.rows for claim in row.claims if claim.property in NAMING]
