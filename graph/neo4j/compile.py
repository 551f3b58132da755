"""A plan as one Cypher statement that returns one record with one value: lists by position.

Each connection, to-one link and list is a subquery that orders and limits its rows before anything below them is
looked for. Only what the answer needs travels, without keys; the statement's `decode` makes the answer of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from graph.cursors import encode_cursor
from graph.neo4j import values
from graph.neo4j.adjacent import write_adjacent, write_crowded
from graph.neo4j.conditions import TRUE, Place, condition_text, simplified
from graph.neo4j.decode import Read, at, by_type, constant, end_of, first_of, item, made, object_of, rows_of, then
from graph.neo4j.gathered import write_groups, write_sums
from graph.neo4j.order import keys_of
from graph.neo4j.rows import Found, Rows, unpaged
from graph.neo4j.writing import Row, Statement, Writing, of_type, path, quoted
from graph.plan import (
    Adjacent,
    Aggregate,
    AllNames,
    Builtin,
    Connection,
    Counts,
    Crowded,
    Cursor,
    Dataset,
    EdgeField,
    Edges,
    Evidence,
    Exact,
    Field,
    Groups,
    Label,
    Literal,
    Lookup,
    Lookups,
    Many,
    Matched,
    Name,
    Node,
    Nodes,
    Object,
    One,
    PageInfo,
    Passages,
    Plan,
    Record,
    RecordEntity,
    RecordQualifier,
    RecordRecord,
    RecordValue,
    RootWhat,
    Scalar,
    Score,
    Search,
    Slot,
    TextLanguage,
    Total,
)
from schema.model import Model

MOST_EVIDENCE = 20
"""Claims that a list of evidence gives at most."""


def compile_plan(plan: Plan, model: Model, *, anchored: bool = True, indexed: bool = True) -> Statement:
    """The statement of a plan. The two passes change how fast it is, never its answer. Raises StatementTooLarge."""
    return _Compiler(Writing(model, anchored, indexed)).plan(plan)


class _Compiler:
    """Writes values into rows; what a method returns reads them from there."""

    def __init__(self, writing: Writing) -> None:
        self.writing = writing
        self.model = writing.model

    def plan(self, plan: Plan) -> Statement:
        row = Row(self.writing)
        answer = object_of([(root.key, self.root(row, root.what)) for root in plan.roots])
        text = "\n".join([*row.clauses, f"RETURN {row} AS value"])
        slots, lists = tuple(sorted(self.writing.slots)), frozenset(self.writing.lists)
        return Statement(text, slots, lists, answer.compiled, self.writing.texts)

    def root(self, row: Row, what: RootWhat) -> Read:
        match what:
            case Literal(_, text):
                return constant(text)
            case Connection():
                return self.connection(row, what, "")
            case Search():
                return self.search(row, what)
            case Lookup():
                return self.lookup(row, what, self.writing.slot(what.id), "")
            case Lookups(lookup):
                id, shown = self.writing.name("i"), Row(self.writing)
                read = self.lookup(shown, lookup, id, id)
                return self.collected(row, "", [f"UNWIND {self.writing.list_slot(lookup.id)} AS {id}"], shown, read)
            case Dataset():
                return self.dataset(row, what)
            case Adjacent():
                return write_adjacent(row, what)
            case Crowded():
                return write_crowded(row, what)

    def nested(self, row: Row, scope: str, lines: Sequence[str], shown: Row, read: Read) -> Read:
        """One row below another, or null."""
        return then(at(row.nested(scope, [*lines, *shown.clauses], str(shown))), read)

    def collected(self, row: Row, scope: str, lines: Sequence[str], shown: Row, read: Read) -> Read:
        """A list of rows below another."""
        return rows_of(at(row.collected(scope, [*lines, *shown.clauses], str(shown))), read)

    # What stands at the roots -----------------------------------------------------------------------------------

    def lookup(self, row: Row, lookup: Lookup, id: str, scope: str) -> Read:
        """What has an id, which is a parameter or the variable `scope`."""
        far, reads = self.writing.name("e"), []
        types = tuple(name for case in lookup.object.cases for name in case.types)
        only = f" WHERE ({far}{of_type(types)})" if len(types) < len(self.model.entities) else ""
        if types:
            reads.append(self.related(row, scope, far, f"MATCH ({far}:Entity {{id: {id}}}){only}", lookup.object))
        for record in lookup.records:
            alias, shown = self.writing.name("c"), Row(self.writing)
            read = self.record(shown, record, alias)
            reads.append(self.nested(row, scope, [f"MATCH ({alias}:{record.type} {{id: {id}}})"], shown, read))
        return first_of(reads)

    def search(self, row: Row, search: Search) -> Read:
        """What was found; the hits come as a parameter."""
        found = self.writing.list_slot(search.found)
        fields = []
        for part in search.parts:
            match part:
                case Literal(key, text):
                    fields.append((key, constant(text)))
                case Total(key):
                    fields.append((key, at(row.add(f"{found}.total"))))
                case Exact(key):
                    fields.append((key, at(row.add(f"{found}.exact"))))
                case PageInfo(key, parts):
                    reads = {
                        "hasNextPage": at(row.add(f"{found}.more")),
                        "hasPreviousPage": constant(search.after is not None),
                        "startCursor": at(row.add(f"{found}.hits[0][4]")),
                        "endCursor": at(row.add(f"{found}.hits[-1][4]")),
                        "__typename": constant("PageInfo"),
                    }
                    fields.append((key, object_of([(k, reads[name]) for k, name in parts])))
                case Nodes(key) | Edges(key):
                    fields.append((key, self.hits(row, found, part)))
        return object_of(fields)

    def hits(self, row: Row, found: str, part: Nodes | Edges) -> Read:
        """A list of what was found, in its order."""
        i, entity, shown = self.writing.name("i"), self.writing.name("e"), Row(self.writing)
        hit = f"{found}.hits[{i}]"
        if isinstance(part, Nodes):
            assert isinstance(part.object, Object)
            read = self.entity(shown, entity, part.object)
        else:
            read = object_of([(field.key, self.hit_field(shown, entity, hit, field)) for field in part.fields])
        lines = [
            f"UNWIND range(0, size({found}.hits) - 1) AS {i}",
            f"MATCH ({entity}:Entity {{id: {hit}[0]}})",
            f"WITH {i}, {entity} ORDER BY {i}",
        ]
        return self.collected(row, "", lines, shown, read)

    def hit_field(self, row: Row, entity: str, hit: str, field: EdgeField) -> Read:
        match field:
            case Literal(_, text):
                return constant(text)
            case Cursor():
                return at(row.add(f"{hit}[4]"))
            case Score():
                return at(row.add(f"{hit}[1]"))
            case Matched(_, parts):
                texts = {"text": f"{hit}[2]", "language": f"{hit}[3]"}
                return object_of(
                    [(k, constant("Label") if n == "__typename" else at(row.add(texts[n]))) for k, n in parts]
                )
            case Node(_, Object() as shown):
                return self.entity(row, entity, shown)
        raise AssertionError(field)

    def dataset(self, row: Row, dataset: Dataset) -> Read:
        fields = []
        for key, name, more in dataset.parts:
            match more:
                case Counts():
                    read = values.type_counts(row, more)
                case Slot():
                    read = at(row.add(self.writing.slot(more)))
                case None if name in ("facts", "claims"):
                    read = at(row.add(f"COUNT {{ (:{name[:-1].capitalize()}) }}"))
                case None if name == "__typename":
                    read = constant("Dataset")
                case None:
                    meta = self.writing.name("m")
                    value = f"{meta}.{quoted({'loadedAt': 'loaded_at'}.get(name, name))}"
                    read = then(at(row.nested("", [f"MATCH ({meta}:Meta {{key: 'store'}})"], value)), str)
            fields.append((key, read))
        return object_of(fields)

    # Entities ---------------------------------------------------------------------------------------------------

    def shown(self, row: Row, variable: str, shown: Object | Record) -> Read:
        """What a variable stands for, an entity or a fact or claim."""
        return self.record(row, shown, variable) if isinstance(shown, Record) else self.entity(row, variable, shown)

    def entity(self, row: Row, entity: str, shown: Object) -> Read:
        """The entity that a variable stands for."""
        if len(shown.cases) == 1:
            types, fields = shown.cases[0]
            return object_of([(f.key, self.field(row, entity, f, types)) for f in fields])
        reads = self.shared_fields(row, entity, shown)
        by_name: dict[str, Read] = {}
        for types, fields in shown.cases:
            by_name |= dict.fromkeys(types, object_of([(f.key, reads[id(f)]) for f in fields]))
        type_of = then(at(row.add(f"{entity}.id")), lambda id: values.type_of_id(self.model, id))
        return by_type(type_of, by_name)

    def shared_fields(self, row: Row, entity: str, shown: Object) -> dict[int, Read]:
        """All fields of an object, each written once, for the types that show it; by their identity."""
        fields: dict[int, Field] = {}
        types: dict[int, tuple[str, ...]] = defaultdict(tuple)
        for case in shown.cases:
            for field in case.fields:
                fields[id(field)] = field
                types[id(field)] += case.types
        every = sum(len(case.types) for case in shown.cases)
        reads: dict[int, Read] = {}
        for names in dict.fromkeys(types.values()):
            inner = row if len(names) == every else Row(self.writing)
            keys = [key for key in fields if types[key] == names]
            found = {key: self.field(inner, entity, fields[key], names) for key in keys}
            if inner is not row and inner.values:
                place = self.only_of(row, entity, names, inner)
                found = {key: item(place, read) for key, read in found.items()}
            reads |= found
        return reads

    def only_of(self, row: Row, entity: str, types: tuple[str, ...], inner: Row) -> Read:
        """A row of its own for entities of some types; null for others, for which nothing is looked for."""
        test = f"({entity}{of_type(types)})"
        if not inner.clauses:
            return at(row.add(f"CASE WHEN {test} THEN {inner} END"))
        return at(row.nested(entity, [f"WITH {entity} WHERE {test}", *inner.clauses], str(inner)))

    def field(self, row: Row, entity: str, field: Field, types: tuple[str, ...]) -> Read:
        """A field of an entity that is of one of these types."""
        match field:
            case Literal(_, text):
                return constant(text)
            case Builtin():
                return values.builtin(row, entity, field, types)
            case Scalar():
                return values.scalar(row, entity, entity, field)
            case TextLanguage():
                return values.text_language(row, entity, field)
            case Name(_, languages):
                return at(row.add(values.name_text(entity, languages)))
            case Label():
                return values.label(row, entity, field)
            case AllNames():
                return values.all_names(row, entity, field)
            case Passages():
                return values.passages(row, entity, field)
            case One(_, link, other, where):
                edge, far = self.writing.name("r") if where else "", self.writing.name("e")
                line = f"MATCH {path(entity, link, edge, far, self.writing.far_types(link))}"
                if where and (test := simplified(where)) != TRUE:
                    line += f" WHERE {condition_text(self.writing, test, Place(edge=edge, far=far))}"
                return self.related(row, entity, far, line, other)
            case Many(_, connection):
                return self.connection(row, connection, entity)
            case Evidence(_, _, of):
                slots = f"IN {self.writing.list_slot(of)}" if of else "<> ''"
                fact, claim = self.writing.name("f"), self.writing.name("c")
                lines = [
                    f"MATCH ({fact}:Fact {{subject: {entity}.id}})<-[:STATES]-({claim}) WHERE {fact}.slot {slots}",
                    f"WITH {claim}, {fact} ORDER BY {claim}.place, {fact}.slot, {fact}.id LIMIT {MOST_EVIDENCE}",
                ]
                return self.evidence(row, entity, field, claim, lines)

    def related(self, row: Row, scope: str, far: str, line: str, shown: Object) -> Read:
        """One entity, bound to `far` by a line that knows the variable `scope`, or null."""
        inner = Row(self.writing)
        return self.nested(row, scope, [line], inner, self.entity(inner, far, shown))

    # Connections ------------------------------------------------------------------------------------------------

    def connection(self, row: Row, connection: Connection, parent: str) -> Read:
        """A connection under the entity `parent`, which is empty for a root field."""
        if connection.where is not None:
            where = simplified(connection.where)
            connection = replace(connection, where=None if where == TRUE else where)
        of_row: dict[int, Read] = {}
        ends = constant(None)
        if connection.paged:
            rows, shown = Rows(self.writing, connection, parent), Row(self.writing)
            of_row = {id(part): self.of_row(shown, connection, rows, part) for part in connection.parts}
            ends = self.cursor(shown, connection, rows) if _wants_ends(connection) else ends
            found = rows.write(row, shown)
        else:
            found = unpaged(row, connection, parent)
        fields = []
        for part in connection.parts:
            match part:
                case Literal(key, text):
                    fields.append((key, constant(text)))
                case Total(key):
                    fields.append((key, found.total))
                case Edges(key) | Nodes(key):
                    fields.append((key, rows_of(found.rows, of_row[id(part)])))
                case PageInfo(key, parts):
                    fields.append((key, _page_info(connection, parts, found, ends)))
                case Groups(key):
                    fields.append((key, write_groups(row, connection, parent, part, self.entity)))
                case Aggregate(key):
                    fields.append((key, write_sums(row, connection, parent, part)))
        return object_of(fields)

    def of_row(self, row: Row, connection: Connection, rows: Rows, part: object) -> Read:
        """What a list of a connection shows of each row."""
        match part:
            case Nodes(_, shown):
                return self.shown(row, rows.ends.entity, shown)
            case Edges(_, fields):
                return object_of([(field.key, self.edge_field(row, connection, rows, field)) for field in fields])
        return constant(None)

    def edge_field(self, row: Row, connection: Connection, rows: Rows, field: EdgeField) -> Read:
        entity, edge = rows.ends.entity, rows.ends.edge
        match field:
            case Literal(_, text):
                return constant(text)
            case Cursor():
                return self.cursor(row, connection, rows)
            case Node(_, shown):
                return self.shown(row, entity, shown)
            case Scalar():
                return values.scalar(row, edge, entity, field)
            case Evidence():
                claim = self.writing.name("c")
                lines = [
                    f"MATCH (:Fact {{id: {edge}.fact}})<-[:STATES]-({claim}) WHERE {claim}.place < {MOST_EVIDENCE}",
                    f"WITH {claim} ORDER BY {claim}.place",
                ]
                return self.evidence(row, edge, field, claim, lines)
        raise AssertionError(field)

    def cursor(self, row: Row, connection: Connection, rows: Rows) -> Read:
        if rows.cursor is None:
            keys = keys_of(row, connection.order, rows.ends.entity, rows.ends.edge)
            columns = [at(row.add(key.text)) for key in keys]
            rows.cursor = made(partial(encode_cursor, connection.mark), *columns)
        return rows.cursor

    # Facts and claims -------------------------------------------------------------------------------------------

    def evidence(self, row: Row, scope: str, field: Evidence, claim: str, lines: list[str]) -> Read:
        """A list of claims, which the lines bind one by one to the variable `claim`."""
        shown = Row(self.writing)
        return self.collected(row, scope, lines, shown, self.record(shown, field.claim, claim))

    def record(self, row: Row, record: Record, alias: str) -> Read:
        """The fact or claim that a variable stands for."""
        fields = []
        for field in record.fields:
            match field:
                case Literal(key, text):
                    fields.append((key, constant(text)))
                case RecordValue(key, name):
                    fields.append((key, values.record_value(row, alias, name)))
                case RecordQualifier(key):
                    fields.append((key, values.record_qualifier(row, alias, field)))
                case RecordEntity(key, name, shown):
                    far = self.writing.name("e")
                    stated = f"MATCH ({alias})-[:STATED_IN]->({far})"
                    by_id = f"MATCH ({far}:Entity {{id: {alias}.{quoted(name)}}})"
                    line = stated if name == "document" else by_id
                    fields.append((key, self.related(row, alias, far, line, shown)))
                case Many(key, connection):
                    fields.append((key, self.connection(row, connection, alias)))
                case Evidence(key):
                    claim = self.writing.name("c")
                    lines = [
                        f"MATCH ({alias})<-[:STATES]-({claim}) WHERE {claim}.place < {MOST_EVIDENCE}",
                        f"WITH {claim} ORDER BY {claim}.place",
                    ]
                    fields.append((key, self.evidence(row, alias, field, claim, lines)))
                case RecordRecord(key, inner):
                    fact, shown_ = self.writing.name("f"), Row(self.writing)
                    read = self.record(shown_, inner, fact)
                    fields.append(
                        (key, self.nested(row, alias, [f"MATCH ({alias})-[:STATES]->({fact})"], shown_, read))
                    )
        return object_of(fields)


def _page_info(connection: Connection, parts: tuple[tuple[str, str], ...], found: Found, cursor: Read) -> Read:
    page = connection.page
    reads = {
        "hasNextPage": constant(page.before is not None) if page.backwards else found.more,
        "hasPreviousPage": found.more if page.backwards else constant(page.after is not None),
        "startCursor": end_of(found.rows, 0, cursor),
        "endCursor": end_of(found.rows, -1, cursor),
        "__typename": constant("PageInfo"),
    }
    return object_of([(key, reads[name]) for key, name in parts])


def _wants_ends(connection: Connection) -> bool:
    """Whether the cursors of the first and last row are asked for."""
    infos = (part for part in connection.parts if isinstance(part, PageInfo))
    return any(name.endswith("Cursor") for info in infos for _, name in info.parts)
