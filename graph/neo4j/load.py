"""Loading claims into a Neo4j store: in one transaction, or a first load in several.

Each load holds the lock of the Meta node from its beginning to its end, so that a second one waits. A load in one
transaction takes it there; a first load in several keeps a transaction open beside them for nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, Self

import neo4j

from graph import materialise
from graph.neo4j.constraints import META
from graph.neo4j.write import Neo4jRows
from graph.store import Change, Progress, Root, Watch
from schema.errors import StoreError

if TYPE_CHECKING:
    from graph.neo4j.store import Neo4jStore

PER_CLAIM: Final = 24_000
"""Bytes that Neo4j 5.26 holds for a claim and what follows from it until its transaction ends, with a tenth to spare:
`python -m benchmarks neo4j-load` prints them."""

PER_CHARACTER: Final = 20
"""The same for a character of a text: it stands in a claim, a fact and an entity, there a second time folded."""

AT_ONCE: Final = 200_000_000
"""Bytes that a first load may need in one transaction; with more it takes several."""

_LOCK: Final = f"{META} SET m.locked = true REMOVE m.locked"
"""Takes the lock: any write does."""

_LIMITS: Final = ("dbms.memory.transaction.total.max", "db.memory.transaction.total.max", "db.memory.transaction.max")
_UNITS: Final = {"B": 1, "KiB": 2**10, "MiB": 2**20, "GiB": 2**30, "TiB": 2**40}


class NotEmpty(StoreError):
    """What was to be a first load is none."""


class InSeveral(Exception):
    """A first load that is too large for one transaction; nothing was written."""


def load(store: Neo4jStore, roots: Sequence[Root], progress: Progress, watch: Watch, *, dry_run: bool) -> Change:
    """`Store.replace_all` in one transaction. Raises InSeveral where that is not the way, StoreError where none is."""
    with store.session(write=True) as session, _begin(session) as transaction:
        unfinished, new = _one(transaction, f"{_LOCK} RETURN [m.unfinished, NOT EXISTS {{ (:Claim) }}]")
        if unfinished and dry_run:
            raise StoreError(f"the first load into {store.address} has not ended: wait for it, or load again")
        if unfinished:
            raise InSeveral

        def expect(claims: int, characters: int) -> None:
            needed = claims * PER_CLAIM + characters * PER_CHARACTER
            if new and needed > AT_ONCE:
                raise InSeveral
            if needed > AT_ONCE:
                _refuse(store, claims, needed)

        rows = Neo4jRows(lambda text, **more: _one(transaction, text, **more), store.model, expect, lambda: None)
        done = materialise.replace(rows, store.model, roots, progress, watch, dry_run=dry_run)
        if dry_run:
            return done.change
        if done.change:
            before = _one(transaction, f"{META} RETURN m.checksum")
            checksum = materialise.add_to_checksum(before, done.checksum)
            _one(transaction, f"{META} SET {_STAMP}", loads=1, checksum=checksum, now=_now())
        transaction.commit()
        return done.change


class Filling:
    """A first load in several transactions. The store stays marked as unfinished when it does not come to its end."""

    def __init__(self, store: Neo4jStore) -> None:
        self.store = store
        self.checksum = materialise.NO_CLAIMS
        self.loads = 0
        """How many calls have changed something."""

    def __enter__(self) -> Self:
        # First the lock: whether there is anything may change while one waits for it.
        self.store.write(f"{_LOCK} WITH m WHERE NOT EXISTS {{ (:Claim) }} SET m.unfinished = true")
        self.guard = self.store.session(write=True)
        try:
            self._begin()
        except BaseException:
            self.guard.close()
            raise
        return self

    def _begin(self) -> None:
        self.lock = _begin(self.guard)
        if not _one(self.lock, f"{_LOCK} RETURN m.unfinished"):
            raise NotEmpty(f"{self.store.address} is not empty; give an empty database")
        # What an interrupted first load has left.
        self.store.write("MATCH (n) WHERE NOT n:Meta CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS")

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: object) -> None:
        with self.guard:
            if kind is None:
                stamp = _STAMP if self.loads else "m.unfinished = false"
                _one(self.lock, f"{META} SET {stamp}", loads=self.loads, checksum=self.checksum, now=_now())
                self.lock.commit()

    def replace_all(self, roots: Sequence[Root], progress: Progress, watch: Watch) -> Change:
        """`Store.replace_all` in several transactions, the last of which is that of `__exit__`."""
        with self.store.session(write=True) as session:
            transaction = _begin(session)

            def run(text: str, **more: Any) -> Any:
                return _one(transaction, text, **more)

            def pause() -> None:
                nonlocal transaction
                transaction.commit()
                transaction = _begin(session)

            rows = Neo4jRows(run, self.store.model, lambda claims, characters: None, pause)
            done = materialise.replace(rows, self.store.model, roots, progress, watch)
            transaction.commit()
        self.checksum = materialise.add_to_checksum(self.checksum, done.checksum)
        self.loads += bool(done.change)
        return done.change


_STAMP: Final = (
    "m.checksum = $checksum, m.loaded_at = $now, m.unfinished = false,"
    " m.version = toString(toInteger(m.version) + $loads)"
)


def _begin(session: neo4j.Session) -> neo4j.Transaction:
    return session.begin_transaction(metadata={"app": "policygraph load"})


def _one(transaction: neo4j.Transaction, text: str, **parameters: Any) -> Any:
    """The value of the one record of a statement; None without a record."""
    record = transaction.run(text, parameters).single()
    return record[0] if record else None


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _refuse(store: Neo4jStore, claims: int, needed: int) -> None:
    """Raise StoreError when a load does not fit into the memory that a transaction may have."""
    limit, name = _memory(store)
    if limit and needed > limit:
        raise StoreError(
            f"the load was not begun: {claims:,} claims come or go, for which a transaction needs about"
            f" {needed >> 20:,} MiB, and this Neo4j gives it {limit >> 20:,} MiB; raise {name} (or"
            " server.memory.heap.max_size, of which it is 70 % by default), or load less at once"
        )


def _memory(store: Neo4jStore) -> tuple[int, str]:
    """Bytes that a transaction may have, and the setting that says so; 0 when the server does not tell."""
    try:
        found = store.one(
            "SHOW SETTINGS YIELD name, value WHERE name IN $names RETURN collect([name, value])", names=_LIMITS
        )
    except neo4j.exceptions.Neo4jError:
        return 0, ""
    limits = [(_bytes(value), name) for name, value in found]
    return min((limit for limit in limits if limit[0]), default=(0, ""))


def _bytes(text: str) -> int:
    """`716.80MiB` in bytes; 0 for what is no size, which here means no limit."""
    match = re.fullmatch(r"([0-9.]+)([KMGT]iB|B)", text)
    return int(float(match[1]) * _UNITS[match[2]]) if match else 0
