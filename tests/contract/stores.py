"""The kinds of stores that the contract suite asks: each gives one empty store after another."""

from __future__ import annotations

from collections.abc import Awaitable, Collection, Iterator, Mapping
from typing import Any, Protocol

from graph.neo4j.compile import compile_plan as compile_cypher
from graph.neo4j.readers import Neo4jReaders
from graph.neo4j.store import Neo4jStore
from graph.neo4j.writing import Statement as CypherStatement
from graph.plan import Plan
from graph.search import Found, Sought
from graph.sqlite.compile import compile_plan as compile_sql
from graph.sqlite.store import SqliteStore
from graph.sqlite.writing import Statement as SqlStatement
from graph.store import SlotValue, Store
from schema.model import Model
from tests.neo4j_server import clear, shared_address


class Opened(Protocol):
    """A store, and how it is asked."""

    store: Store

    def compile(self, plan: Plan) -> Any: ...

    def run(self, statement: Any, values: list[SlotValue]) -> Awaitable[bytes]: ...

    def find(self, sought: Sought) -> Awaitable[Found]: ...

    def successors(self, ids: Collection[str]) -> Awaitable[Mapping[str, str]]: ...


class Kind(Protocol):
    """A kind of store."""

    one_in: int
    """Of so many generated examples, and of so many other ways to ask one, it is given one."""

    def open(self) -> Opened:
        """An empty store."""

    def holds(self, opened: Opened) -> bool:
        """Whether a store that was opened before still has what was loaded into it."""

    def otherwise(self, plan: Plan, statement: Any) -> Iterator[tuple[str, Any]]:
        """Other statements that must give the answer of the plan's statement, each with what is different."""

    async def close(self) -> None:
        """Let go of everything."""


class SqliteOpened:
    """A SQLite store in memory, asked in the same thread."""

    def __init__(self, model: Model) -> None:
        self.store: Store = SqliteStore(":memory:", model, timeout=60)

    def compile(self, plan: Plan) -> SqlStatement:
        return compile_sql(plan, self.store.model)

    async def run(self, statement: SqlStatement, values: list[SlotValue]) -> bytes:
        assert isinstance(self.store, SqliteStore)
        return self.store.run(statement.text, [values[number] for number in statement.slots]).encode()

    async def find(self, sought: Sought) -> Found:
        assert isinstance(self.store, SqliteStore)
        return self.store.find(sought)

    async def successors(self, ids: Collection[str]) -> Mapping[str, str]:
        assert isinstance(self.store, SqliteStore)
        return self.store.successors(ids)


class Sqlite:
    """SQLite stores, any number at once."""

    one_in = 1

    def __init__(self, model: Model) -> None:
        self.model = model

    def open(self) -> SqliteOpened:
        return SqliteOpened(self.model)

    def holds(self, opened: Opened) -> bool:
        return True

    def otherwise(self, plan: Plan, statement: Any) -> Iterator[tuple[str, Any]]:
        return iter(())

    async def close(self) -> None:
        """Nothing is kept."""


class Neo4jOpened:
    """What the shared server holds until the next graph is opened."""

    def __init__(self, kind: Neo4j, store: Store) -> None:
        self.kind, self.store = kind, store

    def compile(self, plan: Plan) -> CypherStatement:
        return compile_cypher(plan, self.kind.model)

    def run(self, statement: CypherStatement, values: list[SlotValue]) -> Awaitable[bytes]:
        assert self.kind.latest is self, "the server holds another graph now"
        return self.kind.readers.run(statement, values)

    def find(self, sought: Sought) -> Awaitable[Found]:
        assert self.kind.latest is self, "the server holds another graph now"
        return self.kind.readers.find(sought)

    def successors(self, ids: Collection[str]) -> Awaitable[Mapping[str, str]]:
        return self.kind.readers.successors(ids)


class Neo4j:
    """The Neo4j that all tests share. It has one database, so that a graph replaces the one before.

    It takes a tenth of a second or more to plan a statement that it has not seen, and each example has its own.
    """

    one_in = 6

    def __init__(self, model: Model) -> None:
        self.model = model
        self.address = shared_address()
        self.latest: Neo4jOpened | None = None
        self.open()
        self.readers = Neo4jReaders(self.address.uri, model, timeout=60, access=self.address.access)

    def open(self) -> Neo4jOpened:
        if self.latest:
            self.latest.store.close()
        clear(self.address)
        store = Neo4jStore(self.address.uri, self.model, access=self.address.access)
        self.latest = Neo4jOpened(self, store)
        return self.latest

    def holds(self, opened: Opened) -> bool:
        return opened is self.latest

    def otherwise(self, plan: Plan, statement: Any) -> Iterator[tuple[str, Any]]:
        for name in ("anchored", "indexed"):
            plain = compile_cypher(plan, self.model, **{name: False})
            if plain.text != statement.text:
                yield f"without the pass {name}", plain

    async def close(self) -> None:
        await self.readers.close()
        if self.latest:
            self.latest.store.close()
