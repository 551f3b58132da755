"""From the bytes of a CSV file to its records."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

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
    # XML, and so some forms of RDF, cannot carry these.
    control = re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", text)
    if control:
        line = text.count("\n", 0, control.start()) + 1
        code = ord(control[0])
        what = "a NUL character" if code == 0 else f"the control character U+{code:04X}"
        raise Unreadable((line, "", f"expected text, got {what}; save the table as “CSV UTF-8”"))
    return text
