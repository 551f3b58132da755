"""What is said of all rows of a connection, whatever the page, as SQL: groups, and values summed up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.plan import ByLink, ByType, ByValue, Connection, Groups, OfEdge, Own, Summed
from graph.sqlite.rows import of_link
from graph.sqlite.tables import quoted
from graph.sqlite.writing import From, Writing, ends, literal
from schema.edtf import LATEST
from schema.names import enum_value
from schema.values import Date


@dataclass(frozen=True)
class Grouped:
    """The groups on a page: `page` has parent, key, count and n; `entities` selects the nids of their keys."""

    page: str
    entities: str


def write_groups(writing: Writing, connection: Connection, every: str, groups: Groups) -> Grouped:
    """Write the groups of the rows in `every`, the first ones for each parent."""
    source = _source(writing, every, [groups.by])
    key = _key(source, connection, groups.by)
    grouped = writing.cte(
        "groups", f"SELECT l.parent AS parent, {key} AS key, count(*) AS count FROM {source}\n  GROUP BY 1, 2"
    )
    linked = isinstance(groups.by, ByLink)
    order = [
        "g.key IS NULL", *(["g.count DESC"] if groups.by_count else []), *(["k.fold", "k.id"] if linked else ["g.key"])
    ]  # fmt: skip
    joined = f"{grouped} g{' LEFT JOIN entity k ON k.nid = g.key' if linked else ''}"
    numbered = f"SELECT g.*, row_number() OVER (PARTITION BY g.parent ORDER BY {', '.join(order)}) AS n FROM {joined}"
    page = writing.cte("group", f"SELECT * FROM ({numbered}) WHERE n <= {writing.slot(groups.size)}")
    return Grouped(page, f"SELECT DISTINCT key AS nid FROM {page} WHERE key IS NOT NULL" if linked else "")


def write_sums(writing: Writing, every: str, sums: list[Summed]) -> str:
    """Write what the rows in `every` come to, by parent: rows, and for sum number i how many c{i}, a{i} and z{i}."""
    source = _source(writing, every, sums)
    columns = ["l.parent AS parent", "count(*) AS rows"]
    for i, sum in enumerate(sums):
        dates = issubclass(sum.operands[0].attribute.value, Date)
        shown = _first(_column(source, operand) for operand in sum.operands)
        value = _first(_comparable(source, operand) for operand in sum.operands) if dates else shown
        columns.append(f"count({shown}) AS c{i}")
        for name, best in (("a", f"min({value})"), ("z", f"max({value})")):
            columns.append(f"{f'substr({best}, {2 * _DIGITS + 1})' if dates else best} AS {name}{i}")
    return writing.cte("sums", f"SELECT {', '.join(columns)}\n  FROM {source}\n  GROUP BY 1")


def _first(found: Iterable[str]) -> str:
    """The first of some values that there is."""
    values = list(dict.fromkeys(found))
    return values[0] if len(values) == 1 else f"coalesce({', '.join(values)})"


_DIGITS = 14


def _comparable(source: From, operand: Own | OfEdge) -> str:
    """A date as a text that sorts by first and last day, and ends in the date as it is shown."""
    days = [f"{_column(source, operand, suffix)} + {2 * LATEST}" for suffix in operand.attribute.value.order]
    shown = _column(source, operand)
    return f"iif({shown} IS NULL, NULL, printf('%0{_DIGITS}d%0{_DIGITS}d%s', {', '.join(days)}, {shown}))"


def _source(writing: Writing, every: str, parts: list[Summed] | list[ByValue | ByLink | ByType]) -> From:
    """All rows, with the aliases l (rows) and, where it is needed, e (entities)."""
    source = From(writing, f"{every} l")
    operands = [operand for part in parts for operand in getattr(part, "operands", ())]
    if any(isinstance(part, ByType) for part in parts) or any(isinstance(operand, Own) for operand in operands):
        source.join("CROSS JOIN entity e ON e.nid = l.nid")
    return source


def _key(source: From, connection: Connection, by: ByValue | ByLink | ByType) -> str:
    """What a row is grouped by: a value, or the nid of an entity."""
    match by:
        case ByType():
            names = " ".join(f"WHEN {literal(t)} THEN {literal(enum_value(t))}" for t in connection.types)
            return f"CASE e.type {names} END"
        case ByLink(links):
            return _first(f"{source.linked(link, 'l')}.{ends(link)[1]}" for link in links)
        case ByValue(operands, year):
            return _first(_column(source, operand, "_year" if year else "") for operand in operands)


def _column(source: From, operand: Own | OfEdge, suffix: str = "") -> str:
    column = operand.attribute.name + suffix
    if isinstance(operand, OfEdge):
        return f"l.{of_link(column)}"
    return f"{source.holder('e', operand.attribute)}.{quoted(column)}"
