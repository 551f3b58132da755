"""A plan as one flat SQL statement whose only value is the finished JSON.

Each connection is two common table expressions: its rows for all parents, and their JSON by parent, so that nesting
never deepens the text. JSON that comes from a column is wrapped in json(…), or SQLite would write it as a string;
what a json function gives directly is not, because that would parse it again.
"""

from __future__ import annotations

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
    Records,
    RecordValue,
    RootWhat,
    Scalar,
    Score,
    Search,
    Slot,
    Summed,
    TextLanguage,
    Total,
)
from graph.sqlite import values
from graph.sqlite.adjacent import adjacent_sql, crowded_sql
from graph.sqlite.conditions import Place, condition_sql
from graph.sqlite.gathered import write_groups, write_sums
from graph.sqlite.rows import Rows, write_rows
from graph.sqlite.tables import quoted
from graph.sqlite.writing import From, Statement, Writing, boolean, ends, json_object, literal, type_test
from schema.model import Link, Model

MOST_EVIDENCE = 20
"""Claims that a list of evidence gives at most."""

_ONE_ROW = "(SELECT 0 AS nid) q"


def compile_plan(plan: Plan, model: Model) -> Statement:
    """The statement of a plan. Raises StatementTooLarge."""
    return _Compiler(model).plan(plan)


class _Compiler:
    def __init__(self, model: Model) -> None:
        self.model = model
        self.writing = Writing(model)
        self.written: dict[tuple[object, str], str] = {}
        """Expressions that stand for the same connection or evidence under the same parents are written once."""

    def plan(self, plan: Plan) -> Statement:
        source = From(self.writing, _ONE_ROW)
        if len(plan.roots) == 1:
            pairs = [(root.key, self.root(source, root.what)) for root in plan.roots]
        else:
            pairs = [(root.key, self.alone(root.what)) for root in plan.roots]
        return self.writing.statement(f"SELECT {json_object(pairs)}\n  FROM {source}")

    def alone(self, what: RootWhat) -> str:
        """A root with joins of its own: SQLite joins no more than some sixty tables at once."""
        source = From(self.writing, _ONE_ROW)
        value = self.root(source, what)
        return f"json((SELECT {value}\n  FROM {source}))" if source.joins else value

    def root(self, source: From, what: RootWhat) -> str:
        match what:
            case Literal(_, text):
                return literal(text)
            case Connection():
                return self.connection(source, what, "", "q.nid")
            case Search():
                return self.search(what)
            case Lookup():
                slot = self.writing.slot(what.id)
                return self.lookup(source, what, slot, f"= {slot}")
            case Lookups(lookup):
                return self.lookups(lookup)
            case Dataset():
                return self.dataset(what)
            case Adjacent():
                return adjacent_sql(self.writing, what)
            case Crowded():
                return crowded_sql(self.writing, what)

    # Entities by id ---------------------------------------------------------------------------------------------

    def lookup(self, source: From, lookup: Lookup, id: str, test: str) -> str:
        """JSON of what has an id; `test` compares with all the ids that the lookup is made for."""
        choices = []
        if types := tuple(t for group, _ in lookup.object.cases for t in group):
            e = self.writing.name("e")
            source.join(f"LEFT JOIN entity {e} ON {e}.id = {id} AND {type_test(e, types)}")
            members = f"SELECT x.nid FROM entity x WHERE x.id {test}"
            if test.startswith("="):
                self.writing.single.add(members)
            choices.append((f"{e}.nid", self.entity(source, e, lookup.object, members)))
        for record in lookup.records:
            alias, table = self.writing.name("x"), record.type.lower()
            source.join(f"LEFT JOIN {table} {alias} ON {alias}.id = {id}")
            fids = f"SELECT y.fid FROM {table} y WHERE y.id {test}"
            choices.append((f"{alias}.fid", self.record(source, record, alias, fids)))
        whens = " ".join(f"WHEN {test} IS NOT NULL THEN {value}" for test, value in choices)
        return f"json(CASE {whens} END)"

    def lookups(self, lookup: Lookup) -> str:
        slot = self.writing.slot(lookup.id)
        source = From(self.writing, f"json_each({slot}) i")
        value = self.lookup(source, lookup, "i.value", f"IN (SELECT value FROM json_each({slot}))")
        return f"json((SELECT json_group_array(json(coalesce({value}, 'null')) ORDER BY i.key) FROM {source}))"

    def dataset(self, dataset: Dataset) -> str:
        pairs = []
        for key, name, more in dataset.parts:
            match more:
                case Counts():
                    pairs.append((key, values.type_counts(self.model, more)))
                case Slot():
                    pairs.append((key, self.writing.slot(more)))
                case None if name in ("facts", "claims"):
                    pairs.append((key, f"(SELECT count(*) FROM {name[:-1]})"))
                case None if name == "__typename":
                    pairs.append((key, literal("Dataset")))
                case None:
                    column = {"loadedAt": "loaded_at"}.get(name, name)
                    pairs.append((key, f"(SELECT value FROM meta WHERE key = {literal(column)})"))
        return json_object(pairs)

    def search(self, search: Search) -> str:
        """JSON of what was found; the hits are rows that come as a parameter."""
        found = self.writing.slot(search.found)
        hits = (
            f"SELECT e.nid AS nid, j.key AS n, j.value AS hit FROM json_each({found}, '$.hits') j"
            " CROSS JOIN entity e ON e.id = j.value ->> 0"
        )
        page = self.writing.cte("found", hits)
        members = f"SELECT DISTINCT nid FROM {page}"
        pairs = []
        for part in search.parts:
            match part:
                case Literal(key, text):
                    pairs.append((key, literal(text)))
                case Total(key):
                    pairs.append((key, f"{found} ->> '$.total'"))
                case Exact(key):
                    pairs.append((key, boolean(f"{found} ->> '$.exact'")))
                case PageInfo(key, parts):
                    texts = {
                        "hasNextPage": boolean(f"{found} ->> '$.more'"),
                        "hasPreviousPage": boolean("1" if search.after else "0"),
                        "startCursor": f"{found} ->> '$.hits[0][4]'",
                        "endCursor": f"{found} ->> '$.hits[#-1][4]'",
                        "__typename": literal("PageInfo"),
                    }
                    pairs.append((key, json_object([(k, texts[name]) for k, name in parts])))
                case Nodes(key) | Edges(key):
                    source = From(self.writing, f"{page} l")
                    source.join("CROSS JOIN entity e ON e.nid = l.nid")
                    if isinstance(part, Nodes):
                        assert isinstance(part.object, Object)
                        row = self.entity(source, "e", part.object, members)
                    else:
                        row = json_object([(f.key, self.hit_field(source, f, members)) for f in part.fields])
                    pairs.append((key, f"json((SELECT json_group_array({row} ORDER BY l.n)\n  FROM {source}))"))
        return json_object(pairs)

    def hit_field(self, source: From, field: EdgeField, members: str) -> str:
        match field:
            case Literal(_, text):
                return literal(text)
            case Cursor():
                return "l.hit ->> 4"
            case Score():
                return "l.hit ->> 1"
            case Matched(_, parts):
                texts = {"text": "l.hit ->> 2", "language": "l.hit ->> 3", "__typename": literal("Label")}
                return json_object([(k, texts[name]) for k, name in parts])
            case Node(_, Object() as shown):
                return self.entity(source, "e", shown, members)
        raise AssertionError(field)

    # Objects ----------------------------------------------------------------------------------------------------

    def shown(self, source: From, alias: str, shown: Object | Record, members: str) -> str:
        """JSON of the row at an alias. `members` selects the nids of all that stand there, or fids of their facts."""
        if isinstance(shown, Record):
            return self.record(source, shown, alias, members)
        return self.entity(source, alias, shown, members)

    def entity(self, source: From, alias: str, shown: Object, members: str) -> str:
        """JSON of the entity at an alias. `members` selects the nids of all entities that stand there."""
        bodies = [
            (types, json_object([(f.key, self.field(source, alias, f, members, types)) for f in fields]))
            for types, fields in shown.cases
        ]
        if len(bodies) == 1:
            return bodies[0][1]
        whens = " ".join(f"WHEN {type_test(alias, types)} THEN {body}" for types, body in bodies)
        return f"json(CASE {whens} END)"

    def field(self, source: From, alias: str, field: Field, members: str, types: tuple[str, ...]) -> str:
        match field:
            case Literal(_, text):
                return literal(text)
            case Builtin():
                return values.builtin(self.writing, alias, field, types)
            case Scalar():
                return values.scalar(self.writing, field, source.holder(alias, field.attribute), alias)
            case TextLanguage():
                return values.text_language(field, source.holder(alias, field.attribute))
            case Name(_, languages):
                return values.name_text(alias, languages)
            case Label():
                return values.label(alias, field)
            case AllNames():
                return values.all_names(alias, field)
            case Passages():
                return values.passages(self.writing, source.holder(alias, field.attribute), field)
            case One():
                return self.one(source, alias, field, members)
            case Many(_, connection):
                return self.connection(source, connection, members, f"{alias}.nid")
            case Evidence():
                return self.entity_evidence(source, alias, field, members)

    def one(self, source: From, alias: str, field: One, members: str) -> str:
        """A to-one link is one fact, so it is joined; what hangs below it gets its own set of parents."""
        link = field.link
        if field.where is None:
            e = source.follow(link, alias)
        else:
            _, far = ends(link)
            r, e = source.linked(link, alias), self.writing.name("e")
            place = Place("", edge=r, far=f"{e}.nid", far_entity=e)
            test = condition_sql(self.writing, field.where, place)
            source.join(f"LEFT JOIN entity {e} ON {e}.nid = {r}.{far} AND {test}")
        below = self.reached(link, members) if _has_children(field.object) else ""
        return f"json(iif({e}.nid IS NULL, NULL, {self.entity(source, e, field.object, below)}))"

    def reached(self, link: Link, members: str) -> str:
        """The entities that a link reaches from a set of them, as a set of its own."""
        key = link, members
        if key not in self.written:
            near, far = ends(link)
            table = quoted(link.relation.type)
            select = f"SELECT DISTINCT r.{far} AS nid FROM ({members}) p CROSS JOIN {table} r ON r.{near} = p.nid"
            self.written[key] = f"SELECT nid FROM {self.writing.cte('reached', select)}"
        return self.written[key]

    # Connections ------------------------------------------------------------------------------------------------

    def connection(self, source: From, connection: Connection, members: str, parent: str) -> str:
        """JSON of a connection at a parent: joins what was written for all parents."""
        key = connection, members
        if key not in self.written:
            cursors = _wants_cursors(connection)
            rows = write_rows(self.writing, connection, members, cursors)
            body = self.write_body(connection, rows) if connection.paged else ""
            gathered = [self.write_gathered(connection, rows, part) for part in connection.parts]
            self.written[key] = " ".join([body, rows.total, *gathered])
        body, total, *gathered = self.written[key].split(" ")
        j, t = self.writing.name("j"), self.writing.name("c")
        if body:
            source.join(f"LEFT JOIN {body} {j} ON {j}.parent = {parent}")
        if total:
            source.join(f"LEFT JOIN {total} {t} ON {t}.parent = {parent}")
        pairs = []
        for i, part in enumerate(connection.parts):
            match part:
                case Literal(key_, text):
                    pairs.append((key_, literal(text)))
                case Total(key_):
                    pairs.append((key_, f"coalesce({t}.rows, 0)"))
                case Edges(key_) | Nodes(key_):
                    pairs.append((key_, f"json(coalesce({j}.p{i}, '[]'))"))
                case PageInfo(key_, parts):
                    pairs.append((key_, self.page_info(connection, parts, j)))
                case Groups(key_):
                    g = self.writing.name("g")
                    source.join(f"LEFT JOIN {gathered[i]} {g} ON {g}.parent = {parent}")
                    pairs.append((key_, f"json(coalesce({g}.groups, '[]'))"))
                case Aggregate(key_):
                    a = self.writing.name("a")
                    source.join(f"LEFT JOIN {gathered[i]} {a} ON {a}.parent = {parent}")
                    pairs.append((key_, self.aggregate(part, a)))
        return json_object(pairs)

    # All rows ---------------------------------------------------------------------------------------------------

    def write_gathered(self, connection: Connection, rows: Rows, part: object) -> str:
        """What is said of all rows, by parent: JSON of groups, or the columns of sums; nothing for other parts."""
        if isinstance(part, Groups):
            return self.write_groups(connection, rows, part)
        if isinstance(part, Aggregate):
            return write_sums(self.writing, rows.every, _sums(part))
        return ""

    def write_groups(self, connection: Connection, rows: Rows, groups: Groups) -> str:
        grouped = write_groups(self.writing, connection, rows.every, groups)
        source = From(self.writing, f"{grouped.page} g")
        shown = next((object for _, _, object in groups.fields if object and grouped.entities), None)
        if shown:
            source.join("LEFT JOIN entity e ON e.nid = g.key")
        texts = {"key": "NULL", "value": "NULL" if grouped.entities else "CAST(g.key AS TEXT)", "count": "g.count"}
        pairs = []
        for key, name, object in groups.fields:
            if object and grouped.entities:
                entity = self.entity(source, "e", object, grouped.entities)
                pairs.append((key, f"json(iif(e.nid IS NULL, NULL, {entity}))"))
            else:
                pairs.append((key, texts.get(name) or literal(name)))
        select = f"SELECT g.parent AS parent, json_group_array({json_object(pairs)} ORDER BY g.n) AS groups"
        return self.writing.cte("json", f"{select}\n  FROM {source}\n  GROUP BY g.parent")

    def aggregate(self, aggregate: Aggregate, alias: str) -> str:
        """JSON of what all rows come to; without any row there is none at the alias."""
        pairs = []
        for field in aggregate.fields:
            if isinstance(field, Summed):
                i = _sums(aggregate).index(field)
                texts = {"count": f"coalesce({alias}.c{i}, 0)", "min": f"{alias}.a{i}", "max": f"{alias}.z{i}"}
                parts = [(key, texts.get(name) or literal(name)) for key, name in field.parts]
                pairs.append((field.key, json_object(parts)))
            else:
                key, name = field
                pairs.append((key, f"coalesce({alias}.rows, 0)" if name == "count" else literal(name)))
        return json_object(pairs)

    def page_info(self, connection: Connection, parts: tuple[tuple[str, str], ...], j: str) -> str:
        page = connection.page
        more = boolean(f"coalesce({j}.more, 0)") if connection.looks_further else ""
        texts = {
            "hasNextPage": boolean("1" if page.before else "0") if page.backwards else more,
            "hasPreviousPage": more if page.backwards else boolean("1" if page.after else "0"),
            "startCursor": f"{j}.last" if page.backwards else f"{j}.first",
            "endCursor": f"{j}.first" if page.backwards else f"{j}.last",
            "__typename": literal("PageInfo"),
        }
        return json_object([(key, texts[name]) for key, name in parts])

    def write_body(self, connection: Connection, rows: Rows) -> str:
        """JSON of a connection's lists by parent."""
        link = connection.link
        size = self.writing.slot(connection.page.size)
        source = From(self.writing, f"{rows.page} l")
        source.join(_row_join(connection))
        if link and _wants_edge(connection):
            near, far = ends(link)
            source.join(f"CROSS JOIN {quoted(link.relation.type)} r ON r.{near} = l.parent AND r.{far} = l.nid")
        # The row beyond the page says that there is more; nothing is built for it.
        further = connection.looks_further
        beyond = f" WHERE n <= {size}" if further else ""
        members = f"SELECT DISTINCT {'fact AS fid' if connection.records else 'nid'} FROM {rows.page}{beyond}"
        order = f"ORDER BY l.n{' DESC' if connection.page.backwards else ''}"
        shown = f" FILTER (WHERE l.n <= {size})" if further else ""
        columns = ["l.parent AS parent"] + ([f"max(l.n) > {size} AS more"] if further else [])
        for i, part in enumerate(connection.parts):
            if isinstance(part, Nodes):
                row = self.shown(source, "e", part.object, members)
            elif isinstance(part, Edges):
                row = json_object([(f.key, self.edge_field(source, f, rows, members, beyond)) for f in part.fields])
            else:
                continue
            columns.append(f"json_group_array({row} {order}){shown} AS p{i}")
        if any(isinstance(p, PageInfo) for p in connection.parts) and _wants_cursors(connection):
            columns.append(f"max(iif(l.n = 1 AND {size} > 0, l.cursor, NULL)) AS first")
            columns.append(f"max(iif(l.n = min(l.found, {size}), l.cursor, NULL)) AS last")
        return self.writing.cte("json", f"SELECT {', '.join(columns)}\n  FROM {source}\n  GROUP BY l.parent")

    def edge_field(self, source: From, field: EdgeField, rows: Rows, members: str, beyond: str) -> str:
        match field:
            case Literal(_, text):
                return literal(text)
            case Cursor():
                return "l.cursor"
            case Node(_, shown):
                return self.shown(source, "e", shown, members)
            case Scalar():
                return values.scalar(self.writing, field, "r", "e")
            case Evidence():
                facts = f"SELECT DISTINCT fact AS fid FROM {rows.page}{beyond}"
                return self.fact_evidence(source, field, facts, "l.fact")
        raise AssertionError(field)

    # Evidence ---------------------------------------------------------------------------------------------------

    def entity_evidence(self, source: From, alias: str, field: Evidence, members: str) -> str:
        only = f"f.slot IN (SELECT value FROM json_each({self.writing.slot(field.of)}))" if field.of else "f.slot <> ''"
        order = "c.place, f.slot, f.id"
        claims = (
            f"SELECT * FROM (SELECT c.fid, c.place, p.nid AS parent,"
            f" row_number() OVER (PARTITION BY p.nid ORDER BY {order}) AS n FROM ({members}) p"
            f" CROSS JOIN fact f ON f.subject = p.nid AND {only} CROSS JOIN claim c ON c.fid = f.fid)"
            f" WHERE n <= {MOST_EVIDENCE}"
        )
        return self.evidence(source, field, claims, f"{alias}.nid")

    def fact_evidence(self, source: From, field: Evidence, fids: str, parent: str) -> str:
        """The claims of the facts that `fids` selects, at the id of one of them."""
        claims = (
            f"SELECT c.fid, c.place, c.fid AS parent, c.place AS n FROM ({fids}) p"
            f" CROSS JOIN claim c ON c.fid = p.fid WHERE c.place < {MOST_EVIDENCE}"
        )
        return self.evidence(source, field, claims, parent)

    def evidence(self, source: From, field: Evidence, claims: str, parent: str) -> str:
        """A list of claims at a parent. `claims` selects fid and place of claims, their parent and order n."""
        key = field.claim, claims
        if key not in self.written:
            chosen = self.writing.cte("chosen", claims)
            inner = From(self.writing, f"{chosen} l")
            inner.join("CROSS JOIN claim c ON c.fid = l.fid AND c.place = l.place")
            row = self.record(inner, field.claim, "c", f"SELECT fid FROM {chosen}")
            columns = f"l.parent AS parent, json_group_array({row} ORDER BY l.n) AS j"
            select = f"SELECT {columns}\n  FROM {inner}\n  GROUP BY l.parent"
            self.written[key] = self.writing.cte("json", select)
        j = self.writing.name("j")
        source.join(f"LEFT JOIN {self.written[key]} {j} ON {j}.parent = {parent}")
        return f"json(coalesce({j}.j, '[]'))"

    def record(self, source: From, record: Record, alias: str, fids: str) -> str:
        """JSON of the fact or claim at an alias. `fids` selects the facts to which all that stand there belong."""
        pairs = []
        for field in record.fields:
            match field:
                case Literal(key, text):
                    pairs.append((key, literal(text)))
                case RecordValue(key, column):
                    pairs.append((key, values.record_value(alias, column)))
                case RecordQualifier():
                    pairs.append((field.key, values.record_qualifier(field, f"{alias}.qualifiers", record.type)))
                case RecordEntity(key, column, shown):
                    e = self.writing.name("e")
                    source.join(f"LEFT JOIN entity {e} ON {e}.nid = {alias}.{column}")
                    members = f"SELECT DISTINCT x.{column} AS nid FROM {record.type.lower()} x WHERE x.fid IN ({fids})"
                    pairs.append((key, f"json(iif({e}.nid IS NULL, NULL, {self.entity(source, e, shown, members)}))"))
                case RecordRecord(key, inner):
                    f = self.writing.name("f")
                    source.join(f"LEFT JOIN fact {f} ON {f}.fid = {alias}.fid")
                    pairs.append((key, self.record(source, inner, f, fids)))
                case Evidence(key):
                    pairs.append((key, self.fact_evidence(source, field, fids, f"{alias}.fid")))
                case Many(key, connection):
                    facts = f"SELECT DISTINCT x.fid AS nid FROM ({fids}) x"
                    pairs.append((key, self.connection(source, connection, facts, f"{alias}.fid")))
        return json_object(pairs)


def _row_join(connection: Connection) -> str:
    """The join of what a row of the page stands for, as the alias e."""
    match connection.records:
        case None:
            return "CROSS JOIN entity e ON e.nid = l.nid"
        case Records("Fact"):
            return "CROSS JOIN fact e ON e.fid = l.fact"
        case _:
            return "CROSS JOIN claim e ON e.fid = l.fact AND e.place = l.nid"


def _wants_cursors(connection: Connection) -> bool:
    for part in connection.parts:
        if isinstance(part, PageInfo) and any(name.endswith("Cursor") for _, name in part.parts):
            return True
        if isinstance(part, Edges) and any(isinstance(f, Cursor) for f in part.fields):
            return True
    return False


def _wants_edge(connection: Connection) -> bool:
    return any(isinstance(f, Scalar) for p in connection.parts if isinstance(p, Edges) for f in p.fields)


def _has_children(object: Object) -> bool:
    return any(isinstance(f, Many | Evidence | One) for _, fields in object.cases for f in fields)


def _sums(aggregate: Aggregate) -> list[Summed]:
    return [field for field in aggregate.fields if isinstance(field, Summed)]
