"""The Neo4j store: opening a database, and reading all of it. How it is loaded: graph.neo4j.load."""

from __future__ import annotations

import random
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any, Final

import neo4j
from neo4j import GraphDatabase
from neo4j.exceptions import Neo4jError

from graph import materialise
from graph.facts import Claim, Fact, check
from graph.judgements import Judgement
from graph.neo4j.connection import Address, is_transient, translated
from graph.neo4j.constraints import META, definitions, model_version, sought
from graph.neo4j.load import Filling, InSeveral, NotEmpty, load
from graph.neo4j.write import (
    JUDGEMENTS,
    ONE_CLAIM,
    ONE_ENTITY,
    ONE_FACT,
    SUCCESSORS,
    SUCCESSORS_OF,
    claim_of,
    fact_of,
    judgements_of,
    named_of,
)
from graph.neo4j.writing import quoted
from graph.rows import Row, rows_of
from graph.store import NO_ACCESS, Access, Change, Named, Progress, Root, Summary, Watch, no_progress, no_watch
from schema.errors import StoreError, StoreVersionError
from schema.model import Model

_PAUSES: Final = (0.1, 0.2, 0.4, 0.8, 1.6)
"""Seconds, at least, before a statement is tried again that others were in the way of."""

_FINISHED: Final = f"{META} WHERE NOT m.unfinished"


class Neo4jStore:
    """A graph in a database of a Neo4j server, by its address (`neo4j://host:7687/database`).

    Loads of several processes wait for one another. A store whose first load has not ended is as good as empty for
    whoever loads, and nobody may read it. Asking it is the part of `graph.neo4j.readers`.
    """

    def __init__(self, url: str, model: Model, *, read_only: bool = False, access: Access = NO_ACCESS) -> None:
        """Asks the server once. Raises StoreError."""
        self.model = model
        self.address = Address.of(url, access)
        self.read_only = read_only
        self._filling: Filling | None = None
        with translated(self.address, "cannot open the store"):
            self._driver = GraphDatabase.driver(self.address.uri, **self.address.driver)
            # What was written through one session is seen by the next one, on a cluster too.
            self._bookmarks = GraphDatabase.bookmark_manager()
        try:
            with translated(self.address, "cannot open the store"):
                self._prepare()
        except BaseException:
            self.close()
            raise

    # Opening ----------------------------------------------------------------------------------------------------

    def _prepare(self) -> None:
        meta = self.one(f"{META} RETURN properties(m)")
        if meta is None:
            self._prepare_new()
            return
        check_version(self.model, self.address, meta["model_version"])
        if self.read_only:
            check_finished(self.address, meta["unfinished"])
        else:
            self._add_indexes()

    def _prepare_new(self) -> None:
        if self.one("MATCH (n) RETURN true LIMIT 1"):
            raise StoreError(f"the database at {self.address} has nodes, but none of policygraph's; give an empty one")
        if self.read_only:
            raise StoreError(
                f"there is no graph at {self.address}; make one with `policygraph load seed --store {self.address}`"
            )
        self._add_indexes()
        new = {
            "model_version": model_version(self.model), "version": "0", "checksum": materialise.NO_CLAIMS,
            "unfinished": False,
        }  # fmt: skip
        self.write(f"MERGE {META.removeprefix('MATCH ')} ON CREATE SET m += $new", new=new)

    def _add_indexes(self) -> None:
        there = set(self.one("SHOW INDEXES YIELD name RETURN collect(name)"))
        missing = [definition for definition in definitions(self.model) if definition.name not in there]
        for definition in missing:
            self.write(str(definition))
        if missing:
            self.write("CALL db.awaitIndexes(300)")

    # Reading ----------------------------------------------------------------------------------------------------

    def meta(self, key: str) -> str:
        """A value that describes the store itself; empty when there is none."""
        with translated(self.address, "cannot read the store"):
            return str(self.one(f"{META} RETURN m[$name]", name=key) or "")

    def known(self, ids: Collection[str]) -> set[str]:
        text = f"{_FINISHED} UNWIND $ids AS id {sought('e:Entity')} RETURN collect(id)"
        with translated(self.address, "cannot read the store"):
            return set(self.one(text, ids=list(ids)))

    def origins(self) -> list[tuple[str, str, int]]:
        text = f"{_FINISHED} MATCH (o:Origin) RETURN collect([o.root, o.name, COUNT {{ (o)-[:MAKES]->() }}])"
        with translated(self.address, "cannot read the store"):
            return sorted((root, name, claims) for root, name, claims in self.one(text))

    def summary(self) -> Summary:
        with translated(self.address, "cannot read the store"):
            found = self.one(summary_text(self.model))
        return summary_of(self.model, self.address, found)

    def supports(
        self, properties: Collection[str] = (), origins: Collection[tuple[str, str]] | None = None
    ) -> Iterator[tuple[str, str, int, Claim]]:
        chosen = " WHERE c.property IN $properties" if properties else ""
        text = f"MATCH (o:Origin {{root: $root, name: $name}})-[m:MAKES]->(c:Claim){chosen} RETURN m.line, {ONE_CLAIM}"
        for root, name in (
            sorted((root, name) for root, name, _ in self.digests()) if origins is None else sorted(origins)
        ):
            for line, claim in self._stream(text, root=root, name=name, properties=list(properties)):
                yield root, name, line, claim_of(claim)

    def judgements(self) -> list[tuple[str, Judgement]]:
        with translated(self.address, "cannot read the store"):
            return judgements_of(self.one(f"{_FINISHED} {JUDGEMENTS}"))

    def successor(self, id: str) -> str:
        with translated(self.address, "cannot read the store"):
            return str(dict(self.one(SUCCESSORS_OF, ids=[id])).get(id, ""))

    def facts(self) -> Iterator[Fact]:
        with translated(self.address, "cannot read the store"):
            successors = dict(self.one(SUCCESSORS))
        for (row,) in self._stream(f"{_FINISHED} MATCH (f:Fact) RETURN {ONE_FACT}"):
            yield fact_of(self.model, successors, row)

    def rows(self) -> Iterator[Row]:
        return (row for fact in self.facts() for row in rows_of(fact))

    def entities(self) -> Iterator[Named]:
        for (row,) in self._stream(f"{_FINISHED} MATCH (e:Entity) RETURN {ONE_ENTITY}"):
            yield named_of(row)

    def digests(self) -> list[tuple[str, str, str]]:
        origins = "MATCH (o:Origin) RETURN collect([o.root, o.name, coalesce(o.digest, '')])"
        with translated(self.address, "cannot read the store"):
            return sorted((root, name, digest) for root, name, digest in self.one(f"{_FINISHED} {origins}") or ())

    def stated(self, documents: Collection[str]) -> list[Claim]:
        text = (
            f"{_FINISHED} UNWIND $ids AS id {sought('e:Entity')}"
            f" MATCH (e)<-[:STATED_IN]-(c:Claim) RETURN collect({ONE_CLAIM})"
        )
        with translated(self.address, "cannot read the store"):
            return [claim_of(row) for row in self.one(text, ids=list(documents)) or ()]

    def _stream(self, text: str, **parameters: Any) -> Iterator[list[Any]]:
        """The records of a statement, fetched while they are consumed."""
        with translated(self.address, "cannot read the store"), self.session() as session:
            for record in session.run(text, parameters):
                yield record.values()

    def session(self, *, write: bool = False) -> neo4j.Session:
        """A session of this database."""
        access = neo4j.WRITE_ACCESS if write else neo4j.READ_ACCESS
        return self._driver.session(
            database=self.address.database, default_access_mode=access, bookmark_manager=self._bookmarks
        )

    def one(self, text: str, **parameters: Any) -> Any:
        """The value of the one record of a statement; None without a record."""
        with self.session() as session:
            record = session.run(text, parameters).single()
            return record[0] if record else None

    def write(self, text: str, **parameters: Any) -> None:
        """Run a statement that may be repeated in a transaction of its own; again when others are in its way.

        Processes that make the same empty store ready at once lock one another out.
        """
        for pause in _PAUSES:
            try:
                self._write(text, parameters)
                return
            except Neo4jError as error:
                if not (is_transient(error) or str(error.code).endswith("AlreadyExists")):
                    raise
            time.sleep(pause * (1 + random.random()))
        self._write(text, parameters)

    def _write(self, text: str, parameters: dict[str, Any]) -> None:
        with self.session(write=True) as session:
            session.run(text, parameters).consume()

    # Loading ----------------------------------------------------------------------------------------------------

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
        with translated(self.address, "the load was undone"):
            if self._filling:
                return self._filling.replace_all(roots, progress, watch)
            try:
                return load(self, roots, progress, watch, dry_run=dry_run)
            except InSeveral:
                # Where another process was faster, it is no first load any more.
                with suppress(NotEmpty), self.filling():
                    return self.replace_all(roots, progress, watch)
                return load(self, roots, progress, watch, dry_run=dry_run)

    @contextmanager
    def filling(self) -> Iterator[None]:
        with translated(self.address, "the first load was not finished; load again"), Filling(self) as filling:
            self._filling = filling
            try:
                yield
            finally:
                self._filling = None

    def close(self) -> None:
        self._driver.close()


def check_version(model: Model, address: Address, found: str) -> None:
    """Raise StoreVersionError when a store was made for another version of the model."""
    if found != (expected := model_version(model)):
        raise StoreVersionError(
            f"{address} was made for version {found} of the model, this program has version {expected}; load into"
            " another database, or empty this one and load again"
        )


def check_finished(address: Address, unfinished: bool) -> None:
    """Raise StoreError when the first load has not ended."""
    if unfinished:
        raise StoreError(
            f"the first load into {address} has not ended: wait for it, or if it was interrupted run `policygraph load`"
            " again"
        )


def summary_text(model: Model) -> str:
    """The statement whose value `summary_of` reads. Neo4j knows the number of nodes of a label without counting."""
    labels = [*(type_.name for type_ in model.entities), "Fact", "Claim"]
    counts = ", ".join(f"COUNT {{ (:{quoted(label)}) }} AS n{i}" for i, label in enumerate(labels))
    numbers = ", ".join(f"n{i}" for i in range(len(labels)))
    return f"{META} WITH m, {counts} RETURN [properties(m), {numbers}]"


def summary_of(model: Model, address: Address, row: list[Any] | None) -> Summary:
    """What a store holds, from the one value of `summary_text`; nothing before its first load has ended."""
    if row is None:
        raise StoreError(f"there is no graph at {address} any more")
    meta, *counts, facts, claims = row
    check_version(model, address, meta["model_version"])
    if meta["unfinished"]:
        return Summary({}, 0, 0, None)
    numbers = {type_.name: number for type_, number in zip(model.entities, counts, strict=True) if number}
    return Summary(numbers, facts, claims, meta.get("loaded_at"), meta["checksum"])
