"""A reference evaluator of plans over plain Python objects: what a plan means, written down a second time.

It is slow on purpose and shares with the stores only what is the same for all of them: how claims become facts
(graph.facts), value types and folding (schema) and cursors (graph.cursors). Each store must give the same answers,
key order included.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, cmp_to_key
from typing import Any, Final

from graph import plan as p
from graph.cursors import CursorValue, encode_cursor
from graph.facts import ISSUED, NAME, Claim, Fact, Names, key_of, names_of, rank_by, settle
from graph.search import Sought
from graph.store import SlotValue
from schema.edtf import ends
from schema.model import Attribute, Link, Model
from schema.names import enum_value
from schema.text import places
from schema.values import Cell, Date, Integer, Money, Number, Text, Value, Word
from schema.vocabulary import CANONICAL_ORDER
from tests.contract.searching import FoundName, find, said

MOST_EVIDENCE: Final = 20
Json = Any
Parts = tuple[tuple[str, str], ...]
"""Response key and name of each field of an object that is no entity."""


# What the claims come to ----------------------------------------------------------------------------------------


@dataclass(eq=False)
class Entity:
    """An entity as its facts describe it."""

    id: str
    type: str
    names: Names = field(default_factory=lambda: Names((), {}, ""))
    texts: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    """The canonical texts of each attribute, by language when it is multilingual, else by themselves."""
    facts: list[Fact] = field(default_factory=list)
    """Facts on its attributes, names and to-one relations."""

    def values(self, attribute: Attribute) -> list[str]:
        """The canonical texts of an attribute; none when it is missing."""
        return [text for _, text in sorted(self.texts[attribute.field].items())]


@dataclass(eq=False)
class Noted:
    """A fact or claim as a row of a connection."""

    of: Fact | Claim


@dataclass(eq=False)
class Row:
    """An entity as a row of a connection, with the fact of the link that led to it."""

    entity: Entity
    fact: Fact | None = None

    def values(self, attribute: Attribute) -> list[str]:
        """The canonical text of a property of the link; none when it is missing."""
        assert self.fact
        text = self.fact.qualifiers.get(attribute.field)
        return [] if text is None else [text]


class Reference:
    """A graph in dicts. `version` and `loaded_at` are what the store that it is compared with says of its loads."""

    def __init__(self, model: Model, claims: Iterable[Claim], version: str = "1", loaded_at: str | None = None) -> None:
        self.model = model
        self.version, self.loaded_at = version, loaded_at
        self.claims: dict[str, Claim] = {claim.id: claim for claim in claims}
        self.facts: dict[str, Fact] = {}
        self.fact_of: dict[str, Fact] = {}
        """The fact of each claim, by the claim's id."""
        self.entities: dict[str, Entity] = {}
        self.links: dict[tuple[str, bool, str], list[Row]] = defaultdict(list)
        """What relations lead to, by relation type, direction and id of the end from which it is seen."""
        self._settle()

    def _settle(self) -> None:
        groups: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims.values():
            groups[key_of(self.model, claim).id].append(claim)
        dated = [settle(self.model, group, rank_by({})) for group in groups.values() if group[0].property == ISSUED]
        rank = rank_by({fact.key.subject: fact.value for fact in dated})
        for id, group in groups.items():
            fact = self.facts[id] = settle(self.model, group, rank)
            self.fact_of |= dict.fromkeys((claim.id for claim in group), fact)
            self._place(fact)
        for entity in self.entities.values():
            named = [fact for fact in entity.facts if fact.key.property == NAME.field]
            entity.names = names_of(named, rank, next(iter(entity.texts["url"].values()), entity.id))

    def _place(self, fact: Fact) -> None:
        """Put a fact where it is found again. What it speaks of, and the documents that state it, are entities."""
        subject = self._entity(fact.key.subject)
        if fact.key.slot:
            subject.facts.append(fact)
        if fact.object:
            other = self._entity(fact.object)
            self.links[fact.key.property, True, subject.id].append(Row(other, fact))
            self.links[fact.key.property, False, other.id].append(Row(subject, fact))
        else:
            subject.texts[fact.key.property][fact.language or fact.value] = fact.value
        for claim in fact.claims:
            if claim.document:
                self._entity(claim.document)

    def _entity(self, id: str) -> Entity:
        type_ = self.model.type_of_id(id)
        assert type_
        return self.entities.setdefault(id, Entity(id, type_.name))

    @cached_property
    def vocabulary(self) -> Mapping[str, int]:
        """In how many names each word stands."""
        names = (name for entity in self.entities.values() for _, _, name in said(entity))
        return Counter(word for name in names for word in set(name))

    def linked(self, entity: Entity, link: Link) -> list[Row]:
        """What stands at the other ends of an entity's links of this kind."""
        only = {a.field: text for a in link.relation.edge.attributes for name, text in link.only if a.name == name}
        return [
            row
            for row in self.links[link.relation.type, link.forward, entity.id]
            if row.entity.type in link.targets and row.fact and only.items() <= row.fact.qualifiers.items()
        ]

    def one(self, entity: Entity, link: Link) -> Entity | None:
        """What stands at the other end of a to-one link."""
        rows = self.linked(entity, link)
        assert len(rows) <= 1
        return rows[0].entity if rows else None

    def answer(self, plan: p.Plan, values: Sequence[SlotValue]) -> dict[str, Json]:
        """The answer of a plan with the values of its slots by number."""
        return _Answer(self, values).plan(plan)


# What a plan asks of them ---------------------------------------------------------------------------------------


class _Answer:
    """One evaluation: the graph and the values of the slots."""

    def __init__(self, graph: Reference, slots: Sequence[SlotValue]) -> None:
        self.graph = graph
        self.slots = slots

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
        checksum = sum(int(id.removeprefix("claim/"), 16) for id in self.graph.claims) % 2**96
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
            case p.Builtin(_, what, slot):
                iri = self.slot(slot) + entity.id if slot else None
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
                rows = [row for row in rows if where is None or self.holds(where, row)]
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
            return [Noted(fact) for fact in facts if where is None or self.noted_as(where, fact)]
        claims = list(parent.claims) if isinstance(parent, Fact) else list(graph.claims.values())
        if isinstance(parent, Entity):
            claims = [claim for claim in claims if claim.document == parent.id]
        return [Noted(claim) for claim in claims if where is None or self.claimed(where, claim)]

    def rows(self, connection: p.Connection, parent: Entity | Fact | None) -> list[Row | Noted]:
        """All rows that fulfil the conditions, on whatever page."""
        if connection.records:
            return self.noted(connection, connection.records, parent)
        if connection.link is None:
            rows = [Row(e) for e in self.graph.entities.values() if e.type in connection.types]
        else:
            assert isinstance(parent, Entity)
            rows = self.graph.linked(parent, connection.link)
        return [row for row in rows if connection.where is None or self.holds(connection.where, row)]

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
                    value, texts = self.operand(operand, row)
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
                value, texts = self.operand(operand, row)
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
                return [self.count(order.key, entity)]
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

    # Conditions -------------------------------------------------------------------------------------------------

    def holds(self, condition: p.Condition, row: Row) -> bool:
        """Whether a condition holds for an entity, or for a link and what stands at its other end."""
        match condition:
            case p.All(parts):
                return all(self.holds(part, row) for part in parts)
            case p.Some(parts):
                return any(self.holds(part, row) for part in parts)
            case p.Not(part):
                return not self.holds(part, row)
            case p.Far(inner):
                return self.holds(inner, Row(row.entity))
            case p.Related(link, inner):
                return any(self.holds(inner, other) for other in self.graph.linked(row.entity, link))
            case p.IsType(types):
                return row.entity.type in types
            case p.Stated(inner, of_link):
                claims = [c for fact in ([row.fact] if of_link else row.entity.facts) if fact for c in fact.claims]
                return any(self.claimed(inner, claim) for claim in claims)
            case p.Compare(operand, operator, slots):
                value, texts = self.operand(operand, row)
                if operator == "isNull":
                    return not texts
                given = [self.slot(slot) for slot in slots]
                return any(fits(cells(value, text), operator, given, value) for text in texts)
        raise AssertionError(condition)

    def noted_as(self, condition: p.Condition, fact: Fact) -> bool:
        """Whether a condition holds for a fact."""
        match condition:
            case p.All(parts):
                return all(self.noted_as(part, fact) for part in parts)
            case p.Some(parts):
                return any(self.noted_as(part, fact) for part in parts)
            case p.Not(part):
                return not self.noted_as(part, fact)
            case p.ByClaim(inner):
                return any(self.claimed(inner, claim) for claim in fact.claims)
            case p.Points(column, inner):
                id = fact.key.subject if column == "subject" else fact.object
                return bool(id) and self.holds(inner, Row(self.graph.entities[id]))
            case p.Compare(p.OfFact(column), operator, slots):
                found = fact_value(fact, column)
                if operator == "isNull":
                    return found is None
                return found is not None and compares(found, operator, self.slot(slots[0]))
        raise AssertionError(condition)

    def claimed(self, condition: p.Condition, claim: Claim) -> bool:
        """Whether a condition holds for a claim."""
        match condition:
            case p.All(parts):
                return all(self.claimed(part, claim) for part in parts)
            case p.Some(parts):
                return any(self.claimed(part, claim) for part in parts)
            case p.Not(part):
                return not self.claimed(part, claim)
            case p.InDocument(inner):
                return bool(claim.document) and self.holds(inner, Row(self.graph.entities[claim.document]))
            case p.OnFact(inner):
                return self.noted_as(inner, self.graph.fact_of[claim.id])
            case p.Compare(p.OfClaim(column), operator, slots):
                text = getattr(claim, column)
                value: type[Value] = Text if column == "quote" else Word
                if operator == "isNull":
                    return not text
                return bool(text) and fits(cells(value, text), operator, [self.slot(slot) for slot in slots], value)
        raise AssertionError(condition)

    def count(self, count: p.Count, entity: Entity) -> int:
        """How many links there are that fulfil the condition."""
        rows = self.graph.linked(entity, count.link)
        return sum(count.where is None or self.holds(count.where, row) for row in rows)

    def operand(self, operand: p.Operand, row: Row) -> tuple[type[Value], list[str]]:
        """The value type and the canonical texts of what is compared."""
        match operand:
            case p.Own(attribute):
                return attribute.value, row.entity.values(attribute)
            case p.OfEdge(attribute):
                return attribute.value, row.values(attribute)
            case p.Id():
                return Word, [row.entity.id]
            case p.DefaultName():
                return Text, [row.entity.names.canonical]
            case p.AnyName():
                return Text, [text for text, _, _ in row.entity.names.all]
            case p.Count():
                return Integer, [str(self.count(operand, row.entity))]
        raise AssertionError(operand)

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


# Values ---------------------------------------------------------------------------------------------------------


def cells(value: type[Value], text: str) -> dict[str, Cell]:
    """The columns of a canonical text by their suffix."""
    return dict(zip((suffix for suffix, _ in value.columns), value.cells(text), strict=True))


def columns_of(order: p.Order) -> tuple[str, ...]:
    """Suffixes of the columns by which a sort key sorts."""
    return order.key.attribute.value.order if isinstance(order.key, p.Own | p.OfEdge) else ("",)


def compare(one: Sequence[CursorValue], other: Sequence[CursorValue], descending: Sequence[bool]) -> int:
    """-1 when one place in an order comes before another, 1 when behind it, 0 when they are the same place.

    What is missing comes last in both directions.
    """
    for a, b, down in zip(one, other, descending, strict=True):
        if a == b:
            continue
        if a is None or b is None:
            return 1 if a is None else -1
        return 1 if (a > b) != down else -1  # type: ignore[operator] # a column has one type
    return 0


def fits(found: dict[str, Cell], operator: str, given: list[Any], value: type[Value]) -> bool:
    """Whether a value, by its columns, fulfils a comparison. Dates have two slots: first and last day."""
    if issubclass(value, Date):
        first, last = found["_first"], found["_last"]
        assert isinstance(first, int) and isinstance(last, int)
        found_out: dict[str, bool] = {
            "eq": [first, last] == given,
            "before": last < given[0],
            "after": first > given[1],
            "during": first <= given[1] and last >= given[0],
        }
        return found_out[operator]
    if issubclass(value, Money):
        return found["_currency"] == given[0] and compares(found["_number"], operator, given[1])
    return compares(found.get("_fold", found[""]), operator, given[0])


def compares(found: Any, operator: str, given: Any) -> bool:
    """Whether one value fulfils a comparison with another."""
    match operator:
        case "eq":
            return bool(found == given)
        case "in":
            return found in json.loads(given)
        case "contains":
            return given in found
        case "startsWith":
            return bool(found.startswith(given))
        case "endsWith":
            return bool(found.endswith(given))
        case "lt" | "lte":
            return bool(found < given or (operator == "lte" and found == given))
        case "gt" | "gte":
            return bool(found > given or (operator == "gte" and found == given))
    raise AssertionError(operator)


def shown(parts: Parts, values: dict[str, Json]) -> dict[str, Json]:
    """What is asked of an object that is no entity."""
    return {key: values[name] for key, name in parts}


def scalar(attribute: Attribute, texts: list[str], parts: Parts) -> Json:
    """Values of an attribute as GraphQL shows them."""
    if attribute.many:
        return texts
    if not texts:
        return None
    if attribute.value is Money:
        amount, currency = texts[0].split(" ")
        return shown(parts, {"value": amount, "currency": currency, "__typename": "Money"})
    number = issubclass(attribute.value, Integer | Number)
    return cells(attribute.value, texts[0])[""] if number else texts[0]


def label(names: Names, languages: Sequence[str]) -> tuple[str, str]:
    """The best name in the first of the languages that exists, else the canonical name; and its language."""
    for language in languages:
        if language in names.best:
            return names.best[language], language
    return names.canonical, names.all[0][1] if names.all else "und"


def fact_value(fact: Fact, column: str) -> Json:
    """A column of a fact."""
    return {
        "id": fact.id,
        "property": fact.key.property,
        "value": fact.value or None,
        "conflicting": fact.conflicting,
        "sources": len({claim.document for claim in fact.claims if claim.document}),
    }[column]


def claim_value(claim: Claim, column: str) -> Json:
    """A column of a claim; what belongs to a quote is missing without one."""
    return {
        "id": claim.id,
        "kind": claim.kind.upper(),
        "quote": claim.quote or None,
        "start": claim.start if claim.quote else None,
        "end": claim.end if claim.quote else None,
        "value": claim.value or None,
        "rule": claim.rule,
    }[column]
