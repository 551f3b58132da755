"""Several worker processes that do one thing to many items; what ends one of them ends no other."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Any, Final, Generic, Self, TypeVar

from loaders.limits import Limits
from loaders.worker import OUT_OF_MEMORY
from schema.errors import LoadError

Item = TypeVar("Item")

_PROGRAM: Final = "import sys; sys.path[:] = {path!r}; from loaders.worker import main; main()"
"""The worker imports what this process imports, whatever folder it runs in."""


@dataclass
class _Worker(Generic[Item]):
    process: subprocess.Popen[bytes]
    connection: Connection
    item: Item | None = None

    def end(self) -> int:
        """Close the connection, which ends the process; how it ended."""
        self.connection.close()
        return self.process.wait()


class Workers:
    """A pool. Processes start when there is something to do and end with the `with` block."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.most = limits.load_processes or os.cpu_count() or 1
        self._idle: list[_Worker[Any]] = []
        self._busy: dict[Connection, _Worker[Any]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        for worker in self._busy.values():
            worker.process.kill()
        for worker in (*self._busy.values(), *self._idle):
            worker.end()
        self._busy.clear()
        self._idle.clear()

    def call(
        self, function: Callable[..., Any], items: Iterable[tuple[Item, tuple[Any, ...]]]
    ) -> Iterator[tuple[Item, Any]]:
        """Call a function of a module with each tuple of arguments; each item with the result, or a LoadError.

        In the order in which they are ready. Items are taken when a process is free, so that few are in memory.
        """
        coming = iter(items)
        there = True
        while there or self._busy:
            while there and len(self._busy) < self.most:
                following = next(coming, None)
                if following is None:
                    there = False
                else:
                    yield from self._give(function, *following)
            if self._busy:
                ready = wait(list(self._busy))
                for worker in [worker for worker in self._busy.values() if worker.connection in ready]:
                    del self._busy[worker.connection]
                    yield self._take(worker)

    def _give(self, function: Callable[..., Any], item: Item, arguments: tuple[Any, ...]) -> Iterator[tuple[Item, Any]]:
        worker = self._idle.pop() if self._idle else self._start()
        worker.item = item
        try:
            worker.connection.send((function, arguments))
        except (BrokenPipeError, ConnectionResetError):
            yield self._take(worker)
        else:
            self._busy[worker.connection] = worker

    def _take(self, worker: _Worker[Any]) -> tuple[Any, Any]:
        item, worker.item = worker.item, None
        try:
            error, result = worker.connection.recv()
        except (EOFError, ConnectionResetError):
            return item, LoadError(self._reason(worker.end()))
        self._idle.append(worker)
        return item, error or result

    def _start(self) -> _Worker[Any]:
        ours, theirs = socket.socketpair()
        with theirs:
            arguments = [str(theirs.fileno()), str(self.limits.read_timeout), str(self.limits.read_memory)]
            process = subprocess.Popen(
                [sys.executable, "-c", _PROGRAM.format(path=sys.path), *arguments],
                pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL,
            )  # fmt: skip
        return _Worker(process, Connection(ours.detach()))

    def _reason(self, status: int) -> str:
        """Why a worker went away, from how it ended."""
        if status in (-signal.SIGPROF, -signal.SIGALRM):
            return f"expected a file that is read within {self.limits.read_timeout:g} s, got one that takes longer"
        if status in (OUT_OF_MEMORY, -signal.SIGKILL):
            most = self.limits.read_memory
            return f"expected a file that is read with at most {most:,} bytes of memory, got one that needs more"
        name = str(status)
        with suppress(ValueError):
            name = signal.Signals(-status).name
        return f"expected a file that can be read, got one over which its reader crashed ({name})"
