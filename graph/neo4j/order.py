"""The order of a connection's rows as Cypher: its keys, their directions, and what comes after a cursor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from graph.neo4j.conditions import count_text, fact_text, simplified_count
from graph.neo4j.writing import Row, Writing, column, path
from graph.plan import Count, DefaultName, Id, Keyset, OfClaim, OfEdge, OfFact, Order, Own
from schema.model import Link
from schema.values import Text, Url, Value, Word


@dataclass(frozen=True)
class Key:
    """A column of the order."""

    text: str
    descending: bool
    nullable: bool = False
    any_letters: bool = False
    """Whether it can hold any character, and not only those of ids, codes and numbers."""


_BEYOND_SURROGATES: Final = r"'(?s).*[^\\u0000-\\uD7FF].*'"
_ASTRAL: Final = r"'[\\x{10000}-\\x{10FFFF}]'"


def keys_of(row: Row, orders: tuple[Order, ...], entity: str, edge: str) -> list[Key]:
    """The columns by which rows are sorted; the clauses that find them are put at `row`."""
    return [key for order in orders for key in _keys(row, order, entity, edge)]


def _keys(row: Row, order: Order, entity: str, edge: str) -> list[Key]:
    for link in order.over:
        entity = followed(row, link, entity)
    down, missing = order.descending, bool(order.over)
    match order.key:
        case Id():
            return [Key(f"{entity}.id", down, missing)]
        case DefaultName():
            return [Key(f"{entity}.fold", down, missing, any_letters=True)]
        case Count():
            return [Key(_counted(row, order.key, entity, missing), down, missing)]
        case OfFact(column_) if column_ == "sources":
            if (entity, order.key) not in row.bound:
                number = row.bound[entity, order.key] = row.writing.name("k")
                row.clauses.append(f"WITH *, {fact_text(entity, column_)} AS {number}")
            return [Key(row.bound[entity, order.key], down)]
        case OfFact(column_) | OfClaim(column_):
            return [Key(f"{entity}.{column_}", down, column_ == "start")]
        case OfEdge(attribute):
            return [
                Key(column(edge, attribute, s), down, True, _any_letters(attribute.value, s))
                for s in attribute.value.order
            ]
        case Own(attribute):
            return [
                Key(column(entity, attribute, s), down, True, _any_letters(attribute.value, s))
                for s in attribute.value.order
            ]


def _any_letters(value: type[Value], suffix: str) -> bool:
    return dict(value.columns)[suffix] == "TEXT" and issubclass(value, Text | Word | Url)


def followed(row: Row, link: Link, entity: str) -> str:
    """The variable of the entity at the end of a to-one link, null when there is none."""
    types = row.writing.far_types(link)
    key = entity, path(entity, link, "", "", types)
    if key not in row.bound:
        far = row.bound[key] = row.writing.name("e")
        row.call(entity, [f"MATCH {path(entity, link, '', far, types)}", f"RETURN {far}"], optional=True)
    return row.bound[key]


def _counted(row: Row, counted: Count, entity: str, missing: bool) -> str:
    """The variable of the number of links of a kind, null for an entity that is."""
    if (entity, counted) not in row.bound:
        number = row.bound[entity, counted] = row.writing.name("k")
        count = count_text(row.writing, simplified_count(counted), entity)
        known = f"CASE WHEN {entity} IS NOT NULL THEN {count} END" if missing else count
        row.clauses.append(f"WITH *, {known} AS {number}")
    return row.bound[entity, counted]


def sorted_line(variables: str, keys: Sequence[Key], backwards: bool, limit: str) -> str:
    """Sort rows by keys and keep the first ones."""
    return f"WITH {variables} ORDER BY {', '.join(_direction(key, backwards) for key in keys)} LIMIT {limit}"


def _direction(key: Key, backwards: bool) -> str:
    """How to sort by a key. What is missing comes last in either direction, so first when read backwards.

    Neo4j itself puts it last when it sorts upwards and first when it sorts downwards.
    """
    down = key.descending != backwards
    text = f"{key.text} DESC" if down else key.text
    if not key.nullable or not key.descending:
        return text
    return f"{key.text} IS {'NOT ' if backwards else ''}NULL, {text}"


def beyond(writing: Writing, keys: Sequence[Key], keyset: Keyset, backwards: bool) -> str:
    """That a row comes after (or, backwards, before) the place of a cursor."""
    text = ""
    for key, slot in reversed(list(zip(keys, keyset.values, strict=True))):
        if slot is None:
            rest = f" AND ({text})" if text else " AND false"
            text = f"{key.text} IS NOT NULL OR {key.text} IS NULL{rest}" if backwards else f"{key.text} IS NULL{rest}"
            continue
        value = writing.slot(slot)
        further = _compared(writing, key, ">" if key.descending == backwards else "<", value)
        missing = f" OR {key.text} IS NULL" if key.nullable and not backwards else ""
        equal = f" OR {key.text} = {value} AND ({text})" if text else ""
        text = f"{further}{missing}{equal}"
    return f"({text})" if text else "false"


def _compared(writing: Writing, key: Key, sign: str, value: str) -> str:
    """Neo4j sorts texts by code points, but compares one with a parameter by UTF-16 units.

    These orders differ only where one text has a surrogate pair and the other one of the last characters before
    these; that needs a parameter with a character from the surrogates on, which hardly ever is.
    """
    if not key.any_letters:
        return f"{key.text} {sign} {value}"
    slow = f"{_by_code_points(writing, key.text)} {sign} {_by_code_points(writing, value)}"
    differs = f"{value} =~ {_BEYOND_SURROGATES} AND {key.text} IS NOT NULL"
    return f"CASE WHEN {differs} THEN {slow} ELSE {key.text} {sign} {value} END"


def _by_code_points(writing: Writing, text: str) -> str:
    """A text whose order by UTF-16 units is that of its code points: U+FFFF stands before each surrogate pair."""
    so_far, i = writing.name("t"), writing.name("i")
    letter = f"substring({text}, {i}, 1)"
    marked = f"CASE WHEN {letter} =~ {_ASTRAL} THEN '\\uFFFF' ELSE '' END + {letter}"
    return f"reduce({so_far} = '', {i} IN range(0, size({text}) - 1) | {so_far} + {marked})"
