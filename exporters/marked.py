"""A plan that also asks for what RDF needs and an answer may not show: ids, types, languages, whole amounts.

What is added stands under keys with `@`, which no alias can be written like.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, TypeAlias, TypeVar

from graph.plan import (
    AllNames,
    Builtin,
    Case,
    Connection,
    EdgeField,
    Edges,
    Evidence,
    Field,
    GroupField,
    Groups,
    Label,
    Literal,
    Lookup,
    Lookups,
    Many,
    Name,
    Node,
    Nodes,
    Object,
    One,
    Plan,
    Record,
    RecordEntity,
    RecordQualifier,
    RecordRecord,
    RecordValue,
    Root,
    RootWhat,
    Scalar,
    Search,
    TextLanguage,
)
from schema.model import Model
from schema.values import Money

ID: Final = "@id"
TYPE: Final = "@type"
NODE: Final = "@node"
"""The entity of an edge that does not show it."""
FACT: Final = "@fact"
DOCUMENT: Final = "@document"
SUBJECT: Final = "@subject"
OBJECT: Final = "@object"
PROPERTY: Final = "@property"
VALUE: Final = "@value"
LANGUAGE: Final = "@language"
CURRENCY: Final = "@currency"

_SPOKEN: Final = ((VALUE, "text"), (LANGUAGE, "spoken"))
_NAMED: Final = ((VALUE, "text"), (LANGUAGE, "language"))
_AMOUNT: Final = ((VALUE, "value"), (CURRENCY, "currency"))

_Part = TypeVar("_Part")
_RecordField: TypeAlias = Literal | RecordValue | RecordQualifier | RecordEntity | RecordRecord | Many | Evidence


def beside(key: str) -> str:
    """Where it stands in which language the text under a key is."""
    return f"@in {key}"


def standing(record: Record, mark: str) -> str:
    """Under which key a fact or claim has what a mark stands for: that under which it is shown, if it is."""
    for field in record.fields:
        if isinstance(field, RecordEntity) and f"@{field.column}" == mark:
            return field.key
        if isinstance(field, RecordRecord) and mark == FACT:
            return field.key
    return mark


def _value(mark: str) -> RecordValue:
    return RecordValue(mark, mark[1:])


def marked(plan: Plan, model: Model) -> Plan:
    """The plan with what is added."""
    marking = _Marking(model)
    return Plan(tuple(Root(root.key, marking.root(root.what)) for root in plan.roots))


class _Marking:
    """One plan while marks are added. Fields that types share stay shared, which keeps statements short."""

    def __init__(self, model: Model) -> None:
        every = tuple(t.name for t in model.entities)
        self.ends = Builtin(ID, "id"), Builtin(TYPE, "__typename")
        self.bare = Object((Case(every, self.ends),))
        self.done: dict[int, tuple[object, object]] = {}

    def root(self, what: RootWhat) -> RootWhat:
        match what:
            case Lookup():
                return self.lookup(what)
            case Lookups(lookup):
                return Lookups(self.lookup(lookup))
            case Connection():
                return self.connection(what)
            case Search():
                return replace(what, parts=tuple(self.part(part, False) for part in what.parts))
        return what

    def lookup(self, lookup: Lookup) -> Lookup:
        return replace(lookup, object=self.object(lookup.object), records=tuple(map(self.record, lookup.records)))

    # Entities ---------------------------------------------------------------------------------------------------

    def object(self, shown: Object) -> Object:
        return Object(tuple(Case(case.types, self.fields(case.fields)) for case in shown.cases))

    def fields(self, fields: Sequence[Field]) -> tuple[Field, ...]:
        found = [field for each in fields for field in self.field(each)]
        own = {field.key for field in found}
        return (*found, *(end for end in self.ends if end.key not in own))

    def field(self, field: Field) -> tuple[Field, ...]:
        """The field, and what stands beside it. Of a field that types share the same each time."""
        if id(field) not in self.done:
            self.done[id(field)] = field, self.new_field(field)
        return self.done[id(field)][1]  # type: ignore[return-value]

    def new_field(self, field: Field) -> tuple[Field, ...]:
        match field:
            case Scalar(key, attribute, parts, languages):
                if attribute.value is Money:
                    return (replace(field, parts=(*parts, *_AMOUNT)),)
                if attribute.derived == ("name",):
                    return field, Label(beside(key), ("en",), _SPOKEN)
                return (field, TextLanguage(beside(key), attribute, languages)) if attribute.multilingual else (field,)
            case Name(key, languages):
                return field, Label(beside(key), languages, _SPOKEN)
            case Label(_, _, parts):
                return (replace(field, parts=(*parts, *_SPOKEN)),)
            case AllNames(_, parts):
                return (replace(field, parts=(*parts, *_NAMED)),)
            case One(_, _, shown):
                return (replace(field, object=self.object(shown)),)
            case Many(_, connection):
                return (replace(field, connection=self.connection(connection)),)
            case Evidence(_, claim):
                return (replace(field, claim=self.record(claim)),)
        return (field,)

    # Connections ------------------------------------------------------------------------------------------------

    def connection(self, connection: Connection) -> Connection:
        linked = connection.link is not None
        return replace(connection, parts=tuple(self.part(part, linked) for part in connection.parts))

    def part(self, part: _Part, linked: bool) -> _Part:
        match part:
            case Nodes(_, shown):
                return replace(part, object=self.shown(shown))
            case Edges(_, fields):
                found = tuple(map(self.edge_field, fields))
                hidden = () if not linked or any(isinstance(f, Node) for f in fields) else (Node(NODE, self.bare),)
                return replace(part, fields=(*found, *hidden))
            case Groups(_, _, _, _, groups):
                return replace(part, fields=tuple(map(self.group_field, groups)))
        return part

    def shown(self, shown: Object | Record) -> Object | Record:
        return self.record(shown) if isinstance(shown, Record) else self.object(shown)

    def edge_field(self, field: EdgeField) -> EdgeField:
        match field:
            case Node(_, shown):
                return replace(field, object=self.shown(shown))
            case Evidence(_, claim):
                return replace(field, claim=self.record(claim))
            case Scalar(_, attribute, parts) if attribute.value is Money:
                return replace(field, parts=(*parts, *_AMOUNT))
        return field

    def group_field(self, field: GroupField) -> GroupField:
        return field._replace(object=self.object(field.object)) if field.object else field

    # Facts and claims -------------------------------------------------------------------------------------------

    def record(self, record: Record) -> Record:
        shown = tuple(map(self.record_field, record.fields))
        own = {field.key for field in shown}
        hidden = (field for field in self.hidden(record) if standing(record, field.key) == field.key)
        return Record(record.type, (*shown, *(f for f in hidden if f.key not in own), Literal(TYPE, record.type)))

    def hidden(self, record: Record) -> Iterator[_RecordField]:
        values = {field.column for field in record.fields if isinstance(field, RecordValue)}
        yield _value(ID)
        if record.type == "Fact":
            yield from (self.end(SUBJECT, "subject"), self.end(OBJECT, "object"))
            yield from map(_value, (PROPERTY, VALUE, LANGUAGE))
            return
        yield RecordRecord(FACT, Record("Fact", (_value(ID),)))
        if values & {"quote", "start", "end"}:
            yield self.end(DOCUMENT, "document")
        if "value" in values:
            yield _value(LANGUAGE)

    def end(self, key: str, column: str) -> RecordEntity:
        return RecordEntity(key, column, self.bare)

    def record_field(self, field: _RecordField) -> _RecordField:
        match field:
            case RecordEntity(_, _, shown):
                return replace(field, object=self.object(shown))
            case RecordRecord(_, record):
                return replace(field, record=self.record(record))
            case RecordQualifier(_, attribute, parts) if attribute.value is Money:
                return replace(field, parts=(*parts, *_AMOUNT))
            case Many(_, connection):
                return replace(field, connection=self.connection(connection))
            case Evidence(_, claim):
                return replace(field, claim=self.record(claim))
        return field
