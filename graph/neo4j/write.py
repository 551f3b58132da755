"""The rows of a Neo4j store, read and written in batches while claims come and go; graph.materialise says which.

How the graph is laid out, and why claims hang on Fact nodes and not on the entities: docs/neo4j.md. Every list that
is read comes as one record: records cost the driver more than what is in them. Matches name their index, because a
plan that was made while the store was empty would scan its labels instead.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from graph.facts import ISSUED, Claim, Fact
from graph.judgements import Judgement, Successors
from graph.materialise import EntityRow, FactChange, Supports, batches, cells_of, edge_cells, stored_fact
from graph.neo4j.constraints import sought
from graph.neo4j.writing import quoted
from graph.store import Named
from schema.model import Model
from schema.text import fold, phrase, words
from schema.values import Text

Run = Callable[..., Any]
"""Runs a statement with these parameters in the transaction; the value of its one record, if it has any."""

ONE_CLAIM: Final = (
    "[c.subject, c.property, c.object, c.value, c.language, c.qualifiers, c.kind,"
    " head([(c)-[:STATED_IN]->(d:Document) | d.id]), c.quote, c.start, c.end, c.rule]"
)
ONE_FACT: Final = (
    f"[f.value, f.qualifiers, f.conflicting, COLLECT {{ MATCH (c:Claim)-[:STATES]->(f) RETURN {ONE_CLAIM}"
    " ORDER BY c.place }]"
)

ONE_ENTITY: Final = (
    "[e.id, COLLECT { MATCH (e)-[:NAMED]->(n:Name) RETURN [n.text, n.language, n.kind] ORDER BY n.place }]"
)

JUDGEMENTS: Final = "MATCH (j:Judgement) RETURN collect([j.root, j.action, j.id, j.other])"
SUCCESSORS: Final = "MATCH (s:Successor) RETURN collect([s.id, s.successor])"
SUCCESSORS_OF: Final = "MATCH (s:Successor) WHERE s.id IN $ids RETURN collect([s.id, s.successor])"

_text: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode


def claim_of(row: Sequence[Any]) -> Claim:
    """The claim in a list of `ONE_CLAIM`."""
    subject, property, object, value, language, qualifiers, kind, document, quote, start, end, rule = row
    return Claim(
        subject, property, object or "", value or "", language or "",
        tuple((n, v) for n, v in json.loads(qualifiers)), kind, document or "", quote or "",
        -1 if start is None else start, -1 if end is None else end, rule,
    )  # fmt: skip


def fact_of(model: Model, successors: Successors, row: Sequence[Any]) -> Fact:
    """The fact in a list of `ONE_FACT`. `successors`: what merged ids have become."""
    value, qualifiers, conflicting, claims = row
    claimed = [claim_of(c) for c in claims]
    return stored_fact(model, claimed, value or "", json.loads(qualifiers), conflicting, successors)


def judgements_of(rows: Sequence[Sequence[Any]] | None) -> list[tuple[str, Judgement]]:
    """The judgements in the value of `JUDGEMENTS`, each with its root, in order."""
    return sorted((root, Judgement(action, id, other)) for root, action, id, other in rows or ())


def named_of(row: Sequence[Any]) -> Named:
    """The entity in a list of `ONE_ENTITY`."""
    id, names = row
    return Named(id, tuple((text, language, kind) for text, language, kind in names))


class Neo4jRows:
    """The rows of one store within one change. `pause` is called after each batch that was written."""

    def __init__(self, run: Run, model: Model, expect: Callable[[int, int], None], pause: Callable[[], None]) -> None:
        self.run = run
        self.model = model
        self.expect = expect
        self.pause = pause
        self.new: set[str] = set()
        """Entities made in this change."""
        self.lost: set[str] = set()
        """Claims taken out in this change."""
        self.doomed: list[str] = []
        """Element ids of nodes that `finish` deletes."""
        self.left: set[str] = set()
        """Words of names that were taken out."""
        self.successors: Successors = dict(run(SUCCESSORS))
        """What merged ids have become before the change."""
        self.judged: Successors = self.successors
        """What they have become when its facts are written."""
        self.moving: Collection[str] = ()
        """Claims that go from one fact to another."""

    # Reading ----------------------------------------------------------------------------------------------------

    def made(self, root: str) -> Mapping[str, Mapping[str, int]]:
        text = (
            "MATCH (o:Origin) USING INDEX SEEK o:Origin(root, name) WHERE o.root = $root AND o.name IS NOT NULL"
            " RETURN collect([o.name, COLLECT { MATCH (o)-[m:MAKES]->(c) RETURN [c.id, m.line] }])"
        )
        return {name: dict(lines) for name, lines in self.run(text, root=root)}

    def existing(self, claims: Collection[str]) -> set[str]:
        return self._ids(f"{sought('c:Claim')} RETURN collect(id)", claims)

    def digests(self, root: str) -> Mapping[str, str]:
        text = (
            "MATCH (o:Origin) USING INDEX SEEK o:Origin(root, name) WHERE o.root = $root AND o.name IS NOT NULL"
            " AND o.digest IS NOT NULL RETURN collect([o.name, o.digest])"
        )
        return dict(self.run(text, root=root))

    def made_elsewhere(self, claims: Collection[str], roots: Collection[str]) -> set[str]:
        text = f"{sought('c:Claim')} MATCH (c)<-[:MAKES]-(o) WHERE NOT o.root IN $roots RETURN collect(DISTINCT id)"
        return self._ids(text, claims, roots=list(roots))

    def claims(self, ids: Collection[str]) -> Iterable[Claim]:
        text = f"UNWIND $ids AS id {sought('c:Claim')} RETURN collect({ONE_CLAIM})"
        return map(claim_of, self.run(text, ids=list(ids)))

    def cited(self, documents: Collection[str]) -> Iterable[Claim]:
        text = f"UNWIND $ids AS id {sought('e:Entity')} MATCH (e)<-[:STATED_IN]-(c:Claim) RETURN collect({ONE_CLAIM})"
        return map(claim_of, self.run(text, ids=list(documents)))

    def issued(self, documents: Collection[str]) -> Mapping[str, str]:
        text = (
            f"UNWIND $ids AS id {sought('e:Entity')}"
            f" WITH e WHERE e:Document AND e.{ISSUED} IS NOT NULL RETURN collect([e.id, e.{ISSUED}])"
        )
        return dict(self.run(text, ids=list(documents)))

    def facts(self, ids: Collection[str]) -> Iterable[Fact]:
        text = f"UNWIND $ids AS id {sought('f:Fact')} RETURN collect({ONE_FACT})"
        return self._facts(text, ids, self.successors)

    def attributes(self, entities: Collection[str]) -> Iterable[Fact]:
        text = (
            f"UNWIND $ids AS id {sought('f:Fact', key='subject')}"
            f" WHERE f.slot <> '' AND f.object IS NULL RETURN collect({ONE_FACT})"
        )
        return self._facts(text, entities, self.judged)

    def _facts(self, text: str, ids: Collection[str], successors: Successors) -> Iterator[Fact]:
        return (fact_of(self.model, successors, row) for row in self.run(text, ids=list(ids)))

    def known(self, entities: Collection[str]) -> set[str]:
        return self._ids(f"{sought('e:Entity')} RETURN collect(id)", entities)

    def used(self, entities: Collection[str]) -> set[str]:
        text = (
            f"{sought('e:Entity')}"
            f" WHERE EXISTS {{ {sought('f:Fact', key='subject')} }} OR EXISTS {{ {sought('f:Fact', key='object')} }}"
            " OR EXISTS { (e)<-[:STATED_IN]-(:Claim) } RETURN collect(id)"
        )
        return self._ids(text, entities)

    def _ids(self, text: str, ids: Collection[str], **more: Any) -> set[str]:
        return set(self.run(f"UNWIND $ids AS id {text}", ids=list(ids), **more))

    def judgements(self) -> list[tuple[str, Judgement]]:
        return judgements_of(self.run(JUDGEMENTS))

    def naming(self, entities: Collection[str]) -> Iterable[Claim]:
        text = f"MATCH (c:Claim) WHERE c.subject IN $ids OR c.object IN $ids RETURN collect({ONE_CLAIM})"
        return map(claim_of, self.run(text, ids=list(entities)))

    # Writing ----------------------------------------------------------------------------------------------------

    def move(self, claims: Collection[str]) -> None:
        self.moving = claims

    def write_judgements(self, judgements: Sequence[tuple[str, Judgement]], successors: Successors) -> None:
        self.judged = successors
        self.run("MATCH (j:Judgement|Successor) DELETE j")
        rows = [{"root": root, "action": each.action, "id": each.id, "other": each.other} for root, each in judgements]
        self._each("CREATE (j:Judgement) SET j = row", rows)
        self._each("CREATE (s:Successor) SET s = row", [{"id": a, "successor": b} for a, b in successors.items()])

    def create(self, entities: Collection[str]) -> None:
        self.new.update(entities)
        by_type: dict[str, list[str]] = defaultdict(list)
        for id in sorted(entities):
            by_type[self._label(id)].append(id)
        for label, ids in by_type.items():
            self.run(f"UNWIND $ids AS id CREATE (:{label}:Entity {{id: id}})", ids=ids)

    def _label(self, id: str) -> str:
        type_ = self.model.type_of_id(id)
        assert type_
        return quoted(type_.name)

    def write_facts(self, changes: Sequence[FactChange]) -> None:
        self._write_fact_nodes(changes)
        self._write_claims(changes)
        self._write_links(changes)
        self.pause()

    def _write_fact_nodes(self, changes: Sequence[FactChange]) -> None:
        match = sought("f:Fact", "row.id")
        gone = [{"id": change.before.id} for change in changes if change.before and not change.after]
        self._doom(f"{match} REMOVE f:Fact", "f", gone)
        self._each("CREATE (f:Fact) SET f = row", [_fact(c.after) for c in changes if c.after and not c.before])
        same = [_fact(c.after) for c in changes if c.after and c.before and c.row_differs]
        self._each(f"{match} SET f = row", same)

    def _write_claims(self, changes: Sequence[FactChange]) -> None:
        gone: list[str] = []
        moved: list[dict[str, Any]] = []
        new: list[dict[str, Any]] = []
        there: list[dict[str, Any]] = []
        for change in changes:
            before = {c.id: place for place, c in enumerate(change.before.claims)} if change.before else {}
            after = {c.id: (place, c) for place, c in enumerate(change.after.claims)} if change.after else {}
            gone += (id for id in before.keys() - after.keys() if id not in self.moving)
            for id, (place, claim) in after.items():
                if id not in before:
                    assert change.after
                    (there if id in self.moving else new).append(_claim(id, claim, change.after.id, place))
                elif before[id] != place:
                    moved.append({"id": id, "place": place})
        match, fact = sought("c:Claim", "row.id"), sought("f:Fact", "row.claim.fact")
        self._doom(f"{match} REMOVE c:Claim", "c", [{"id": id} for id in gone])
        self.lost.update(gone)
        self._each(f"{match} SET c.place = row.place", moved)
        self._each(
            f"{sought('c:Claim', 'row.claim.id')} MATCH (c)-[s:STATES]->() DELETE s WITH c, row"
            f" {fact} CREATE (c)-[:STATES]->(f) SET c = row.claim",
            there,
        )
        create = f"{fact} CREATE (c:Claim)-[:STATES]->(f) SET c = row.claim"
        self._each(create, [row for row in new if "document" not in row])
        cite = f"WITH c, row {sought('d:Entity', 'row.document')} CREATE (c)-[:STATED_IN]->(d)"
        self._each(f"{create} {cite}", [row for row in new if "document" in row])

    def _write_links(self, changes: Sequence[FactChange]) -> None:
        gone: dict[str, list[dict[str, Any]]] = defaultdict(list)
        new: dict[str, list[dict[str, Any]]] = defaultdict(list)
        same: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for before, after in ((change.before, change.after) for change in changes if change.row_differs):
            stays = before is not None and after is not None and before.object == after.object
            if before and before.object and not stays:
                gone[before.key.property].append(_ends(before))
            if after and after.object:
                row = {**_ends(after), "link": {"fact": after.id, **_present(edge_cells(self.model, after))}}
                (same if stays else new)[after.key.property].append(row)
        ends = f"{sought('a:Entity', 'row.source')} {sought('b:Entity', 'row.target')}"
        for type, rows in gone.items():
            self._each(f"{ends} MATCH (a)-[r:{quoted(type)}]->(b) DELETE r", rows)
        for type, rows in new.items():
            self._each(f"{ends} CREATE (a)-[r:{quoted(type)}]->(b) SET r = row.link", rows)
        for type, rows in same.items():
            self._each(f"{ends} MATCH (a)-[r:{quoted(type)}]->(b) SET r = row.link", rows)

    def write_supports(self, root: str, supports: Supports) -> None:
        origin = "MATCH (o:Origin {root: $root, name: row.name}) USING INDEX SEEK o:Origin(root, name)"
        claim = sought("c:Claim", "row.claim")
        # The claim is the end with few links: an origin may make a hundred thousand, so it must not be looked up.
        made = f"{claim} MATCH (c)<-[m:MAKES]-(o) WHERE o.root = $root AND o.name = row.name"
        gone = [{"name": name, "claim": id} for name, id in supports.gone if id not in self.lost]
        self._each(f"{made} DELETE m", gone, root=root)
        names = [{"name": name} for name in dict.fromkeys(name for name, _, _ in supports.made)]
        self._each("MERGE (o:Origin {root: $root, name: row.name})", names, root=root)
        for lines in batches(supports.made):
            rows = [{"name": name, "claim": id, "line": line} for name, id, line in lines]
            self._each(f"{origin} {claim} CREATE (o)-[:MAKES {{line: row.line}}]->(c)", rows, root=root)
            self.pause()
        moved = [{"name": name, "claim": id, "line": line} for name, id, line in supports.moved]
        self._each(f"{made} SET m.line = row.line", moved, root=root)
        digests = [{"name": name, "digest": digest or None} for name, digest in supports.digests.items()]
        self._each(f"{origin} SET o.digest = row.digest", digests, root=root)
        self._doom(f"{origin} REMOVE o:Origin", "o", [{"name": name} for name in supports.emptied], root=root)

    def write_entities(self, rows: Sequence[EntityRow]) -> None:
        match = sought("e:Entity", "row.id")
        self._each(f"{match} SET e = row", [_entity(row) for row in rows])
        self._remove_names([row.id for row in rows if row.id not in self.new])
        names = [
            {"id": row.id, "name": _name(place, *name), "words": list(dict.fromkeys(words(name[0])))}
            for row in rows
            for place, name in enumerate(row.names.all)
        ]
        self._each("MERGE (w:Word {text: row.text}) ON CREATE SET w = row", _words(names))
        named = f"{match} CREATE (e)-[:NAMED]->(n:Name) SET n = row.name WITH n, row"
        of_words = f"UNWIND row.words AS word {sought('w:Word', 'word', 'text')}"
        self._each(f"{named} {of_words} CREATE (n)-[:HAS_WORD]->(w)", names)
        self.pause()

    def _remove_names(self, ids: Collection[str]) -> None:
        rows = [{"id": id} for id in ids]
        if rows:
            match = f"UNWIND $rows AS row {sought('e:Entity', 'row.id')} MATCH (e)-[:NAMED]->(n)"
            self.left.update(
                word for said in self.run(f"{match} RETURN collect(n.words)", rows=rows) for word in said.split()
            )
            self._doom(f"{sought('e:Entity', 'row.id')} {_NAMES}", "n", rows)

    def remove_entities(self, ids: Collection[str]) -> None:
        match = sought("e:Entity", "row.id")
        rows = [{"id": id} for id in ids]
        self._remove_names(ids)
        self._doom(f"{match} REMOVE e:Entity", "e", rows)

    def finish(self) -> None:
        unused = f"{sought('w:Word', 'row.text', 'text')} WHERE NOT EXISTS {{ (w)<-[:HAS_WORD]-(:Name) }}"
        self._doom(f"{unused} REMOVE w:Word", "w", [{"text": word} for word in sorted(self.left)])
        for ids in batches(self.doomed):
            self.run("UNWIND $ids AS id MATCH (n) WHERE elementId(n) = id DETACH DELETE n", ids=ids)

    def _doom(self, text: str, node: str, rows: Sequence[Mapping[str, Any]], **more: Any) -> None:
        """Take away the labels by which nodes are found, and delete them in the end.

        Every later look-up in an index would compare what it finds with all nodes that the transaction has deleted
        so far: taking out 30,000 claims took 398 s that way.
        """
        if rows:
            self.doomed += self.run(f"UNWIND $rows AS row {text} RETURN collect(elementId({node}))", rows=rows, **more)

    def _each(self, text: str, rows: Sequence[Mapping[str, Any]], **more: Any) -> None:
        if rows:
            self.run(f"UNWIND $rows AS row {text}", rows=rows, **more)


_NAMES: Final = "MATCH (e)-[r:NAMED]->(n:Name) DELETE r REMOVE n:Name"


def _present(cells: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Properties of a node: what is missing is no property."""
    return {name: cell for name, cell in cells if cell is not None}


def _name(place: int, text: str, language: str, kind: str) -> dict[str, Any]:
    said = phrase(words(text))
    return {
        "text": text, "fold": fold(text), "language": language, "kind": kind, "place": place, "words": said,
        "size": len(said),
    }  # fmt: skip


def _words(names: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    return [{"text": word, "reversed": word[::-1]} for word in sorted({w for name in names for w in name["words"]})]


def _ends(fact: Fact) -> dict[str, Any]:
    return {"source": fact.key.subject, "target": fact.object}


def _fact(fact: Fact) -> dict[str, Any]:
    cells = {
        "id": fact.id, "property": fact.key.property, "slot": fact.key.slot, "subject": fact.key.subject,
        "object": fact.object or None, "value": fact.value or None, "language": fact.language or None,
        "qualifiers": _text(fact.qualifiers), "conflicting": fact.conflicting,
    }  # fmt: skip
    return _present(cells.items())


def _claim(id: str, claim: Claim, fact: str, place: int) -> dict[str, Any]:
    cells = {
        "id": id, "fact": fact, "place": place, "kind": claim.kind, "subject": claim.subject,
        "property": claim.property, "object": claim.object or None, "value": claim.value or None,
        "language": claim.language or None, "qualifiers": _text(claim.qualifiers), "quote": claim.quote or None,
        "quote_fold": fold(claim.quote) if claim.quote else None,
        "start": claim.start if claim.quote else None, "end": claim.end if claim.quote else None, "rule": claim.rule,
    }  # fmt: skip
    row: dict[str, Any] = {"claim": _present(cells.items())}
    return {**row, "document": claim.document} if claim.document else row


def _entity(row: EntityRow) -> dict[str, Any]:
    names = row.names
    properties: dict[str, Any] = {
        "id": row.id, "name": names.canonical, "fold": fold(names.canonical),
        "nameLanguage": names.all[0][1] if names.all else "und",
        **{f"name_{language}": text for language, text in names.best.items()},
    }  # fmt: skip
    for attribute in row.type.attributes.values():
        stated = row.facts.get(attribute.field, ())
        if not stated or attribute.derived:
            continue
        if attribute.multilingual:
            properties |= {f"{attribute.name}_{fact.language}": fact.value for fact in stated}
            if issubclass(attribute.value, Text):
                properties[f"{attribute.name}_folds"] = [fold(fact.value) for fact in stated]
        elif attribute.many:
            properties[attribute.name] = [fact.value for fact in stated]
        else:
            properties |= _present(cells_of(attribute, stated[0].value))
    return properties
