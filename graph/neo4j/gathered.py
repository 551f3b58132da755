"""What is said of all rows of a connection, whatever the page, as Cypher: groups, and values summed up."""

from __future__ import annotations

from collections.abc import Callable

from graph.neo4j.decode import Read, at, constant, item, object_of, rows_of, then, when
from graph.neo4j.order import followed
from graph.neo4j.rows import Rows
from graph.neo4j.writing import Row, called, column, filtered, literal, quoted
from graph.plan import Aggregate, ByLink, ByType, ByValue, Connection, Groups, Object, OfEdge, Own, Summed
from schema.names import enum_value
from schema.values import Date

ShowEntity = Callable[[Row, str, Object], Read]
"""Writes the entity that a variable stands for."""


def write_groups(row: Row, connection: Connection, parent: str, groups: Groups, entity: ShowEntity) -> Read:
    """Write the groups of a connection's rows at a row of its parents: the first ones."""
    writing = row.writing
    rows, before, shown = Rows(writing, connection, parent), Row(writing), Row(writing)
    lines = filtered(*rows.matched())
    key, number = writing.name("k"), writing.name("n")
    text = _key(before, rows, connection, groups.by)
    linked = isinstance(groups.by, ByLink)
    order = [
        f"{key} IS NULL", *([f"{number} DESC"] if groups.by_count else []),
        *([f"{key}.fold", f"{key}.id"] if linked else [key]),
    ]  # fmt: skip
    lines += [
        *before.clauses,
        f"WITH {text} AS {key}, count(*) AS {number}",
        f"WITH {key}, {number} ORDER BY {', '.join(order)} LIMIT {writing.slot(groups.size)}",
    ]
    reads = {"count": at(shown.add(number)), "key": constant(None), "value": constant(None)}
    if not linked:
        reads["value"] = then(at(shown.add(key)), str)
    fields = []
    for name, what, object in groups.fields:
        read = reads.get(what, constant(what))
        if object and linked:
            known = at(shown.add(f"{key}.id"))
            read = when(known, entity(shown, key, object))
        fields.append((name, read))
    return rows_of(at(row.collected(parent, [*lines, *shown.clauses], str(shown))), object_of(fields))


def _key(before: Row, rows: Rows, connection: Connection, by: ByValue | ByLink | ByType) -> str:
    """What a row is grouped by: a value, or the node of an entity."""
    entity = rows.ends.entity
    match by:
        case ByType():
            whens = [f"WHEN {entity}:{quoted(name)} THEN {literal(enum_value(name))}" for name in connection.types]
            return f"CASE {' '.join(whens)} END"
        case ByLink(links):
            found = list(dict.fromkeys(followed(before, link, entity) for link in links))
        case ByValue(operands, year):
            found = [_column(rows, operand, "_year" if year else "") for operand in operands]
    return found[0] if len(found) == 1 else f"coalesce({', '.join(found)})"


def write_sums(row: Row, connection: Connection, parent: str, aggregate: Aggregate) -> Read:
    """Write what all rows of a connection come to at a row of its parents."""
    writing = row.writing
    rows = Rows(writing, connection, parent)
    values, summed = ["count(*)"], []
    fields: list[tuple[str, Read]] = []
    for field in aggregate.fields:
        if not isinstance(field, Summed):
            key, name = field
            fields.append((key, at(0) if name == "count" else constant(name)))
            continue
        value, place = writing.name("s"), at(len(values))
        summed.append(f"{_summed(rows, field)} AS {value}")
        dates = issubclass(field.operands[0].attribute.value, Date)
        best = "[2]" if dates else ""
        values.append(f"[count({value}), min({value}){best}, max({value}){best}]")
        places = {"count": 0, "min": 1, "max": 2}
        parts = [(k, item(place, at(places[n])) if n in places else constant(n)) for k, n in field.parts]
        fields.append((field.key, object_of(parts)))
    name = writing.name("v")
    writing.count_part()
    lines = filtered(*rows.matched())
    if summed:
        lines.append(f"WITH {', '.join(summed)}")
    row.clauses.append(called(parent, [*lines, f"RETURN [{', '.join(values)}] AS {name}"]))
    return item(at(row.add(name)), object_of(fields))


def _summed(rows: Rows, field: Summed) -> str:
    """The value of a row. A date is a list that sorts by first and last day, and ends in the date as it is shown."""
    found = []
    for operand in field.operands:
        shown = _column(rows, operand)
        if issubclass(operand.attribute.value, Date):
            days = [_column(rows, operand, suffix) for suffix in operand.attribute.value.order]
            shown = f"CASE WHEN {shown} IS NOT NULL THEN [{', '.join([*days, shown])}] END"
        found.append(shown)
    return found[0] if len(found) == 1 else f"coalesce({', '.join(found)})"


def _column(rows: Rows, operand: Own | OfEdge, suffix: str = "") -> str:
    holder = rows.ends.edge if isinstance(operand, OfEdge) else rows.ends.entity
    return column(holder, operand.attribute, suffix)
