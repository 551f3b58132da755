"""A worker process: calls functions on files that nobody has vouched for, within limits, and without a network.

It is a program of its own, started by `loaders.workers` with the number of a socket; requests and answers are pickled.
What the limits of the system end (a native library that crashes, memory, time) ends this process and nothing else.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from collections.abc import Callable
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

from schema.errors import LoadError

WAITING: Final = 5
"""How many times the CPU time of a call it may take by the clock: other processes may want the processor too."""

OUT_OF_MEMORY: Final = 77
"""Status with which a process ends when its memory does not suffice."""

_FORBIDDEN: Final = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system", "urllib.")
"""Audit events of what no reader has to do."""


def main() -> None:
    """Answer requests until the other side goes away."""
    door, timeout, memory = int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3])
    _be_quiet()
    # The memory that programs take is not that of a file.
    import_module("loaders.take_documents")
    sys.addaudithook(_refuse)
    _limit(resource.RLIMIT_CORE, 0)
    # Only on Linux is the size of a process known, and there the limit holds for what comes on top of it.
    if size := _size():
        _limit(resource.RLIMIT_AS, size + memory)
    with Connection(door) as connection:
        while True:
            try:
                function, arguments = connection.recv()
                connection.send(_answer(function, arguments, timeout))
            except (EOFError, ConnectionError):
                # To take apart what it knows takes a process half a second, and serves nobody.
                os._exit(0)
            except MemoryError:
                # What is left is in pieces: another process begins with all of it.
                sys.exit(OUT_OF_MEMORY)


def _answer(function: Callable[..., Any], arguments: tuple[Any, ...], timeout: float) -> tuple[LoadError | None, Any]:
    """What went wrong, and the result. Raises MemoryError."""
    _alarm(timeout)
    try:
        return None, function(*arguments)
    except LoadError as error:
        return error, None
    except MemoryError:
        raise
    except RecursionError:
        return LoadError("expected a file that can be read, got one that is nested too deeply"), None
    except Exception as error:  # noqa: BLE001
        # A library may raise anything over a broken file, and something else when memory is short.
        _check_memory(error.__context__)
        return LoadError(f"expected a file that can be read, got {type(error).__name__}: {error}"), None
    finally:
        _alarm(0)


def _check_memory(cause: BaseException | None) -> None:
    if isinstance(cause, MemoryError):
        raise cause


def _alarm(timeout: float) -> None:
    """End this process when it has not asked for another alarm in time, wherever it hangs. 0: never."""
    signal.setitimer(signal.ITIMER_PROF, timeout)
    signal.setitimer(signal.ITIMER_REAL, timeout * WAITING)


def _be_quiet() -> None:
    """Libraries complain about files on the standard streams, which are the user's."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)


def _refuse(event: str, arguments: object) -> None:
    if event.startswith(_FORBIDDEN) and event != "socket.__new__":
        raise PermissionError(f"a reader must not do this: {event}")


def _limit(kind: int, most: int) -> None:
    _, hard = resource.getrlimit(kind)
    resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _size() -> int:
    """Bytes of address space that this process has; 0 where nobody knows."""
    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    except OSError:
        return 0


if __name__ == "__main__":
    main()
