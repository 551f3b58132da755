"""Writing claims into a SQLite store, and materialising the facts that they come to.

Everything happens in the caller's transaction. Only facts whose claims changed are settled again, and only the
entities that they touch are written again.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import apsw

from graph.facts import NAME, Claim, Fact, Key, Rank, key_of, names_of, rank_by, settle
from graph.sqlite.tables import own_attributes, quoted, shared_attributes
from graph.store import Change, Progress
from schema.model import Attribute, Model, Relation
from schema.text import fold
from schema.values import Cell

_CLAIM = (
    "c.subject, c.property, c.object, c.value, c.language, c.qualifiers, c.kind, d.id, c.quote, c.start,"
    ' c."end", c.rule'
)


def read_claims(db: apsw.Connection, where: str = "", values: tuple[Any, ...] = ()) -> Iterator[tuple[int, Claim]]:
    """Claims as they were made, each with the row of its fact."""
    sql = f"SELECT c.fid, {_CLAIM} FROM claim c LEFT JOIN entity d ON d.nid = c.document {where}"
    for (
        fid,
        subject,
        property,
        object,
        value,
        language,
        qualifiers,
        kind,
        document,
        quote,
        start,
        end,
        rule,
    ) in db.execute(sql, values):
        yield fid, Claim(
            subject, property, object, value, language, tuple((n, v) for n, v in json.loads(qualifiers)), kind,
            document or "", quote or "", -1 if start is None else start, -1 if end is None else end, rule,
        )  # fmt: skip


class Writer:
    """One change of a store: add and remove claims, then `settle` what follows from them."""

    def __init__(self, db: apsw.Connection, model: Model) -> None:
        self.db = db
        self.model = model
        self.touched: dict[str, Key] = {}
        """Facts whose claims changed, by id."""
        self.nids: dict[str, int] = {}
        self.added: dict[str, list[Claim]] = defaultdict(list)
        self.removed: set[str] = set()
        self.counts = {"added": 0, "changed": 0, "retracted": 0, "conflicts": 0}

    def add(self, claims: Iterable[Claim]) -> None:
        """Take in claims that the store does not have."""
        for claim in claims:
            key = key_of(self.model, claim)
            self.touched[key.id] = key
            self.added[key.id].append(claim)

    def remove(self, ids: Iterable[str]) -> None:
        """Take out claims that the store has, by id."""
        for id in ids:
            _, claim = next(read_claims(self.db, "WHERE c.id = ?", (id,)))
            key = key_of(self.model, claim)
            self.touched[key.id] = key
            self.removed.add(id)

    def settle(self, progress: Progress) -> Change:
        """Materialise: facts first, then the entities that they touch."""
        rank, redated = self._rank()
        for key in redated:
            self.touched.setdefault(key.id, key)
        entities: set[str] = set()
        for done, key in enumerate(self.touched.values()):
            entities |= self._settle_fact(key, rank)
            if done % 500 == 0:
                progress("facts", done, len(self.touched))
        for done, id in enumerate(sorted(entities)):
            self._write_entity(id, rank)
            if done % 500 == 0:
                progress("entities", done, len(entities))
        added = sum(map(len, self.added.values()))
        counts = self.counts
        return Change(
            added,
            len(self.removed),
            counts["added"],
            counts["changed"],
            counts["retracted"],
            counts["conflicts"],
        )

    def nid(self, id: str) -> int:
        """The row of an entity, made when it is first named."""
        if id not in self.nids:
            nid = self.db.execute("SELECT nid FROM entity WHERE id = ?", (id,)).get
            if nid is None:
                type_ = self.model.type_of_id(id)
                assert type_
                self.db.execute(
                    "INSERT INTO entity (id, type, name, fold, names) VALUES (?, ?, ?, ?, '{}')",
                    (id, type_.name, id, fold(id)),
                )
                nid = self.db.last_insert_rowid()
            self.nids[id] = nid
        return self.nids[id]

    def _rank(self) -> tuple[Rank, list[Key]]:
        """The order of claims once the documents' dates are settled, and the facts that new dates may change."""
        before = dict(
            self.db.execute("SELECT e.id, d.issued FROM \"Document\" d JOIN entity e USING (nid) WHERE d.issued <> ''")
        )
        after = dict(before)
        plain = rank_by({})
        for key in self.touched.values():
            if key.property == "issued":
                claims = self._claims(key)
                after[key.subject] = settle(self.model, claims, plain).value if claims else ""
        moved = [id for id in {*before, *after} if before.get(id, "") != after.get(id, "")]
        keys = [
            key_of(self.model, claim)
            for id in moved
            for _, claim in read_claims(self.db, "WHERE d.id = ?", (id,))
        ]  # fmt: skip
        return rank_by(after), keys

    def _claims(self, key: Key) -> list[Claim]:
        stored = [
            claim
            for _, claim in read_claims(self.db, "WHERE c.fid = (SELECT fid FROM fact WHERE id = ?)", (key.id,))
            if claim.id not in self.removed
        ]
        return stored + self.added.get(key.id, [])

    def _settle_fact(self, key: Key, rank: Rank) -> set[str]:
        """Write one fact as its claims have it now; the ids of the entities that this touches."""
        row = self.db.execute("SELECT * FROM fact WHERE id = ?", (key.id,)).fetchone()
        claims = self._claims(key)
        entities = {key.subject}
        if row is not None:
            fid, _, src, property, _, dst, *_ = row
            entities |= {id for (id,) in self.db.execute("SELECT id FROM entity WHERE nid = ?", (dst,))}
            entities |= {
                claim.document for _, claim in read_claims(self.db, "WHERE c.fid = ?", (fid,)) if claim.document
            }
            if dst is not None:
                self.db.execute(f"DELETE FROM {quoted(property)} WHERE src = ? AND dst = ?", (src, dst))
            self.db.execute("DELETE FROM claim WHERE fid = ?", (fid,))
        if not claims:
            assert row is not None
            self.db.execute("DELETE FROM fact WHERE fid = ?", (row[0],))
            self.counts["retracted"] += 1
            return entities
        fact = settle(self.model, claims, rank)
        fid = self._write_fact(fact, row)
        self._write_claims(fid, fact)
        if fact.object:
            self._write_link(fid, fact)
        self.counts["conflicts"] += fact.conflicting
        return entities | {id for id in (fact.object, *(c.document for c in claims)) if id}

    def _write_fact(self, fact: Fact, before: tuple[Any, ...] | None) -> int:
        after: tuple[Any, ...] = (
            before[0] if before else None, fact.id, self.nid(fact.key.subject), fact.key.property, fact.key.slot,
            self.nid(fact.object) if fact.object else None, fact.value or None, fact.language or None,
            json.dumps(fact.qualifiers, ensure_ascii=False, sort_keys=True), int(fact.conflicting),
        )  # fmt: skip
        if before is not None and before == after:
            return int(before[0])
        self.counts["changed" if before else "added"] += 1
        self.db.execute(f"INSERT OR REPLACE INTO fact VALUES ({', '.join('?' * len(after))})", after)
        return int(before[0]) if before else self.db.last_insert_rowid()

    def _write_claims(self, fid: int, fact: Fact) -> None:
        rows = [
            (
                fid, place, c.id, c.subject, c.property, c.object, c.value, c.language,
                json.dumps(c.qualifiers, ensure_ascii=False), c.kind, self.nid(c.document) if c.document else None,
                c.quote or None, c.start if c.quote else None, c.end if c.quote else None, c.rule,
            )
            for place, c in enumerate(fact.claims)
        ]  # fmt: skip
        self.db.executemany(f"INSERT INTO claim VALUES ({', '.join('?' * 15)})", rows)

    def _relation(self, fact: Fact) -> Relation:
        source, target = self.model.type_of_id(fact.key.subject), self.model.type_of_id(fact.object)
        assert source and target
        relation = self.model.relation_between(fact.key.property, source.name, target.name)
        assert relation
        return relation

    def _write_link(self, fid: int, fact: Fact) -> None:
        values: list[Cell] = [self.nid(fact.key.subject), self.nid(fact.object), fid]
        for attribute in self._relation(fact).edge.attributes:
            values += _cells(attribute, fact.qualifiers.get(attribute.field))
        self.db.execute(f"INSERT INTO {quoted(fact.key.property)} VALUES ({', '.join('?' * len(values))})", values)

    def _write_entity(self, id: str, rank: Rank) -> None:
        """Write an entity's own rows from its facts, or remove it when nothing speaks of it any more."""
        nid = self.nid(id)
        used = self.db.execute(
            "SELECT EXISTS (SELECT 1 FROM fact WHERE subject = ?1 OR object = ?1)"
            " OR EXISTS (SELECT 1 FROM claim WHERE document = ?1)",
            (nid,),
        ).get
        type_ = self.model.type_of_id(id)
        assert type_
        self.db.execute("DELETE FROM name WHERE nid = ?", (nid,))
        if not used:
            self.db.execute("DELETE FROM entity WHERE nid = ?", (nid,))
            self.db.execute(f"DELETE FROM {quoted(type_.name)} WHERE nid = ?", (nid,))
            return
        facts = self._facts_of(nid, rank)
        shared = _row(shared_attributes(self.model), facts)
        own = _row(own_attributes(type_), facts)
        url = next((f.value for f in facts.get("url", [])), id)
        names = names_of(facts.get(NAME.field, []), rank, url)
        self.db.executemany(
            "INSERT INTO name VALUES (?, ?, ?, ?, ?, ?)",
            [(nid, i, text, fold(text), language, kind) for i, (text, language, kind) in enumerate(names.all)],
        )
        best = json.dumps(names.best, ensure_ascii=False)
        fixed = [nid, id, type_.name, names.canonical, fold(names.canonical), best, *shared]
        self.db.execute(f"INSERT OR REPLACE INTO entity VALUES ({', '.join('?' * len(fixed))})", fixed)
        row = [nid, *own]
        self.db.execute(f"INSERT OR REPLACE INTO {quoted(type_.name)} VALUES ({', '.join('?' * len(row))})", row)

    def _facts_of(self, nid: int, rank: Rank) -> Mapping[str, list[Fact]]:
        """The facts of an entity's attributes, by attribute."""
        claims: dict[int, list[Claim]] = defaultdict(list)
        where = "WHERE c.fid IN (SELECT fid FROM fact WHERE subject = ? AND slot <> '' AND object IS NULL)"
        for fid, claim in read_claims(self.db, where, (nid,)):
            claims[fid].append(claim)
        facts: dict[str, list[Fact]] = defaultdict(list)
        for group in claims.values():
            fact = settle(self.model, group, rank)
            facts[fact.key.property].append(fact)
        return facts


def _cells(attribute: Attribute, value: str | None) -> list[Cell]:
    return list(attribute.value.cells(value)) if value else [None] * len(attribute.value.columns)


def _row(attributes: list[Attribute], facts: Mapping[str, list[Fact]]) -> list[Cell]:
    """The columns of an entity's attributes, as its facts have them."""
    cells: list[Cell] = []
    for attribute in attributes:
        stated = facts.get(attribute.field, [])
        if attribute.multilingual:
            texts = {f.language: f.value for f in sorted(stated, key=lambda f: f.language)}
            cells.append(json.dumps(texts, ensure_ascii=False) if texts else None)
        elif attribute.many:
            cells.append(json.dumps(sorted(f.value for f in stated), ensure_ascii=False))
        else:
            cells += _cells(attribute, stated[0].value if stated else None)
    return cells
