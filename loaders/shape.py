"""A line of text in which every mention is two characters: what rules are matched against.

The first of the two says which type of entity is mentioned and the second which mention it is, so that a pattern
can ask for a city, or for a list of cities, as for a letter. Offsets lead back to the text.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from loaders.mentions import Mention

CODES: Final = {
    "City": "\ue001", "Country": "\ue002", "Institution": "\ue003", "Programme": "\ue004", "Strategy": "\ue005",
    "Project": "\ue006", "Event": "\ue007", "Document": "\ue008", "Demonym": "\ue009", "Date": "\ue00a",
    "PolicyArea": "\ue00b", "Goal": "\ue00c",
}  # fmt: skip
FIRST_INDEX: Final = 0xF0000
INDEX: Final = "[\U000f0000-\U000ffffd]"
CODE: Final = "[\ue001-\ue00c]"
STOP: Final = "¶"
"""Stands for the space after the end of a sentence."""
_STOP: Final = re.compile(STOP)
ITEM: Final = "•"
"""Stands before an item of a list."""


class _Fold(dict[int, int]):
    """Each character as one character: lower case, without diacritics, one kind of each mark."""

    def __missing__(self, code: int) -> int:
        char = chr(code)
        lower = char.lower()
        base = unicodedata.normalize("NFD", lower if len(lower) == 1 else char)[0]
        base = _LETTERS.get(base, base)
        self[code] = ord(base if not base.isspace() else " ")
        return self[code]


_LETTERS: Final = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ß": "s", "æ": "a", "ı": "i",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "’": "'", "‘": "'", "ʼ": "'",
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-", "·": ITEM, "◦": ITEM, "▪": ITEM, "●": ITEM,
}  # fmt: skip
_FOLD: Final = _Fold()
_SPACES: Final = {ord(mark): plain for mark, plain in _LETTERS.items() if not mark.isalpha()} | {
    ord(c): " " for c in "\n\t\r\u00a0\u2009\u202f"
}


def folded(text: str) -> str:
    """Text of the same length as it is matched."""
    return text.translate(_FOLD)


def plain(text: str) -> str:
    """Text of the same length with its letters as they are, and one kind of each mark."""
    return text.translate(_SPACES)


def stops(text: str, start: int, end: int) -> list[int]:
    """The places in a part of a text at which a sentence has ended."""
    return [stop.start() for stop in _STOP.finditer(text, start, end)]


@dataclass(frozen=True)
class Shape:
    """A line of a text in the form that rules match."""

    cased: str
    """With letters as they are in the text."""
    folded: str
    mentions: Sequence[Mention]
    _places: Sequence[int]
    _offsets: Sequence[int]

    def offset(self, place: int, *, end: bool = False) -> int:
        """The offset in the text of a place; `end`: of the end of what comes before it."""
        i = bisect_right(self._places, max(0, place - end)) - 1
        if i % 2:  # inside or at a mention
            mention = self.mentions[i // 2]
            return mention.end if end else mention.start
        return self._offsets[i] + place - self._places[i]

    @cached_property
    def ends(self) -> list[int]:
        """The offsets in the text before which a sentence has ended."""
        return [self.offset(place) for place in stops(self.cased, 0, len(self.cased))]

    def place(self, mention: Mention) -> int:
        """The place of the code of a mention of this line; beyond its end for another."""
        number = self._numbers.get(id(mention))
        return len(self.folded) if number is None else self._places[2 * number + 1]

    @cached_property
    def _numbers(self) -> dict[int, int]:
        return {id(mention): number for number, mention in enumerate(self.mentions)}

    def mention_at(self, place: int) -> Mention:
        """The mention whose code begins at a place."""
        return self.mentions[ord(self.cased[place + 1]) - FIRST_INDEX]


def shape(cased: str, lowered: str, start: int, end: int, mentions: Sequence[Mention]) -> Shape:
    """The shape of a line of a text (plain and folded), given its mentions, which must not overlap."""
    parts: tuple[list[str], list[str]] = ([], [])
    places, offsets = [], []
    length, here = 0, start
    for number, mention in enumerate(mentions):
        places.append(length)
        offsets.append(here)
        code = CODES[mention.type] + chr(FIRST_INDEX + number)
        for part, text in zip(parts, (cased, lowered), strict=True):
            part.append(text[here : mention.start])
            part.append(code)
        length += mention.start - here
        places.append(length)
        offsets.append(mention.start)
        length += len(code)
        here = mention.end
    places.append(length)
    offsets.append(here)
    return Shape(
        "".join((*parts[0], cased[here:end])), "".join((*parts[1], lowered[here:end])), mentions, places, offsets
    )
