"""Bad weather, seen from outside: the server as a process, asked over HTTP, before a Neo4j that comes and goes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

import httpx2
import pytest

from graph.neo4j.readers import GRACE
from graph.neo4j.store import Neo4jStore
from graph.store import Access
from schema import policy_model
from tests.neo4j_server import SHORT_LIVED, Address, Server, running
from tests.serving import Serving, policygraph, serving, until

pytestmark = pytest.mark.alone

PASSWORD: Final = "correct horse"
ACCESS: Final = {"POLICYGRAPH_NEO4J_USER": "neo4j", "POLICYGRAPH_NEO4J_PASSWORD": PASSWORD}

LIMIT: Final = 3.0
"""Seconds that a statement of these servers may take."""
WITHIN: Final = LIMIT + GRACE + 2.0
"""Seconds in which any answer must be there, some of them for a busy machine."""

QUESTION: Final = '{ city(id: "city/wroclaw-pl") { name country { name } } }'
ANSWER: Final = {"data": {"city": {"name": "Wrocław", "country": {"name": "Poland"}}}}


@pytest.fixture(scope="module")
def neo4j() -> Iterator[Server]:
    """A Neo4j that asks for a password. Each test leaves it running."""
    with running(password=PASSWORD, java=SHORT_LIVED) as server:
        yield server


@pytest.fixture(scope="module")
def server(neo4j: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A server of ours that fills the Neo4j with the seed and goes through all of the weather below."""
    folder = tmp_path_factory.mktemp("server")
    flags = ("--statement-timeout", f"{LIMIT:g}", "--cost-limit", "1000000000", "--log-level", "debug")
    with serving(folder, neo4j.uri, *flags, environment=ACCESS) as found:
        yield found
        assert PASSWORD not in found.said()
        assert "Traceback" not in found.said()


def code(answer: Any) -> str:
    """The code of the one error in an answer without data."""
    assert answer.get("data") is None
    (error,) = answer["errors"]
    return str(error["extensions"]["code"])


def seconds(future: Future[Any], began: float) -> float:
    """How long an answer took that is waited for."""
    future.result(timeout=60)
    return time.monotonic() - began


def is_well(server: Serving) -> None:
    """See that everything is answered again, without a restart."""
    until(lambda: server.get("/health/ready").status_code == 200, "it is ready")
    until(lambda: bool(server.ask(QUESTION) == ANSWER), "it answers, once a cold Neo4j has planned the statement")
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(server.ask, [QUESTION] * 24)) == [ANSWER] * 24


def is_down(server: Serving) -> None:
    """See that every way of asking says so in time, many at once, while the process is alive."""
    with ThreadPoolExecutor(12) as pool:
        began = time.monotonic()
        questions = [pool.submit(server.ask, QUESTION) for _ in range(10)]
        ready = pool.submit(server.get, "/health/ready")
        live = pool.submit(server.get, "/health/live")
        assert live.result().json() == {"status": "live"}
        assert time.monotonic() - began < 2.0
        assert max(seconds(each, began) for each in (*questions, ready)) < WITHIN
    assert {code(each.result()) for each in questions} <= {"STORE_UNAVAILABLE", "TIMEOUT"}
    assert ready.result().status_code == 503
    assert ready.result().json()["status"] == "not ready"


# At the start -------------------------------------------------------------------------------------------------------


def refused(url: str, words: str, environment: dict[str, str], *secrets: str) -> None:
    """See that a server does not start, and says why in one line."""
    for arguments in (("serve", "--seed", ""), ("serve",), ("serve", "--workers", "2"), ("documents",)):
        process = policygraph(*arguments, "--store", url, environment=environment)
        out, err = process.communicate(timeout=60)
        assert (process.returncode, out) == (1, b""), err
        said = err.decode()
        assert said.startswith("policygraph: ")
        assert words in said
        assert said.count("\n") == 1
        assert not [secret for secret in secrets if secret in said]


def test_a_wrong_password(neo4j: Server) -> None:
    wrong = {**ACCESS, "POLICYGRAPH_NEO4J_PASSWORD": "battery staple"}
    refused(neo4j.uri, "refuses the user or the password", wrong, "battery staple", PASSWORD)


def test_a_host_that_does_not_answer() -> None:
    refused("bolt://127.0.0.1:1", "bolt://127.0.0.1:1 does not answer", ACCESS, PASSWORD)
    refused("neo4j://nowhere.invalid", "neo4j://nowhere.invalid does not answer", ACCESS, PASSWORD)


def test_a_database_of_others(address: Address) -> None:
    environment = {"POLICYGRAPH_NEO4J_USER": address.access.user, "POLICYGRAPH_NEO4J_PASSWORD": address.access.password}
    store = Neo4jStore(address.uri, policy_model(), access=address.access)
    try:
        store.write("MATCH (m:Meta) SET m.model_version = 'of another'")
        refused(address.uri, "was made for version of another of the model", environment)
        store.write("MATCH (m:Meta) DELETE m")
        store.write("CREATE (:Recipe)")
        refused(address.uri, "has nodes, but none of policygraph's", environment)
    finally:
        store.close()


def test_a_server_that_hangs_when_ours_starts(neo4j: Server) -> None:
    neo4j.pause()
    try:
        refused(neo4j.uri, "does not answer", ACCESS, PASSWORD)
    finally:
        neo4j.resume()


# Later --------------------------------------------------------------------------------------------------------------


def test_a_server_that_hangs(neo4j: Server, server: Serving) -> None:
    is_well(server)
    neo4j.pause()
    try:
        is_down(server)
    finally:
        neo4j.resume()
    is_well(server)


def test_a_server_that_is_killed_while_it_answers(neo4j: Server, server: Serving) -> None:
    is_well(server)
    neo4j.pause()
    with ThreadPoolExecutor(4) as pool:
        questions = [pool.submit(server.ask, QUESTION) for _ in range(4)]
        time.sleep(0.5)
        began = time.monotonic()
        neo4j.kill()
        assert max(seconds(each, began) for each in questions) < WITHIN
    assert {code(each.result()) for each in questions} == {"STORE_UNAVAILABLE"}
    is_down(server)
    neo4j.start()
    is_well(server)


def test_a_server_that_was_stopped_and_started_between_two_questions(neo4j: Server, server: Serving) -> None:
    is_well(server)
    neo4j.stop()
    neo4j.start()
    # Others have asked it since: what is left to be seen is that the connections of ours are new ones.
    Neo4jStore(neo4j.uri, policy_model(), read_only=True, access=Access("neo4j", PASSWORD)).close()
    answer = server.ask(QUESTION)
    assert answer == ANSWER or code(answer) == "TIMEOUT", "a cold Neo4j may be too slow, but it is reached"


def test_a_transaction_over_the_memory_of_neo4j(neo4j: Server, server: Serving) -> None:
    members = " ".join(f"m{i}: members(first: {500 - i}) {{ nodes {{ id name iri }} }}" for i in range(8))
    large = f"query ($n: Int) {{ cities(first: $n) {{ nodes {{ id memberOf {{ nodes {{ id {members} }} }} }} }} }}"
    neo4j.stop()
    neo4j.settings = {"dbms.memory.transaction.total.max": "10m"}
    try:
        neo4j.start()
        is_well(server)
        until(lambda: "errors" not in server.ask(large, {"n": 0}), "it is planned, which a cold Neo4j does slowly")
        began = time.monotonic()
        assert code(server.ask(large, {"n": 500})) == "STORE_UNAVAILABLE"
        assert time.monotonic() - began < WITHIN
        assert "raise dbms.memory.transaction.total.max" in server.said()
        is_well(server)
    finally:
        neo4j.stop()
        neo4j.settings = {}
        neo4j.start()


# The end ------------------------------------------------------------------------------------------------------------


def test_what_was_asked_is_answered_before_the_end(neo4j: Server, server: Serving, tmp_path: Path) -> None:
    with serving(tmp_path, neo4j.uri, environment=ACCESS) as ours, ThreadPoolExecutor(1) as pool:
        neo4j.pause()
        try:
            question = pool.submit(ours.ask, QUESTION)
            time.sleep(0.5)
            ours.terminate()
            time.sleep(1.0)
            with pytest.raises(httpx2.ConnectError):
                ours.get("/health/live")
        finally:
            neo4j.resume()
        assert question.result() == ANSWER
        assert ours.process.wait(15) == 0
        assert "Traceback" not in ours.said()


def test_the_end_comes_within_its_limit(neo4j: Server, server: Serving, tmp_path: Path) -> None:
    flags = ("--statement-timeout", "60", "--drain-timeout", "1")
    with serving(tmp_path, neo4j.uri, *flags, environment=ACCESS) as ours, ThreadPoolExecutor(1) as pool:
        neo4j.pause()
        try:
            question = pool.submit(ours.ask, QUESTION)
            time.sleep(0.5)
            began = time.monotonic()
            ours.terminate()
            ours.process.wait(30)
            assert time.monotonic() - began < 5.0
            with pytest.raises((httpx2.TransportError, ValueError)):
                question.result()
        finally:
            neo4j.resume()
