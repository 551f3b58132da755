"""Dates in running text: their places, and what they say as EDTF.

A date without a year takes it from a year that the sentence begins with (in 2016 …), else from the day on which the
document was published, if that is known and the date is not long after it: December is that of the year before in a
document of January. A day of the week is the last one before that day. Nothing else is filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Final

from schema import edtf
from schema.errors import ValueProblem
from schema.text import fold

LATER: Final = timedelta(days=92)
"""How long after a document was published a date without a year may be for its year to be the document's."""
MONTHS: Final = Path(__file__).parent / "rules" / "months.tsv"
_WEEKDAYS: Final = (
    ("on monday", "w poniedzialek", "el lunes"),
    ("on tuesday", "we wtorek", "el martes"),
    ("on wednesday", "w srode", "el miercoles"),
    ("on thursday", "w czwartek", "el jueves"),
    ("on friday", "w piatek", "el viernes"),
    ("on saturday", "w sobote", "el sabado"),
    ("on sunday", "w niedziele", "el domingo"),
)


_YEAR_FIRST: Final = re.compile(
    r"(?:^|[.!?:;•] ?)(?:in|w|en|em)(?: roku| el ano| o ano)? ((?:19|20)[0-9]{2})\b(?! ?-)(?:[^.!?;•]| r\.)*$"
)
"""The year that a sentence begins with, and what follows of it."""
_STAMP: Final = re.compile(
    r"updated|published|posted|publikac|opublikowan|aktualizac|zaktualizowan|actualiza|publicad|atualiza"
)
"""In a line that says when a page was published or changed."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in a text."""

    start: int
    end: int
    value: str
    """EDTF."""
    derived: bool = False
    """Whether a part of it comes from the document's own date."""


@cache
def _months() -> dict[str, int]:
    found: dict[str, int] = {}
    for row in MONTHS.read_text("utf-8").splitlines():
        for number, names in enumerate(row.split("\t")[1:], 1):
            for name in names.split("|"):
                found.setdefault(fold(name), number)
    return found


def _beginning_with(first: str) -> str:
    """A pattern for the months that begin with a letter, longer names before what they begin with."""
    rest = sorted((re.escape(name[1:]) for name in _months() if name[0] == first), key=len, reverse=True)
    return f"{first}(?:{'|'.join(rest)})"


@cache
def _grammar() -> list[tuple[str, re.Pattern[str]]]:
    # By their first letters: one that is none of these is passed over at once.
    firsts = sorted({name[0] for name in _months()})
    month = rf"(?:{'|'.join(_beginning_with(first) for first in firsts)})\b\.?"
    day = r"(?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th|er)?\b"
    year = r"(?:1[89]|20)[0-9]{2}\b(?! ?(?:eur|euro|pln|zl|%|people|osob|personas|pessoas))"
    dash = r" ?(?:-|do|to|until|and|i|y|e|a|al|au|bis) ?"
    of = r" (?:de |of |del |d')?"
    rows = {
        "iso": rf"(?P<y>{year})-(?P<mm>[0-9]{{2}})-(?P<d>[0-9]{{2}})\b",
        # 22 y 23/11/2021
        "days-dotted": rf"\b(?P<d>{day})\.?{dash}(?P<d2>{day})(?P<sep>[./])(?P<mm>1[0-2]|0?[1-9])(?P=sep)(?P<y>{year})",
        "dotted": rf"\b(?P<d>{day})(?P<sep>[./])(?P<mm>1[0-2]|0?[1-9])(?P=sep)(?P<y>{year})",
        # 15 September 2022 to 14 September 2024
        "days-across": rf"\b(?P<d>{day})\.?{of}(?P<m>{month})(?:,?{of}(?P<y>{year}))?(?: r(?:oku|\.)?)?{dash}"
        rf"(?P<d2>{day})\.?{of}(?P<m2>{month}),?{of}(?P<y2>{year})",
        # 23-24 March 2023
        "days": rf"\b(?P<d>{day})\.?{dash}(?P<d2>{day})\.?{of}(?P<m>{month})(?:,?{of}(?P<y>{year})| br\b)?",
        "day": rf"\b(?P<d>{day})\.?{of}(?P<m>{month})(?:,?{of}(?P<y>{year})| br\b)?",
        # November 17-18, 2021
        "month-days": rf"\b(?P<m>{month}) (?P<d>{day})(?:{dash}(?P<d2>{day}))?(?:,? (?P<y>{year}))?",
        # March to November 2024
        "months": rf"\b(?P<m>{month})(?:{of}(?P<y>{year}))?{dash}(?P<m2>{month}),?{of}(?P<y2>{year})",
        "month": rf"\b(?P<m>{month}),?{of}(?P<y>{year})",
        # 09/2022 - 08/2025
        "numbered-months": rf"\b(?P<mm>1[0-2]|0?[1-9])[/.](?P<y>{year}){dash}(?P<mm2>1[0-2]|0?[1-9])[/.](?P<y2>{year})",
        "numbered-month": rf"\b(?P<mm>1[0-2]|0?[1-9])/(?P<y>{year})",
        "years": rf"\b(?P<y>{year})(?: ?[-/] ?| to | do | a | al | until | through )(?P<y2>{year})",
        # between 2008 and 2015
        "years-between": rf"(?:(?<=between )|(?<=entre )|(?<=miedzy ))(?P<y>{year}) (?:and|y|e|i) (?P<y2>{year})",
        "short-years": rf"\b(?P<y>{year})/(?P<yy>[0-9]{{2}})\b",
        "year": rf"\b(?P<y>{year})",
        "weekday": "|".join(rf"\b(?P<w{n}>{'|'.join(names)})\b" for n, names in enumerate(_WEEKDAYS)),
    }
    return [(name, re.compile(pattern)) for name, pattern in rows.items()]


def dates(text: str, published: str = "") -> list[Dated]:
    """The dates of a folded text; offsets count its characters. `published`: when the document was (EDTF)."""
    if not re.search(r"[0-9]|day|piatek|srod|niedziel|sobot|wtorek|czwartek|poniedzial|el [lmjvsd]", text):
        return []
    taken: list[Dated] = []
    for _, pattern in _grammar():
        for match in pattern.finditer(text):
            if any(match.start() < other.end and other.start < match.end() for other in taken):
                continue
            if (value := _value(match, published)) is not None:
                taken.append(Dated(match.start(), match.end(), *value))
    return sorted(taken, key=lambda dated: dated.start)


def _value(match: re.Match[str], published: str) -> tuple[str, bool] | None:
    """What a match says, and whether it needed the document's date; nothing when it is no date."""
    part = match.groupdict()
    weekday = next((int(name[1:]) for name, text in part.items() if name[0] == "w" and text), None)
    if weekday is not None:
        return _last(weekday, published)
    year, derived = part.get("y") or part.get("y2"), False
    if year is None and (said := _YEAR_FIRST.search(match.string, 0, match.start())):
        year = said[1]
    if year is None:
        year, derived = _year(_month(part, ""), published), True
    if not year:
        return None
    first = [year, _month(part, ""), _day(part.get("d"))]
    if part.get("yy"):
        second = [year[:2] + part["yy"], "", ""]
    elif any(part.get(name) for name in ("d2", "m2", "mm2", "y2")):
        second = [part.get("y2") or year, _month(part, "2") or first[1], _day(part.get("d2"))]
    else:
        second = []
    ends = ["-".join(piece for piece in end if piece) for end in (first, second) if end]
    value = "/".join(ends)
    try:
        span = edtf.span(value)
        if derived and len(published) == 10 and span.first > edtf.span(published).last + LATER.days:
            return None
    except ValueProblem:
        return None
    return value, derived


def _year(month: str, published: str) -> str:
    """The year of a month in a document: the one before where that lies three months before the document at most."""
    known = re.match(r"([0-9]{4})-([0-9]{2})", published)
    if known and month and 0 < int(known[2]) + 12 - int(month) <= 3:
        return f"{int(known[1]) - 1:04}"
    return published[:4]


def _month(part: dict[str, str | None], number: str) -> str:
    if name := part.get(f"m{number}"):
        return f"{_months()[name.rstrip('.')]:02}"
    digits = part.get(f"mm{number}")
    return f"{int(digits):02}" if digits else ""


def _day(text: str | None) -> str:
    found = re.match("[0-9]+", text or "")
    return f"{int(found[0]):02}" if found else ""


def _last(weekday: int, published: str) -> tuple[str, bool] | None:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", published):
        return None
    day = date.fromisoformat(published)
    return (day - timedelta((day.weekday() - weekday) % 7)).isoformat(), True


def date_line(text: str) -> str:
    """The day, or the month, in which a document says that it was published: in a line among the first."""
    stated = [found[0].value for line in _first_lines(text) if len(found := dates(line)) == 1]
    for written in (r"[0-9]{4}-[0-9]{2}-[0-9]{2}", r"[0-9]{4}-[0-9]{2}"):
        for value in stated:
            if re.fullmatch(written, value):
                return value
    return ""


def _first_lines(text: str) -> Iterator[str]:
    """Lines that only say when the document was published: short ones, and those with a word for it."""
    written = [fold(line) for line in text[:1000].splitlines() if line.strip()][:6]
    for line in written:
        if 0 < len(line.split()) <= (20 if _STAMP.search(line) else 8):
            yield line
