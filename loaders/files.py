"""Finding the files that a path holds, and reading them without being led astray."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final

from graph.rdf import FORMATS
from loaders import sidecars
from loaders.characters import no_text, shown
from loaders.limits import Limits
from loaders.readers.registry import READERS, reader_of
from schema.errors import LoadError

TABLES: Final = (".csv", ".tsv", ".xlsx")
"""Ends of the names of tables."""

GRAPHS: Final = tuple(FORMATS)
"""Ends of the names of files of RDF."""

CORRECTIONS: Final = "corrections.csv"
"""The name of a table of corrections, or the end of the name of one that belongs to a document."""

JUDGEMENTS: Final = "judgements.csv"
"""The name of a table of judgements."""

_FOR_PEOPLE: Final = ("README", "LICENSE", "LICENCE", "CHANGELOG")
"""Stems of files that speak about a folder."""

_TAKEN: Final = (*TABLES, *GRAPHS, *(suffix for reader in READERS for suffix in reader.suffixes))
_KINDS: Final = ((stat.S_ISDIR, "a folder"), (stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket"))
# Between the look at a file and its opening it may be exchanged: a pipe must not keep us waiting, nor a link
# lead us elsewhere. Not every system has these flags.
_FLAGS: Final = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOFOLLOW", "O_BINARY"))


@dataclass
class Found:
    """What a path holds. Names are relative to the base, with '/'; a single file has its own name."""

    root: Path
    """The absolute path, without symbolic links: the store knows it by this."""
    folder: bool
    tables: list[str] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    graphs: list[str] = field(default_factory=list)
    """Files of RDF."""
    beside: set[str] = field(default_factory=set)
    """Files that say something of a document, and tables of corrections and judgements."""
    refused: dict[str, str] = field(default_factory=dict)
    """What looks like a table or a document and is none, and why."""
    unseen: dict[str, str] = field(default_factory=dict)
    """Folders into which one cannot look, and why."""
    not_read: list[str] = field(default_factory=list)
    """Other files, and those that say something of a document that there is not."""

    @property
    def base(self) -> Path:
        """The folder to which names are relative."""
        return self.root if self.folder else self.root.parent

    def sort_in(self, name: str) -> bool:
        """Enter a file where it belongs by its name; whether there is such a place."""
        path = PurePosixPath(name)
        if path.name in (CORRECTIONS, JUDGEMENTS) or name.endswith((sidecars.SUFFIX, f".{CORRECTIONS}")):
            self.beside.add(name)
        elif path.suffix.lower() in TABLES:
            self.tables.append(name)
        elif path.suffix.lower() in GRAPHS:
            self.graphs.append(name)
        elif reader_of(name) and path.stem.upper() not in _FOR_PEOPLE:
            self.documents.append(name)
        else:
            return False
        return True


def find(path: Path) -> Found:
    """What a folder holds, in sorted order, or one file. Raises LoadError when there is neither."""
    try:
        root = path.resolve(strict=True)
        folder = root.is_dir()
    except (OSError, RuntimeError, ValueError) as error:  # RuntimeError: links in a circle; ValueError: a NUL
        raise LoadError(f"expected a file or a folder that can be read, got {_reason(error)}") from error
    if no_text(str(root)):
        # Neither a store nor a terminal takes such a path.
        raise LoadError(f"expected a path in UTF-8, got {shown(str(root))}; rename what is not")
    if folder:
        return _walk(root)
    found = Found(root, folder)
    if not root.name.isprintable():
        raise LoadError("expected a file, got a name with characters that cannot be shown")
    if not found.sort_in(root.name) or found.beside:
        ends = ", ".join(_TAKEN)
        raise LoadError(f"expected a folder or a file whose name ends in one of {ends}, got {path.name!r}")
    found.beside.update(_beside(root))
    return found


def _beside(root: Path) -> Iterator[str]:
    """Files beside a single one that may belong to it."""
    for suffix in (sidecars.SUFFIX, f".{CORRECTIONS}"):
        for name in sidecars.names_beside(root.name, suffix):
            if root.with_name(name).exists():
                yield name


def _walk(root: Path) -> Found:
    found = Found(root, folder=True)

    def unseen(error: OSError) -> None:
        found.unseen[shown(Path(error.filename).relative_to(root).as_posix())] = _reason(error)

    for here, folders, files in os.walk(root, onerror=unseen):
        place = Path(here)
        folders[:] = sorted(name for name in folders if _is_entered(found, place / name))
        for name in files:
            _sort_in(found, place / name)
    if "." in found.unseen:
        raise LoadError(f"expected a folder that can be read, got {found.unseen['.']}")
    found.tables.sort()
    found.documents.sort()
    found.graphs.sort()
    found.not_read += _beside_nothing(found)
    found.not_read.sort()
    return found


def _beside_nothing(found: Found) -> Iterator[str]:
    """Files that say something of a document that there is not."""
    ends = (sidecars.SUFFIX, f".{CORRECTIONS}")
    asked = {name for each in found.documents for end in ends for name in sidecars.names_beside(each, end)}
    return (
        name for name in found.beside if name not in asked and PurePosixPath(name).name not in (CORRECTIONS, JUDGEMENTS)
    )


def _is_entered(found: Found, place: Path) -> bool:
    """Whether the search goes on in a folder."""
    name = place.relative_to(found.root).as_posix()
    if place.name.startswith("."):
        return False
    if place.is_symlink():
        # What lies inside is found at its own place.
        inside = place.resolve().is_relative_to(found.root)
        if inside:
            found.not_read.append(shown(name))
        else:
            found.refused[shown(name)] = "a symbolic link that leads out of the folder"
        return False
    if place.suffix.lower() in _TAKEN:
        found.refused[shown(name)] = "a folder"
        return False
    return True


def _sort_in(found: Found, place: Path) -> None:
    name = place.relative_to(found.root).as_posix()
    if place.name.startswith("."):
        return
    if name.isprintable():
        if not found.sort_in(name):
            found.not_read.append(name)
    elif place.suffix.lower() in _TAKEN:
        found.refused[shown(name)] = "a name with characters that cannot be shown"
    else:
        found.not_read.append(shown(name))


def read(found: Found, name: str, limits: Limits) -> bytes:
    """The bytes of a file. Raises LoadError for what is no ordinary file in the folder or is too large."""
    try:
        limit = limits.file_limit
        place = (found.base / name).resolve(strict=True)
        if found.folder and not place.is_relative_to(found.root):
            raise LoadError("expected a file, got a symbolic link that leads out of the folder")
        _check(place.stat(), limit)
        descriptor = os.open(place, _FLAGS)
        try:
            _check(os.fstat(descriptor), limit)
            with os.fdopen(descriptor, "rb", closefd=False) as file:
                data = file.read(limit + 1)
        finally:
            os.close(descriptor)
    except (OSError, RuntimeError) as error:
        raise LoadError(f"expected a file that can be read, got {_reason(error)}") from error
    if len(data) > limit:
        raise LoadError(f"expected at most {limit:,} bytes, got a file that grows")
    return data


def _check(status: os.stat_result, limit: int) -> None:
    if not stat.S_ISREG(status.st_mode):
        kind = next((name for test, name in _KINDS if test(status.st_mode)), "a device")
        raise LoadError(f"expected a file, got {kind}")
    if status.st_size > limit:
        raise LoadError(f"expected at most {limit:,} bytes, got {status.st_size:,}")


def _reason(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error).lower()
