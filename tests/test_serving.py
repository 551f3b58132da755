"""`policygraph serve` as a process: several processes on one port, and how it ends."""

from __future__ import annotations

import os
import signal
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import httpx2
import pytest

from tests.serving import policygraph, serving, until

QUESTION: Final = "{ countries { nodes { code } } }"
ANSWER: Final = {"data": {"countries": {"nodes": [{"code": "DE"}, {"code": "PL"}]}}}
TABLE: Final = "id,code,source\npl,PL,https://example.org/a\nde,DE,https://example.org/a\n"


@pytest.fixture
def flags(tmp_path: Path) -> list[str]:
    """A store that is not there yet, and a small seed for it."""
    (tmp_path / "seed").mkdir()
    (tmp_path / "seed" / "countries.csv").write_text(TABLE, encoding="utf-8")
    return [f"sqlite:{tmp_path / 'graph.sqlite'}", "--seed", str(tmp_path / "seed")]


def gone(pid: int) -> bool:
    """Whether there is no such process any more."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks for processes below /proc")
def test_several_processes_share_a_port(flags: list[str], tmp_path: Path) -> None:
    with serving(tmp_path, *flags, "--workers", "2") as server, ThreadPoolExecutor(8) as pool:
        until(lambda: len(server.children()) == 2, "two processes serve")
        first, second = server.children()
        assert list(pool.map(server.ask, [QUESTION] * 40)) == [ANSWER] * 40
        assert server.said().count("Claims: 3 added") == 1, "the store is filled once, before"
        os.kill(first, signal.SIGKILL)
        assert list(pool.map(server.ask, [QUESTION] * 40)) == [ANSWER] * 40, "the other one serves on"
        until(lambda: len(set(server.children()) - {first, second}) == 1, "another takes its place")
        others = server.children()
        server.terminate()
        assert server.process.wait(30) == 0
        assert all(map(gone, others))
        with pytest.raises(httpx2.ConnectError):
            server.get("/health/live")
        assert "Traceback" not in server.said()


@pytest.mark.slow
def test_a_request_that_arrives_is_answered_before_the_end(flags: list[str], tmp_path: Path) -> None:
    """The client is slow: the server is told to stop when it has half of the question."""
    body = b'{"query": "' + QUESTION.encode() + b'"}'
    head = f"POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
    with serving(tmp_path, *flags) as server, socket.create_connection(("127.0.0.1", server.port)) as client:
        client.settimeout(30)
        client.sendall(head.encode() + body[:10])
        time.sleep(0.3)
        server.terminate()
        time.sleep(0.5)
        with pytest.raises(httpx2.ConnectError):
            server.get("/health/live")
        client.sendall(body[10:])
        answer = b"".join(iter(lambda: client.recv(65536), b""))
        assert answer.startswith(b"HTTP/1.1 200")
        assert b'"code":"PL"' in answer
        assert server.process.wait(15) == 0


@pytest.mark.slow
def test_a_port_that_is_taken_is_told(flags: list[str], tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        for workers in ("1", "2"):
            process = policygraph("serve", "--store", *flags, "--port", port, "--workers", workers)
            _, err = process.communicate(timeout=60)
            assert process.returncode != 0
            assert b"address already in use" in err.lower()
            assert b"Traceback" not in err
