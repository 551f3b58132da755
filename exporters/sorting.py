"""Sorting more lines than fit into memory, each once: runs on disk, merged."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Final

RUN: Final = 12_000_000
"""Characters that a run has at most; sorting one takes about four times as many bytes of memory."""

OPEN: Final = 64
"""How many runs are merged at once: more open files a process may not be allowed."""


def sorted_lines(lines: Iterable[str], folder: Path, run: int = RUN) -> Iterator[bytes]:
    """The lines in the order of their bytes, each once. Runs lie in `folder` until the iterator ends.

    Code points sort as their bytes in UTF-8 do. Raises OSError when the disk is full.
    """
    with ExitStack() as stack:
        runs = [_written(stack, folder, (line.encode() for line in part)) for part in _runs(lines, run)]
        while len(runs) > OPEN:
            runs = [*runs[OPEN:], _written(stack, folder, _merged(runs[:OPEN]))]
        yield from _merged(runs)


def _runs(lines: Iterable[str], run: int) -> Iterator[list[str]]:
    part: list[str] = []
    size = 0
    for line in lines:
        part.append(line)
        size += len(line)
        if size >= run:
            yield sorted(set(part))
            part, size = [], 0
    yield sorted(set(part))


def _written(stack: ExitStack, folder: Path, lines: Iterable[bytes]) -> IO[bytes]:
    file = stack.enter_context(tempfile.TemporaryFile(dir=folder))  # noqa: SIM115  (the stack closes it)
    file.writelines(lines)
    file.seek(0)
    return file


def _merged(runs: Iterable[IO[bytes]]) -> Iterator[bytes]:
    last = b""
    for line in heapq.merge(*runs):
        if line != last:
            yield line
        last = line
