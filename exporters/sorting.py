"""Sorting more lines than fit into memory, each once: runs on disk, merged."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Final

RUN: Final = 6_000_000
"""Bytes that a run has at most, about; sorting one takes about five times as many bytes of memory."""

OPEN: Final = 64
"""How many runs are merged at once: more open files a process may not be allowed."""


def sorted_lines(blocks: Iterable[bytes], folder: Path, run: int = RUN) -> Iterator[bytes]:
    """The lines of blocks, which end with a line feed, in the order of their bytes, each once.

    Runs lie in `folder` until the iterator ends. Raises OSError when the disk is full.
    """
    with ExitStack() as stack:
        runs = [_written(stack, folder, part) for part in _runs(blocks, run)]
        while len(runs) > OPEN:
            runs = [*runs[OPEN:], _written(stack, folder, _merged(runs[:OPEN]))]
        yield from _merged(runs)


def _runs(blocks: Iterable[bytes], run: int) -> Iterator[list[bytes]]:
    part: list[bytes] = []
    size = 0
    for block in blocks:
        part.append(block)
        size += len(block)
        if size >= run:
            yield _in_order(part)
            part, size = [], 0
    yield _in_order(part)


def _in_order(part: list[bytes]) -> list[bytes]:
    lines = set(b"".join(part).split(b"\n"))
    part.clear()
    lines.discard(b"")
    return [line + b"\n" for line in sorted(lines)]


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
