"""From the lists that a statement returns to the answer: expressions that the compiler puts together.

A read takes a row (a list of values by position) and gives one value of the answer. Keys and their order, enum
names, cursors and everything else that needs no data are made here and do not travel. All reads of a statement become
one Python expression, which is compiled once: to call a function for each value takes longer.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from itertools import count
from typing import Any

from schema.edtf import ends

Row = Sequence[Any]
Fields = Sequence[tuple[str, "Read"]]
"""Key and value of each field of an object."""


class Bound:
    """The names in one expression."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self._numbers = count(1)

    def fresh(self) -> str:
        """A name that nothing else has."""
        return f"_{next(self._numbers)}"

    def name(self, value: object) -> str:
        """A name for a value from outside."""
        name = self.fresh()
        self.values[name] = value
        return name


class Read:
    """How one value is read from a row: by its own, or as a part of what is read."""

    def __init__(self, written: Callable[[str, Bound], str]) -> None:
        """`written` gives a Python expression, when it is told one for the row."""
        self.written = written

    @cached_property
    def compiled(self) -> Callable[[Row], Any]:
        """A function that reads it."""
        bound = Bound()
        code = compile(f"lambda row: {self.written('row', bound)}", "<what an answer is read by>", "eval")
        function: Callable[[Row], Any] = eval(code, bound.values)
        return function


def at(position: int) -> Read:
    """The value at a position as it is."""
    return Read(lambda row, bound: f"{row}[{position}]")


def constant(value: bool | int | str | None) -> Read:
    """The same whatever the row has."""
    return Read(lambda row, bound: repr(value))


def after(text: str, read: Read) -> Read:
    """A text followed by what is read, which is a text too."""
    return Read(lambda row, bound: f"({text!r} + {read.written(row, bound)})")


def made(function: Callable[..., Any], *reads: Read) -> Read:
    """What a function makes of values."""

    def written(row: str, bound: Bound) -> str:
        return f"{bound.name(function)}({', '.join(read.written(row, bound) for read in reads)})"

    return Read(written)


def then(read: Read, convert: Read | Callable[[Any], Any]) -> Read:
    """What a function or another read makes of a value; null stays null."""

    def written(row: str, bound: Bound) -> str:
        value = bound.fresh()
        found = convert.written(value, bound) if isinstance(convert, Read) else f"{bound.name(convert)}({value})"
        return f"({found} if ({value} := {read.written(row, bound)}) is not None else None)"

    return Read(written)


def when(known: Read, read: Read) -> Read:
    """What is read where another value is not null; else null."""
    return Read(lambda row, bound: f"({read.written(row, bound)} if {known.written(row, bound)} is not None else None)")


def item(outer: Read, read: Read) -> Read:
    """What is read from a row inside the row."""
    return Read(lambda row, bound: read.written(outer.written(row, bound), bound))


def object_of(fields: Fields) -> Read:
    """An object with these fields, in this order."""
    fields = tuple(fields)

    def written(row: str, bound: Bound) -> str:
        return "{" + ", ".join(f"{key!r}: {read.written(row, bound)}" for key, read in fields) + "}"

    return Read(written)


def by_type(type_of: Read, reads: Mapping[str, Read]) -> Read:
    """What is read depends on the type of the entity; nothing of a type that has no read."""

    def written(row: str, bound: Bound) -> str:
        found, functions = bound.fresh(), bound.name({name: read.compiled for name, read in reads.items()})
        read = f"({found} := {functions}.get({type_of.written(row, bound)}))"
        return f"({found}({row}) if {read} is not None else None)"

    return Read(written)


def rows_of(rows: Read, read: Read) -> Read:
    """A list of rows."""

    def written(row: str, bound: Bound) -> str:
        one = bound.fresh()
        return f"[{read.written(one, bound)} for {one} in {rows.written(row, bound)}]"

    return Read(written)


def first_of(reads: Sequence[Read]) -> Read:
    """The first value that is not null."""

    def written(row: str, bound: Bound) -> str:
        text = "None"
        for read in reversed(reads):
            value = bound.fresh()
            text = f"({value} if ({value} := {read.written(row, bound)}) is not None else {text})"
        return text

    return Read(written)


def end_of(rows: Read, place: int, read: Read) -> Read:
    """Something of the first row (0) or the last one (-1), null when there is none."""

    def written(row: str, bound: Bound) -> str:
        found = bound.fresh()
        return f"({read.written(f'{found}[{place}]', bound)} if ({found} := {rows.written(row, bound)}) else None)"

    return Read(written)


def turned(rows: Read) -> Read:
    """Rows in the opposite order: those of a page that was read backwards."""
    return Read(lambda row, bound: f"{rows.written(row, bound)}[::-1]")


def period_end(end: str) -> Callable[[str], str | None]:
    """The first or last end of a period."""
    place = ("first", "last").index(end)
    return lambda text: ends(text)[place]


def qualifier(name: str) -> Callable[[str], str | None]:
    """What a claim states of a property of its relation, from the JSON text of all that it states."""
    return lambda stated: dict(json.loads(stated)).get(name)
