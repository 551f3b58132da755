"""Asking Neo4j from an event loop, in good weather and in bad: answers or coded errors, always in time."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any, Final

import pytest

from graph.facts import Claim
from graph.neo4j.readers import GRACE, Neo4jReaders
from graph.neo4j.store import Neo4jStore
from graph.neo4j.writing import Statement
from graph.store import Access, SlotValue, open_readers
from resolvers.execute import Engine
from resolvers.planner import Options
from schema import policy_model
from schema.errors import AnswerTooLarge, StoreError, StoreTimeout, StoreUnavailable
from tests.neo4j.dumps import neo4j_dump
from tests.neo4j_server import Address, Server, clear

pytestmark = pytest.mark.anyio

MODEL: Final = policy_model()
ICC: Final = Claim("programme/icc", "name", value="Intercultural Cities", language="en")
ENDLESS: Final = "UNWIND range(1, 1000000000) AS i WITH i WHERE i % 7 = 8 RETURN count(*)"
HUGE: Final = "UNWIND range(1, 100000000) AS i RETURN collect([i, toString(i)])"


def statement(text: str, *slots: int, lists: tuple[int, ...] = ()) -> Statement:
    """A statement whose value is put under the key `it`."""
    return Statement(text, slots, frozenset(lists), lambda value: {"it": value})


async def ask(readers: Neo4jReaders, text: str, *values: SlotValue, lists: tuple[int, ...] = ()) -> Any:
    return json.loads(await readers.run(statement(text, *range(len(values)), lists=lists), list(values)))["it"]


@asynccontextmanager
async def asking(server: Address | Server, **more: Any) -> AsyncIterator[Neo4jReaders]:
    """Readers of a server."""
    readers = Neo4jReaders(server.uri, MODEL, access=server.access, **more)
    try:
        yield readers
    finally:
        await readers.close()


@pytest.fixture
def filled(store: Neo4jStore) -> Neo4jStore:
    store.replace("seed", {"a": {ICC: 1}})
    return store


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
async def test_an_answer_is_json(filled: Neo4jStore, address: Address, scheme: str) -> None:
    text = "RETURN [$p1, $p0, [x IN $p2 | x + 1], 'Łódź']"
    async with asking(replace(address, uri=address.uri.replace("bolt", scheme))) as readers:
        assert await ask(readers, text, 7, None, "[1, 2]", lists=(2,)) == [None, 7, [2, 3], "Łódź"]
        assert (await readers.summary()).counts == {"Programme": 1}
        await readers.close()


async def test_questions_carry_no_bookmarks(
    filled: Neo4jStore, address: Address, caplog: pytest.LogCaptureFixture
) -> None:
    """A replica that lags answers with what it has, also when the same client has seen more elsewhere."""
    with caplog.at_level(logging.DEBUG, "neo4j"):
        async with asking(address) as readers:
            for number in range(3):
                assert await ask(readers, "RETURN $p0", number) == number
                assert len(readers._idle) == 1
    runs = [message for message in caplog.messages if "RUN 'RETURN $p0'" in message]
    assert len(runs) == 3
    assert not [message for message in runs if "bookmarks" in message]


async def test_a_session_that_failed_is_not_used_again(filled: Neo4jStore, address: Address) -> None:
    async with asking(address, timeout=0.3) as readers:
        for text in ("RETURN 1 / 0", ENDLESS):
            assert await ask(readers, "RETURN 1") == 1
            (session,) = readers._idle
            with pytest.raises(StoreError):
                await ask(readers, text)
            assert readers._idle == []
            assert session.closed()
        assert await ask(readers, "RETURN 2") == 2


async def test_readers_are_chosen_by_the_address(filled: Neo4jStore, address: Address) -> None:
    readers = open_readers(address.uri, MODEL, connections=1, timeout=2, access=address.access)
    assert isinstance(readers, Neo4jReaders)
    assert (readers.connections, readers.timeout) == (1, 2)


async def test_many_questions_share_few_connections(filled: Neo4jStore, address: Address) -> None:
    async with asking(address, connections=2) as readers:
        assert await asyncio.gather(*(ask(readers, "RETURN $p0", i) for i in range(50))) == list(range(50))


async def test_who_waits_comes_in_turn(filled: Neo4jStore, address: Address) -> None:
    """Somebody who asks again at once does not come before those who wait, who would run out of time."""
    served: list[str] = []

    async def again(name: str) -> None:
        for _ in range(10):
            await ask(readers, "RETURN 1")
            served.append(name)

    async with asking(address, connections=1) as readers:
        await asyncio.gather(*(again(name) for name in "abc"))
    assert served == ["a", "b", "c"] * 10


async def test_waiting_ends_in_time(filled: Neo4jStore, address: Address) -> None:
    hasty = replace(address, access=replace(address.access, wait_timeout=0.1))
    async with asking(hasty, connections=1) as readers:
        await readers._turns.take()
        with pytest.raises(StoreUnavailable, match="has been busy with other questions for"):
            await ask(readers, "RETURN 1")


async def test_nothing_can_be_written(filled: Neo4jStore, address: Address) -> None:
    async with asking(address) as readers:
        with pytest.raises(StoreError, match="the store cannot be read"):
            await ask(readers, "CREATE (n:Extra) RETURN 1")
    assert filled.one("MATCH (n:Extra) RETURN count(n)") == 0


async def test_a_statement_ends_in_time(filled: Neo4jStore, address: Address) -> None:
    async with asking(address, timeout=0.5) as readers:
        started = time.monotonic()
        with pytest.raises(StoreTimeout):
            await ask(readers, ENDLESS)
        assert time.monotonic() - started < 0.5 + GRACE + 0.5
        assert await ask(readers, "RETURN 1") == 1


async def test_an_answer_has_a_greatest_size(filled: Neo4jStore, address: Address) -> None:
    async with asking(address, answer_limit=100) as readers:
        with pytest.raises(AnswerTooLarge, match="more than 100 bytes"):
            await ask(readers, "RETURN range(1, 100)")


async def test_one_that_gives_up_takes_nothing_along(filled: Neo4jStore, address: Address) -> None:
    async with asking(address, connections=1) as readers:
        task = asyncio.create_task(ask(readers, ENDLESS))
        await asyncio.sleep(0.3)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert await ask(readers, "RETURN 1") == 1


async def test_another_event_loop_is_refused(filled: Neo4jStore, address: Address) -> None:
    async with asking(address) as readers:
        await ask(readers, "RETURN 1")
        with pytest.raises(RuntimeError, match="another event loop"):
            await asyncio.to_thread(lambda: asyncio.run(ask(readers, "RETURN 1")))


# Bad weather, on a server of its own --------------------------------------------------------------------------------


@pytest.fixture
def stormy(own_server: Server) -> Server:
    """The own server with a small graph."""
    clear(own_server.address)
    store = Neo4jStore(own_server.uri, MODEL, access=own_server.access)
    store.replace("seed", {"a": {ICC: 1}})
    store.close()
    return own_server


@pytest.mark.parametrize("access", [Access(), Access("neo4j", "wrong"), Access("nobody", "correct horse")])
async def test_a_wrong_password_is_told_and_not_shown(own_server: Server, access: Access) -> None:
    for opens in (Neo4jReaders, Neo4jStore):
        with pytest.raises(StoreUnavailable, match="refuses the user or the password; they are given") as caught:
            opens(own_server.uri, MODEL, access=access)
        shown = f"{caught.value} {caught.value.__cause__}"
        assert not [secret for secret in ("wrong", "correct horse", "nobody") if secret in shown]
    assert "correct" not in repr(own_server.access)


async def test_an_answer_beyond_the_memory_of_neo4j(stormy: Server) -> None:
    async with asking(stormy) as readers:
        with pytest.raises(AnswerTooLarge, match="needs more memory for the answer"):
            await ask(readers, HUGE)
        assert await ask(readers, "RETURN 1") == 1


async def test_a_load_beyond_the_memory_of_neo4j(stormy: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Neo4jStore(stormy.uri, MODEL, access=stormy.access)
    before = neo4j_dump(store)
    many = {Claim(f"city/c{i}", "name", value=f"City {i}", language="en"): i for i in range(4_000)}
    with monkeypatch.context() as patched:
        patched.setattr("graph.neo4j.load.AT_ONCE", 0)
        with pytest.raises(
            StoreError, match=r"was not begun: 4,000 claims .* 24 MiB; raise db\.memory\.transaction\.max"
        ):
            store.replace("more", {"a": many})
    with pytest.raises(StoreError, match=r"the load was undone: .* raise db\.memory\.transaction\.max"):
        store.replace("more", {"a": many})
    assert neo4j_dump(store) == before
    store.close()


async def down(readers: Neo4jReaders) -> None:
    """See that a server that is gone is told, and how soon."""
    started = time.monotonic()
    for asked in (ask(readers, "RETURN 1"), readers.summary()):
        with pytest.raises(StoreUnavailable):
            await asked
    assert time.monotonic() - started < 2 * (readers.timeout + GRACE)


@pytest.mark.slow
async def test_a_server_that_dies_while_it_answers(stormy: Server) -> None:
    async with asking(stormy, timeout=20.0) as readers:
        assert await asyncio.gather(*(ask(readers, "RETURN 1") for _ in range(4))) == [1] * 4, "connections are open"
        answers = [asyncio.create_task(ask(readers, ENDLESS)) for _ in range(2)]
        await asyncio.sleep(0.5)
        await asyncio.to_thread(stormy.kill)
        done, _ = await asyncio.wait(answers, timeout=5)
        assert [type(answer.exception()) for answer in done] == [StoreUnavailable] * 2
        await down(readers)
        await asyncio.to_thread(stormy.start)
        assert await asyncio.gather(*(ask(readers, "RETURN 1") for _ in range(4))) == [1] * 4, "it recovers by itself"
        assert (await readers.summary()).claims == 1


@pytest.mark.slow
async def test_a_server_that_was_away_is_not_noticed(stormy: Server) -> None:
    async with asking(stormy, timeout=20.0) as readers:
        assert await asyncio.gather(*(ask(readers, "RETURN 1") for _ in range(4))) == [1] * 4, "connections are open"
        await asyncio.to_thread(stormy.stop)
        await asyncio.to_thread(stormy.start)
        assert await asyncio.gather(*(ask(readers, "RETURN 1") for _ in range(4))) == [1] * 4


async def test_a_server_that_hangs(stormy: Server) -> None:
    async with asking(stormy, timeout=2.0) as readers:
        assert await ask(readers, "RETURN 1") == 1
        stormy.pause()
        try:
            started = time.monotonic()
            with pytest.raises(StoreUnavailable, match=r"has been silent for 2\.5 seconds"):
                await ask(readers, "RETURN 1")
            assert time.monotonic() - started < 2.0 + GRACE + 0.5
        finally:
            stormy.resume()
        assert await ask(readers, "RETURN 1") == 1


@pytest.mark.slow
async def test_a_load_that_the_server_does_not_survive(stormy: Server) -> None:
    store = Neo4jStore(stormy.uri, MODEL, access=stormy.access)
    before = neo4j_dump(store)

    def kill(what: str, done: int, total: int) -> None:
        if what == "entities":
            stormy.kill()

    with pytest.raises(StoreUnavailable, match="the load was undone"):
        store.replace("more", {"a": {Claim("city/lodz-pl", "name", value="Łódź", language="pl"): 1}}, progress=kill)
    stormy.start()
    assert neo4j_dump(store) == before
    assert store.replace("more", {"a": {Claim("city/lodz-pl", "name", value="Łódź", language="pl"): 1}})
    store.close()


async def test_an_explained_statement_is_the_one_that_ran(filled: Neo4jStore, address: Address) -> None:
    async with asking(address) as readers:
        engine = Engine(MODEL, readers, Options())
        query = "query ($ids: [ID!]!) { programmes(where: {id: {in: $ids}}) { nodes { id } } }"
        variables = {"ids": ["programme/icc"]}
        result = await engine.explained(query, variables)
        data = json.loads(str(result.data))
        (told,) = (result.extensions or {})["explain"]["statements"]
        assert told["language"] == "Cypher"
        assert told["rows"] == {"programmes.nodes": 1}
        assert ["programme/icc"] in told["parameters"].values()
        with filled.session() as session:
            assert session.run(told["text"], told["parameters"]).single() is not None
    assert data == {"programmes": {"nodes": [{"id": "programme/icc"}]}}
