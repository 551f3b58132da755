"""Asking a Neo4j store from an event loop: one statement, one record, one value, decoded into JSON."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

import neo4j
import orjson
from neo4j import AsyncDriver, AsyncGraphDatabase, AsyncSession, Query
from neo4j.api import AsyncBookmarkManager
from neo4j.exceptions import DriverError, Neo4jError

from graph.neo4j.compile import compile_plan
from graph.neo4j.connection import Address, TooMuchMemory, is_transient, translated
from graph.neo4j.constraints import sought
from graph.neo4j.search import find
from graph.neo4j.store import Neo4jStore, check_finished, summary_of, summary_text
from graph.neo4j.values import READ_LIMIT
from graph.neo4j.write import ONE_ENTITY, ONE_FACT, SUCCESSORS, SUCCESSORS_OF, fact_of, named_of
from graph.neo4j.writing import Statement
from graph.plan import Plan
from graph.rows import rows_of
from graph.search import Found, Sought
from graph.store import NO_ACCESS, Access, SlotValue, Summary, Surroundings, named_in
from graph.turns import Turns
from schema.errors import AnswerTooLarge, StoreTimeout, StoreUnavailable
from schema.model import Model

GRACE: Final = 0.5
"""Seconds beyond a statement's limit after which we end it ourselves: Neo4j looks every two seconds only."""

PAUSE: Final = 0.1
"""Seconds before a statement is tried again: a cluster that changes its leader needs a moment."""


class _NoBookmarks(AsyncBookmarkManager):
    """Lets a session forget what it has seen, as a new one would: a replica that lags is asked, not waited for."""

    async def get_bookmarks(self) -> Collection[str]:
        return ()

    async def update_bookmarks(self, previous_bookmarks: Collection[str], new_bookmarks: Collection[str]) -> None:
        pass


@dataclass
class _Attempt:
    """A statement on its way."""

    query: Query
    parameters: dict[str, Any]
    accepted: bool = False
    """Whether the server has begun with it; one that hangs or is gone never does."""


class Neo4jReaders:
    """Compiles plans and runs statements, several at once. All questions come from one event loop.

    Statements are read-only and commit by themselves, which is half the price of a managed transaction; the driver
    does not repeat those, so a transient fault is tried once more here.
    """

    def __init__(
        self, url: str, model: Model, *, connections: int = 4, timeout: float = 5.0, answer_limit: int = 20_000_000,
        access: Access = NO_ACCESS, check: bool = True,
    ) -> None:  # fmt: skip
        """With `check` asks the server once to see that there is a finished graph of this model. Raises StoreError.

        `connections`: how many statements may run at once; `timeout`: seconds that one may take; `answer_limit`: bytes
        of an answer at most.
        """
        self.model = model
        self.connections = connections
        self.timeout = timeout
        self.answer_limit = answer_limit
        self.address = Address.of(url, access)
        self._turns = Turns(self.address, connections, min(access.wait_timeout, timeout))
        """The driver's pool would give a connection to whoever asks when it is let go of."""
        self.database = self.address.database
        if check:
            Neo4jStore(url, model, read_only=True, access=access).close()
        self._driver: AsyncDriver | None = None
        self._idle: list[AsyncSession] = []
        """Sessions for the next statements: to open one for each would take CPU every time."""
        self._loop: asyncio.AbstractEventLoop | None = None

    def compile(self, plan: Plan) -> Statement:
        """The statement of a plan. Raises StatementTooLarge."""
        return compile_plan(plan, self.model)

    async def run(self, statement: Statement, values: list[SlotValue]) -> bytes:
        """The answer as JSON in UTF-8. Raises StoreTimeout, StoreUnavailable, AnswerTooLarge."""
        try:
            found = await self._ask(statement.text, statement.parameters(values))
        except TooMuchMemory as error:
            raise AnswerTooLarge("Neo4j needs more memory for the answer than it gives to one question") from error
        if statement.reads_texts:
            # That takes as long as the texts are; others are answered meanwhile.
            READ_LIMIT.set((time.monotonic() + self.timeout, self.timeout))
            answer = await asyncio.to_thread(_written, statement, found)
        else:
            answer = _written(statement, found)
        if len(answer) > self.answer_limit:
            raise AnswerTooLarge(f"the answer has more than {self.answer_limit:,} bytes")
        return answer

    async def find(self, sought: Sought) -> Found:
        """Entities by their names. Raises StoreTimeout, StoreUnavailable, ValueProblem."""
        return await find(self._ask, sought)

    async def summary(self) -> Summary:
        """What the store holds. Raises StoreError when it does not answer or is not finished."""
        found = await self._ask(summary_text(self.model), {})
        check_finished(self.address, bool(found) and found[0]["unfinished"])
        return summary_of(self.model, self.address, found)

    async def about(self, id: str) -> Surroundings | None:
        """What is known of an entity, a fact or a claim. Raises StoreTimeout, StoreUnavailable."""
        facts = {
            "fact": sought("f:Fact", "$id"),
            "claim": f"{sought('c:Claim', '$id')} MATCH (c)-[:STATES]->(f:Fact)",
        }.get(id.partition("/")[0], "MATCH (f:Fact) WHERE f.subject = $id OR f.object = $id")
        text = f"{facts} RETURN [collect({ONE_FACT}), COLLECT {{ {SUCCESSORS} }}[0]]"
        rows, successors = await self._ask(text, {"id": id})
        found = [row for fact in rows for row in rows_of(fact_of(self.model, dict(successors), fact))]
        text = f"UNWIND $ids AS id {sought('e:Entity')} RETURN collect({ONE_ENTITY})"
        rows = await self._ask(text, {"ids": sorted(named_in(found) | {id})})
        entities = [named_of(row) for row in rows or ()]
        return Surroundings(found, entities) if found or entities else None

    async def successors(self, ids: Collection[str]) -> Mapping[str, str]:
        """What those of these ids have become that were merged. Raises StoreTimeout, StoreUnavailable."""
        return dict(await self._ask(SUCCESSORS_OF, {"ids": list(ids)}))

    async def close(self) -> None:
        """Let go of the connections. Harmless when repeated."""
        while self._idle:
            await self._idle.pop().close()
        if self._driver:
            await self._driver.close()
        self._driver = None

    async def _ask(self, text: str, parameters: dict[str, Any]) -> Any:
        """The one value of the one record of a statement; None without a record."""
        attempt = _Attempt(Query(text, timeout=self.timeout), parameters)
        try:
            with translated(self.address, "the store cannot be read"):
                async with asyncio.timeout(self.timeout + GRACE) as limit:
                    await self._turns.take()
                    try:
                        return await self._repeated(attempt)
                    finally:
                        self._turns.give_back()
        except StoreUnavailable as error:
            if not limit.expired():
                raise
            if attempt.accepted:
                raise StoreTimeout.after(self.timeout) from error
            raise StoreUnavailable(f"{self.address} has been silent for {self.timeout + GRACE:g} seconds") from error

    async def _repeated(self, attempt: _Attempt) -> Any:
        """What a statement gives, when it fails for a moment only then by the second time."""
        try:
            return await self._run(attempt)
        except (Neo4jError, DriverError) as error:
            if not is_transient(error):
                raise
        await asyncio.sleep(PAUSE)
        return await self._run(attempt)

    async def _run(self, attempt: _Attempt) -> Any:
        attempt.accepted = False
        if self.database is None:
            # Without a name the driver would ask for the default one again and again.
            async with self._session() as session:
                (self.database,) = await (await session.run("CALL db.info() YIELD name")).single(strict=True)
        session = self._session()
        try:
            result = await session.run(attempt.query, attempt.parameters)
            attempt.accepted = True
            record = await result.single()
        except BaseException:
            session.cancel()
            await session.close()
            raise
        self._idle.append(session)
        return record[0] if record else None

    def _session(self) -> AsyncSession:
        driver = self._opened()
        if self._idle:
            return self._idle.pop()
        return driver.session(
            database=self.database, default_access_mode=neo4j.READ_ACCESS, fetch_size=-1,
            bookmark_manager=_NoBookmarks(),
        )  # fmt: skip

    def _opened(self) -> AsyncDriver:
        """The driver, made in the event loop that asks first: its connections belong to that."""
        loop = asyncio.get_running_loop()
        if self._driver is None:
            self._loop = loop
            self._driver = AsyncGraphDatabase.driver(
                self.address.uri, max_connection_pool_size=self.connections, connection_write_timeout=self.timeout,
                **self.address.driver,
            )  # fmt: skip
        if self._loop is not loop:
            raise RuntimeError("these readers were asked from another event loop before; make new ones for this one")
        return self._driver


def _written(statement: Statement, found: Any) -> bytes:
    return orjson.dumps(statement.decode(found))
