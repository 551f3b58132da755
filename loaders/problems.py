"""What is wrong with a table, said so that a curator can mend it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from loaders.characters import shown
from schema.errors import LoadError
from schema.values import Choice, Date, Value

SIMILAR: Final = 0.7
"""How similar a suggestion must be; at difflib's own 0.6 it offers country for colour."""
LONGEST: Final = 400
"""Characters of a message."""


@dataclass(frozen=True)
class Problem:
    """One thing that could not be loaded."""

    file: str
    line: int
    """Line of the file on which the row begins, the header being 1; 0 for the file as a whole."""
    column: str
    """Header of the column; empty for the row or the file as a whole."""
    message: str

    def __str__(self) -> str:
        """`file:line: column: message`, without the parts that do not apply."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        return ": ".join(part for part in (place, self.column, self.message) if part)


def shortened(text: str) -> str:
    """Text on one line, all of it to be seen, and no longer than somebody reads: a cell may hold a book."""
    line = shown(" ".join(text.split()))
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"


class Unreadable(LoadError):
    """A file of which nothing can be used."""

    def __init__(self, *problems: tuple[int, str, str]) -> None:
        """Line, column and message of each thing that is wrong."""
        super().__init__("; ".join(message for _, _, message in problems))
        self.problems = problems


def nearest(word: str, candidates: Iterable[str]) -> str:
    """The candidate that is most similar to a word; empty when none is."""
    known = list(dict.fromkeys(candidates))
    same = [c for c in known if c.casefold() == word.casefold()]
    return next(iter(same or difflib.get_close_matches(word, known, 1, SIMILAR)), "")


def did_you_mean(suggestion: str) -> str:
    """The end of a message that makes a suggestion; empty without one."""
    return f"; did you mean {suggestion!r}?" if suggestion else ""


def value_hint(value: type[Value], text: str) -> str:
    """What may have been meant by a text that is no such value; empty when nobody knows."""
    if issubclass(value, Choice):
        return nearest(text, value.members)
    if issubclass(value, Date):
        return _date_hint(text)
    return ""


def _date_hint(text: str) -> str:
    day = re.fullmatch(r"([0-9]{1,2})[./]([0-9]{1,2})[./]([0-9]{4})", text)
    if day:
        return f"{day[3]}-{int(day[2]):02}-{int(day[1]):02}"
    years = re.fullmatch(r"([0-9]{4}) ?[-–—] ?([0-9]{4})", text)
    return f"{years[1]}/{years[2]}" if years else ""
