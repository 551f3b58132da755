from __future__ import annotations

import io
from datetime import date

import pytest
from openpyxl import Workbook

from loaders.books import read_book
from loaders.limits import Limits


def cell_of(value: object, format: str) -> str:
    """What a book with one cell is read as."""
    book, data = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.append([value])
    sheet["A1"].number_format = format
    book.save(data)
    ((_, [(_, [cell])]),) = read_book(data.getvalue(), Limits())
    return cell


@pytest.mark.parametrize(
    ("format", "expected"),
    [
        ("yyyy-mm-dd", "2021-11-01"),
        ("mm-dd-yy", "2021-11-01"),
        ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2021-11-01"),
        # What a spreadsheet program makes of 2021-11.
        ("mmm-yy", "2021-11"),
        ("[$-409]mmm\\-yy;@", "2021-11"),
        ("[Red]yyyy\\-mm", "2021-11"),
        ('mmmm yyyy "recorded"', "2021-11"),
        ("yyyy", "2021"),
    ],
)
def test_a_date_is_as_exact_as_it_is_shown(format: str, expected: str) -> None:
    assert cell_of(date(2021, 11, 1), format) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [(2021, "2021"), (1.5, "1.5"), (True, "true"), (" two  words ", "two words")]
)
def test_other_cells_are_as_a_person_would_write_them(value: object, expected: str) -> None:
    assert cell_of(value, "General") == expected
