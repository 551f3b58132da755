"""Folding of text for comparison, and its words: the same for every store, so that answers are equal."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from typing import Final

# Letters that Unicode does not decompose, although readers type them without their mark.
_LETTERS = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i",
        "ħ": "h", "ŋ": "n",
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-",
        "’": "'", "ʼ": "'", "‘": "'", "“": '"', "”": '"', "„": '"',
    }
)  # fmt: skip


def fold(text: str) -> str:
    """Text as it is compared and sorted: without case, diacritics, typographic marks and extra spaces.

    `fold("Łódź") == "lodz"`. Idempotent. Scripts without case keep their letters.
    """
    lowered = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS)
    bare = "".join(c for c in lowered if not unicodedata.combining(c))
    return " ".join(unicodedata.normalize("NFKC", bare).casefold().translate(_LETTERS).split())


MOST_HITS: Final = 1_000
"""Entities that a search by words finds at most."""

COMMON: Final = 250
"""A word in more names than this is common: alone it finds only the so many shortest names that have it."""

LONGEST_WORD: Final = 64
"""Characters of a word by which it is found; what comes behind them makes no difference."""

_UNSPACED: Final = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3005, 0x3007), (0x3040, 0x30FF), (0x31F0, 0x31FF),
    (0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF),
)  # fmt: skip
"""Thai, Lao, Burmese, Khmer, kana and Chinese characters: scripts that put no spaces between words."""

_TATWEEL: Final = "\u0640"


def words(text: str) -> list[str]:
    """The words of a text in their order, folded: runs of letters, digits and their marks.

    `words("Bielsko-Biała (Śląsk)") == ["bielsko", "biala", "slask"]`. Each character of a script that puts no spaces
    between words is one of its own: `words("浜松市") == ["浜", "松", "市"]`.
    """
    spaced = []
    for character in fold(text).replace(_TATWEEL, ""):
        code = ord(character)
        if code > 0xE00 and any(first <= code <= last for first, last in _UNSPACED):
            spaced.append(f" {character} " if unicodedata.category(character)[0] in "LNM" else " ")
        else:
            spaced.append(character if unicodedata.category(character)[0] in "LNM" else " ")
    return [word[:LONGEST_WORD] for word in "".join(spaced).split(" ") if word]


def phrase(words: list[str]) -> str:
    """Words as one text in which each stands between spaces, so that a word is found by looking for ` word `."""
    return f" {' '.join(words)} " if words else ""


def places(text: str, sought: str, most: int) -> list[tuple[int, int]]:
    """Where a text says something, whatever case and marks: start and end in code points of the first so many places.

    `sought` is folded. A place is there exactly when `sought in fold(text)`; places do not overlap.
    """
    spans = [(m.start(), m[0], folded) for m in re.finditer(r"\S+", text) if (folded := fold(m[0]))]
    whole = " ".join(folded for _, _, folded in spans)
    starts = [0]
    for _, _, folded in spans:
        starts.append(starts[-1] + len(folded) + 1)
    found: list[tuple[int, int]] = []
    at = whole.find(sought) if sought else -1
    while at >= 0 and len(found) < most:
        first, last = (bisect_right(starts, place) - 1 for place in (at, at + len(sought) - 1))
        start, word, folded = spans[first]
        # A space at an end of what is sought lies before or behind a word.
        begin = start + _before(word, min(at - starts[first], len(folded)))
        start, word, folded = spans[last]
        found.append((begin, start + _behind(word, min(at + len(sought) - starts[last], len(folded)))))
        at = whole.find(sought, at + len(sought))
    return found


def _before(word: str, characters: int) -> int:
    """How many characters of a word fold into so many at most."""
    return bisect_right(range(len(word) + 1), characters, key=lambda cut: len(fold(word[:cut]))) - 1


def _behind(word: str, characters: int) -> int:
    """How many characters of a word fold into so many at least, with those behind them that add none.

    Marks fold into nothing, and letters of a Korean syllable into one character together.
    """
    cut = bisect_left(range(len(word) + 1), characters, key=lambda cut: len(fold(word[:cut])))
    return _before(word, len(fold(word[:cut])))


def is_one_edit(one: str, other: str) -> bool:
    """Whether one letter more, less or other, or two neighbours in the other order, make one word the other."""
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    one, other = one[start:], other[start:]
    end = next((i for i, (a, b) in enumerate(zip(one[::-1], other[::-1], strict=False)) if a != b), None)
    if end is None:
        end = min(len(one), len(other))
    one, other = one[: len(one) - end], other[: len(other) - end]
    return max(len(one), len(other)) == 1 or (len(one) == 2 and one == other[::-1])
