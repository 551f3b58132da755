"""The SQLite store: opening a file, loading claims into it, asking it."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import apsw

from graph import materialise
from graph.cursors import encode_cursor
from graph.facts import Claim, Fact, check
from graph.judgements import Judgement
from graph.rows import Row
from graph.search import Found, Sought
from graph.sqlite.search import find
from graph.sqlite.tables import APPLICATION_ID, ddl, model_version
from graph.sqlite.write import (
    SqliteRows,
    read_entities,
    read_facts,
    read_judgements,
    read_rows,
    read_supports,
    read_surroundings,
)
from graph.store import (
    Change,
    Named,
    Progress,
    Root,
    SlotValue,
    Summary,
    Surroundings,
    Watch,
    no_progress,
    no_watch,
)
from schema.errors import AnswerTooLarge, StoreError, StoreTimeout, StoreUnavailable, StoreVersionError
from schema.model import Model
from schema.text import fold, places

UNANALYSED: Final = 10
"""The part of all claims, one in so many, that may change before ANALYZE runs again."""

_TOO_MUCH: Final = re.compile(r"too (large|many)|recursion limit|stack overflow", re.IGNORECASE)
"""What SQLite says of a statement that is more than it takes."""


class SqliteStore:
    """A graph in one file, in WAL mode: one process may load it while others read it.

    Opened for writing, the file is made when it is missing. Not for use by two threads at the same time:
    the server keeps one store for each of its reading threads.
    """

    def __init__(
        self, path: str, model: Model, *, read_only: bool = False, timeout: float = 5.0, answer_limit: int = 20_000_000
    ) -> None:
        """`timeout`: seconds after which a statement is ended; `answer_limit`: bytes of an answer at most.

        Raises StoreError.
        """
        self.answer_limit = answer_limit
        self.model = model
        self.path = path
        self.address = f"sqlite:{Path(path).resolve()}"
        self.timeout = timeout
        self._deadline = 0.0
        try:
            self.db = _open(path, read_only)
            try:
                self._prepare(read_only)
            except BaseException:
                self.db.close()
                raise
        except (apsw.Error, OSError) as error:
            raise StoreError(f"cannot open the store {path}: {error}") from error

    def _prepare(self, read_only: bool) -> None:
        self.db.set_busy_timeout(5000)
        self.db.set_progress_handler(self._expired, 5_000)
        if read_only:
            self.db.limit(apsw.SQLITE_LIMIT_LENGTH, self.answer_limit)
        self.db.create_scalar_function("pg_cursor", encode_cursor, deterministic=True)  # type: ignore[arg-type]
        self.db.create_scalar_function("pg_fold", _fold, 1, deterministic=True)  # type: ignore[arg-type]
        self.db.create_scalar_function("pg_places", _places, 3, deterministic=True)  # type: ignore[arg-type]
        if not read_only:
            # A writer waits for another before it reads: what it has read would be out of date afterwards.
            self.db.transaction_mode = "IMMEDIATE"
            with self.db:
                if not self.db.execute("SELECT count(*) FROM sqlite_schema").get:
                    self._create()
        self._check_version()
        if not read_only:
            self.db.execute("PRAGMA journal_mode = WAL")

    def _create(self) -> None:
        self.db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        for statement in ddl(self.model):
            self.db.execute(statement)
        facts = {
            "model_version": model_version(self.model),
            "checksum": materialise.NO_CLAIMS,
            "version": "0",
        }
        self.db.executemany("INSERT INTO meta VALUES (?, ?)", facts.items())

    def _check_version(self) -> None:
        if self.db.execute("PRAGMA application_id").get != APPLICATION_ID:
            raise StoreError(f"{self.path} is a SQLite file, but none of policygraph's; give another path")
        found = self.meta("model_version")
        expected = model_version(self.model)
        if found != expected:
            raise StoreVersionError(
                f"{self.path} was made for version {found} of the model, this program has version {expected}; "
                f"run `policygraph migrate --store {self.path}` to make it anew from its claims"
            )

    def meta(self, key: str) -> str:
        """A value that describes the store itself; empty when there is none."""
        return str(self.db.execute("SELECT value FROM meta WHERE key = ?", (key,)).get or "")

    def _expired(self) -> bool:
        return bool(self._deadline) and time.monotonic() > self._deadline

    def run(self, text: str, values: Sequence[SlotValue]) -> str:
        """The one value that a compiled statement gives: JSON. Raises StoreTimeout after `timeout` seconds."""
        with self._limited():
            answer: str = self.db.execute(text, values).get
            return answer

    def find(self, sought: Sought) -> Found:
        """Entities by their names. Raises StoreTimeout, and ValueProblem for a cursor of another question."""
        with self._limited():
            return find(self.db, sought)

    @contextmanager
    def _limited(self) -> Iterator[None]:
        """Ends what takes too long, and tells what the driver says in our words."""
        self._deadline = time.monotonic() + self.timeout
        try:
            yield
        except apsw.InterruptError as error:
            raise StoreTimeout.after(self.timeout) from error
        except apsw.TooBigError as error:
            raise AnswerTooLarge(f"the answer has more than {self.answer_limit:,} bytes") from error
        except apsw.SQLError as error:
            if not _TOO_MUCH.search(str(error)):
                raise
            raise AnswerTooLarge("conditions are too many, or nested too deeply, for one statement") from error
        except (
            apsw.BusyError,
            apsw.IOError,
            apsw.CantOpenError,
            apsw.CorruptError,
            apsw.NotADBError,
        ) as error:
            raise StoreUnavailable(f"the store {self.path} cannot be read: {error}") from error
        finally:
            self._deadline = 0.0

    def known(self, ids: Collection[str]) -> set[str]:
        rows = self.db.execute(
            "SELECT e.id FROM json_each(?) x JOIN entity e ON e.id = x.value", (json.dumps(list(ids)),)
        )
        return {id for (id,) in rows}

    def origins(self) -> list[tuple[str, str, int]]:
        return list(
            self.db.execute(
                "SELECT o.root, o.name, (SELECT count(*) FROM support s WHERE s.origin = o.oid)"
                " FROM origin o ORDER BY 1, 2"
            )
        )

    def summary(self) -> Summary:
        counts = dict(self.db.execute("SELECT type, count(*) FROM entity GROUP BY type"))
        facts, claims = (self.db.execute(f"SELECT count(*) FROM {table}").get for table in ("fact", "claim"))
        ordered = {t.name: counts[t.name] for t in self.model.entities if t.name in counts}
        return Summary(ordered, facts, claims, self.meta("loaded_at") or None, self.meta("checksum"))

    def supports(
        self, properties: Collection[str] = (), origins: Collection[tuple[str, str]] | None = None
    ) -> Iterator[tuple[str, str, int, Claim]]:
        return read_supports(self.db, properties, origins)

    def judgements(self) -> list[tuple[str, Judgement]]:
        return read_judgements(self.db)

    def successor(self, id: str) -> str:
        return self.successors([id]).get(id, "")

    def successors(self, ids: Collection[str]) -> Mapping[str, str]:
        """What those of these ids have become that were merged. Raises StoreTimeout."""
        sql = "SELECT s.id, s.successor FROM json_each(?) x CROSS JOIN successor s ON s.id = x.value"
        with self._limited():
            return dict(self.db.execute(sql, (json.dumps(list(ids)),)))

    def facts(self) -> Iterator[Fact]:
        return read_facts(self.db, self.model)

    def entities(self) -> Iterator[Named]:
        return read_entities(self.db)

    def rows(self) -> Iterator[Row]:
        return read_rows(self.db)

    def about(self, id: str) -> Surroundings | None:
        """What is known of an entity, a fact or a claim; None when there is no such thing."""
        with self._limited():
            return read_surroundings(self.db, id)

    @contextmanager
    def filling(self) -> Iterator[None]:
        if self.summary().claims:
            raise StoreError(f"{self.path} is not empty; give the path of a new store")
        with self.db:
            yield

    def digests(self) -> list[tuple[str, str, str]]:
        return list(self.db.execute("SELECT root, name, digest FROM origin ORDER BY 1, 2"))

    def stated(self, documents: Collection[str]) -> list[Claim]:
        return list(SqliteRows(self.db, self.model).cited(documents))

    def replace(
        self,
        root: str,
        origins: Mapping[str, Mapping[Claim, int]],
        kept: Collection[str] = (),
        progress: Progress = no_progress,
    ) -> Change:
        return self.replace_all([Root(root, origins, kept)], progress)

    def replace_all(
        self,
        roots: Sequence[Root],
        progress: Progress = no_progress,
        watch: Watch = no_watch,
        *,
        dry_run: bool = False,
    ) -> Change:
        for claim in (claim for root in roots for claims in root.origins.values() for claim in claims):
            check(self.model, claim)
        try:
            with self.db:
                rows = SqliteRows(self.db, self.model)
                done = materialise.replace(rows, self.model, roots, progress, watch, dry_run=dry_run)
                if not dry_run:
                    self._write(roots, done)
        except apsw.Error as error:
            raise StoreError(f"the load was undone: {error}") from error
        return done.change

    def _write(self, roots: Sequence[Root], done: materialise.Outcome) -> None:
        # What a migration put aside comes from the same origins, and goes with them.
        for root in roots:
            staying = json.dumps([name for name in root.kept if name not in root.origins])
            self.db.execute(
                "DELETE FROM aside WHERE root = ? AND name NOT IN (SELECT value FROM json_each(?))",
                (root.name, staying),
            )
        if done.change:
            total = materialise.add_to_checksum(self.meta("checksum"), done.checksum)
            self.db.execute("UPDATE meta SET value = ? WHERE key = 'checksum'", (total,))
            self._stamp()
            self._analyse(done.change.claims_added + done.change.claims_removed)

    def _stamp(self) -> None:
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        self.db.execute("INSERT OR REPLACE INTO meta VALUES ('loaded_at', ?)", (now,))
        self.db.execute("UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'version'")

    def _analyse(self, changed: int) -> None:
        """Count anew what SQLite chooses its ways by, when enough has changed since: it reads the whole file."""
        changed += int(self.meta("unanalysed") or 0)
        if changed * UNANALYSED > int(self.meta("analysed") or 0):
            self.db.execute("ANALYZE")
            self._set("analysed", self.db.execute("SELECT count(*) FROM claim").get)
            changed = 0
        self._set("unanalysed", changed)

    def _set(self, key: str, value: object) -> None:
        self.db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, str(value)))

    def close(self) -> None:
        self.db.close()


def _open(path: str, read_only: bool) -> apsw.Connection:
    if read_only:
        if not Path(path).exists():
            raise StoreError(f"there is no store at {path}; make one with `policygraph load seed --store {path}`")
        return apsw.Connection(path, flags=apsw.SQLITE_OPEN_READONLY)
    if path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    return apsw.Connection(path)


def _places(text: str | None, sought: str, most: int) -> str:
    found = places(text or "", sought, most)
    return json.dumps([[(text or "")[start:end], start, end] for start, end in found])


def _fold(text: str | None) -> str | None:
    return None if text is None else fold(text)
