"""The words, lines and sentences of a text, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from loaders import word_lists
from schema.text import fold

_WORD: Final = re.compile(r"[^\W_]+|\+")
_BREAK: Final = re.compile(r"([.!?…]+[\"”’»)]*)\s+(?=[\"“„«(¿¡•]*[^\W\d_a-zà-öø-ÿąćęłńóśźż])")
SHORT: Final = 6
"""Words before and after a doubtful abbreviation from which on its full stop is taken for the end of the sentence."""
WRAPPED: Final = 60
"""Characters from which on a line may be one that was broken to fit a page."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: letters and digits, or a plus sign."""

    start: int
    end: int
    text: str
    key: str
    """Folded, as names are compared."""


@lru_cache(maxsize=65536)
def key_of_word(word: str) -> str:
    """A word as it is compared."""
    return fold(word)


def words(text: str) -> list[Word]:
    """The words of a text."""
    return [Word(m.start(), m.end(), m[0], key_of_word(m[0])) for m in _WORD.finditer(text)]


def key_of(name: str) -> str:
    """A name as it is compared: its words, folded."""
    return " ".join(key_of_word(word) for word in _WORD.findall(name))


def lines(text: str) -> Iterator[tuple[int, int]]:
    """Places of the paragraphs, headings and items of lists: lines, joined where one was broken to fit a page."""
    start = end = -1
    for match in re.finditer(r"[^\n]*\S[^\n]*", text):
        if start >= 0 and not _continues(text, start, end, match.start()):
            yield start, end
            start = -1
        if start < 0:
            start = match.start()
        end = match.end()
    if start >= 0:
        yield start, end


def _continues(text: str, start: int, end: int, after: int) -> bool:
    if text.count("\n", end, after) != 1 or end - text.rfind("\n", start, end) < WRAPPED:
        return False
    first = text[after:].lstrip()[:1]
    return text[start:end].rstrip()[-1] not in ".!?…:;" and (first.islower() or first in '(„“"')


def _is_long(text: str, begin: int, match: re.Match[str]) -> bool:
    """Whether there is a sentence on each side of a full stop."""
    after = re.compile(r"[^.!?\n]*").match(text, match.end())
    return min(len(text[begin : match.start()].split()), len(after[0].split()) if after else 0) >= SHORT


def _is_quoting(passage: str) -> bool:
    """Whether a quotation that has begun in a passage has not ended in it."""
    opened = sum(passage.count(mark) for mark in "„«") + (0 if "„" in passage else passage.count("“"))
    closed = sum(passage.count(mark) for mark in "”»") + (passage.count("“") if "„" in passage else 0)
    return opened > closed or passage.count('"') % 2 == 1


def sentence_ends(text: str) -> list[int]:
    """The places in a line before which a sentence has ended."""
    found = []
    last = 0
    for match in _BREAK.finditer(text):
        before = re.search(r"(?:^|\s)\W*(\S*)$", text[: match.start()])
        word = before[1].casefold().lstrip('(„“"') if before else ""
        initial = len(word) == 1 and text[match.start() - 1].isupper()
        if match[1] == "." and (word in word_lists.abbreviations or initial):
            continue
        if _is_quoting(text[last : match.end()]):
            continue
        if match[1] == "." and word in word_lists.doubtful_abbreviations and not _is_long(text, last, match):
            continue
        last = match.end()
        found.append(last)
    return found
