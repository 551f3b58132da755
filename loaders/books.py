"""From the bytes of an XLSX file to the records of its sheets. The work of one call in a worker process."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time

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
        rows = list(_rows(sheet.iter_rows(values_only=True)))
        if rows:
            found.append((sheet.title, rows))
    if not found:
        raise Refused("expected a table with a header, got an empty book")
    return found


def _rows(rows: Iterator[Sequence[object]]) -> Iterator[tuple[int, list[str]]]:
    width = 0
    for number, row in enumerate(rows, 1):
        cells = [_text(cell) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            width = width or len(cells)
            yield number, cells + [""] * (width - len(cells))


def _text(cell: object) -> str:
    """A cell as a person would write it into a table."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return " ".join(str(cell).split()) if not isinstance(cell, bool) else str(cell).lower()
