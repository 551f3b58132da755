"""Whether a condition of a plan holds, in plain Python."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from graph import plan as p
from graph.facts import Claim, Fact
from graph.store import SlotValue
from schema.values import Cell, Date, Integer, Money, Text, Value, Word
from tests.contract.settled import Entity, Row, Settled
from tests.contract.shown import cells, fact_value


class Conditions:
    """Conditions in one graph, with the values of a plan's slots."""

    def __init__(self, graph: Settled, slots: Sequence[SlotValue]) -> None:
        self.graph = graph
        self.slots = slots

    def holds(self, condition: p.Condition, row: Row) -> bool:
        """Whether a condition holds for an entity, or for a link and what stands at its other end."""
        match condition:
            case p.All(parts):
                return all(self.holds(part, row) for part in parts)
            case p.Some(parts):
                return any(self.holds(part, row) for part in parts)
            case p.Not(part):
                return not self.holds(part, row)
            case p.Far(inner):
                return self.holds(inner, Row(row.entity))
            case p.Related(link, inner):
                return any(self.holds(inner, other) for other in self.graph.linked(row.entity, link))
            case p.IsType(types):
                return row.entity.type in types
            case p.Stated(inner, of_link):
                claims = [c for fact in ([row.fact] if of_link else row.entity.facts) if fact for c in fact.claims]
                return any(self.claimed(inner, claim) for claim in claims)
            case p.Compare(operand, operator, slots):
                value, texts = self.operand(operand, row)
                if operator == "isNull":
                    return not texts
                given = [self.slots[slot.number] for slot in slots]
                return any(fits(cells(value, text), operator, given, value) for text in texts)
        raise AssertionError(condition)

    def noted_as(self, condition: p.Condition, fact: Fact) -> bool:
        """Whether a condition holds for a fact."""
        match condition:
            case p.All(parts):
                return all(self.noted_as(part, fact) for part in parts)
            case p.Some(parts):
                return any(self.noted_as(part, fact) for part in parts)
            case p.Not(part):
                return not self.noted_as(part, fact)
            case p.ByClaim(inner):
                return any(self.claimed(inner, claim) for claim in fact.claims)
            case p.Points(column, inner):
                id = fact.key.subject if column == "subject" else fact.object
                return bool(id) and self.holds(inner, Row(self.graph.entities[id]))
            case p.Compare(p.OfFact(column), operator, slots):
                found = fact_value(fact, column)
                if operator == "isNull":
                    return found is None
                return found is not None and compares(found, operator, self.slots[slots[0].number])
        raise AssertionError(condition)

    def claimed(self, condition: p.Condition, claim: Claim) -> bool:
        """Whether a condition holds for a claim."""
        match condition:
            case p.All(parts):
                return all(self.claimed(part, claim) for part in parts)
            case p.Some(parts):
                return any(self.claimed(part, claim) for part in parts)
            case p.Not(part):
                return not self.claimed(part, claim)
            case p.InDocument(inner):
                return bool(claim.document) and self.holds(inner, Row(self.graph.entities[claim.document]))
            case p.OnFact(inner):
                return self.noted_as(inner, self.graph.fact_of[claim.id])
            case p.Compare(p.OfClaim(column), operator, slots):
                text = getattr(claim, column)
                value: type[Value] = Text if column == "quote" else Word
                if operator == "isNull":
                    return not text
                return bool(text) and fits(
                    cells(value, text), operator, [self.slots[slot.number] for slot in slots], value
                )
        raise AssertionError(condition)

    def count(self, count: p.Count, entity: Entity) -> int:
        """How many links there are that fulfil the condition."""
        rows = self.graph.linked(entity, count.link)
        return sum(count.where is None or self.holds(count.where, row) for row in rows)

    def operand(self, operand: p.Operand, row: Row) -> tuple[type[Value], list[str]]:
        """The value type and the canonical texts of what is compared."""
        match operand:
            case p.Own(attribute):
                return attribute.value, row.entity.values(attribute)
            case p.OfEdge(attribute):
                return attribute.value, row.values(attribute)
            case p.Id():
                return Word, [row.entity.id]
            case p.DefaultName():
                return Text, [row.entity.names.canonical]
            case p.AnyName():
                return Text, [text for text, _, _ in row.entity.names.all]
            case p.Count():
                return Integer, [str(self.count(operand, row.entity))]
        raise AssertionError(operand)


def fits(found: dict[str, Cell], operator: str, given: list[Any], value: type[Value]) -> bool:
    """Whether a value, by its columns, fulfils a comparison. Dates have two slots: first and last day."""
    if issubclass(value, Date):
        first, last = found["_first"], found["_last"]
        assert isinstance(first, int) and isinstance(last, int)
        found_out: dict[str, bool] = {
            "eq": [first, last] == given,
            "before": last < given[0],
            "after": first > given[1],
            "during": first <= given[1] and last >= given[0],
        }
        return found_out[operator]
    if issubclass(value, Money):
        return found["_currency"] == given[0] and compares(found["_number"], operator, given[1])
    return compares(found.get("_fold", found[""]), operator, given[0])


def compares(found: Any, operator: str, given: Any) -> bool:
    """Whether one value fulfils a comparison with another."""
    match operator:
        case "eq":
            return bool(found == given)
        case "in":
            return found in json.loads(given)
        case "contains":
            return given in found
        case "startsWith":
            return bool(found.startswith(given))
        case "endsWith":
            return bool(found.endswith(given))
        case "lt" | "lte":
            return bool(found < given or (operator == "lte" and found == given))
        case "gt" | "gte":
            return bool(found > given or (operator == "gte" and found == given))
    raise AssertionError(operator)
