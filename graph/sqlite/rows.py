"""The rows of a connection as SQL: which entities, in which order, which page of them for each parent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from graph.plan import (
    Aggregate,
    Connection,
    Count,
    DefaultName,
    Groups,
    Id,
    Keyset,
    OfClaim,
    OfEdge,
    OfFact,
    Order,
    Own,
    Records,
)
from graph.sqlite.conditions import Place, condition_sql, count_sql, fact_sql
from graph.sqlite.tables import in_order, quoted
from graph.sqlite.writing import From, Writing, ends, literal, narrowing, type_test


@dataclass(frozen=True)
class Rows:
    """Names of the common table expressions of a connection.

    `page` has the columns parent, nid, fact, n (place on the page, from 1; counted from the end when the page is
    read backwards) and, when asked for, cursor and found (rows read for the parent); `total` has parent and rows;
    `every` has parent, nid and fact of all rows, and what is summed up of their links (`of_link`). They are empty when
    they are not needed. Where rows are facts or claims, `fact` is the row number of the fact, and nid that of the fact
    or the claim's place among those on the fact.
    """

    page: str
    total: str
    every: str = ""


@dataclass(frozen=True)
class _Key:
    """A column of the order."""

    sql: str
    descending: bool
    nullable: bool


def write_rows(writing: Writing, connection: Connection, members: str, cursors: bool) -> Rows:
    """Write the rows of a connection under the entities in `members` (a SELECT of nid; empty for root fields)."""
    source, tests = _source(writing, connection, members)
    if not (connection.paged or connection.gathered):
        select = f"SELECT {_parent(members)} AS parent, count(*) AS rows FROM {source}\n{_where(tests)}GROUP BY 1"
        return Rows("", writing.cte("total", select))
    keys = [key for order in connection.order for key in _keys(writing, source, order)] if connection.paged else []
    columns = "".join(f", {key.sql} AS k{i}" for i, key in enumerate(keys))
    columns += "".join(f", r.{quoted(name)} AS {of_link(name)}" for name in _summed_up(connection))
    nid, fact = _identity(connection)
    select = (
        f"SELECT {_parent(members)} AS parent, {nid} AS nid, {fact} AS fact{columns}\n  FROM {source}\n{_where(tests)}"
    )
    total = every = ""
    if connection.counted or connection.gathered:
        every = writing.cte("rows", select)
        select = f"SELECT * FROM {every}"
    if connection.counted:
        total = writing.cte("total", f"SELECT parent, count(*) AS rows FROM {every} GROUP BY parent")
    nested = bool(members) and members not in writing.single
    page = _write_page(writing, connection, keys, select, nested, cursors) if connection.paged else ""
    return Rows(page, total, every)


def _write_page(
    writing: Writing, connection: Connection, keys: list[_Key], select: str, nested: bool, cursors: bool
) -> str:
    page = connection.page
    tests = [
        _beyond(writing, keys, keyset, backwards)
        for keyset, backwards in ((page.after, False), (page.before, True))
        if keyset
    ]
    order = ", ".join(_direction(f"k{i}", key, page.backwards) for i, key in enumerate(keys))
    enough = writing.slot(page.size) + (" + 1" if connection.looks_further else "")
    where = _where(tests)
    if nested:
        numbered = f"SELECT *, row_number() OVER (PARTITION BY parent ORDER BY {order}) AS n FROM ({select})\n{where}"
        rows = f"({numbered}) WHERE n <= {enough}"
    else:
        limited = f"SELECT * FROM ({select})\n{where}ORDER BY {order} LIMIT {enough}"
        rows = f"(SELECT *, row_number() OVER (ORDER BY {order}) AS n FROM ({limited}))"
    more = ""
    if cursors:
        values = ", ".join(f"k{i}" for i in range(len(keys)))
        more = (
            f", pg_cursor({literal(connection.mark)}, {values}) AS cursor, count(*) OVER (PARTITION BY parent) AS found"
        )
    return writing.cte("page", f"SELECT parent, nid, fact, n{more} FROM {rows}")


def _identity(connection: Connection) -> tuple[str, str]:
    """What stands in the columns nid and fact of a row."""
    if connection.records:
        return ("e.fid" if connection.records.type == "Fact" else "e.place"), "e.fid"
    if connection.link:
        _, far = ends(connection.link)
        return f"r.{far}", "r.fact"
    return "e.nid", "NULL"


def of_link(column: str) -> str:
    """The name that a column of links has among all rows."""
    return quoted(f"r.{column}")


def _summed_up(connection: Connection) -> list[str]:
    """Columns of the links that groups and sums read."""
    groups = [part.by for part in connection.parts if isinstance(part, Groups)]
    sums = [field for part in connection.parts if isinstance(part, Aggregate) for field in part.fields]
    operands = [operand for part in (*groups, *sums) for operand in getattr(part, "operands", ())]
    columns = [column for o in operands if isinstance(o, OfEdge) for column, _ in o.attribute.columns]
    return list(dict.fromkeys(columns))


def _parent(members: str) -> str:
    return "p.nid" if members else "0"


def _where(tests: list[str]) -> str:
    return f"  WHERE {' AND '.join(tests)}\n" if tests else ""


def _source(writing: Writing, connection: Connection, members: str) -> tuple[From, list[str]]:
    """The tables of the rows, with the aliases p (parents), r (links) and e (entities), and their conditions."""
    link = connection.link
    tests: list[str] = []
    if connection.records:
        source = _records(writing, connection.records, members)
        place = Place("", **{connection.records.type.lower(): "e"})
    elif link is None:
        source, tests = _all_entities(writing, connection)
        place = Place("e.nid", "e")
    else:
        near, far = ends(link)
        source = From(writing, f"({members}) p")
        source.join(f"CROSS JOIN {quoted(link.relation.type)} r ON r.{near} = p.nid")
        types = writing.far_types(link)
        if connection.paged or connection.where is not None or types:
            source.join(f"CROSS JOIN entity e ON e.nid = r.{far}")
        tests = narrowing(link, "r") + ([type_test("e", types)] if types else [])
        place = Place("", edge="r", far="e.nid", far_entity="e")
    if connection.where is not None:
        tests.append(condition_sql(writing, connection.where, place))
    return source, tests


_POINTERS: Final = {"": "", "subject": "subject", "document": "document", "fact": "fid"}
"""Columns that point to what facts or claims are asked of."""


def _records(writing: Writing, records: Records, members: str) -> From:
    """The facts or claims, as the alias e, that point to the members."""
    table = records.type.lower()
    if not members:
        return From(writing, f"{table} e")
    source = From(writing, f"({members}) p")
    source.join(f"CROSS JOIN {table} e ON e.{_POINTERS[records.by]} = p.nid")
    return source


def _all_entities(writing: Writing, connection: Connection) -> tuple[From, list[str]]:
    """All entities of some types. Where an index of a type's own table has them in order, that table stands first."""
    match connection.order[:1]:
        case (Order(Own(attribute), over=()),) if connection.where is None and connection.paged and in_order(attribute):
            if connection.types == (attribute.owner,):
                source = From(writing, f"{quoted(attribute.owner)} t")
                source.join("CROSS JOIN entity e ON e.nid = t.nid")
                source.know("e", attribute.owner, "t")
                return source, []
    return From(writing, "entity e"), [type_test("e", connection.types)]


def _keys(writing: Writing, source: From, order: Order) -> list[_Key]:
    """The columns by which an order sorts."""
    alias = "e"
    for link in order.over:
        alias = source.follow(link, alias)
    match order.key:
        case Id():
            found, nullable = [f"{alias}.id"], False
        case DefaultName():
            found, nullable = [f"{alias}.fold"], False
        case Count():
            count = count_sql(writing, order.key, f"{alias}.nid")
            found = [f"iif({alias}.nid IS NULL, NULL, {count})" if order.over else count]
            nullable = False
        case OfFact(column):
            found, nullable = [fact_sql(alias, column)], False
        case OfClaim(column):
            found, nullable = [f"{alias}.{quoted(column)}"], column == "start"
        case OfEdge(attribute):
            found, nullable = [f"r.{quoted(attribute.name + s)}" for s in attribute.value.order], True
        case Own(attribute):
            holder = source.holder(alias, attribute)
            found, nullable = [f"{holder}.{quoted(attribute.name + s)}" for s in attribute.value.order], True
    return [_Key(sql, order.descending, nullable or bool(order.over)) for sql in found]


def _direction(column: str, key: _Key, backwards: bool) -> str:
    """What is missing comes last in either direction, so it comes first when the order is read backwards."""
    text = f"{column} {'DESC' if key.descending != backwards else 'ASC'}"
    return f"{text} NULLS {'FIRST' if backwards else 'LAST'}" if key.nullable else text


def _beyond(writing: Writing, keys: list[_Key], keyset: Keyset, backwards: bool) -> str:
    """That a row comes after (or, backwards, before) the place of a cursor."""
    text = ""
    for i in reversed(range(len(keys))):
        key, slot, column = keys[i], keyset.values[i], f"k{i}"
        same = f" AND ({text})" if text else ""
        if slot is None:
            text = f"{column} IS NULL{same or ' AND 0'}"
            text = f"{column} IS NOT NULL OR {text}" if backwards else text
            continue
        value = writing.slot(slot)
        sign = ">" if key.descending == backwards else "<"
        missing = f" OR {column} IS NULL" if key.nullable and not backwards else ""
        text = f"{column} {sign} {value}{missing}" + (f" OR {column} = {value}{same}" if same else "")
    return f"({text})"
