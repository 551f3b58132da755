"""The rows of a SQLite store, read and written in batches while claims come and go; graph.materialise says which."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, cast

import apsw

from graph.facts import Claim, Fact
from graph.judgements import Judgement, Successors
from graph.materialise import EntityRow, FactChange, Supports, cells_of, edge_cells, stored_fact
from graph.rows import Row
from graph.sqlite.tables import own_attributes, quoted, shared_attributes
from graph.store import Named, Surroundings, named_in
from schema.model import Attribute, Model
from schema.text import fold, phrase, words
from schema.values import Cell

_CLAIM = (
    "c.subject, c.property, c.object, c.value, c.language, c.qualifiers, c.kind, d.id, c.quote, c.start,"
    ' c."end", c.rule'
)
_text = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode
_FACT = f"f.fid, f.value, f.qualifiers, f.conflicting, {_CLAIM}"


def claim_of(row: Sequence[Any]) -> Claim:
    """The claim in a row of the columns of `_CLAIM`."""
    subject, property, object, value, language, qualifiers, kind, document, quote, start, end, rule = row
    return Claim(
        subject, property, object, value, language, tuple((n, v) for n, v in json.loads(qualifiers)), kind,
        document or "", quote or "", -1 if start is None else start, -1 if end is None else end, rule,
    )  # fmt: skip


def read_successors(db: apsw.Connection) -> Successors:
    """What merged ids have become."""
    return dict(db.execute("SELECT id, successor FROM successor"))


def read_judgements(db: apsw.Connection) -> list[tuple[str, Judgement]]:
    """Every judgement with its root, in order."""
    rows = db.execute("SELECT root, action, id, other FROM judgement ORDER BY 1, 2, 3, 4")
    return [(root, Judgement(action, id, other)) for root, action, id, other in rows]


def _grouped(model: Model, successors: Successors, rows: Iterable[Sequence[Any]]) -> Iterator[tuple[int, Fact]]:
    """The facts in rows of the columns of `_FACT`, one for each claim, each fact with its row number."""
    for fid, group in groupby(rows, key=itemgetter(0)):
        claims = list(group)
        _, value, qualifiers, conflicting, *_ = claims[0]
        claimed = [claim_of(row[4:]) for row in claims]
        found = stored_fact(model, claimed, value or "", json.loads(qualifiers), bool(conflicting), successors)
        yield fid, found


def read_facts(db: apsw.Connection, model: Model) -> Iterator[Fact]:
    """Every fact of a store."""
    sql = (
        f"SELECT {_FACT} FROM claim c CROSS JOIN fact f ON f.fid = c.fid LEFT JOIN entity d ON d.nid = c.document"
        " ORDER BY c.fid, c.place"
    )
    return (fact for _, fact in _grouped(model, read_successors(db), db.execute(sql)))


def read_rows(db: apsw.Connection, among: str = "", values: Sequence[str] = ()) -> Iterator[Row]:
    """Every claim with its fact; or those of the facts whose numbers (`fid`) a statement with these values gives."""
    chosen = f"({among}) x CROSS JOIN claim c ON c.fid = x.fid" if among else "claim c"
    sql = (
        "SELECT c.place = 0, f.id, ifnull(f.value, ''), f.qualifiers, f.conflicting, s.id, c.property,"
        " ifnull(o.id, ''), c.id, CASE WHEN f.conflicting AND f.slot <> '' THEN c.object ELSE ifnull(o.id, '') END,"
        " c.value, c.language, c.qualifiers, c.kind, ifnull(d.id, ''), ifnull(c.quote, ''), ifnull(c.start, -1),"
        f' ifnull(c."end", -1), c.rule FROM {chosen} CROSS JOIN fact f ON f.fid = c.fid'
        " CROSS JOIN entity s ON s.nid = f.subject LEFT JOIN entity o ON o.nid = f.object"
        " LEFT JOIN entity d ON d.nid = c.document ORDER BY c.fid, c.place"
    )
    return cast("Iterator[Row]", iter(db.execute(sql, tuple(values))))


def read_entities(db: apsw.Connection, ids: Collection[str] | None = None) -> Iterator[Named]:
    """Entities with their names: all, or those of these ids that there are."""
    among = "" if ids is None else " WHERE e.id IN (SELECT value FROM json_each(?))"
    sql = (
        "SELECT e.id, n.text, n.language, n.kind FROM entity e LEFT JOIN name n ON n.nid = e.nid"
        f"{among} ORDER BY e.nid, n.place"
    )
    for id, rows in groupby(db.execute(sql, () if ids is None else (_json(ids),)), key=itemgetter(0)):
        yield Named(id, tuple((text, language, kind) for _, text, language, kind in rows if text is not None))


def read_surroundings(db: apsw.Connection, id: str) -> Surroundings | None:
    """What is known of an entity, a fact or a claim."""
    which = {
        "fact": "SELECT fid FROM fact WHERE id = ?1",
        "claim": "SELECT fid FROM claim WHERE id = ?1",
    }.get(
        id.partition("/")[0],
        "SELECT f.fid FROM entity e JOIN fact f ON f.subject = e.nid WHERE e.id = ?1"
        " UNION SELECT f.fid FROM entity e JOIN fact f ON f.object = e.nid WHERE e.id = ?1",
    )
    rows = list(read_rows(db, which, (id,)))
    entities = list(read_entities(db, named_in(rows) | {id}))
    return Surroundings(rows, entities) if rows or entities else None


def read_supports(
    db: apsw.Connection, properties: Collection[str] = (), origins: Collection[tuple[str, str]] | None = None
) -> Iterator[tuple[str, str, int, Claim]]:
    """Root, name, line and claim of what the origins of a store make; of these properties and origins, if any."""
    chosen = " WHERE c.property IN (SELECT value FROM json_each(?))" if properties else ""
    source, values = "origin o", [_json(properties)] if properties else []
    if origins is not None:
        source = "json_each(?) x CROSS JOIN origin o ON o.root = x.value ->> 0 AND o.name = x.value ->> 1"
        values.insert(0, _json(origins))
    sql = (
        f"SELECT o.root, o.name, s.line, {_CLAIM} FROM {source} CROSS JOIN support s ON s.origin = o.oid"
        " CROSS JOIN claim c ON c.id = s.claim LEFT JOIN entity d ON d.nid = c.document"
        f"{chosen} ORDER BY o.root, o.name"
    )
    for root, name, line, *claim in db.execute(sql, values):
        yield root, name, line, claim_of(claim)


class SqliteRows:
    """The rows of one store within one transaction."""

    def __init__(self, db: apsw.Connection, model: Model) -> None:
        self.db = db
        self.model = model
        self.nids: dict[str, int] = {}
        """Row numbers of the entities that were asked for or made."""
        self.fids: dict[str, int] = {}
        """Row numbers of the facts that were read."""
        self.left: set[str] = set()
        """Words of names that were taken out."""
        self.successors = read_successors(db)
        """What merged ids have become before the change."""
        self.judged: Successors = self.successors
        """What they have become when its facts are written."""
        self.moving = False
        self.next_nid, self.next_fid = (
            db.execute(f"SELECT coalesce(max({number}), 0) + 1 FROM {table}").get
            for number, table in (("nid", "entity"), ("fid", "fact"))
        )

    def made(self, root: str) -> Mapping[str, Mapping[str, int]]:
        sql = (
            "SELECT o.name, s.claim, s.line FROM origin o JOIN support s ON s.origin = o.oid"
            " WHERE o.root = ? ORDER BY o.name, s.claim"
        )
        found: dict[str, dict[str, int]] = defaultdict(dict)
        for name, claim, line in self.db.execute(sql, (root,)):
            found[name][claim] = line
        return found

    def existing(self, claims: Collection[str]) -> set[str]:
        return self._ids("SELECT c.id FROM json_each(?) x JOIN claim c ON c.id = x.value", claims)

    def digests(self, root: str) -> Mapping[str, str]:
        return dict(self.db.execute("SELECT name, digest FROM origin WHERE root = ? AND digest <> ''", (root,)))

    def made_elsewhere(self, claims: Collection[str], roots: Collection[str]) -> set[str]:
        sql = (
            "SELECT x.value FROM json_each(?) x WHERE EXISTS (SELECT 1 FROM support s"
            " JOIN origin o ON o.oid = s.origin WHERE s.claim = x.value"
            " AND o.root NOT IN (SELECT value FROM json_each(?)))"
        )
        return self._ids(sql, claims, _json(roots))

    def claims(self, ids: Collection[str]) -> Iterable[Claim]:
        sql = (
            f"SELECT {_CLAIM} FROM json_each(?) x CROSS JOIN claim c ON c.id = x.value"
            " LEFT JOIN entity d ON d.nid = c.document"
        )
        return [claim_of(row) for row in self.db.execute(sql, (_json(ids),))]

    def cited(self, documents: Collection[str]) -> Iterable[Claim]:
        sql = (
            f"SELECT {_CLAIM} FROM json_each(?) x CROSS JOIN entity d ON d.id = x.value"
            " CROSS JOIN claim c ON c.document = d.nid"
        )
        return [claim_of(row) for row in self.db.execute(sql, (_json(documents),))]

    def issued(self, documents: Collection[str]) -> Mapping[str, str]:
        sql = (
            "SELECT e.id, d.issued FROM json_each(?) x CROSS JOIN entity e ON e.id = x.value"
            ' CROSS JOIN "Document" d ON d.nid = e.nid WHERE d.issued IS NOT NULL'
        )
        return {str(id): str(date) for id, date in self.db.execute(sql, (_json(documents),))}

    def facts(self, ids: Collection[str]) -> Iterable[Fact]:
        sql = (
            f"SELECT {_FACT} FROM json_each(?) x CROSS JOIN fact f ON f.id = x.value"
            " CROSS JOIN claim c ON c.fid = f.fid LEFT JOIN entity d ON d.nid = c.document ORDER BY f.fid, c.place"
        )
        return self._facts(sql, ids, self.successors)

    def attributes(self, entities: Collection[str]) -> Iterable[Fact]:
        sql = (
            f"SELECT {_FACT} FROM json_each(?) x CROSS JOIN entity e ON e.id = x.value"
            " CROSS JOIN fact f ON f.subject = e.nid AND f.slot <> '' AND f.object IS NULL"
            " CROSS JOIN claim c ON c.fid = f.fid AND c.place = 0 LEFT JOIN entity d ON d.nid = c.document"
            " ORDER BY f.fid"
        )
        return self._facts(sql, entities, self.judged)

    def _facts(self, sql: str, ids: Collection[str], successors: Successors) -> Iterator[Fact]:
        for fid, fact in _grouped(self.model, successors, self.db.execute(sql, (_json(ids),))):
            self.fids[fact.id] = fid
            yield fact

    def known(self, entities: Collection[str]) -> set[str]:
        sql = "SELECT e.id, e.nid FROM json_each(?) x CROSS JOIN entity e ON e.id = x.value"
        found: dict[str, int] = dict(self.db.execute(sql, (_json(entities),)))
        self.nids |= found
        return set(found)

    def used(self, entities: Collection[str]) -> set[str]:
        sql = (
            "SELECT e.id FROM json_each(?) x JOIN entity e ON e.id = x.value"
            " WHERE EXISTS (SELECT 1 FROM fact WHERE subject = e.nid)"
            " OR EXISTS (SELECT 1 FROM fact WHERE object = e.nid)"
            " OR EXISTS (SELECT 1 FROM claim WHERE document = e.nid)"
        )
        return self._ids(sql, entities)

    def _ids(self, sql: str, ids: Collection[str], *more: str) -> set[str]:
        return {id for (id,) in self.db.execute(sql, (_json(ids), *more))}

    def judgements(self) -> list[tuple[str, Judgement]]:
        return read_judgements(self.db)

    def naming(self, entities: Collection[str]) -> Iterable[Claim]:
        # Claims keep the ids that were claimed, and no index does: judgements change seldom.
        ids = "(SELECT value FROM json_each(?1))"
        sql = (
            f"SELECT {_CLAIM} FROM claim c LEFT JOIN entity d ON d.nid = c.document"
            f" WHERE c.subject IN {ids} OR c.object IN {ids}"
        )
        return [claim_of(row) for row in self.db.execute(sql, (_json(entities),))]

    def move(self, claims: Collection[str]) -> None:
        """Their rows go from one fact to another when they are written there."""
        self.moving = True

    def write_judgements(self, judgements: Sequence[tuple[str, Judgement]], successors: Successors) -> None:
        self.judged = successors
        self.db.execute("DELETE FROM judgement")
        self.db.execute("DELETE FROM successor")
        self._insert("judgement", [[root, each.action, each.id, each.other] for root, each in judgements], new=True)
        self._insert("successor", [list(pair) for pair in successors.items()], new=True)

    def expect(self, claims: int, characters: int) -> None:
        """Any number of claims is one transaction here."""

    def create(self, entities: Collection[str]) -> None:
        for id in sorted(entities):
            self.nids[id] = self.next_nid
            self.next_nid += 1

    def write_facts(self, changes: Sequence[FactChange]) -> None:
        self._remove_links(changes)
        gone = [(self.fids[change.before.id],) for change in changes if change.before and not change.after]
        self.db.executemany("DELETE FROM fact WHERE fid = ?", gone)
        cleared = [(self.fids[change.before.id],) for change in changes if change.before]
        self.db.executemany("DELETE FROM claim WHERE fid = ?", cleared)
        facts = [change.after for change in changes if change.after]
        for fact in facts:
            if fact.id not in self.fids:
                self.fids[fact.id] = self.next_fid
                self.next_fid += 1
        self._insert(
            "fact", [self._fact_row(change.after) for change in changes if change.after and change.row_differs]
        )
        self._insert("claim", [row for fact in facts for row in self._claim_rows(fact)], new=not self.moving)
        self._count_links(changes)
        links: dict[str, list[list[Cell]]] = defaultdict(list)
        for change in changes:
            if change.after and change.after.object and change.row_differs:
                links[change.after.key.property].append(self._link_row(change.after))
        for type, rows in links.items():
            self._insert(quoted(type), rows)

    def _remove_links(self, changes: Iterable[FactChange]) -> None:
        ends: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for change in changes:
            before, after = change.before, change.after
            if before and before.object and (after is None or after.object != before.object):
                ends[before.key.property].append((before.key.subject, before.object))
        end = "(SELECT nid FROM entity WHERE id = ?)"
        for type, pairs in ends.items():
            self.db.executemany(f"DELETE FROM {quoted(type)} WHERE src = {end} AND dst = {end}", pairs)

    def _count_links(self, changes: Iterable[FactChange]) -> None:
        """Keep how many links of each kind an entity has."""
        counts: Counter[tuple[str, str, bool]] = Counter()
        for change in changes:
            for fact, more in ((change.before, -1), (change.after, 1)):
                if fact and fact.object:
                    counts[fact.key.subject, fact.key.property, True] += more
                    counts[fact.object, fact.key.property, False] += more
        changed = {kind: more for kind, more in counts.items() if more}
        self.known({id for id, _, _ in changed} - self.nids.keys())
        rows = [(self.nids[id], property, forward, more) for (id, property, forward), more in changed.items()]
        self.db.executemany(
            "INSERT INTO degree VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET links = links + excluded.links", rows
        )
        none = "nid = ? AND property = ? AND forward = ? AND links = 0"
        self.db.executemany(f"DELETE FROM degree WHERE {none}", [row[:3] for row in rows if row[3] < 0])

    def _fact_row(self, fact: Fact) -> list[Cell]:
        return [
            self.fids[fact.id], fact.id, self.nids[fact.key.subject], fact.key.property, fact.key.slot,
            self.nids[fact.object] if fact.object else None, fact.value or None, fact.language or None,
            _text(fact.qualifiers), int(fact.conflicting),
        ]  # fmt: skip

    def _claim_rows(self, fact: Fact) -> Iterator[list[Cell]]:
        fid = self.fids[fact.id]
        for place, c in enumerate(fact.claims):
            yield [
                fid, place, c.id, c.subject, c.property, c.object, c.value, c.language,
                _text(c.qualifiers), c.kind, self.nids[c.document] if c.document else None,
                c.quote or None, c.start if c.start >= 0 else None, c.end if c.end >= 0 else None, c.rule,
            ]  # fmt: skip

    def _link_row(self, fact: Fact) -> list[Cell]:
        cells = [cell for _, cell in edge_cells(self.model, fact)]
        return [self.nids[fact.key.subject], self.nids[fact.object], self.fids[fact.id], *cells]

    def _insert(self, table: str, rows: Sequence[Sequence[Cell]], *, new: bool = False) -> None:
        if rows:
            verb = "INSERT" if new else "INSERT OR REPLACE"
            self.db.executemany(f"{verb} INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)

    def write_supports(self, root: str, supports: Supports) -> None:
        oids = dict(self.db.execute("SELECT name, oid FROM origin WHERE root = ?", (root,)))
        for name in {name for name, _, _ in supports.made} - oids.keys():
            self.db.execute("INSERT INTO origin (root, name) VALUES (?, ?)", (root, name))
            oids[name] = self.db.last_insert_rowid()
        gone = [(oids[name], claim) for name, claim in supports.gone]
        self.db.executemany("DELETE FROM support WHERE origin = ? AND claim = ?", gone)
        lines = [(oids[name], claim, line) for name, claim, line in (*supports.made, *supports.moved)]
        self.db.executemany("INSERT OR REPLACE INTO support VALUES (?, ?, ?)", lines)
        self.db.executemany("DELETE FROM origin WHERE oid = ?", [(oids[name],) for name in supports.emptied])
        digests = [(digest, root, name) for name, digest in supports.digests.items()]
        self.db.executemany("UPDATE origin SET digest = ? WHERE root = ? AND name = ?", digests)

    def write_entities(self, rows: Sequence[EntityRow]) -> None:
        self.known([row.id for row in rows if row.id not in self.nids])
        self._remove_names([self.nids[row.id] for row in rows])
        self._insert_names(
            [
                (self.nids[row.id], place, text, fold(text), language, kind, phrase(words(text)))
                for row in rows
                for place, (text, language, kind) in enumerate(row.names.all)
            ]
        )
        shared = shared_attributes(self.model)
        entities, typed = [], defaultdict(list)
        for row in rows:
            nid, name = self.nids[row.id], row.names.canonical
            best = _text(row.names.best)
            entities.append([nid, row.id, row.type.name, name, fold(name), best, *_cells(shared, row)])
            typed[row.type.name].append([nid, *_cells(own_attributes(row.type), row)])
        self._insert("entity", entities)
        for type, cells in typed.items():
            self._insert(quoted(type), cells)

    def _insert_names(self, names: Sequence[tuple[int, int, str, str, str, str, str]]) -> None:
        self._insert("name", names, new=True)
        occurrences = [
            (word, len(said), nid, place) for nid, place, *_, said in names for word in dict.fromkeys(said.split())
        ]
        self._insert("occurrence", occurrences, new=True)
        found = {word for word, *_ in occurrences}
        self.db.executemany("INSERT OR IGNORE INTO word VALUES (?, ?)", [(word, word[::-1]) for word in sorted(found)])

    def _remove_names(self, nids: Collection[int]) -> None:
        sql = "SELECT n.words, n.nid, n.place FROM json_each(?) x CROSS JOIN name n ON n.nid = x.value"
        gone = [
            (word, len(said), nid, place)
            for said, nid, place in self.db.execute(sql, (json.dumps(list(nids)),))
            for word in said.split()
        ]
        self.left.update(word for word, *_ in gone)
        where = "word = ? AND size = ? AND nid = ? AND place = ?"
        self.db.executemany(f"DELETE FROM occurrence WHERE {where}", gone)
        self.db.executemany("DELETE FROM name WHERE nid = ?", [(nid,) for nid in nids])

    def remove_entities(self, ids: Collection[str]) -> None:
        self.known(ids)
        self._remove_names([self.nids[id] for id in ids])
        types: dict[str, list[tuple[int]]] = defaultdict(list)
        for id in ids:
            type_ = self.model.type_of_id(id)
            assert type_
            types[type_.name].append((self.nids[id],))
        for type, nids in types.items():
            for table in ("entity", quoted(type)):
                self.db.executemany(f"DELETE FROM {table} WHERE nid = ?", nids)

    def finish(self) -> None:
        # A word that left one name may have come with another, so that only now it is known whether it stays.
        unused = "NOT EXISTS (SELECT 1 FROM occurrence o WHERE o.word = word.text)"
        self.db.executemany(f"DELETE FROM word WHERE text = ? AND {unused}", [(word,) for word in self.left])


def _cells(attributes: Iterable[Attribute], row: EntityRow) -> list[Cell]:
    """The columns of an entity's attributes."""
    cells: list[Cell] = []
    for attribute in attributes:
        stated = row.facts.get(attribute.field, ())
        if attribute.multilingual:
            texts = {fact.language: fact.value for fact in stated}
            cells.append(_text(texts) if texts else None)
        elif attribute.many:
            cells.append(_text([fact.value for fact in stated]))
        else:
            cells += (cell for _, cell in cells_of(attribute, stated[0].value if stated else None))
    return cells


def _json(ids: Collection[Any]) -> str:
    return json.dumps(list(ids))
