"""The blocks of a document: paragraphs, headings, lists with what introduces them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from loaders.shape import ITEM, STOP, folded, plain
from loaders.words import lines, sentence_ends

_BULLET: Final = re.compile(r"[ \t]*([•·◦▪●*–—-]|[0-9]{1,2}[.)]|[a-z][)]|[ivx]{1,4}[)])(?=\s)")
ITEM_LENGTH: Final = 160
"""Characters that an item without a bullet may have, below a line that ends in a colon."""
HEADING_LENGTH: Final = 120


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a document within which rules look."""

    start: int
    end: int
    heading: bool
    """Whether it is a short line of its own that is no sentence."""


@dataclass(frozen=True)
class Layout:
    """A document's text as rules see it: two texts of its length, and its blocks."""

    cased: str
    lowered: str
    blocks: tuple[Block, ...]


def layout(text: str) -> Layout:
    """The layout of a text. The end of a sentence and the beginning of an item are marked in it."""
    marks: dict[int, str] = {}
    blocks: list[Block] = []
    found = list(lines(text))
    place = 0
    while place < len(found):
        start, end = found[place]
        place += 1
        _mark_sentences(text, start, end, marks)
        items = 0
        while place < len(found) and _is_item(text, (start, end), found[place], items):
            begin, last = found[place]
            bullet = _BULLET.match(text, begin)
            marks[bullet.start(1) if bullet else begin - 1] = ITEM
            if bullet:
                marks.update(dict.fromkeys(range(bullet.start(1) + 1, bullet.end()), " "))
            _mark_sentences(text, bullet.end() if bullet else begin, last, marks)
            end, items, place = last, items + 1, place + 1
        blocks.append(Block(start, end, not items and _is_heading(text[start:end])))
    return Layout(_marked(plain(text), marks), _marked(folded(text), marks), tuple(blocks))


def _mark_sentences(text: str, start: int, end: int, marks: dict[int, str]) -> None:
    for place in sentence_ends(text[start:end]):
        marks[start + place - 1] = STOP


def _is_item(text: str, block: tuple[int, int], line: tuple[int, int], items: int) -> bool:
    """Whether a line is an item of the list that a block begins."""
    line_text = text[line[0] : line[1]]
    if _BULLET.match(line_text):
        return True
    introduced = text[block[0] : block[1]].rstrip().endswith(":") or items > 0
    near = text.count("\n", block[1], line[0]) == 1
    return introduced and near and len(line_text) <= ITEM_LENGTH and line_text.rstrip()[-1] not in '.:?!"”'


def _is_heading(line: str) -> bool:
    return len(line) <= HEADING_LENGTH and line.rstrip()[-1] not in ".;:,?!"


def _marked(text: str, marks: dict[int, str]) -> str:
    chars = list(text)
    for place, mark in marks.items():
        chars[place] = mark
    return "".join(chars)
