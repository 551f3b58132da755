"""A reference evaluator of plans over plain Python objects: what a plan means, written down a second time.

It is slow on purpose and shares with the stores only what is the same for all of them: how claims become facts
(graph.facts), value types and folding (schema) and cursors (graph.cursors). Each store must give the same answers,
key order included.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from functools import cmp_to_key
from typing import Any, Final

from graph import plan as p
from graph.cursors import CursorValue, encode_cursor
from graph.facts import Claim, Fact
from graph.search import Sought
from graph.store import SlotValue
from schema.edtf import ends
from schema.model import Attribute
from schema.names import enum_value
from schema.text import places
from schema.values import Text, Word
from schema.vocabulary import CANONICAL_ORDER
from tests.contract.conditions import Conditions
from tests.contract.searching import FoundName, find
from tests.contract.settled import Entity, Noted, Row, Settled
from tests.contract.shown import Json, cells, claim_value, columns_of, compare, fact_value, label, scalar, shown

MOST_EVIDENCE: Final = 20


class Reference(Settled):
    """A graph in dicts that answers plans."""

    def answer(self, plan: p.Plan, values: Sequence[SlotValue]) -> dict[str, Json]:
        """The answer of a plan with the values of its slots by number."""
        return _Answer(self, values).plan(plan)


class _Answer:
    """One evaluation: the graph and the values of the slots."""

    def __init__(self, graph: Reference, slots: Sequence[SlotValue]) -> None:
        self.graph = graph
        self.slots = slots
        self.conditions = Conditions(graph, slots)

    def slot(self, slot: p.Slot) -> Any:
        return self.slots[slot.number]

    def plan(self, plan: p.Plan) -> dict[str, Json]:
        return {root.key: self.root(root) for root in plan.roots}

    def root(self, root: p.Root) -> Json:
        match root.what:
            case p.Literal(_, text):
                return text
            case p.Lookup(id):
                return self.lookup(root.what, self.slot(id))
            case p.Lookups(lookup):
                return [self.lookup(lookup, id) for id in json.loads(self.slot(lookup.id))]
            case p.Connection():
                return self.connection(root.what, None)
            case p.Search():
                return self.search(root.what)
            case p.Dataset(parts):
                return {key: self.of_dataset(name, more) for key, name, more in parts}

    def lookup(self, lookup: p.Lookup, id: str) -> Json:
        entity = self.graph.entities.get(id)
        if entity is not None and any(entity.type in types for types, _ in lookup.object.cases):
            return self.object(lookup.object, entity)
        for record in lookup.records:
            known: dict[str, Fact] | dict[str, Claim] = self.graph.facts if record.type == "Fact" else self.graph.claims
            if id in known:
                return self.record(record, known[id])
        return None

    def search(self, search: p.Search) -> Json:
        sought = Sought.of(search, self.slots)
        every, exact = find(self.graph, sought)
        hits = [hit for hit in every if sought.after is None or hit.comes_after(sought.after)]
        page = hits[: sought.size]
        answer: dict[str, Json] = {}
        for part in search.parts:
            match part:
                case p.Literal(key, text):
                    answer[key] = text
                case p.Total(key):
                    answer[key] = len(every)
                case p.Exact(key):
                    answer[key] = exact
                case p.PageInfo(key, parts):
                    info = {
                        "hasNextPage": len(hits) > len(page),
                        "hasPreviousPage": sought.after is not None,
                        "startCursor": page[0].cursor if page else None,
                        "endCursor": page[-1].cursor if page else None,
                        "__typename": "PageInfo",
                    }
                    answer[key] = shown(parts, info)
                case p.Nodes(key, p.Object() as object):
                    answer[key] = [self.object(object, self.graph.entities[hit.id]) for hit in page]
                case p.Edges(key, fields):
                    answer[key] = [{f.key: self.hit_field(f, hit) for f in fields} for hit in page]
        return answer

    def hit_field(self, field: p.EdgeField, hit: FoundName) -> Json:
        match field:
            case p.Literal(_, text):
                return text
            case p.Cursor():
                return hit.cursor
            case p.Score():
                return hit.score
            case p.Matched(_, parts):
                return shown(parts, {"text": hit.text, "language": hit.language, "__typename": "Label"})
            case p.Node(_, p.Object() as object):
                return self.object(object, self.graph.entities[hit.id])
        raise AssertionError(field)

    def of_dataset(self, name: str, more: p.Counts | p.Slot | None) -> Json:
        if isinstance(more, p.Slot):
            return self.slot(more)
        if isinstance(more, p.Counts):
            counts = sorted(Counter(entity.type for entity in self.graph.entities.values()).items())
            counted = [{"type": enum_value(t), "count": n, "__typename": "TypeCount"} for t, n in counts]
            return [shown(more.parts, values) for values in counted]
        claims = sum(int(id.removeprefix("claim/"), 16) for id in self.graph.claims)
        checksum = (claims + sum(judgement.hash for judgement in self.graph.judgements)) % 2**96
        return {
            "version": self.graph.version,
            "loadedAt": self.graph.loaded_at,
            "facts": len(self.graph.facts),
            "claims": len(self.graph.claims),
            "checksum": f"{checksum:024x}",
            "__typename": "Dataset",
        }[name]

    # Entities ---------------------------------------------------------------------------------------------------

    def object(self, object: p.Object, entity: Entity) -> dict[str, Json] | None:
        for types, fields in object.cases:
            if entity.type in types:
                return {field.key: self.field(field, entity) for field in fields}
        return None

    def field(self, field: p.Field, entity: Entity) -> Json:
        match field:
            case p.Literal(_, text):
                return text
            case p.Builtin(_, what, base):
                iri = base + entity.id
                return {"id": entity.id, "iri": iri, "type": enum_value(entity.type), "__typename": entity.type}[what]
            case p.Scalar(_, attribute) if attribute.derived:
                return self.derived(attribute, entity)
            case p.Scalar(_, attribute) if attribute.multilingual:
                texts = entity.texts[attribute.field]
                tried = (*field.languages, *CANONICAL_ORDER, *sorted(texts))
                return next((texts[language] for language in tried if language in texts), None)
            case p.Scalar(_, attribute):
                return scalar(attribute, entity.values(attribute), field.parts)
            case p.Name(_, languages):
                return label(entity.names, languages)[0]
            case p.Label(_, languages, parts):
                text, language = label(entity.names, languages)
                return shown(parts, {"text": text, "language": language, "__typename": "Label"})
            case p.AllNames(_, parts):
                names = [dict(zip(("text", "language", "kind"), name, strict=True)) for name in entity.names.all]
                return [shown(parts, {**name, "__typename": "Name"}) for name in names]
            case p.Passages(_, attribute, sought, size, parts):
                text = next(iter(entity.values(attribute)), "")
                found = places(text, self.slot(sought), self.slot(size))
                passages = [{"quote": text[a:b], "start": a, "end": b, "__typename": "Passage"} for a, b in found]
                return [{k: passage.get(n, n) for k, n in parts} for passage in passages]
            case p.One(_, link, object, where):
                rows = self.graph.linked(entity, link)
                rows = [row for row in rows if where is None or self.conditions.holds(where, row)]
                return self.object(object, rows[0].entity) if rows else None
            case p.Many(_, connection):
                return self.connection(connection, entity)
            case p.Evidence(_, claim, of):
                return [self.record(claim, found) for found in self.evidence(entity, of)]
        raise AssertionError(field)

    def derived(self, attribute: Attribute, entity: Entity) -> str | None:
        if attribute.derived == ("name",):
            return entity.names.canonical
        end, of = attribute.derived
        texts = entity.values(self.graph.model.types[attribute.owner].attributes[of])
        return ends(texts[0])[end == "last"] if texts else None

    def evidence(self, entity: Entity, of: p.Slot | None) -> list[Claim]:
        """First the best claim of each fact, in the order of fields, then the second ones, and so on."""
        fields = None if of is None else json.loads(self.slot(of))
        claims = {
            (place, fact.key.slot, fact.id): claim
            for fact in entity.facts
            if fields is None or fact.key.slot in fields
            for place, claim in enumerate(fact.claims)
        }
        return [claims[place] for place in sorted(claims)][:MOST_EVIDENCE]

    # Connections ------------------------------------------------------------------------------------------------

    def connection(self, connection: p.Connection, parent: Entity | Fact | None) -> dict[str, Json]:
        rows = every = self.rows(connection, parent)
        rows, more = self.page(connection, rows)
        cursors = [encode_cursor(connection.mark, *self.place(connection.order, row)) for row in rows]
        answer: dict[str, Json] = {}
        for part in connection.parts:
            match part:
                case p.Literal(key, text):
                    answer[key] = text
                case p.Total(key):
                    answer[key] = len(every)
                case p.Groups(key):
                    answer[key] = self.groups(part, every)
                case p.Aggregate(key, fields):
                    answer[key] = dict(self.summed(field, every) for field in fields)
                case p.Nodes(key, object):
                    answer[key] = [self.shown(object, row) for row in rows]
                case p.Edges(key):
                    answer[key] = [self.edge(part, row, cursor) for row, cursor in zip(rows, cursors, strict=True)]
                case p.PageInfo(key, parts):
                    page = connection.page
                    info = {
                        "hasNextPage": page.before is not None if page.backwards else more,
                        "hasPreviousPage": more if page.backwards else page.after is not None,
                        "startCursor": cursors[0] if rows else None,
                        "endCursor": cursors[-1] if rows else None,
                        "__typename": "PageInfo",
                    }
                    answer[key] = shown(parts, info)
        return answer

    def shown(self, shown: p.Object | p.Record, row: Row | Noted) -> Json:
        """What a row stands for."""
        if isinstance(row, Noted):
            assert isinstance(shown, p.Record)
            return self.record(shown, row.of)
        assert isinstance(shown, p.Object)
        return self.object(shown, row.entity)

    def noted(self, connection: p.Connection, records: p.Records, parent: Entity | Fact | None) -> list[Row | Noted]:
        """The facts or claims of a connection."""
        graph, where = self.graph, connection.where
        if records.type == "Fact":
            facts = [f for f in graph.facts.values() if parent is None or f.key.subject == parent.id]
            return [Noted(fact) for fact in facts if where is None or self.conditions.noted_as(where, fact)]
        claims = list(parent.claims) if isinstance(parent, Fact) else list(graph.claims.values())
        if isinstance(parent, Entity):
            claims = [claim for claim in claims if claim.document == parent.id]
        return [Noted(claim) for claim in claims if where is None or self.conditions.claimed(where, claim)]

    def rows(self, connection: p.Connection, parent: Entity | Fact | None) -> list[Row | Noted]:
        """All rows that fulfil the conditions, on whatever page."""
        if connection.records:
            return self.noted(connection, connection.records, parent)
        if connection.link is None:
            rows = [Row(e) for e in self.graph.entities.values() if e.type in connection.types]
        else:
            assert isinstance(parent, Entity)
            rows = self.graph.linked(parent, connection.link)
        return [row for row in rows if connection.where is None or self.conditions.holds(connection.where, row)]

    def page(self, connection: p.Connection, rows: list[Row | Noted]) -> tuple[list[Row | Noted], bool]:
        """The rows of the page in their order, and whether there are more in the direction in which it is read."""
        page = connection.page
        descending = [order.descending for order in connection.order for _ in columns_of(order)]
        place = {row: self.place(connection.order, row) for row in rows}

        def before(one: Row | Noted, other: Row | Noted) -> int:
            return compare(place[one], place[other], descending)

        rows = sorted(rows, key=cmp_to_key(before))
        for keyset, side in ((page.after, 1), (page.before, -1)):
            if keyset is not None:
                cursor = [None if slot is None else self.slot(slot) for slot in keyset.values]
                rows = [row for row in rows if compare(place[row], cursor, descending) == side]
        size = self.slot(page.size)
        return rows[max(len(rows) - size, 0) :] if page.backwards else rows[:size], len(rows) > size

    def groups(self, groups: p.Groups, rows: Sequence[Row | Noted]) -> list[dict[str, Json]]:
        """Rows by what they have in common; keys are compared as the stores compare them."""
        members: dict[Any, int] = Counter(self.common(groups.by, row) for row in rows)
        known = sorted((key for key in members if key is not None), key=self.group_order)
        if groups.by_count:
            known.sort(key=lambda key: -members[key])
        # The group of what is unknown comes last, however many there are.
        ordered = known + [None] * (None in members)
        found = []
        for key in ordered[: self.slot(groups.size)]:
            entity = key if isinstance(key, Entity) else None
            value = None if entity or key is None else str(key)
            texts = {"value": value, "count": members[key]}
            found.append(
                {
                    k: (self.object(shown, entity) if entity else None) if shown else texts.get(name, name)
                    for k, name, shown in groups.fields
                }
            )
        return found

    def group_order(self, key: Any) -> tuple[Any, ...]:
        if isinstance(key, Entity):
            return cells(Text, key.names.canonical)["_fold"], key.id
        return (key,)

    def common(self, by: p.ByValue | p.ByLink | p.ByType, row: Row | Noted) -> Any:
        """What puts a row into its group: an entity, a text or a number."""
        assert isinstance(row, Row)
        match by:
            case p.ByType():
                return enum_value(row.entity.type)
            case p.ByLink(links):
                return next((other for link in links if (other := self.graph.one(row.entity, link))), None)
            case p.ByValue(operands, year):
                for operand in operands:
                    value, texts = self.conditions.operand(operand, row)
                    if texts:
                        return cells(value, texts[0])["_year" if year else ""]
        return None

    def summed(self, field: p.Summed | tuple[str, str], rows: Sequence[Row | Noted]) -> tuple[str, Json]:
        """Response key and value of what all rows come to."""
        if isinstance(field, tuple):
            return field[0], len(rows) if field[1] == "count" else field[1]
        found: list[tuple[Any, ...]] = []
        for row in rows:
            assert isinstance(row, Row)
            for operand in field.operands:
                value, texts = self.conditions.operand(operand, row)
                if texts:
                    columns = cells(value, texts[0])
                    found.append((*(columns[suffix] for suffix in value.order), columns[""]))
                    break
        least, greatest = (min(found)[-1], max(found)[-1]) if found else (None, None)
        values = {"count": len(found), "min": least, "max": greatest}
        return field.key, {k: values.get(name, name) for k, name in field.parts}

    def edge(self, edges: p.Edges, row: Row | Noted, cursor: str) -> dict[str, Json]:
        answer: dict[str, Json] = {}
        for shown_field in edges.fields:
            match shown_field:
                case p.Literal(key, text):
                    answer[key] = text
                case p.Cursor(key):
                    answer[key] = cursor
                case p.Node(key, object):
                    answer[key] = self.shown(object, row)
                case p.Scalar(key, attribute, parts):
                    assert isinstance(row, Row)
                    answer[key] = scalar(attribute, row.values(attribute), parts)
                case p.Evidence(key, claim):
                    assert isinstance(row, Row) and row.fact
                    answer[key] = [self.record(claim, found) for found in row.fact.claims[:MOST_EVIDENCE]]
        return answer

    def place(self, orders: Sequence[p.Order], row: Row | Noted) -> list[CursorValue]:
        """The columns by which a row is sorted."""
        if isinstance(row, Noted):
            return [self.noted_column(order.key, row.of) for order in orders]
        return [column for order in orders for column in self.columns(order, row)]

    def noted_column(self, key: Any, of: Fact | Claim) -> CursorValue:
        """The column of one sort key of a fact or claim."""
        if isinstance(key, p.Id):
            return of.id
        assert isinstance(key, p.OfFact | p.OfClaim)
        if key.column == "place":
            assert isinstance(of, Claim)
            return self.graph.fact_of[of.id].claims.index(of)
        value: CursorValue = fact_value(of, key.column) if isinstance(of, Fact) else claim_value(of, key.column)
        return value

    def columns(self, order: p.Order, row: Row) -> list[CursorValue]:
        """The columns of one sort key; what is not reached is missing."""
        entity: Entity | None = row.entity
        for link in order.over:
            entity = entity and self.graph.one(entity, link)
        if entity is None:
            return [None] * len(columns_of(order))
        match order.key:
            case p.Count():
                return [self.conditions.count(order.key, entity)]
            case p.OfEdge(attribute):
                texts, value = row.values(attribute), attribute.value
            case p.Own(attribute):
                texts, value = entity.values(attribute), attribute.value
            case p.Id():
                texts, value = [entity.id], Word
            case p.DefaultName():
                texts, value = [entity.names.canonical], Text
        if not texts:
            return [None] * len(value.order)
        return [cells(value, texts[0])[suffix] for suffix in value.order]

    # Facts and claims -------------------------------------------------------------------------------------------

    def record(self, record: p.Record, of: Fact | Claim) -> dict[str, Json]:
        answer: dict[str, Json] = {}
        for shown_field in record.fields:
            match shown_field:
                case p.Literal(key, text):
                    answer[key] = text
                case p.RecordValue(key, column):
                    answer[key] = fact_value(of, column) if isinstance(of, Fact) else claim_value(of, column)
                case p.RecordQualifier(key, attribute, parts):
                    assert isinstance(of, Claim)
                    answer[key] = scalar(attribute, [t for name, t in of.qualifiers if name == attribute.field], parts)
                case p.RecordEntity(key, column, object):
                    id = of.key.subject if isinstance(of, Fact) and column == "subject" else getattr(of, column)
                    answer[key] = self.object(object, self.graph.entities[id]) if id else None
                case p.Many(key, connection):
                    assert isinstance(of, Fact)
                    answer[key] = self.connection(connection, of)
                case p.RecordRecord(key, inner):
                    answer[key] = self.record(inner, self.graph.fact_of[of.id])
        return answer
