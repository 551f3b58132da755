"""A path that is loaded, and what was found and read there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from graph.facts import Claim
from graph.judgements import Judgement
from graph.store import Root, Store
from loaders.characters import shown
from loaders.document import Document
from loaders.files import Found, find, read
from loaders.limits import Limits
from loaders.problems import Problem, Unreadable, shortened
from loaders.sidecars import NOTHING, Meta, names_beside, read_meta
from loaders.tables import Table
from schema.errors import LoadError

SHEET = "#"
"""Between the name of a book and that of its sheet, in the name of an origin."""


@dataclass
class Source:
    """A path, and what was read from it. Names of origins are those of files, or of files and their sheets."""

    path: Path
    """As it was given."""
    found: Found
    tables: dict[str, Table] = field(default_factory=dict)
    """By the name of their origin."""
    documents: dict[str, Document] = field(default_factory=dict)
    claims: dict[str, dict[Claim, int]] = field(default_factory=dict)
    """What the documents make, by the name of their origin."""
    digests: dict[str, str] = field(default_factory=dict)
    """What documents' claims were made from, by the name of their origin."""
    unchanged: dict[str, str] = field(default_factory=dict)
    """Documents that are as they were, and their ids."""
    kept: set[str] = field(default_factory=set)
    """Origins that stay as they are: they could not be read this time, or are unchanged."""
    problems: list[Problem] = field(default_factory=list)
    judged: list[tuple[tuple[str, int], Judgement]] = field(default_factory=list)
    """Judgements as they were read, each with the name of its file and its line."""
    judgements: list[Judgement] | None = None
    """Those that hold; None when they could not be read: what was judged before stays."""
    doubts: list[Problem] = field(default_factory=list)
    """What documents may state, and nobody can tell."""

    @property
    def root(self) -> str:
        """The path as the store knows it."""
        return str(self.found.root)

    @property
    def origins(self) -> dict[str, dict[Claim, int]]:
        """Claims and their lines by the name of their origin."""
        return {**{name: table.claims for name, table in self.tables.items()}, **self.claims}

    @property
    def says_anything(self) -> bool:
        """Whether anything is to be written, or is to be taken back."""
        return bool(self.origins or self.unchanged or self.judgements or not self.kept)

    def as_root(self) -> Root:
        """What the store is to have from here."""
        return Root(self.root, self.origins, self.kept, self.digests, self.judgements)

    def shown(self, name: str) -> str:
        """A file as messages name it."""
        return (self.path / name if self.found.folder else self.path.with_name(name)).as_posix()

    def complain(self, name: str, message: str, column: str = "", line: int = 0) -> None:
        """Note a problem with a file."""
        self.problems.append(Problem(self.shown(name), line, shortened(column), shortened(message)))

    def complain_of(self, name: str, error: LoadError) -> None:
        """Note each thing that is wrong with a file that cannot be read."""
        problems = error.problems if isinstance(error, Unreadable) else [(0, "", str(error))]
        for line, column, message in problems:
            self.complain(name, message, column, line)

    def doubt(self, name: str, message: str) -> None:
        """Note what could not be decided about a document."""
        self.doubts.append(Problem(self.shown(name), 0, "", shortened(message)))

    def fail(self, name: str, error: LoadError | str) -> None:
        """Note that a file cannot be read; what it stated before is kept."""
        self.complain(name, str(error))
        self.kept.add(name)

    def fail_beside(self, name: str, beside: str) -> None:
        """Note that a document cannot be understood, because of a file beside it; what it stated before is kept."""
        message = f"expected {PurePosixPath(beside).name} without errors, got some"
        self.fail(name, f"{message}; until they are mended, the document stays as it was")


def find_all(store: Store, paths: Iterable[str | Path]) -> tuple[list[Source], list[Problem]]:
    """The paths, each once, and problems with those that cannot be read."""
    sources: dict[Path, Source] = {}
    problems: list[Problem] = []
    for path in map(Path, paths):
        try:
            found = find(path)
            if found.root not in sources:
                sources[found.root] = _source(store, path, found)
        except LoadError as error:
            problems.append(Problem(shown(path.as_posix()), 0, "", str(error)))
    return list(sources.values()), problems


def opened(files: Iterable[tuple[Source, str]], limits: Limits) -> Iterator[tuple[Source, str, bytes]]:
    """Each file with its bytes; those that cannot be opened are noted and left out."""
    for source, name in files:
        try:
            yield source, name, read(source.found, name, limits)
        except LoadError as error:
            source.fail(name, error)


def meta_of(source: Source, name: str, limits: Limits) -> Meta | None:
    """What a curator wrote beside a document; what is wrong with it is noted.

    None when it cannot be read, or does not say at which address the document stands: it may be another one then.
    """
    for beside in names_beside(name):
        if beside in source.found.beside:
            try:
                meta, problems = read_meta(read(source.found, beside, limits))
            except LoadError as error:
                source.complain_of(beside, error)
                source.fail_beside(name, beside)
                return None
            for key, message in problems:
                source.complain(beside, message, key)
            if any(key == "url" for key, _ in problems):
                source.fail_beside(name, beside)
                return None
            return meta
    return NOTHING


def _source(store: Store, path: Path, found: Found) -> Source:
    source = Source(path, found)
    source.kept.update(found.refused)
    keep(store, source, [*found.refused, *found.unseen])
    for name, reason in found.refused.items():
        source.complain(name, f"expected a file, got {reason}")
    for name, reason in found.unseen.items():
        source.complain(name, f"expected a folder that can be read, got {reason}")
    return source


def keep(store: Store, source: Source, names: Collection[str]) -> None:
    """Let what was read from these books, and in these folders, stay as it is: one cannot look into them now."""
    if names:
        inside = tuple(name + mark for name in names for mark in (SHEET, "/"))
        source.kept.update(name for root, name, _ in store.origins() if root == source.root and name.startswith(inside))
