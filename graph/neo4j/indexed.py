"""A pass: a root connection takes its rows from an index in their order, and stops when the page is full.

Neo4j sorts all nodes of a label unless the statement names the index and says that the property is there or within
a bound. Nodes without the property stand in no index: they are a second part, looked for only when the first one
does not fill the page. What comes beyond a cursor is a bound and a CASE, because of an OR Neo4j would make two
look-ups whose rows it sorts again. (Bounds on an index go by code points, as the order does.)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph.neo4j.anchor import is_selective, parts_of
from graph.neo4j.conditions import Place
from graph.neo4j.constraints import definitions
from graph.neo4j.order import Key, beyond, sorted_line
from graph.neo4j.writing import Row, Writing, called, filtered, of_type, quoted
from graph.plan import Compare, Condition, Connection, DefaultName, Id, Keyset, Order, Own, Slot


def indexed_page(
    writing: Writing, connection: Connection, entity: str, keys: Sequence[Key], tests: Sequence[str], limit: str,
    shown: Row,
) -> tuple[list[str], str] | None:  # fmt: skip
    """Lines that bind the entities of a page, of which `tests` hold, with what then stands for what each one shows.

    None when no index gives them in order.
    """
    name = "" if connection.records else _sorted_by(connection.order[0])
    if not (writing.indexed and name and _has_index(writing, connection.types, name)) or _narrows(connection.where):
        return None
    parts = [
        part
        for present in (not connection.page.backwards, connection.page.backwards)
        if (part := _part(writing, connection, entity, name, keys, tests, limit, present=present))
    ]
    if len(parts) < 2:
        return (parts[0], str(shown)) if parts else None
    # Plain values leave the two parts at once: that takes less than to read them from the entities afterwards.
    row = entity if shown.has_subqueries else writing.name("r")
    given = entity if shown.has_subqueries else f"{shown} AS {row}"
    rows = called("", [*parts[0], f"RETURN {given}", "UNION ALL", *parts[1], f"RETURN {given}"])
    return [rows, f"WITH {row} LIMIT {limit}"], str(shown) if shown.has_subqueries else row


def _sorted_by(order: Order) -> str:
    """The property that rows are sorted by first, if it is one of their own."""
    if order.over:
        return ""
    match order.key:
        case Id():
            return "id"
        case DefaultName():
            return "fold"
        case Own(attribute):
            return attribute.name + attribute.value.order[0]
    return ""


def _has_index(writing: Writing, types: tuple[str, ...], name: str) -> bool:
    on = f"(x{of_type(types)})"
    return any(d.pattern == on and d.properties == (name,) for d in definitions(writing.model))


def _narrows(where: Condition | None) -> bool:
    """Whether another index may find few rows: then Neo4j chooses by what it knows of their numbers."""
    if where is None:
        return False
    parts = (part for part, _ in parts_of(where, Place()))
    return is_selective(where) or any(isinstance(p, Compare) and isinstance(p.operand, Own) for p in parts)


def _part(
    writing: Writing, connection: Connection, entity: str, name: str, keys: Sequence[Key], tests: Sequence[str],
    limit: str, *, present: bool,
) -> list[str] | None:  # fmt: skip
    """Lines for the rows that have the first key, or for those that lack it. None when none can be on the page."""
    first = keys[0]
    further = _beyond(writing, connection, keys, present=present) if present or first.nullable else None
    if further is None:
        return None
    labels = of_type(connection.types)
    match = f"MATCH ({entity}{labels})"
    if present:
        match += f" USING INDEX {entity}{labels}({quoted(name)})"
        keys = [replace(first, nullable=False), *keys[1:]]
        further = further or [f"{first.text} IS NOT NULL"]
    else:
        keys = keys[_columns(connection.order[0]) :]
        further = [f"{first.text} IS NULL", *further]
    return [*filtered([match], [*tests, *further]), sorted_line(entity, keys, connection.page.backwards, limit)]


def _columns(order: Order) -> int:
    """How many columns of the order are missing when the first one is."""
    return len(order.key.attribute.value.order) if isinstance(order.key, Own) else 1


def _beyond(writing: Writing, connection: Connection, keys: Sequence[Key], *, present: bool) -> list[str] | None:
    """Tests of the rows that have (or lack) the first key: that they are beyond the cursors. None if none can be."""
    tests = []
    for keyset, backwards in ((connection.page.after, False), (connection.page.before, True)):
        if keyset is None:
            continue
        slot, rest = keyset.values[0], Keyset(keyset.values[1:])
        if (slot is not None) == present:
            further = beyond(writing, keys[1:], rest, backwards)
            tests += [further] if slot is None else _bound(writing, keys[0], slot, further, backwards=backwards)
        elif present != backwards:
            # After a row without the key there are none with it, and before one with it none without.
            return None
    return tests


def _bound(writing: Writing, first: Key, slot: Slot, further: str, *, backwards: bool) -> list[str]:
    value = writing.slot(slot)
    sign = ">=" if first.descending == backwards else "<="
    return [f"{first.text} {sign} {value}", f"CASE {first.text} WHEN {value} THEN {further} ELSE true END"]
