"""From the bytes of a CSV file to its records."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from loaders.characters import named, no_text
from loaders.problems import Unreadable

Records = Iterable[tuple[int, list[str]]]
"""The line on which each record begins, and its cells."""


def records(data: bytes, separator: str = ",") -> Records:
    """The records of a table; blank ones are left out. Raises Unreadable."""
    reader = csv.reader(io.StringIO(_text(data), newline=""), strict=True, delimiter=separator)
    line, found = 1, False
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                found = True
                yield line, [cell.strip() for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        # After a stray quotation mark nobody knows where the next row begins.
        message = f"expected quotation marks in pairs, got a row that breaks off: {error}"
        raise Unreadable((line, "", message)) from error
    if not found:
        raise Unreadable((0, "", "expected a table with a header, got an empty file"))


def _text(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"expected UTF-8, got the byte 0x{data[error.start]:02X}; save the table as “CSV UTF-8”"
        raise Unreadable((line, "", message)) from error
    if control := no_text(text):
        line = text.count("\n", 0, control.start()) + 1
        raise Unreadable((line, "", f"expected text, got {named(control[0])}; save the table as “CSV UTF-8”"))
    return text
