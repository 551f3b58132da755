"""Breaks names into lines by how wide they are at most, whatever font shows them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from math import ceil
from typing import Final

FONT: Final = 14
"""Pixels."""

WIDEST: Final = 250
"""Width at which a name is broken into another line."""

MOST_LINES: Final = 6
"""Lines of a name."""

MOST_KEPT: Final = 4_000
"""Characters whose widths are kept."""


def broken(text: str) -> list[str]:
    """A name as lines that are not wider than WIDEST; a word that is wider is cut."""
    lines: list[str] = []
    left = 0
    for piece in (piece for word in text.split() for piece in _pieces(word)):
        long = measure(piece)
        if long <= left:
            lines[-1] = f"{lines[-1]} {piece}"
            left -= long + _SPACE
        else:
            lines.append(piece)
            left = WIDEST - long - _SPACE
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1]}…"]
    return lines or [text]


def _pieces(word: str) -> Iterator[str]:
    """A word, cut where it becomes wider than a line."""
    while len(word) > 1 and measure(word) > WIDEST:
        cut = max(1, WIDEST // FONT)
        while measure(word[: cut + 1]) <= WIDEST:
            cut += 1
        yield word[:cut]
        word = word[cut:]
    yield word


def measure(text: str, *, bold: bool = False) -> int:
    """At most how wide a text is, in pixels, in the usual sans-serif fonts."""
    return ceil(sum(map(_ADVANCES.__getitem__, text)) * FONT * (1.08 if bold else 1))


class _Advances(dict[str, float]):
    """Widths of characters in parts of the font's size; those that were met are kept."""

    def __missing__(self, character: str) -> float:
        width = _advance(character)
        if len(self) < MOST_KEPT:
            self[character] = width
        return width


def _advance(character: str) -> float:
    if unicodedata.combining(character):
        return 0
    if unicodedata.east_asian_width(character) in "WF":
        return 1.05
    if character in "iljtfrI.,:;'|!()[] -":
        return 0.4
    if character in "mwMW@%—":
        return 0.98
    return 0.72 if character.isupper() else 0.62


_ADVANCES: Final = _Advances()
_SPACE: Final = measure(" ")
