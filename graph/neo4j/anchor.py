"""A pass: conditions on links become patterns, so that Neo4j can begin at their selective end.

`cities(where: {memberOf: {some: {node: {id: {eq: …}}}}})` as EXISTS looks at every city; as a pattern it begins at
the one programme. A to-one link gives a row one match at most, wherever the condition stands. At root fields one
further link that leads to few entities is followed as well; rows that it repeats are taken once.
Each link gets a MATCH of its own: within one, Cypher would not let two links be the same.
"""

from __future__ import annotations

from graph.neo4j.conditions import Place, condition_text, name_text
from graph.neo4j.writing import Writing, filtered, narrowing, path
from graph.plan import All, AnyName, Compare, Condition, DefaultName, Far, Id, Own, Related


def matched(
    writing: Writing, where: Condition, place: Place, lines: list[str], tests: list[str]
) -> tuple[list[str], list[str]]:
    """Lines that bind a row's variables, with what a condition adds to them, and the tests that are left."""
    if not writing.anchored or place.claim or place.fact:
        return lines, [*tests, condition_text(writing, where, place)]
    patterns = _Patterns(writing, lines, tests)
    others = patterns.follow(where, place, anywhere=bool(place.entity))
    left = [condition_text(writing, part, at) for part, at in others]
    if patterns.repeats:
        return [*filtered(patterns.lines, patterns.tests), f"WITH DISTINCT {place.entity}"], left
    return patterns.lines, [*patterns.tests, *left]


def is_selective(condition: Condition) -> bool:
    """Whether a condition leads, by way of links perhaps, to few entities that an index finds."""
    match condition:
        case All(parts):
            return any(map(is_selective, parts))
        case Far(inner) | Related(_, inner):
            return is_selective(inner)
        case Compare(operand, "eq" | "in"):
            unique = isinstance(operand, Own) and operand.attribute.unique
            return unique or isinstance(operand, Id | DefaultName | AnyName)
    return False


def names_one(condition: Condition) -> bool:
    """Whether a condition on a link holds for one entity at most, to which there is one link at most."""
    parts = [part for part, _ in parts_of(condition, Place())]
    return any(isinstance(p, Compare) and p.operand == Id() and p.operator == "eq" for p in parts)


class _Patterns:
    """The patterns of one condition, while they are written."""

    def __init__(self, writing: Writing, lines: list[str], tests: list[str]) -> None:
        self.writing = writing
        self.lines = [*lines]
        self.tests = [*tests]
        self.repeats = False
        """Whether a row may be found more than once."""

    def follow(self, condition: Condition, place: Place, *, anywhere: bool) -> list[tuple[Condition, Place]]:
        """Write what can be a pattern; the parts of the condition that are left. `anywhere`: not only to-one links."""
        parts = parts_of(condition, place)
        chosen = next((part for part, _ in parts if is_selective(part)), None) if anywhere else None
        left = []
        for part, at in parts:
            match part:
                case Related(link) if (once := link.to_one or names_one(part.condition)) or part is chosen:
                    self.repeats = self.repeats or not once
                    self._link(part, at, anywhere=part is chosen)
                case Compare(AnyName()) if part is chosen:
                    self.repeats = True
                    self._name(part, at)
                case _:
                    left.append((part, at))
        return left

    def _link(self, related: Related, place: Place, *, anywhere: bool) -> None:
        link = related.link
        edge, far = self.writing.name("r"), self.writing.name("e")
        types = self.writing.far_types(link)
        if not types and is_selective(related.condition):
            # An index belongs to a label.
            types = link.targets if len(link.targets) == 1 else ("Entity",)
        self.writing.count_part()
        self.lines.append(f"MATCH {path(place.entity, link, edge, far, types)}")
        self.tests += narrowing(link, edge)
        left = self.follow(related.condition, Place(edge=edge, far=far), anywhere=anywhere)
        self.tests += [condition_text(self.writing, part, at) for part, at in left]

    def _name(self, compare: Compare, place: Place) -> None:
        name = self.writing.name("n")
        self.lines.append(f"MATCH ({place.entity})-[:NAMED]->({name}:Name)")
        self.tests.append(name_text(self.writing, compare, name))


def parts_of(condition: Condition, place: Place) -> list[tuple[Condition, Place]]:
    """What must hold, one by one, each with the variables of which it speaks."""
    match condition:
        case All(parts):
            return [found for part in parts for found in parts_of(part, place)]
        case Far(inner):
            return parts_of(inner, Place(place.far))
    return [(condition, place)]
