"""The server as a process on a free port, and the Node.js with the clients of package.json."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.conftest import IN_CI, ROOT
from tests.outside import packages
from tests.seeded import seeded_store
from web.errors import BuildError
from web.node import find_node

PATIENCE = 60.0
"""Seconds after which a server that is not ready counts as failed."""


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running server that holds the seed, with a slash at its end; its log must have no traceback."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path_factory.mktemp("server") / "log"
    command = [sys.executable, "-m", "cli", "serve", "--store", f"sqlite:{seeded_store()}", "--port", str(port)]
    with log.open("wb") as output, subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=output) as process:
        address = f"http://127.0.0.1:{port}/"
        try:
            _wait(address, process, log)
            yield address
        finally:
            process.terminate()
            process.wait(PATIENCE)
    text = log.read_text("utf-8", "replace")
    assert "Traceback" not in text, text


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            with urlopen(f"{address}health/ready", timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    pytest.fail(f"the server did not become ready: {log.read_text('utf-8', 'replace')}")


@pytest.fixture(scope="session")
def node() -> Any:
    """Runs a script of this folder with Node.js: what it prints, each line read as JSON."""
    if not packages.installed():
        reason = "the clients are not installed: make outside"
        if IN_CI:
            pytest.fail(reason)
        pytest.skip(reason)
    try:
        found = find_node()
    except BuildError as error:
        pytest.fail(str(error))

    def run(script: str, *arguments: str, cwd: Path | None = None) -> list[Any]:
        command = [*found.node, str(packages.FOLDER / script), *arguments]
        done = subprocess.run(
            command, cwd=cwd, env=found.environment(), capture_output=True, encoding="utf-8", check=False, timeout=300
        )
        assert done.returncode == 0, f"{script}: {done.stdout}\n{done.stderr}"
        return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]

    return run
