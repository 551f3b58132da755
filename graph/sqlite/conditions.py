"""Conditions of a plan as SQL.

A condition on an entity is a test of its row number: a narrow semi-join is `nid IN (SELECT …)`, which SQLite can
drive from either side. What is missing makes a comparison NULL; only NOT must turn that into false first.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.plan import (
    All,
    AnyName,
    Compare,
    Condition,
    DefaultName,
    Far,
    Id,
    IsType,
    Not,
    OfEdge,
    Own,
    Related,
    Some,
)
from graph.sqlite.tables import quoted
from graph.sqlite.writing import Writing, ends, narrowing, nid_test, type_test
from schema.model import Attribute, Link


@dataclass(frozen=True)
class Place:
    """Where a condition stands: the entity's row number, and the aliases in reach."""

    nid: str
    entity: str = ""
    """Alias of `entity`, when it is in reach."""
    edge: str = ""
    """Alias of a relationship table, when the condition speaks of a link."""
    far: str = ""
    """Row number of the entity at the link's other end."""
    far_entity: str = ""


def condition_sql(writing: Writing, condition: Condition, place: Place) -> str:
    """A boolean SQL expression; NULL counts as false."""
    match condition:
        case All(parts):
            return _joined(writing, parts, place, " AND ", "1")
        case Some(parts):
            return _joined(writing, parts, place, " OR ", "0")
        case Not(part):
            return f"NOT coalesce({condition_sql(writing, part, place)}, 0)"
        case Far(inner):
            return condition_sql(writing, inner, Place(place.far, place.far_entity))
        case Related(link, inner):
            return _related(writing, link, inner, place)
        case IsType(types):
            return type_test(place.entity, types) if place.entity else nid_test(place.nid, types)
        case Compare():
            return _compare(writing, condition, place)


def _joined(writing: Writing, parts: tuple[Condition, ...], place: Place, word: str, empty: str) -> str:
    if not parts:
        return empty
    texts = [condition_sql(writing, part, place) for part in parts]
    return texts[0] if len(texts) == 1 else "(" + word.join(texts) + ")"


def _of_entity(writing: Writing, place: Place, test: object) -> str:
    assert callable(test)
    if place.entity:
        return str(test(place.entity))
    alias = writing.name("x")
    return f"{place.nid} IN (SELECT {alias}.nid FROM entity {alias} WHERE {test(alias)})"


def _related(writing: Writing, link: Link, inner: Condition, place: Place) -> str:
    near, far = ends(link)
    alias = writing.name("r")
    tests = narrowing(link, alias)
    if types := writing.far_types(link):
        tests.append(nid_test(f"{alias}.{far}", types))
    tests.append(condition_sql(writing, inner, Place("", edge=alias, far=f"{alias}.{far}")))
    table = quoted(link.relation.type)
    return f"{place.nid} IN (SELECT {alias}.{near} FROM {table} {alias} WHERE {' AND '.join(tests)})"


def _compare(writing: Writing, compare: Compare, place: Place) -> str:
    # Of a date's two slots only those are registered that the comparison uses.
    used = {"before": compare.slots[:1], "after": compare.slots[1:]}.get(compare.operator, compare.slots)
    slots = [writing.slot(slot) for slot in used]
    match compare.operand:
        case Id():
            return _of_entity(writing, place, lambda e: _text(f"{e}.id", compare.operator, slots))
        case DefaultName():
            return _of_entity(writing, place, lambda e: _text(f"{e}.fold", compare.operator, slots))
        case AnyName():
            alias = writing.name("x")
            if compare.operator == "isNull":
                return f"{place.nid} NOT IN (SELECT {alias}.nid FROM name {alias})"
            test = _text(f"{alias}.fold", compare.operator, slots)
            return f"{place.nid} IN (SELECT {alias}.nid FROM name {alias} WHERE {test})"
        case OfEdge(attribute):
            return _test(attribute, place.edge, compare.operator, slots)
        case Own(attribute):
            if writing.model.types[attribute.owner].abstract:
                return _of_entity(writing, place, lambda e: _test(attribute, e, compare.operator, slots))
            alias = writing.name("x")
            test = _test(attribute, alias, compare.operator, slots)
            return f"{place.nid} IN (SELECT {alias}.nid FROM {quoted(attribute.owner)} {alias} WHERE {test})"


def _test(attribute: Attribute, alias: str, operator: str, slots: list[str]) -> str:
    """A comparison of an attribute's columns."""
    column = f"{alias}.{quoted(attribute.name)}"
    if operator == "isNull":
        return f"coalesce({column}, '[]') = '[]'" if attribute.many else f"{column} IS NULL"
    if attribute.many or attribute.multilingual:
        value = "pg_fold(v.value)" if "_fold" in dict(attribute.value.columns) else "v.value"
        return f"EXISTS (SELECT 1 FROM json_each({column}) v WHERE {_text(value, operator, slots)})"
    suffixes = dict(attribute.value.columns)
    if "_fold" in suffixes:
        return _text(f"{alias}.{quoted(attribute.name + '_fold')}", operator, slots)
    if "_first" in suffixes:
        first, last = (f"{alias}.{quoted(attribute.name + end)}" for end in ("_first", "_last"))
        return _date(first, last, operator, slots)
    return _text(column, operator, slots)


def _text(column: str, operator: str, slots: list[str]) -> str:
    match operator:
        case "eq":
            return f"{column} = {slots[0]}"
        case "in":
            return f"{column} IN (SELECT value FROM json_each({slots[0]}))"
        case "contains":
            return f"instr({column}, {slots[0]}) > 0"
        case "isNull":
            return f"{column} IS NULL"
    raise AssertionError(operator)


def _date(first: str, last: str, operator: str, slots: list[str]) -> str:
    """Dates are compared by their first and last day; the slots are those of the other one's that are needed."""
    match operator:
        case "eq":
            return f"({first} = {slots[0]} AND {last} = {slots[1]})"
        case "before":
            return f"{last} < {slots[0]}"
        case "after":
            return f"{first} > {slots[0]}"
        case "during":
            return f"({first} <= {slots[1]} AND {last} >= {slots[0]})"
    raise AssertionError(operator)
