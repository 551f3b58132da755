"""From the lists that a statement returns to the answer: functions that the compiler puts together.

A read takes a row (a list of values by position) and gives one value of the answer. Keys and their order, enum
names, cursors and everything else that needs no data are made here and do not travel.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any

from schema.edtf import ends

Row = Sequence[Any]
Read = Callable[[Row], Any]
Fields = Sequence[tuple[str, Read]]
"""Key and value of each field of an object."""


@cache
def at(position: int) -> Read:
    """The value at a position as it is."""
    return itemgetter(position)


def then(read: Read, convert: Callable[[Any], Any]) -> Read:
    """What a function makes of a value; null stays null."""

    def found(row: Row) -> Any:
        value = read(row)
        return None if value is None else convert(value)

    return found


def item(outer: Read, read: Read) -> Read:
    """What is read from a row inside the row."""
    return lambda row: read(outer(row))


def constant(value: Any) -> Read:
    """The same whatever the row has."""
    return lambda row: value


def object_of(fields: Fields) -> Read:
    """An object with these fields, in this order."""
    fields = tuple(fields)
    if all(read is at(place) for place, (_, read) in enumerate(fields)):
        # A row as it is: the bulk of a large answer, in two thirds of the time.
        keys = tuple(key for key, _ in fields)
        return lambda row: dict(zip(keys, row, strict=False))
    return lambda row: {key: read(row) for key, read in fields}


def by_type(type_of: Read, reads: Mapping[str, Read]) -> Read:
    """What is read depends on the type of the entity; nothing of a type that has no read."""

    def found(row: Row) -> Any:
        read = reads.get(type_of(row))
        return read(row) if read else None

    return found


def rows_of(rows: Read, read: Read) -> Read:
    """A list of rows."""
    return lambda row: [read(inner) for inner in rows(row)]


def first_of(reads: Sequence[Read]) -> Read:
    """The first value that is not null."""

    def found(row: Row) -> Any:
        return next((value for read in reads if (value := read(row)) is not None), None)

    return found


def end_of(rows: Read, place: int, read: Read) -> Read:
    """Something of the first row (0) or the last one (-1), null when there is none."""

    def found(row: Row) -> Any:
        inner = rows(row)
        return read(inner[place]) if inner else None

    return found


def period_end(end: str) -> Callable[[str], str | None]:
    """The first or last end of a period."""
    place = ("first", "last").index(end)
    return lambda text: ends(text)[place]


def qualifier(name: str) -> Callable[[str], str | None]:
    """What a claim states of a property of its relation, from the JSON text of all that it states."""
    return lambda stated: dict(json.loads(stated)).get(name)


def turned(rows: Read) -> Read:
    """Rows in the opposite order: those of a page that was read backwards."""
    return lambda row: rows(row)[::-1]
