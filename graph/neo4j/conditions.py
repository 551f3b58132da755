"""Conditions of a plan as Cypher.

What is missing makes a comparison null, which counts as false; only NOT must turn it into false first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from graph.neo4j.writing import Writing, column, narrowing, of_type, path, quoted
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
    Slot,
    Some,
    Stated,
)
from schema.model import Attribute
from schema.values import Date, Money


@dataclass(frozen=True)
class Place:
    """The variables of which a condition speaks: an entity, a link and the entity at its far end, a claim or a fact."""

    entity: str = ""
    edge: str = ""
    far: str = ""
    claim: str = ""
    fact: str = ""


TRUE: Final = All(())
FALSE: Final = Some(())


def simplified(condition: Condition) -> Condition:
    """The same without parts that always or never hold: Neo4j fails to plan some statements that have such parts."""
    match condition:
        case All(parts):
            return _combined(parts, All, TRUE, FALSE)
        case Some(parts):
            return _combined(parts, Some, FALSE, TRUE)
        case Not(part):
            inner = simplified(part)
            return FALSE if inner == TRUE else TRUE if inner == FALSE else Not(inner)
        case Far(part):
            inner = simplified(part)
            return inner if inner in (TRUE, FALSE) else Far(inner)
        case Related(link, part):
            inner = simplified(part)
            return inner if inner == FALSE else Related(link, inner)
        case Stated(part, of_link):
            inner = simplified(part)
            return inner if inner == FALSE else Stated(inner, of_link)
        case InDocument(part) | OnFact(part) | ByClaim(part):
            inner = simplified(part)
            return inner if inner == FALSE else type(condition)(inner)
        case Points(end, part):
            inner = simplified(part)
            return inner if inner == FALSE else Points(end, inner)
        case Compare(Count() as count, operator, slots):
            return Compare(simplified_count(count), operator, slots)
        case IsType(()):
            return FALSE
    return condition


def simplified_count(count: Count) -> Count:
    """The same for the condition on the links that are counted."""
    inner = TRUE if count.where is None else simplified(count.where)
    return Count(count.link, None if inner == TRUE else inner)


def _combined(
    parts: tuple[Condition, ...], kind: type[All | Some], neutral: Condition, decisive: Condition
) -> Condition:
    left = tuple(part for part in map(simplified, parts) if part != neutral)
    if decisive in left:
        return decisive
    return left[0] if len(left) == 1 else kind(left)


def condition_text(writing: Writing, condition: Condition, place: Place) -> str:
    """A boolean Cypher expression for a simplified condition; null counts as false."""
    match condition:
        case Some(()):
            # Never true, but not a constant either.
            return f"{place.entity or place.far or place.claim or place.fact}.id IS NULL"
        case All(parts):
            return f"({' AND '.join(condition_text(writing, part, place) for part in parts)})"
        case Some(parts):
            return f"({' OR '.join(condition_text(writing, part, place) for part in parts)})"
        case Not(part):
            text = condition_text(writing, part, place)
            return f"NOT coalesce({text}, false)" if _may_be_null(part) else f"NOT {text}"
        case Far(inner):
            return condition_text(writing, inner, Place(place.far))
        case Related():
            return _related(writing, condition, place)
        case Stated():
            return _stated(writing, condition, place)
        case InDocument(inner):
            return _exists(writing, f"({place.claim})-[:STATED_IN]->", "e", inner, "entity")
        case OnFact(inner):
            return _exists(writing, f"({place.claim})-[:STATES]->", "f", inner, "fact")
        case ByClaim(inner):
            return _exists(writing, f"({place.fact})<-[:STATES]-", "c", inner, "claim")
        case Points():
            return _points(writing, condition, place)
        case IsType(types):
            return f"({place.entity}{of_type(types)})"
        case Compare():
            return _compare(writing, condition, place)


def _exists(writing: Writing, path: str, prefix: str, inner: Condition, what: str) -> str:
    """That there is such a thing at the end of a path."""
    writing.count_part()
    name = writing.name(prefix)
    where = "" if inner == TRUE else f" WHERE {condition_text(writing, inner, Place(**{what: name}))}"
    return f"EXISTS {{ MATCH {path}({name}){where} }}"


def _points(writing: Writing, points: Points, place: Place) -> str:
    """That a fact has such a subject or object. By its id an index finds the fact itself."""
    end = f"{place.fact}.{points.column}"
    match points.condition:
        case All(()):
            return f"{end} IS NOT NULL"
        case Compare(Id(), operator, slots):
            return _value(writing, end, operator, slots)
    writing.count_part()
    name = writing.name("e")
    test = condition_text(writing, points.condition, Place(name))
    return f"EXISTS {{ MATCH ({name}:Entity {{id: {end}}}) WHERE {test} }}"


def fact_text(fact: str, column: str) -> str:
    """A column of the fact that a variable stands for."""
    if column == "sources":
        return f"COUNT {{ MATCH ({fact})<-[:STATES]-()-[:STATED_IN]->(d) RETURN DISTINCT d }}"
    return f"{fact}.{quoted(column)}"


def _may_be_null(condition: Condition) -> bool:
    """Whether a condition's text may be null. An EXISTS in coalesce(…) could not be planned as an anti-join."""
    match condition:
        case All(parts) | Some(parts):
            return any(map(_may_be_null, parts))
        case Far(inner):
            return _may_be_null(inner)
        case Compare(operand, operator):
            return operator != "isNull" and not isinstance(operand, AnyName | Count)
        case Points(_, Compare(Id())):
            return True
    return False


def _related(writing: Writing, related: Related, place: Place) -> str:
    link = related.link
    writing.count_part()
    types = writing.far_types(link)
    if related.condition == TRUE and not link.only:
        return f"EXISTS {{ {path(place.entity, link, '', '', types)} }}"
    edge, far = writing.name("r"), writing.name("e")
    tests = narrowing(link, edge)
    if related.condition != TRUE:
        tests.append(condition_text(writing, related.condition, Place(edge=edge, far=far)))
    return f"EXISTS {{ MATCH {path(place.entity, link, edge, far, types)} WHERE {' AND '.join(tests)} }}"


def _stated(writing: Writing, stated: Stated, place: Place) -> str:
    """That there is such a claim: on the link, or on the entity itself."""
    writing.count_part()
    claim = writing.name("c")
    if stated.of_link:
        fact, tests = f"(:Fact {{id: {place.edge}.fact}})", []
    else:
        name = writing.name("f")
        fact, tests = f"({name}:Fact {{subject: {place.entity}.id}})", [f"{name}.slot <> ''"]
    if stated.condition != TRUE:
        tests.append(condition_text(writing, stated.condition, Place(claim=claim)))
    where = f" WHERE {' AND '.join(tests)}" if tests else ""
    return f"EXISTS {{ MATCH {fact}<-[:STATES]-({claim}){where} }}"


def count_text(writing: Writing, count: Count, entity: str) -> str:
    """The number of links of a kind; without anything to check, Neo4j knows it as the node's degree."""
    writing.count_part()
    link, where = count.link, count.where
    edge = writing.name("r") if link.only or where is not None else ""
    far = writing.name("e") if where is not None else ""
    tests = narrowing(link, edge)
    if where is not None:
        tests.append(condition_text(writing, where, Place(edge=edge, far=far)))
    test = f" WHERE {' AND '.join(tests)}" if tests else ""
    return f"COUNT {{ {path(entity, link, edge, far, writing.far_types(link))}{test} }}"


def _compare(writing: Writing, compare: Compare, place: Place) -> str:
    operator, slots = compare.operator, compare.slots
    match compare.operand:
        case Count():
            return _value(writing, count_text(writing, compare.operand, place.entity), operator, slots)
        case OfClaim("quote"):
            return _value(writing, f"{place.claim}.quote_fold", operator, slots)
        case OfClaim(name):
            return _value(writing, f"nullIf({place.claim}.{name}, '')", operator, slots)
        case OfFact(name):
            return _value(writing, fact_text(place.fact, name), operator, slots)
        case Id():
            return _value(writing, f"{place.entity}.id", operator, slots)
        case DefaultName():
            return _value(writing, f"{place.entity}.fold", operator, slots)
        case AnyName() if operator == "isNull":
            return f"NOT EXISTS {{ ({place.entity})-[:NAMED]->() }}"
        case AnyName():
            name = writing.name("n")
            test = name_text(writing, compare, name)
            return f"EXISTS {{ MATCH ({place.entity})-[:NAMED]->({name}:Name) WHERE {test} }}"
        case OfEdge(attribute):
            return _attribute(writing, attribute, place.edge, operator, slots)
        case Own(attribute):
            return _attribute(writing, attribute, place.entity, operator, slots)


def name_text(writing: Writing, compare: Compare, name: str) -> str:
    """A comparison of one of an entity's names, which the variable `name` stands for."""
    return _value(writing, f"{name}.fold", compare.operator, compare.slots)


def _attribute(writing: Writing, attribute: Attribute, variable: str, operator: str, slots: tuple[Slot, ...]) -> str:
    """A comparison of an attribute's properties."""
    suffixes = dict(attribute.value.columns)
    if attribute.many or attribute.multilingual:
        values = column(variable, attribute, "_folds" if "_fold" in suffixes else "")
        return _any(writing, values, operator, slots)
    if operator == "isNull":
        return f"{column(variable, attribute)} IS NULL"
    if issubclass(attribute.value, Date):
        first, last = column(variable, attribute, "_first"), column(variable, attribute, "_last")
        return _date(writing, first, last, operator, slots)
    if issubclass(attribute.value, Money):
        currency, number = column(variable, attribute, "_currency"), column(variable, attribute, "_number")
        return f"({currency} = {writing.slot(slots[0])} AND {_value(writing, number, operator, slots[1:])})"
    return _value(writing, column(variable, attribute, "_fold" if "_fold" in suffixes else ""), operator, slots)


def _any(writing: Writing, values: str, operator: str, slots: tuple[Slot, ...]) -> str:
    """A comparison that holds for some value of a list; an empty list is absent."""
    if operator == "isNull":
        return f"{values} IS NULL"
    if operator == "eq":
        return f"{writing.slot(slots[0])} IN {values}"
    one = writing.name("x")
    return f"any({one} IN {values} WHERE {_value(writing, one, operator, slots)})"


_WORDS: Final = {
    "eq": "=", "in": "IN", "contains": "CONTAINS", "startsWith": "STARTS WITH", "endsWith": "ENDS WITH",
    "lt": "<", "lte": "<=", "gt": ">", "gte": ">=",
}  # fmt: skip


def _value(writing: Writing, value: str, operator: str, slots: tuple[Slot, ...]) -> str:
    if operator == "isNull":
        return f"{value} IS NULL"
    operand = writing.list_slot(slots[0]) if operator == "in" else writing.slot(slots[0])
    return f"{value} {_WORDS[operator]} {operand}"


def _date(writing: Writing, first: str, last: str, operator: str, slots: tuple[Slot, ...]) -> str:
    """Dates are compared by their first and last day; the slots are the first and last day of the other one."""
    match operator:
        case "eq":
            return f"({first} = {writing.slot(slots[0])} AND {last} = {writing.slot(slots[1])})"
        case "before":
            return f"{last} < {writing.slot(slots[0])}"
        case "after":
            return f"{first} > {writing.slot(slots[1])}"
        case "during":
            return f"({first} <= {writing.slot(slots[1])} AND {last} >= {writing.slot(slots[0])})"
    raise AssertionError(operator)
