"""What the parts of the compiler share while one statement is written: slots, names, rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Final

import orjson

from graph.plan import Count, OfFact, Slot
from graph.store import SlotValue
from schema.errors import AnswerTooLarge
from schema.model import Attribute, Link, Model

MOST_PARTS: Final = 120
"""Subqueries of a statement; Neo4j plans so many for three seconds when it meets them for the first time."""


class StatementTooLarge(AnswerTooLarge):
    """The plan asks for more than one Cypher statement can carry."""


@dataclass(frozen=True)
class Statement:
    """A compiled query. It gives one record with one value: lists by position, which `decode` turns into the answer.

    The value of slot 3 is the parameter `p3`; those of `lists` come as JSON text and are passed on as lists.
    """

    text: str
    slots: tuple[int, ...]
    lists: frozenset[int]
    decode: Callable[[Any], dict[str, Any]] = field(compare=False)
    reads_texts: bool = False
    """Whether whole texts are searched when its answer is decoded."""
    language: ClassVar[str] = "Cypher"

    def parameters(self, values: Sequence[SlotValue]) -> dict[str, Any]:
        """What the driver gets, by name; `values` by the numbers of the slots."""
        return {f"p{n}": orjson.loads(str(values[n])) if n in self.lists else values[n] for n in self.slots}


def quoted(name: str) -> str:
    """A name as a Cypher identifier."""
    return "`" + name.replace("`", "``") + "`"


def literal(text: str) -> str:
    """A text of the model as a Cypher literal."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def of_type(types: Sequence[str]) -> str:
    """The labels of a node of one of these types, to stand after its variable; nothing for any type."""
    return ":" + "|".join(map(quoted, types)) if types else ""


def called(scope: str, lines: Iterable[str], word: str = "CALL") -> str:
    """A subquery that sees the variables in `scope`."""
    inner = "\n".join("  " + line for text in lines for line in text.split("\n"))
    return f"{word} ({scope}) {{\n{inner}\n}}"


def filtered(lines: Sequence[str], tests: Sequence[str]) -> list[str]:
    """Lines, the last of which binds variables, with conditions on these."""
    return [*lines, f"WHERE {' AND '.join(tests)}"] if tests else [*lines]


@dataclass
class Writing:
    """One statement while it is written."""

    model: Model
    anchored: bool = True
    """Whether the pass in anchor.py is on."""
    indexed: bool = True
    """Whether the pass in indexed.py is on."""
    slots: list[int] = field(default_factory=list)
    lists: set[int] = field(default_factory=set)
    names: int = 0
    parts: int = 0
    texts: bool = False
    """Whether whole texts are searched when the answer is decoded."""

    def slot(self, slot: Slot) -> str:
        """A parameter; registered when its text is written, so that none is sent and not used."""
        if slot.number not in self.slots:
            self.slots.append(slot.number)
        return f"$p{slot.number}"

    def list_slot(self, slot: Slot) -> str:
        """A parameter that is a list."""
        self.lists.add(slot.number)
        return self.slot(slot)

    def name(self, prefix: str) -> str:
        """A name that no other part of the statement has: Cypher refuses one that an outer query has too."""
        self.names += 1
        return f"{prefix}{self.names}"

    def count_part(self) -> None:
        """One more subquery. Raises StatementTooLarge."""
        self.parts += 1
        if self.parts > MOST_PARTS:
            raise StatementTooLarge(f"more than {MOST_PARTS} lists, pages and related things in one operation")

    def far_types(self, link: Link) -> tuple[str, ...]:
        """Types that must be checked at the far end, or none when every link of this type leads to a fitting one."""
        declared = [r for r in self.model.relations if r.type == link.relation.type]
        reached = {t for r in declared for t in (r.targets if link.forward else r.sources)}
        return () if reached <= set(link.targets) else link.targets


class Row:
    """A list of values while it is written, with the clauses that find them. Equal values stand in it once."""

    def __init__(self, writing: Writing) -> None:
        self.writing = writing
        self.clauses: list[str] = []
        self.values: list[str] = []
        self.bound: dict[tuple[str, str | Count | OfFact], str] = {}
        """Variables for what is reached, or counted, over a link of an entity."""

    def add(self, value: str) -> int:
        """The position of a value."""
        if value not in self.values:
            self.values.append(value)
        return self.values.index(value)

    def call(self, scope: str, lines: Iterable[str], *, optional: bool = False) -> None:
        """A subquery that sees the variables in `scope`. An optional one gives nulls instead of no row."""
        self.writing.count_part()
        self.clauses.append(called(scope, lines, "OPTIONAL CALL" if optional else "CALL"))

    def nested(self, scope: str, lines: Iterable[str], value: str) -> int:
        """The position of the one value that a subquery gives, or null when it finds nothing."""
        name = self.writing.name("v")
        self.call(scope, [*lines, f"RETURN {value} AS {name}"], optional=True)
        return self.add(name)

    def collected(self, scope: str, lines: Iterable[str], value: str) -> int:
        """The position of the list of all that a subquery gives."""
        name = self.writing.name("v")
        self.call(scope, [*lines, f"RETURN collect({value}) AS {name}"])
        return self.add(name)

    @property
    def has_subqueries(self) -> bool:
        """Whether subqueries find any of its values."""
        return bool(self.clauses) or any("{" in value for value in self.values)

    def __str__(self) -> str:
        return f"[{', '.join(self.values)}]"


def path(near: str, link: Link, edge: str, far: str, types: Sequence[str] = ()) -> str:
    """The pattern of a link from the variable `near`. `edge` and `far` may be empty."""
    relationship = f"-[{edge}:{quoted(link.relation.type)}]-"
    arrow = f"{relationship}>" if link.forward else f"<{relationship}"
    return f"({near}){arrow}({far}{of_type(types)})"


def narrowing(link: Link, edge: str) -> list[str]:
    """Conditions of a narrowed relation on the variable of its link."""
    return [f"{edge}.{quoted(name)} = {literal(value)}" for name, value in link.only]


def column(variable: str, attribute: Attribute, suffix: str = "") -> str:
    """The property that holds an attribute, or a part of it."""
    return f"{variable}.{quoted(attribute.name + suffix)}"
