"""Finding the tables that a path holds, and reading them without being led astray."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from schema.errors import LoadError

FILE_LIMIT: Final = 200_000_000
"""Bytes that a file may have."""

SUFFIX: Final = ".csv"
_KINDS: Final = ((stat.S_ISDIR, "a folder"), (stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket"))
# Between the look at a file and its opening it may be exchanged: a pipe must not keep us waiting, nor a link
# lead us elsewhere. Not every system has these flags.
_FLAGS: Final = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOFOLLOW", "O_BINARY"))


@dataclass
class Found:
    """What a path holds. Names are relative to the root, with '/'; a single file has its own name."""

    root: Path
    """The absolute path, without symbolic links: the store knows it by this."""
    folder: bool
    tables: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    """What looks like a table and is none, and why."""
    unseen: dict[str, str] = field(default_factory=dict)
    """Folders into which one cannot look, and why."""
    not_read: list[str] = field(default_factory=list)
    """Other files."""


def find(path: Path) -> Found:
    """The tables of a folder in sorted order, or one table. Raises LoadError when there is neither."""
    try:
        root = path.resolve(strict=True)
        folder = root.is_dir()
    except (OSError, RuntimeError, ValueError) as error:  # RuntimeError: links in a circle; ValueError: a NUL
        raise LoadError(f"expected a file or a folder that can be read, got {_reason(error)}") from error
    if folder:
        return _walk(root)
    if path.suffix.lower() != SUFFIX:
        raise LoadError(f"expected a folder or a table, whose name ends in {SUFFIX}, got {path.name!r}")
    return Found(root, folder, [path.name])


def _walk(root: Path) -> Found:
    found = Found(root, folder=True)

    def unseen(error: OSError) -> None:
        found.unseen[Path(error.filename).relative_to(root).as_posix()] = _reason(error)

    for here, folders, files in os.walk(root, onerror=unseen):
        place = Path(here)
        folders[:] = sorted(name for name in folders if _is_entered(found, place / name))
        for name in files:
            _sort_in(found, place / name)
    if "." in found.unseen:
        raise LoadError(f"expected a folder that can be read, got {found.unseen['.']}")
    found.tables.sort()
    found.not_read.sort()
    return found


def _is_entered(found: Found, place: Path) -> bool:
    """Whether the search goes on in a folder."""
    name = place.relative_to(found.root).as_posix()
    if place.name.startswith("."):
        return False
    if place.is_symlink():
        # What lies inside is found at its own place.
        inside = place.resolve().is_relative_to(found.root)
        if inside:
            found.not_read.append(name)
        else:
            found.refused[name] = "a symbolic link that leads out of the folder"
        return False
    if place.suffix.lower() == SUFFIX:
        found.refused[name] = "a folder"
        return False
    return True


def _sort_in(found: Found, place: Path) -> None:
    name = place.relative_to(found.root).as_posix()
    if place.name.startswith("."):
        return
    if place.suffix.lower() != SUFFIX:
        found.not_read.append(name)
    elif not name.isprintable():
        found.refused[ascii(name)[1:-1]] = "a name with characters that cannot be shown"
    else:
        found.tables.append(name)


def read(found: Found, name: str, limit: int = FILE_LIMIT) -> bytes:
    """The bytes of a table. Raises LoadError for what is no ordinary file in the folder or is too large."""
    try:
        place = (found.root / name).resolve(strict=True) if found.folder else found.root
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
