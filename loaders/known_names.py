"""The names that documents are read with: those that tables state, and the packaged ones."""

from __future__ import annotations

import fcntl
import hashlib
import os
import sqlite3
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from functools import cached_property, lru_cache, partial
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from graph.facts import Claim
from graph.judgements import Judgement
from graph.store import Store
from loaders.curated_names import NAMING, CuratedNames, Stated
from loaders.digests import document_of, naming_digest
from loaders.gazetteer import Names
from loaders.judgements import judgements_of
from loaders.packaged_names import packaged_names
from loaders.patterns import rules_digest
from loaders.sources import Source
from loaders.take_tables import naming_claims
from schema.errors import StoreError

UNUSED: Final = 60 * 24 * 3600
"""Seconds after which a file of names is removed that no load has used."""


class KnownNames:
    """The names of one load. Nothing is made before a document needs them; they end with the `with` block."""

    def __init__(self, tables: dict[str, Stated], judgements: Iterable[Judgement], kept: Path | None) -> None:
        """`tables`: what each of them states, by its digest; `kept`: the file that is kept from load to load."""
        self._tables = tables
        self._judgements = tuple(judgements)
        self._kept = kept
        self._stack = ExitStack()
        content = "\n".join([rules_digest(), *sorted(tables), *map(str, sorted(self._judgements))])
        self.digest: Final = hashlib.sha256(content.encode()).hexdigest()
        """Of all that decides what is found in a text: names, and rules."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self._stack.close()

    @cached_property
    def path(self) -> str:
        """The file from which other processes read the names (`names_in`). Raises StoreError."""
        path = self._stack.enter_context(_file(self._kept))
        try:
            self._write(path)
        except sqlite3.Error:
            # What was kept may be broken, and can be made anew.
            path.unlink(missing_ok=True)
            try:
                self._write(path)
            except sqlite3.Error as error:
                raise StoreError(f"cannot write names into {path}: {error}; is the disk full?") from error
        return str(path)

    def _write(self, path: Path) -> None:
        with closing(CuratedNames(path)) as curated:
            curated.bring_up_to_date(self._tables, self._judgements, rules_digest())

    @cached_property
    def names(self) -> Names:
        """The names themselves."""
        curated = CuratedNames(self.path, read_only=True)
        self._stack.callback(curated.close)
        return Names(curated)


def known_names(store: Store, sources: Sequence[Source], folder: str = "") -> KnownNames:
    """What tables state of names: those of this load, and those loaded before that stay.

    What documents state themselves is left out. Otherwise a document would be read differently the second time.
    `folder`: where the names of each store are kept, so that only those of tables that change are written anew.
    """
    tables = dict(_tables(store, sources))
    name = hashlib.sha256(str(store.address).encode()).hexdigest()[:24]
    kept = Path(folder).expanduser() / f"names-{name}" if folder else None
    return KnownNames(tables, judgements_of(store, sources), kept)


def _tables(store: Store, sources: Sequence[Source]) -> Iterator[tuple[str, Stated]]:
    for source in sources:
        for name, table in source.tables.items():
            yield source.digests[name], partial(naming_claims, table)
    staying = {source.root: source.kept for source in sources}
    for root, name, digest in store.digests():
        if document_of(digest) or (root in staying and name not in staying[root]):
            continue
        stated = partial(_stated, store, root, name)
        # What was loaded by other ways than ours has no digest.
        yield digest or naming_digest(stated()), stated


def _stated(store: Store, root: str, name: str) -> list[Claim]:
    return [claim for _, _, line, claim in store.supports(NAMING, [(root, name)]) if line]


@contextmanager
def _file(kept: Path | None) -> Iterator[Path]:
    """A file for names that nobody else uses meanwhile: the kept one, or else a new one for the time being."""
    with ExitStack() as stack:
        if kept and _is_ours(kept, stack):
            yield kept
        else:
            yield Path(stack.enter_context(tempfile.TemporaryDirectory())) / "names"


def _is_ours(kept: Path, stack: ExitStack) -> bool:
    """Whether nobody else uses a file until the stack is closed; False as well where none can be kept."""
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        lock = os.open(f"{kept}.lock", os.O_RDWR | os.O_CREAT, 0o600)
        stack.callback(os.close, lock)
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        _forget_unused(kept)
    except OSError:
        return False
    return True


def _forget_unused(kept: Path) -> None:
    """Remove the files of stores into which nothing was loaded for a long time."""
    kept.touch()
    for other in kept.parent.glob("names-*"):
        with suppress(OSError):
            if time.time() - other.stat().st_mtime > UNUSED:
                other.unlink()


def forget() -> None:
    """Let go of the packaged names."""
    packaged_names.cache_clear()


@lru_cache(maxsize=1)
def names_in(path: str) -> Names:
    """The names in a file of `KnownNames`."""
    return Names(CuratedNames(path, read_only=True))
