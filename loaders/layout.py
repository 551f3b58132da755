"""The blocks of a document: paragraphs, headings, lists with what introduces them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from loaders.mentions import Mention
from loaders.shape import CODES, ITEM, STOP, folded, plain
from loaders.words import lines, sentence_ends

_BULLET: Final = re.compile(r"[ \t]*([•·◦▪●○■‣►➢→›»>✓*–—-]|[0-9]{1,2}[.)]|[a-z][)]|[ivx]{1,4}[)])(?=\s)")
ITEM_LENGTH: Final = 160
"""Characters that an item without a bullet may have, below a line that ends in a colon."""
HEADING_LENGTH: Final = 120
LEAD_LENGTH: Final = 200
"""Characters that a sentence may have that introduces a list of places below it."""
_BESIDE_PLACES: Final = re.compile(
    r"\([^()]{0,60}\)|\b(?:(?:member )?(?:since|joined(?: in)?|from|in|od|desde|w|we|en|em)? ?)?"
    r"(?:\d{1,2} )?(?:[^\W\d_]{3,10} )?(?:de )?(?:19|20)\d\d\b"
    r"|\b(?:the|city|town|municipality|borough|capital|of|and|i|oraz|y|e|de|do|da|r|roku|miasto|gmina|ciudad"
    r"|ayuntamiento|cidade|municipio|camara municipal)\b"
)
"""What may stand beside places in a line that only lists places."""


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


def gathered(text: str, whole: Layout, places: Sequence[Mention]) -> Layout:
    """The layout, with lines that only list places taken into the block of the line that introduces them."""
    starts = [mention.start for mention in places]

    def listed(block: Block) -> str:
        here = places[bisect_left(starts, block.start) : bisect_left(starts, block.end)]
        return _listed(whole.lowered[block.start : block.end], block.start, here)

    marks: dict[int, str] = {}
    blocks: list[Block] = []
    for lead, items in _lists(whole.blocks, listed):
        codes = "".join(map(listed, items))
        if codes.count(CODES["City"]) < 2 or not _introduces(text[lead.start : lead.end], len(items)):
            blocks += [lead, *items]
            continue
        marks.update((item.start - 1, ITEM) for item in items)
        blocks.append(Block(lead.start, items[-1].end, heading=False))
    if not marks:
        return whole
    return replace(
        whole, cased=_marked(whole.cased, marks), lowered=_marked(whole.lowered, marks), blocks=tuple(blocks)
    )  # fmt: skip


def _lists(blocks: Sequence[Block], listed: Callable[[Block], str]) -> Iterator[tuple[Block, list[Block]]]:
    """Each block that lists no places, with those after it that do."""
    lead: Block | None = None
    items: list[Block] = []
    for block in blocks:
        if lead is not None and listed(block):
            items.append(block)
            continue
        if lead is not None:
            yield lead, items
        lead, items = block, []
    if lead is not None:
        yield lead, items


def _listed(line: str, start: int, places: Sequence[Mention]) -> str:
    """The codes of the places of a line, if it only lists places; otherwise nothing."""
    codes, rest, here = [], [], 0
    for mention in places:
        if mention.type not in ("City", "Country"):
            return ""
        codes.append(CODES[mention.type])
        rest.append(line[here : mention.start - start])
        here = mention.end - start
    if not codes:
        return ""
    rest.append(line[here:])
    return "" if re.search(r"[^\W_]", _BESIDE_PLACES.sub(" ", "|".join(rest))) else "".join(codes)


def _introduces(line: str, items: int) -> bool:
    """Whether a line is a heading, ends in a colon, or is a short sentence above a longer list."""
    last = line.rstrip()[-1]
    return last == ":" or _is_heading(line) or (last == "." and items > 2 and len(line) <= LEAD_LENGTH)


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
