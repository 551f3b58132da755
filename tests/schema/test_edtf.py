"""Dates as EDTF: what is a date, and its first and last day; the library `edtf` as a second opinion."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from schema import edtf
from schema.edtf import EARLIEST, LATEST, Span, day_number, ends, span
from schema.errors import ValueProblem

GOOD: Final[dict[str, tuple[str, str]]] = {
    "2021": ("2021-01-01", "2021-12-31"),
    "2021-11": ("2021-11-01", "2021-11-30"),
    "2020-02": ("2020-02-01", "2020-02-29"),
    "2100-02": ("2100-02-01", "2100-02-28"),
    "2000-02": ("2000-02-01", "2000-02-29"),
    "2021-11-17": ("2021-11-17", "2021-11-17"),
    "2018/2022": ("2018-01-01", "2022-12-31"),
    "2021-11-17/2021-11-18": ("2021-11-17", "2021-11-18"),
    "2018-05/2018": ("2018-05-01", "2018-12-31"),
    "2021~": ("2021-01-01", "2021-12-31"),
    "2021-11?": ("2021-11-01", "2021-11-30"),
    "2021-11-17%": ("2021-11-17", "2021-11-17"),
    "2004~/2006-06?": ("2004-01-01", "2006-06-30"),
    "201X": ("2010-01-01", "2019-12-31"),
    "20XX": ("2000-01-01", "2099-12-31"),
    "2004-XX": ("2004-01-01", "2004-12-31"),
    "2004-02-XX": ("2004-02-01", "2004-02-29"),
    "2004-XX-XX": ("2004-01-01", "2004-12-31"),
    "2021-21": ("2021-03-01", "2021-05-31"),
    "2021-22": ("2021-06-01", "2021-08-31"),
    "2021-23": ("2021-09-01", "2021-11-30"),
    "2021-24": ("2021-12-01", "2021-12-31"),
    "0001": ("0001-01-01", "0001-12-31"),
    "9999-12-31": ("9999-12-31", "9999-12-31"),
}
OPEN: Final[dict[str, tuple[str | None, str | None]]] = {
    "2018/..": ("2018-01-01", None),
    "2018/": ("2018-01-01", None),
    "../2018": (None, "2018-12-31"),
    "/2018": (None, "2018-12-31"),
}
BAD: Final = (
    "", " ", "x", "21", "021", "20210", "2021-1", "2021-13", "2021-00", "2021-25", "2021-11-00", "2021-11-31",
    "2021-02-29", "2100-02-29", "2021-21-01", "2021-XX-01", "2021-11-17T10:00", "2021/2020",
    "2021-11-18/2021-11-17", "/", "..", "../..", "2018/2019/2020", "2018//", "2018 / 2020", "2018/…", "1.11.2021",
    "17/11/2021", "2021?~", "~2021", "X021", "2X21", "２０２１", "Y2021", "Y02021", "2021-11-17\n", "+2021",
)  # fmt: skip
LEVEL_ONE: Final = (
    "2021?", "2021~", "2021%", "2021-11?", "2021-11-17~", "201X", "20XX", "1985-XX", "1985-04-XX", "1985-XX-XX",
    "2004-06-01/2006~", "1984?/2004-06%", "Y17000", "Y-17000", "-1985", "-0004-05", "-0001/0001",
)  # fmt: skip

dates = st.dates().map(str)
slow_library = settings(deadline=None, max_examples=25)
level_zero = st.one_of(dates, dates.map(lambda d: d[:7]), dates.map(lambda d: d[:4]))


def day(text: str) -> int:
    """The number of a day that Python knows."""
    return date.fromisoformat(text).toordinal() - date(1970, 1, 1).toordinal()


def by_the_library(text: str) -> Span:
    """First and last day as the library has them (its seasons and open ends are other than ours)."""
    parsed = parse_edtf(text)

    ends = parsed.lower_strict(), parsed.upper_strict()
    return Span(*(day_number(end.tm_year, end.tm_mon, end.tm_mday) for end in ends))


@pytest.mark.parametrize(("text", "days"), GOOD.items(), ids=list(GOOD))
def test_first_and_last_day(text: str, days: tuple[str, str]) -> None:
    assert span(text) == (day(days[0]), day(days[1]))


@pytest.mark.parametrize(("text", "days"), OPEN.items(), ids=list(OPEN))
def test_an_open_end_is_infinite(text: str, days: tuple[str | None, str | None]) -> None:
    first, last = days
    assert span(text) == (day(first) if first else EARLIEST, day(last) if last else LATEST)


@pytest.mark.parametrize("text", BAD)
def test_what_is_no_date_is_refused_with_what_was_expected(text: str) -> None:
    with pytest.raises(ValueProblem, match=f"expected a date as EDTF.*{re.escape(repr(text))}"):
        span(text)


@pytest.mark.parametrize("text", LEVEL_ONE)
def test_the_library_agrees_on_level_one(text: str) -> None:
    assert span(text) == by_the_library(text)


@slow_library
@given(level_zero)
def test_the_library_agrees_on_dates(text: str) -> None:
    assert span(text) == by_the_library(text)


@slow_library
@given(level_zero, level_zero)
def test_the_library_agrees_on_intervals(one: str, other: str) -> None:
    text = f"{min(one, other)}/{max(one, other)}"
    assert span(text) == by_the_library(text)


@given(st.dates())
def test_days_are_numbered_as_python_does(of: date) -> None:
    assert day_number(of.year, of.month, of.day) == of.toordinal() - date(1970, 1, 1).toordinal()


@given(st.integers(-400, 400), st.dates())
def test_days_repeat_every_400_years(cycles: int, of: date) -> None:
    days = day_number(of.year + 400 * cycles, of.month, of.day)
    assert days == day_number(of.year, of.month, of.day) + 146_097 * cycles


@given(level_zero, level_zero)
def test_an_interval_goes_from_the_first_day_to_the_last(one: str, other: str) -> None:
    begin, end = span(one).first, span(other).last
    if begin <= end:
        assert span(f"{one}/{other}") == (begin, end)
    else:
        with pytest.raises(ValueProblem, match="ends before it begins"):
            span(f"{one}/{other}")


def test_unknown_digits_of_a_year_before_year_zero() -> None:
    assert span("-001X") == (span("-0019").first, span("-0010").last)


@pytest.mark.parametrize("year", ["Y-999999999", "Y999999999"])
def test_no_year_lies_beyond_an_open_end(year: str) -> None:
    first, last = span(year)
    assert EARLIEST < first <= last < LATEST
    assert (span(f"{year}/.."), span(f"../{year}")) == ((first, LATEST), (EARLIEST, last))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2018", ("2018", "2018")),
        ("2018/2022-05", ("2018", "2022-05")),
        ("2018~/..", ("2018~", None)),
        ("/2022", (None, "2022")),
        ("../2022", (None, "2022")),
        ("2018/", ("2018", None)),
    ],
)
def test_ends_of_a_period(text: str, expected: tuple[str | None, str | None]) -> None:
    assert ends(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2018", (2018, 2018)),
        ("2018-12-31/2022-01", (2018, 2022)),
        ("201X", (2010, 2019)),
        ("2010/201X", (2010, 2019)),
        ("../2020", (None, 2020)),
        ("2018~/..", (2018, None)),
        ("0000", (0, 0)),
        ("-0001/Y12345", (-1, 12345)),
    ],
)
def test_first_and_last_year(text: str, expected: tuple[int | None, int | None]) -> None:
    assert edtf.years(text) == expected


def test_examples_in_the_message_are_dates() -> None:
    examples = re.findall(r"[0-9][0-9./~-]*[0-9.~]", edtf.EXPECTED)
    assert len(examples) == 6
    assert all(span(example) for example in examples)
