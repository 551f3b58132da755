"""An answer as a table: a row for each leaf of its lists, a column for each field that was asked for.

A list gives a row for each of its elements; what stands beside or above it is repeated on each of these rows. Lists
side by side are not multiplied: the rows of one come below those of the other.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeAlias

Shape: TypeAlias = Mapping[str, "Shape | None"]
"""What was asked for: by response key, what was asked for below it; None for a plain value."""

BETWEEN: Final = " | "
"""Stands between plain values of one field, which share a cell."""

_Cells: TypeAlias = dict[str, str]


def as_csv(shape: Shape, answer: Mapping[str, Any]) -> str:
    """The table by RFC 4180, with a header of dotted response keys."""
    columns = list(_columns(shape, ""))
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="")
    writer.writeheader()
    rows = _rows(shape, answer, "")
    # Where nothing was found at all, there is no row either.
    writer.writerows(rows if len(rows) > 1 or any(rows[0].values()) else [])
    return text.getvalue()


def _columns(shape: Shape, start: str) -> Iterator[str]:
    for key, below in shape.items():
        if below is None:
            yield start + key
        else:
            yield from _columns(below, f"{start}{key}.")


def _rows(shape: Shape, value: Mapping[str, Any], start: str) -> list[_Cells]:
    """The rows of an object."""
    own, lists = _parts(shape, value, start)
    return [{**own, **row} for row in lists] or [own]


def _parts(shape: Shape, value: Mapping[str, Any], start: str) -> tuple[_Cells, list[_Cells]]:
    """What an object says itself, and the rows of the lists in it."""
    own: _Cells = {}
    lists: list[_Cells] = []
    for key, below in shape.items():
        found = value.get(key)
        if below is None:
            own[start + key] = _cell(found)
        elif isinstance(found, list):
            lists += [row for each in found for row in _rows(below, each or {}, f"{start}{key}.")]
        elif found is not None:
            inner, rows = _parts(below, found, f"{start}{key}.")
            own |= inner
            lists += rows
    return own, lists


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return BETWEEN.join(map(_cell, value))
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
