"""What documents state, written as JSON files: one for each document, and nothing is loaded."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from graph.store import Progress, Store, no_progress
from loaders.judgements import take_judgements
from loaders.known_names import KnownNames, known_names
from loaders.limits import Limits
from loaders.output import as_json
from loaders.problems import Problem
from loaders.sources import Source, find_all, meta_of, opened
from loaders.take_tables import take_tables
from loaders.understanding import understand
from loaders.workers import Workers
from schema.errors import LoadError


@dataclass(frozen=True)
class Written:
    """What was written, and what could not be."""

    files: int = 0
    nodes: int = 0
    relations: int = 0
    doubts: int = 0
    problems: tuple[Problem, ...] = ()

    def text(self) -> str:
        """The same for people."""
        done = f"{self.files:,} documents: {self.nodes:,} nodes, {self.relations:,} relations, {self.doubts:,} doubts"
        return "\n".join([done, *map(str, self.problems)]) + "\n"


def extract_files(
    store: Store,
    paths: Iterable[str | Path],
    out: Path,
    progress: Progress = no_progress,
    *,
    seed: str = "",
    limits: Limits | None = None,
) -> Written:
    """Write NAME.json into the folder `out` for each document of the paths.

    Names are looked for that the store's tables state, or those below `seed` while the store is empty. A document
    that cannot be read is named among the problems. Raises StoreError; OSError when a file cannot be written.
    """
    sources, problems = find_all(store, paths)
    with Workers(limits or Limits()) as workers:
        files = list(_files(sources, workers))
        results = []
        with _names(store, seed, workers, progress) as names:
            for done, (name, result) in enumerate(_understood(files, names, workers)):
                progress("documents", done, len(files))
                _write(out / name, result)
                results.append(result)
    problems += [problem for source in sources for problem in source.problems]
    count = {key: sum(len(result[key]) for result in results) for key in ("nodes", "relations", "doubts")}
    return Written(len(results), **count, problems=tuple(sorted(problems, key=lambda problem: problem.file)))


def _names(store: Store, seed: str, workers: Workers, progress: Progress) -> KnownNames:
    tables: list[Source] = []
    if seed and not store.origins():
        tables, _ = find_all(store, [seed])
        take_judgements(store, tables, workers.limits)
        take_tables(store, tables, workers, progress)
    return known_names(store, tables)


def _files(sources: Sequence[Source], workers: Workers) -> Iterator[tuple[Source, str, str]]:
    """Each document: where it is from, its name, and that of the file to be written."""
    taken: dict[str, str] = {}
    for source in sources:
        if not source.found.folder:
            for name in source.found.tables:
                source.complain(name, "expected a document, got a table; `policygraph load` reads tables")
        for name in source.found.documents:
            target = str(PurePosixPath(name).with_suffix(".json"))
            if (other := taken.setdefault(target, source.shown(name))) == source.shown(name):
                yield source, name, target
            else:
                source.complain(name, f"expected a name of its own, got that of {other}: both would be {target}")


def _understood(
    files: Sequence[tuple[Source, str, str]], names: KnownNames, workers: Workers
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The name of the file to be written, and its content, for each document that can be read."""
    targets = {(id(source), name): target for source, name, target in files}
    limits = workers.limits
    jobs = (
        ((source, name), (name, data, meta, limits, names.path))
        for source, name, data in opened([(source, name) for source, name, _ in files], limits)
        if (meta := meta_of(source, name, limits)) is not None
    )
    for (source, name), result in workers.call(understand, jobs):
        if isinstance(result, LoadError):
            source.complain(name, str(result))
        else:
            yield targets[id(source), name], as_json(*result)


def _write(file: Path, content: dict[str, Any]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
