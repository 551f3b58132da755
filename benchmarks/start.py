"""The server as a process: until it is ready, what it keeps in memory, and what its schema costs.

ready     from the start of `python -m cli serve`, with a store that is loaded, to the first 200 of /health/ready;
          CPU is the server's own until then
resident  memory of the server's process (VmRSS) at that moment, and after 500 requests: questions 1, 2 and 3 in turn
request   the server's CPU for one of these, with HTTP and its sockets, over one connection
schema    what a fresh process takes to import the model, to read it, and to build the GraphQL schema from it
"""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks import stores
from benchmarks.asgi import body_of
from benchmarks.report import at_most, mebibytes, ms, progress, say, table

REQUESTS: Final = 500
QUICK_REQUESTS: Final = 30
PATIENCE: Final = 60.0
"""Seconds after which a server that is not ready counts as failed."""

READY_LIMIT: Final = 2.0
RESIDENT_LIMIT: Final = 150
SCHEMA_LIMIT: Final = 0.6

_SCHEMA: Final = """
import json, time
times = [time.process_time()]
from schema import policy_model
from schema.graphql import build_schema
times.append(time.process_time())
model = policy_model()
times.append(time.process_time())
build_schema(model)
times.append(time.process_time())
print(json.dumps([b - a for a, b in zip(times, times[1:])]))
"""


@dataclass(frozen=True)
class Started:
    """One start of the server."""

    wall: float
    cpu: float
    resident: int
    resident_later: int
    request: float
    """CPU seconds of the server for one request."""


def run(*, quick: bool) -> None:
    """Measure and report."""
    rounds = 1 if quick else 9
    requests = QUICK_REQUESTS if quick else REQUESTS
    schema, started = [], []
    with stores.folder() as folder:
        store = stores.seeded(folder / "seed.sqlite")
        for number in range(rounds):
            progress(f"start: round {number + 1} of {rounds}")
            started.append(_start(store, folder, requests))
            schema.append(_schema())
    wall, cpu, resident, later, request = (
        median(getattr(each, figure.name) for each in started) for figure in fields(Started)
    )
    head = ["the server's start", "ready, s", "its CPU, s", "resident", f"after {requests} requests", "request, CPU ms"]
    say(table(head, [["median", f"{wall:.2f}", f"{cpu:.2f}", mebibytes(resident), mebibytes(later), ms(request)]]))
    imports, reading, building = (median(values) for values in zip(*schema, strict=True))
    head = ["the schema, CPU in s", "import", "read the model", "build the schema"]
    say(table(head, [["median of fresh processes", f"{imports:.2f}", f"{reading:.2f}", f"{building:.2f}"]]))
    say(at_most("ready", wall, READY_LIMIT, "s"))
    say(at_most("resident when ready", resident / 2**20, RESIDENT_LIMIT, "MiB"))
    say(at_most(f"resident after {requests} requests", later / 2**20, RESIDENT_LIMIT, "MiB"))
    say(at_most("schema built", building, SCHEMA_LIMIT, "s"))


def _schema() -> list[float]:
    done = subprocess.run([sys.executable, "-c", _SCHEMA], cwd=stores.ROOT, capture_output=True, check=True)
    found: list[float] = json.loads(done.stdout)
    return found


def _start(store: str, folder: Path, requests: int) -> Started:
    port = _free_port()
    began = time.perf_counter()
    with _server(store, port, folder) as process:
        _wait_until_ready(process, port)
        wall = time.perf_counter() - began
        cpu, resident = _cpu(process.pid), _resident(process.pid)
        _ask(port, requests)
        spent = _cpu(process.pid) - cpu
        return Started(wall, cpu, resident, _resident(process.pid), spent / requests)


@contextmanager
def _server(store: str, port: int, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("POLICYGRAPH_")}
    command = [sys.executable, "-m", "cli", "serve", "--store", store, "--port", str(port), "--log-level", "warning"]
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=stores.ROOT, env=environment, stdout=log, stderr=log)
        try:
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _wait_until_ready(process: subprocess.Popen[bytes], port: int) -> None:
    """Return at the first 200. Raises RuntimeError when the server ends or takes too long."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with status {process.returncode} before it was ready")
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        try:
            connection.request("GET", "/health/ready")
            if connection.getresponse().status == 200:
                return
        except OSError:
            pass
        finally:
            connection.close()
        time.sleep(0.005)
    raise RuntimeError(f"the server was not ready after {PATIENCE:g} seconds")


def _ask(port: int, requests: int) -> None:
    bodies = [body_of(stores.question(number)) for number in (1, 2, 3)]
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    for number in range(requests):
        connection.request("POST", "/graphql", bodies[number % 3], {"content-type": "application/json"})
        response = connection.getresponse()
        answer = response.read()
        if response.status != 200 or b'"errors"' in answer:
            raise RuntimeError(f"expected an answer, got status {response.status}: {answer[:300]!r}")
    connection.close()


def _resident(pid: int) -> int:
    """Bytes of a process in memory. Needs Linux."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    raise RuntimeError(f"process {pid} has no memory")


def _cpu(pid: int) -> float:
    """CPU seconds of a process with all its threads. Needs Linux."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
