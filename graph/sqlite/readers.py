"""Asking a SQLite store from an event loop: a few threads, each with a connection of its own, opened read-only."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

from graph.plan import Plan
from graph.search import Found, Sought
from graph.sqlite.compile import compile_plan
from graph.sqlite.store import SqliteStore
from graph.sqlite.writing import Statement
from graph.store import SlotValue, Summary, Surroundings
from graph.turns import Turns
from schema.model import Model

Given = TypeVar("Given")

MAPPED: Final = 2**31
"""Bytes of a file that are mapped into memory; as much as SQLite can. What is beyond is read in the usual way."""


class Readers:
    """Compiles plans and runs statements in threads, so that a slow one does not hold up the event loop."""

    def __init__(
        self, path: str, model: Model, *, threads: int = 4, timeout: float = 5.0, answer_limit: int = 20_000_000,
        check: bool = True,
    ) -> None:  # fmt: skip
        """With `check` opens the file once to see that it can be read. Raises StoreError."""
        self.path = path
        self.model = model
        self.timeout = timeout
        self.answer_limit = answer_limit
        self._own = threading.local()
        self._stores: list[SqliteStore] = []
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="sqlite")
        self._turns = Turns(f"the store {path}", threads, timeout)
        if check:
            self._store()

    def _store(self) -> SqliteStore:
        """This thread's store."""
        if not hasattr(self._own, "store"):
            store = self._own.store = SqliteStore(
                self.path, self.model, read_only=True, timeout=self.timeout, answer_limit=self.answer_limit
            )
            # Pages that the system holds in memory are read where they are: they are resident memory of this process
            # too, which a server does not mind.
            store.db.execute(f"PRAGMA mmap_size = {MAPPED}")
            self._stores.append(store)
        opened: SqliteStore = self._own.store
        return opened

    def compile(self, plan: Plan) -> Statement:
        """The statement of a plan. Raises StatementTooLarge."""
        return compile_plan(plan, self.model)

    async def run(self, statement: Statement, values: list[SlotValue]) -> bytes:
        """The answer as JSON in UTF-8. Raises StoreTimeout, StoreUnavailable."""
        bound = statement.parameters(values)
        return await self._in_thread(lambda store: store.run(statement.text, bound).encode())

    async def find(self, sought: Sought) -> Found:
        """Entities by their names. Raises StoreTimeout, StoreUnavailable, ValueProblem."""
        return await self._in_thread(lambda store: store.find(sought))

    async def summary(self) -> Summary:
        """What the store holds. Raises StoreUnavailable."""
        return await self._in_thread(lambda store: store.summary())

    async def about(self, id: str) -> Surroundings | None:
        """What is known of an entity, a fact or a claim. Raises StoreTimeout, StoreUnavailable."""
        return await self._in_thread(lambda store: store.about(id))

    async def successors(self, ids: Collection[str]) -> Mapping[str, str]:
        """What those of these ids have become that were merged. Raises StoreTimeout, StoreUnavailable."""
        return await self._in_thread(lambda store: store.successors(ids))

    async def _in_thread(self, ask: Callable[[SqliteStore], Given]) -> Given:
        """What a thread's store gives, once a thread is free."""
        await self._turns.take()
        answer = asyncio.get_running_loop().run_in_executor(self._pool, lambda: ask(self._store()))
        answer.add_done_callback(lambda _: self._turns.give_back())
        # Who asked may leave before: the thread goes on, and so does its turn.
        return await asyncio.shield(answer)

    def close(self) -> None:
        """End the threads after what they are doing, and close their files."""
        self._pool.shutdown()
        for store in self._stores:
            store.close()
