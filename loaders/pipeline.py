"""Loading: find, read, resolve, claim, replace."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path

from graph.facts import Fact
from graph.store import Progress, Store, no_progress
from loaders.diff import Difference, difference
from loaders.judgements import take_judgements
from loaders.limits import Limits
from loaders.report import Report
from loaders.sources import find_all
from loaders.take_documents import documents_of, take_corrections, take_documents
from loaders.take_graphs import take_graphs
from loaders.take_tables import take_tables
from loaders.workers import Workers


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
        take_judgements(store, sources, workers.limits)
        take_tables(store, sources, workers, progress)
        take_graphs(store, sources, workers, progress)
        corrections = take_corrections(store, sources, workers)
        take_documents(store, sources, workers, corrections, progress)
    if corrections.by_document:
        problems += corrections.unreached(documents_of(store, sources))
    roots = [source.as_root() for source in sources if source.says_anything]
    differences: list[Difference] = []

    def watch(before: Fact | None, after: Fact | None) -> None:
        if dry_run:
            differences.append(difference(before, after))

    change = store.replace_all(roots, progress, watch, dry_run=dry_run)
    problems += [problem for source in sources for problem in source.problems]
    doubts = [doubt for source in sources for doubt in source.doubts]
    tables = [table for source in sources for table in source.tables.values()]
    texts = [document for source in sources for document in source.documents.values()]
    return Report(
        tables=len(tables),
        rows=sum(len(table.rows) for table in tables),
        sources=len({row.cited.subject for table in tables for row in table.rows}),
        documents=len(texts),
        unchanged=sum(len(source.unchanged) for source in sources),
        characters=sum(len(document.text) for document in texts),
        change=change,
        problems=tuple(sorted(problems, key=lambda problem: (problem.file, problem.line))),
        doubts=tuple(sorted(doubts, key=lambda doubt: doubt.file)),
        not_read=tuple(source.shown(name) for source in sources for name in source.found.not_read),
        seconds=time.monotonic() - started,
        dry_run=dry_run,
        differences=tuple(sorted(differences, key=str)),
    )
