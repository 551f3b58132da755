"""Dates as sources give them: the Extended Date/Time Format, levels 0 and 1, without times of day.

Source: Library of Congress, EDTF Specification (4 February 2019), https://www.loc.gov/standards/datetime/.
A date keeps the precision of its source; it is compared by its first and its last day.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from schema.errors import ValueProblem

EARLIEST: Final = -(10**12)
LATEST: Final = 10**12
"""Day numbers that stand for an open or unknown beginning and end, beyond those of years of nine digits."""

_DAYS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_SEASONS: Final = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}  # winter is cut at the end of its year
_DATE: Final = re.compile(
    r"(?:Y(?P<long>-?[1-9][0-9]{4,8})|(?P<sign>-?)(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX))"
    r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?(?P<mark>[?~%]?)"
)
EXPECTED: Final = "a date as EDTF, such as 2021, 2021-11, 2021-11-17, 2018/2022, 2018/.. or 2021~"


class Span(NamedTuple):
    """First and last day, as days since 1970-01-01 in the proleptic Gregorian calendar, both included."""

    first: int
    last: int


def day_number(year: int, month: int, day: int) -> int:
    """Days since 1970-01-01, for any year (Python's own dates end at the years 1 and 9999)."""
    shifted = year - (month <= 2)
    era, of_era = divmod(shifted, 400)
    of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719468


def _month_length(year: int, month: int) -> int:
    leap = month == 2 and ((year % 4 == 0 and year % 100 != 0) or year % 400 == 0)
    return _DAYS[month - 1] + leap


def _date(text: str, whole: str) -> Span:
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueProblem(f"expected {EXPECTED}, got {whole!r}")
    if match["long"]:
        first_year = last_year = int(match["long"])
    else:
        sign = -1 if match["sign"] else 1
        ends = sign * int(match["year"].replace("X", "0")), sign * int(match["year"].replace("X", "9"))
        first_year, last_year = min(ends), max(ends)
    month, day = match["month"], match["day"]
    if month is None or month == "XX":
        if day not in (None, "XX"):
            raise ValueProblem(f"expected {EXPECTED}; {whole!r} has a day without a month")
        return Span(day_number(first_year, 1, 1), day_number(last_year, 12, 31))
    number = int(month)
    if number in _SEASONS and day is None:
        begin, end = _SEASONS[number]
        return Span(day_number(first_year, begin, 1), day_number(last_year, end, _month_length(last_year, end)))
    if not 1 <= number <= 12:
        raise ValueProblem(f"expected {EXPECTED}; {whole!r} has no month {month}")
    length = _month_length(last_year, number)
    if day is None or day == "XX":
        return Span(day_number(first_year, number, 1), day_number(last_year, number, length))
    if not 1 <= int(day) <= length:
        raise ValueProblem(f"expected {EXPECTED}; {whole!r} has no day {day}")
    return Span(day_number(first_year, number, int(day)), day_number(last_year, number, int(day)))


@lru_cache(maxsize=8192)
def span(text: str) -> Span:
    """The first and last day of an EDTF text. Raises ValueProblem with what was expected and what arrived."""
    first, slash, last = text.partition("/")
    if not slash:
        return _date(text, text)
    if first in ("", "..") and last in ("", ".."):
        raise ValueProblem(f"expected {EXPECTED}; {text!r} has no end that is known")
    begin = EARLIEST if first in ("", "..") else _date(first, text).first
    end = LATEST if last in ("", "..") else _date(last, text).last
    if begin > end:
        raise ValueProblem(f"expected {EXPECTED}; {text!r} ends before it begins")
    return Span(begin, end)


def ends(text: str) -> tuple[str | None, str | None]:
    """The two ends of a period as EDTF texts, None where open or unknown; a single date is both of them."""
    first, slash, last = text.partition("/")
    if not slash:
        return text, text
    return (None if first in ("", "..") else first), (None if last in ("", "..") else last)


def year(text: str) -> int | None:
    """The year in which a date or period begins, None where that is open, unknown or not known to the year."""
    begin = span(text.partition("/")[0]) if text.partition("/")[0] not in ("", "..") else None
    if begin is None:
        return None
    first, last = (_year_of(day) for day in begin)
    return first if first == last else None


def years(text: str) -> tuple[int | None, int | None]:
    """The first and the last year of a date or period, None where it is open or unknown."""
    first, last = span(text)
    return None if first == EARLIEST else _year_of(first), None if last == LATEST else _year_of(last)


def _year_of(day: int) -> int:
    """The year of a day number: the inverse of `day_number`."""
    era, of_era = divmod(day + 719468, 146097)
    year_of_era = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146096) // 365
    of_year = of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    return era * 400 + year_of_era + (of_year >= 306)
