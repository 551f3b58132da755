"""From the bytes of an XLSX file to the records of its sheets. The work of one call in a worker process."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

from loaders.limits import Limits
from loaders.readers.content import Refused
from loaders.readers.packages import check_package
from loaders.readers.registry import BOOK, check_kind

Sheet = tuple[str, list[tuple[int, list[str]]]]
"""The title of a sheet; the number of each row that is not empty and its cells, as many as the first has."""


def read_book(data: bytes, limits: Limits) -> list[Sheet]:
    """The sheets that are not empty, of which there is one. Formulas give what was saved last. Raises Refused."""
    check_kind(BOOK, data)
    check_package(data, BOOK, limits)
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except Exception as error:
        raise Refused(f"expected {BOOK}, got one that is damaged: {error}") from error
    found: list[Sheet] = []
    for sheet in book.worksheets:
        # What a file says of its own size may be wrong.
        sheet.reset_dimensions()
        rows = list(_rows(sheet.iter_rows()))
        if rows:
            found.append((sheet.title, rows))
    if not found:
        raise Refused("expected a table with a header, got an empty book")
    return found


def _rows(rows: Iterator[Sequence[Any]]) -> Iterator[tuple[int, list[str]]]:
    width = 0
    for number, row in enumerate(rows, 1):
        cells = [_text(cell.value, cell.number_format) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            width = width or len(cells)
            yield number, cells + [""] * (width - len(cells))


def _text(value: object, format: str) -> str:
    """A cell as a person would write it into a table."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return _day(value, format) if value.time() == time() else value.isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return " ".join(str(value).split()) if not isinstance(value, bool) else str(value).lower()


def _day(value: datetime, format: str) -> str:
    """A date as exactly as it is shown: of a month or a year the book holds the first day."""
    shown = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", format).lower()
    if "d" in shown or "y" not in shown:
        return value.date().isoformat()
    return f"{value:%Y-%m}" if "m" in shown else f"{value:%Y}"
