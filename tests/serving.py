"""The server as a process of its own, asked over HTTP."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import httpx2

ROOT: Final = Path(__file__).resolve().parents[1]

READY_WITHIN: Final = 120.0
"""Seconds on a busy machine, the seed into an empty Neo4j included."""


@dataclass(frozen=True)
class Serving:
    """A server that was started."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str) -> httpx2.Response:
        """An answer on a connection of its own."""
        return httpx2.get(self.url + path, timeout=30.0)

    def ask(self, query: str, variables: dict[str, Any] | None = None) -> Any:
        """The decoded answer to a GraphQL operation."""
        body = {"query": query, "variables": variables}
        return httpx2.post(f"{self.url}/graphql", json=body, timeout=30.0).json()

    def said(self) -> str:
        """What it has written so far."""
        return self.log.read_text("utf-8")

    def wait_until_ready(self) -> None:
        """Return when it is ready for questions. Raises RuntimeError when it ends or takes too long."""
        until = time.monotonic() + READY_WITHIN
        while time.monotonic() < until:
            if self.process.poll() is not None:
                raise RuntimeError(f"it ended with {self.process.returncode}:\n{self.said()}")
            try:
                if self.get("/health/ready").status_code == 200:
                    return
            except httpx2.TransportError:
                pass
            time.sleep(0.05)
        raise RuntimeError(f"it is not ready:\n{self.said()}")

    def terminate(self) -> None:
        """Ask it to stop, and return at once."""
        self.process.send_signal(signal.SIGTERM)

    def children(self) -> list[int]:
        """Ids of the processes that serve for it, when there are several (Linux only)."""
        tasks = Path(f"/proc/{self.process.pid}/task").iterdir()
        found = [int(pid) for task in tasks for pid in (task / "children").read_text("ascii").split()]
        return [pid for pid in found if b"resource_tracker" not in Path(f"/proc/{pid}/cmdline").read_bytes()]


def policygraph(*arguments: str, environment: dict[str, str] | None = None) -> subprocess.Popen[bytes]:
    """A command as a process of its own, with default settings but for these; its output is kept."""
    return subprocess.Popen(
        [sys.executable, str(ROOT / "cli.py"), *arguments], cwd=ROOT, env=_environment(environment),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


@contextmanager
def serving(
    folder: Path, store: str, *arguments: str, environment: dict[str, str] | None = None, wait: bool = True
) -> Iterator[Serving]:
    """A server of a store while the context lasts; `folder` keeps its log."""
    port = free_port()
    log = folder / f"server-{port}.log"
    command = [sys.executable, str(ROOT / "cli.py"), "serve", "--store", store, "--port", str(port), *arguments]
    with log.open("wb") as file:
        process = subprocess.Popen(command, cwd=ROOT, env=_environment(environment), stdout=file, stderr=file)
    try:
        found = Serving(process, port, log)
        if wait:
            found.wait_until_ready()
        yield found
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def until(holds: Callable[[], bool], what: str) -> None:
    """Wait for something that takes a moment. Raises AssertionError when it takes a minute."""
    end = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < end, f"expected that {what}"
        time.sleep(0.1)


def free_port() -> int:
    """A port on which nothing listens."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _environment(more: dict[str, str] | None) -> dict[str, str]:
    ours = (name for name in os.environ if name.startswith("POLICYGRAPH_") and name != "POLICYGRAPH_NAME_CACHE")
    return {name: os.environ[name] for name in os.environ.keys() - set(ours)} | (more or {})
