"""What the parts of the compiler share while one statement is written: slots, names, common table expressions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from graph.plan import Slot
from graph.sqlite.tables import quoted
from graph.store import SlotValue
from schema.errors import AnswerTooLarge
from schema.model import Attribute, Link, Model

MOST_JOINS = 60
"""SQLite joins at most 64 tables in one SELECT."""

MOST_PARTS = 400
"""Common table expressions of a statement; so many take SQLite a third of a second to prepare."""

_OBJECT_PAIRS = 60
"""Keys in one call of json_object, well below SQLite's limit of function arguments."""


class StatementTooLarge(AnswerTooLarge):
    """The plan asks for more than one SQLite statement can carry."""


@dataclass(frozen=True)
class Statement:
    """Text of a statement and the slots whose values it takes, in the order of its parameters."""

    text: str
    slots: tuple[int, ...]
    language: ClassVar[str] = "SQL"

    def parameters(self, values: Sequence[SlotValue]) -> list[SlotValue]:
        """What the driver gets, by position; `values` by the numbers of the slots."""
        return [values[number] for number in self.slots]


def literal(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def json_object(pairs: list[tuple[str, str]]) -> str:
    """An SQL expression that gives an object with these keys and values, in this order."""
    chunks = [pairs[i : i + _OBJECT_PAIRS] for i in range(0, len(pairs), _OBJECT_PAIRS)] or [[]]
    calls = [f"json_object({', '.join(f'{literal(k)}, {v}' for k, v in chunk)})" for chunk in chunks]
    text = calls[0]
    for call in calls[1:]:
        text = f"json(substr({text}, 1, length({text}) - 1) || ',' || substr({call}, 2))"
    return text


def boolean(test: str) -> str:
    """A JSON boolean."""
    return f"json(iif({test}, 'true', 'false'))"


@dataclass
class Writing:
    """One statement while it is written."""

    model: Model
    slots: list[int] = field(default_factory=list)
    ctes: list[str] = field(default_factory=list)
    made: dict[str, str] = field(default_factory=dict)
    """Name of each SELECT that is one of these."""
    names: int = 0
    single: set[str] = field(default_factory=set)
    """SELECTs of parents that give one row at most."""

    def slot(self, slot: Slot) -> str:
        """A parameter; registered when its text is written, so that none is counted and not used."""
        if slot.number not in self.slots:
            self.slots.append(slot.number)
        return f"?{self.slots.index(slot.number) + 1}"

    def name(self, prefix: str) -> str:
        """A name that no other part of the statement has."""
        self.names += 1
        return f"{prefix}{self.names}"

    def cte(self, prefix: str, select: str) -> str:
        """Put a SELECT before the statement as a materialised common table expression, each once; its name."""
        if select in self.made:
            return self.made[select]
        if len(self.ctes) == MOST_PARTS:
            raise StatementTooLarge(f"more than {MOST_PARTS} lists and pages in one operation")
        name = self.made[select] = self.name(prefix)
        self.ctes.append(f"{name} AS MATERIALIZED (\n{select})")
        return name

    def statement(self, select: str) -> Statement:
        """The whole statement around its last SELECT."""
        before = "WITH\n" + ",\n".join(self.ctes) + "\n" if self.ctes else ""
        return Statement(before + select, tuple(self.slots))

    def far_types(self, link: Link) -> tuple[str, ...]:
        """Types that must be checked at the far end, or none when every link in the table leads to a fitting one."""
        declared = [r for r in self.model.relations if r.type == link.relation.type]
        reached = {t for r in declared for t in (r.targets if link.forward else r.sources)}
        return () if reached <= set(link.targets) else link.targets


class From:
    """A FROM clause that grows by the joins that expressions need."""

    def __init__(self, writing: Writing, first: str) -> None:
        self.writing = writing
        self.parts = [first]
        self._known: dict[tuple[str, str], str] = {}
        self._reached: dict[tuple[str, str], str] = {}

    @property
    def joins(self) -> int:
        """How many tables are joined to the first."""
        return len(self.parts) - 1

    def join(self, text: str) -> None:
        """Add a join. Raises StatementTooLarge beyond what SQLite can join."""
        self.parts.append(text)
        if len(self.parts) > MOST_JOINS:
            raise StatementTooLarge(f"more than {MOST_JOINS} related things of one entity in one operation")

    def reach(self, prefix: str, table: str, on: Callable[[str], str]) -> str:
        """The alias of a table, joined once for each condition, which `on` writes about an alias."""
        key = table, on("")
        if key not in self._reached:
            alias = self._reached[key] = self.writing.name(prefix)
            self.join(f"LEFT JOIN {table} {alias} ON {on(alias)}")
        return self._reached[key]

    def linked(self, link: Link, alias: str) -> str:
        """The alias of the table of a to-one link, joined to an alias with a column nid.

        The link is one fact, so that there is at most one row.
        """
        near, far = ends(link)
        types = self.writing.far_types(link)

        def on(r: str) -> str:
            return f"{r}.{near} = {alias}.nid" + (f" AND {nid_test(f'{r}.{far}', types)}" if types else "")

        return self.reach("r", quoted(link.relation.type), on)

    def follow(self, link: Link, alias: str) -> str:
        """The alias of the entity at the end of a to-one link, joined to an alias with a column nid."""
        _, far = ends(link)
        r = self.linked(link, alias)
        return self.reach("e", "entity", lambda e: f"{e}.nid = {r}.{far}")

    def typed(self, alias: str, type: str) -> str:
        """The alias of an entity type's own table, joined to an alias of `entity`."""
        return self._known.get((alias, type)) or self.reach("t", quoted(type), lambda t: f"{t}.nid = {alias}.nid")

    def know(self, alias: str, type: str, typed: str) -> None:
        """Say that an entity type's own table is joined to an alias of `entity` already, as the alias `typed`."""
        self._known[alias, type] = typed

    def holder(self, alias: str, attribute: Attribute) -> str:
        """The alias of the table that holds an attribute of an entity."""
        shared = self.writing.model.types[attribute.owner].abstract
        return alias if shared else self.typed(alias, attribute.owner)

    def __str__(self) -> str:
        return "\n  ".join(self.parts)


def ends(link: Link) -> tuple[str, str]:
    """The columns of a link's near and far end."""
    return ("src", "dst") if link.forward else ("dst", "src")


def narrowing(link: Link, alias: str) -> list[str]:
    """Conditions of a narrowed relation on the alias of its table."""
    return [f"{alias}.{quoted(name)} = {literal(value)}" for name, value in link.only]


def nid_test(nid: str, types: tuple[str, ...]) -> str:
    """That a row number is of an entity of one of these types: a look-up in their own tables.

    The sign keeps SQLite from the other way round: to seek in an index each entity of the type instead.
    """
    tests = [f"+{nid} IN (SELECT nid FROM {quoted(type)})" for type in types] or ["0"]
    return tests[0] if len(tests) == 1 else f"({' OR '.join(tests)})"


def type_test(alias: str, types: tuple[str, ...]) -> str:
    """That an alias of `entity` is of one of these types."""
    if len(types) == 1:
        return f"{alias}.type = {literal(types[0])}"
    return f"{alias}.type IN ({', '.join(map(literal, types))})"
