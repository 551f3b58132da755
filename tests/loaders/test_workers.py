from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from loaders.limits import Limits
from loaders.workers import Workers
from schema.errors import LoadError

LIMITS = Limits(read_timeout=0.5, read_memory=200_000_000, load_processes=2)


def double(number: int) -> int:
    return 2 * number


def hang() -> None:
    while True:
        pass


def sleep() -> None:
    time.sleep(60)


def eat() -> int:
    return len(bytes(10**9))


def eat_slowly() -> int:
    return len([bytearray(10**6) for _ in range(10**5)])


def crash() -> None:
    ctypes.string_at(0)


def killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def nest() -> None:
    nest()


def call_home() -> None:
    socket.socket().connect(("192.0.2.1", 80))


def look_up() -> None:
    socket.getaddrinfo("example.org", 80)


def run_something() -> None:
    subprocess.run(["true"], check=True)


def complain() -> None:
    raise ValueError("what is wrong")


def refuse() -> None:
    raise LoadError("expected this, got that")


SLOW = "expected a file that is read within 0.5 s, got one that takes longer"
FORBIDDEN = "expected a file that can be read, got PermissionError: a reader must not do this:"
LARGE = "expected a file that is read with at most 200,000,000 bytes of memory, got one that needs more"


def only(result: object) -> str:
    """The message of a call that went wrong."""
    assert isinstance(result, LoadError)
    return str(result)


def test_every_item_comes_back_with_its_result() -> None:
    with Workers(LIMITS) as workers:
        items = [(number, (number,)) for number in range(100)]
        assert sorted(workers.call(double, items)) == [(number, 2 * number) for number in range(100)]
        assert list(workers.call(double, [])) == []


@pytest.mark.parametrize(
    ("function", "message"),
    [
        (hang, SLOW),
        (sleep, SLOW),
        (eat, LARGE),
        (eat_slowly, LARGE),
        (killed, LARGE),
        (crash, "expected a file that can be read, got one over which its reader crashed (SIGSEGV)"),
        (nest, "expected a file that can be read, got one that is nested too deeply"),
        (complain, "expected a file that can be read, got ValueError: what is wrong"),
        (refuse, "expected this, got that"),
        (call_home, f"{FORBIDDEN} socket.connect"),
        (look_up, f"{FORBIDDEN} socket.getaddrinfo"),
        (run_something, f"{FORBIDDEN} subprocess.Popen"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_goes_wrong_ends_one_item_only(function: object, message: str, capfd: pytest.CaptureFixture[str]) -> None:
    # What is to end for another reason must not end for being slow on a busy machine.
    limits = LIMITS if message == SLOW else replace(LIMITS, read_timeout=30.0)
    with Workers(limits) as workers:
        found = dict(workers.call(_either, [(n, (n, function)) for n in range(5)]))
    assert only(found.pop(2)) == message
    assert found == {n: n for n in (0, 1, 3, 4)}
    assert capfd.readouterr() == ("", ""), "the streams of the program are not a library's"


def _either(number: int, function: object) -> int:
    if number == 2:
        assert callable(function)
        function()
    return number


def test_workers_end_with_the_program_that_started_them(tmp_path: Path) -> None:
    """Killed, it cannot end them: they see that it is gone."""
    code = (
        "import os, time\nfrom loaders.limits import Limits\nfrom loaders.workers import Workers\n"
        "from tests.loaders.test_workers import double\n"
        "with Workers(Limits(load_processes=1)) as workers:\n"
        "    list(workers.call(double, [(1, (1,))]))\n"
        "    print(workers._idle[0].process.pid, flush=True)\n"
        "    time.sleep(60)\n"
    )
    root = Path(__file__).parents[2]
    run = [sys.executable, "-c", code]
    with subprocess.Popen(run, cwd=root, stdout=subprocess.PIPE, encoding="ascii") as program:
        assert program.stdout
        worker = int(program.stdout.readline())
        program.kill()
    deadline = time.monotonic() + 20
    while _lives(worker) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _lives(worker)


def _lives(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
