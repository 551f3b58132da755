"""Conditions of a plan as SQL.

A condition on an entity is a test of its row number: a narrow semi-join is `nid IN (SELECT …)`, which SQLite can
drive from either side. What is missing makes a comparison NULL; only NOT must turn that into false first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from graph.plan import (
    All,
    AnyName,
    ByClaim,
    Compare,
    Condition,
    Count,
    DefaultName,
    Far,
    Id,
    InDocument,
    IsType,
    Not,
    OfClaim,
    OfEdge,
    OfFact,
    OnFact,
    Own,
    Points,
    Related,
    Some,
    Stated,
)
from graph.sqlite.tables import quoted
from graph.sqlite.writing import Writing, ends, narrowing, nid_test, type_test
from schema.model import Attribute, Link
from schema.values import Date, Money


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
    claim: str = ""
    """Alias of `claim`, when the condition speaks of a claim."""
    fact: str = ""
    """Alias of `fact`, when the condition speaks of a fact."""


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
        case Stated(inner, of_link):
            return _stated(writing, inner, place.edge if of_link else "", place)
        case InDocument(inner):
            document = f"{place.claim}.document"
            return f"({document} IS NOT NULL AND {condition_sql(writing, inner, Place(document))})"
        case OnFact(inner):
            fact = writing.name("f")
            test = condition_sql(writing, inner, Place("", fact=fact))
            return f"{place.claim}.fid IN (SELECT {fact}.fid FROM fact {fact} WHERE {test})"
        case ByClaim(inner):
            claim = writing.name("c")
            test = condition_sql(writing, inner, Place("", claim=claim))
            return f"{place.fact}.fid IN (SELECT {claim}.fid FROM claim {claim} WHERE {test})"
        case Points(column, inner):
            end = f"{place.fact}.{column}"
            # The plus keeps SQLite from choosing this test as the one for which it uses an index.
            return f"(+{end} IS NOT NULL AND {condition_sql(writing, inner, Place(end))})"
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


def _stated(writing: Writing, inner: Condition, edge: str, place: Place) -> str:
    """That there is such a claim: on the link at an alias, or without one on the entity itself."""
    claim = writing.name("c")
    test = condition_sql(writing, inner, Place("", claim=claim))
    if edge:
        return f"EXISTS (SELECT 1 FROM claim {claim} WHERE {claim}.fid = {edge}.fact AND {test})"
    fact = writing.name("f")
    return (
        f"{place.nid} IN (SELECT {fact}.subject FROM fact {fact} CROSS JOIN claim {claim} ON {claim}.fid = {fact}.fid"
        f" WHERE {fact}.slot <> '' AND {test})"
    )


def count_sql(writing: Writing, count: Count, nid: str) -> str:
    """The number of links of an entity."""
    near, far = ends(count.link)
    alias = writing.name("r")
    tests = [f"{alias}.{near} = {nid}", *narrowing(count.link, alias)]
    if types := writing.far_types(count.link):
        tests.append(nid_test(f"{alias}.{far}", types))
    if count.where is not None:
        tests.append(condition_sql(writing, count.where, Place("", edge=alias, far=f"{alias}.{far}")))
    return f"(SELECT count(*) FROM {quoted(count.link.relation.type)} {alias} WHERE {' AND '.join(tests)})"


def fact_sql(alias: str, column: str) -> str:
    """A column of the fact at an alias; what is empty is missing."""
    if column == "sources":
        return f"(SELECT count(DISTINCT c.document) FROM claim c WHERE c.fid = {alias}.fid)"
    return f"nullif({alias}.value, '')" if column == "value" else f"{alias}.{quoted(column)}"


def _compare(writing: Writing, compare: Compare, place: Place) -> str:
    operator = compare.operator
    # Of a date's two slots only those are registered that the comparison uses.
    used = {"before": compare.slots[:1], "after": compare.slots[1:]}.get(operator, compare.slots)
    match compare.operand:
        case Count():
            number = count_sql(writing, compare.operand, place.nid)
            return _text(number, operator, [writing.slot(slot) for slot in used])
        case Id():
            slots = [writing.slot(slot) for slot in used]
            return _of_entity(writing, place, lambda e: _text(f"{e}.id", operator, slots))
        case DefaultName():
            slots = [writing.slot(slot) for slot in used]
            return _of_entity(writing, place, lambda e: _text(f"{e}.fold", operator, slots))
        case AnyName():
            alias = writing.name("x")
            if operator == "isNull":
                return f"{place.nid} NOT IN (SELECT {alias}.nid FROM name {alias})"
            test = _text(f"{alias}.fold", operator, [writing.slot(slot) for slot in used])
            return f"{place.nid} IN (SELECT {alias}.nid FROM name {alias} WHERE {test})"
        case OfClaim("quote"):
            return _text(f"pg_fold({place.claim}.quote)", operator, [writing.slot(slot) for slot in used])
        case OfClaim(column):
            value = f"nullif({place.claim}.{quoted(column)}, '')"
            return _text(value, operator, [writing.slot(slot) for slot in used])
        case OfFact(column):
            return _text(fact_sql(place.fact, column), operator, [writing.slot(slot) for slot in used])
        case OfEdge(attribute):
            return _test(attribute, place.edge, operator, [writing.slot(slot) for slot in used])
        case Own(attribute):
            slots = [writing.slot(slot) for slot in used]
            if writing.model.types[attribute.owner].abstract:
                return _of_entity(writing, place, lambda e: _test(attribute, e, operator, slots))
            alias = writing.name("x")
            test = _test(attribute, alias, operator, slots)
            return f"{place.nid} IN (SELECT {alias}.nid FROM {quoted(attribute.owner)} {alias} WHERE {test})"


def _test(attribute: Attribute, alias: str, operator: str, slots: list[str]) -> str:
    """A comparison of an attribute's columns."""
    column = f"{alias}.{quoted(attribute.name)}"
    if operator == "isNull":
        return f"coalesce({column}, '[]') = '[]'" if attribute.many else f"{column} IS NULL"
    if attribute.many or attribute.multilingual:
        value = "pg_fold(v.value)" if "_fold" in dict(attribute.value.columns) else "v.value"
        return f"EXISTS (SELECT 1 FROM json_each({column}) v WHERE {_text(value, operator, slots)})"
    if issubclass(attribute.value, Date):
        first, last = (f"{alias}.{quoted(attribute.name + end)}" for end in ("_first", "_last"))
        return _date(first, last, operator, slots)
    if issubclass(attribute.value, Money):
        currency, number = (f"{alias}.{quoted(attribute.name + end)}" for end in ("_currency", "_number"))
        return f"({currency} = {slots[0]} AND {_text(number, operator, slots[1:])})"
    fold = "_fold" if "_fold" in dict(attribute.value.columns) else ""
    return _text(f"{alias}.{quoted(attribute.name + fold)}", operator, slots)


_TESTS: Final = {
    "eq": "{0} = {1}",
    "in": "{0} IN (SELECT value FROM json_each({1}))",
    "contains": "instr({0}, {1}) > 0",
    "startsWith": "substr({0}, 1, length({1})) = {1}",
    # From the end on, 0 characters would be all of them.
    "endsWith": "({0} IS NOT NULL AND ({1} = '' OR substr({0}, -length({1})) = {1}))",
    "lt": "{0} < {1}",
    "lte": "{0} <= {1}",
    "gt": "{0} > {1}",
    "gte": "{0} >= {1}",
    "isNull": "{0} IS NULL",
}


def _text(column: str, operator: str, slots: list[str]) -> str:
    return _TESTS[operator].format(column, *slots)


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
