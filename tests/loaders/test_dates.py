"""Dates in running text, and when a document says that it was published."""

from __future__ import annotations

import pytest

from loaders.dates import date_line, dates


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("in 2016 they held a festival (3 to 9 june)", "2016-06-03/2016-06-09"),
        ("they met on 3 may", "2019-05-03"),
        ("they will meet on 20 november", ""),
        ("since 2016 they have met on 3 may", "2019-05-03"),
        ("5 e 6/10/2021", "2021-10-05/2021-10-06"),
        ("11.-12.05.2022", "2022-05-11/2022-05-12"),
    ],
)
def test_the_last_date_of_a_text_published_in_march_2019(text: str, value: str) -> None:
    found = dates(text, "2019-03-11")
    last = found[-1] if found and found[-1].end > 10 else None
    assert (last.value if last else "") == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("City of Bergen\n\nMenu | Search\n\nNewcomers\n\nLast updated: 11 March 2019   Print   Share\n", "2019-03-11"),
        (
            "Radom\nData publikacji: 3 września 2024 r. | Wydział Kultury, Sportu i Turystyki | drukuj stronę\n",
            "2024-09-03",
        ),
        ("Bergen\nA conference on housing and schools was held in the city on 3 May 2019.\n", ""),
    ],
)
def test_when_a_document_was_published_stands_in_one_of_its_first_lines(text: str, value: str) -> None:
    assert date_line(text) == value
