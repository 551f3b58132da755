"""Draws the neighbourhood of an entity as SVG: relations in columns, each named once, on both sides of the entity.

What it is called from leads to the right, what leads to it stands on the left. Everything is measured before it is
placed, so that no name touches another one or the edge. Colours and fonts are presentation attributes, which the
style sheet overrides: the picture looks right when it is saved, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import accumulate
from math import ceil
from typing import Final

from markupsafe import Markup

from web.entities import Entity, Words
from web.lettering import FONT, WIDEST, broken, measure
from web.reader import Reader

MOST_NODES: Final = 150
"""Neighbours that a picture shows."""

FEW: Final = 12
"""Links of a relation that stand in one column; more are set in several."""

ROW: Final = 24
"""Height of a line."""

BRACKET: Final = 44
"""Width of the space in which lines run from the middle to the names."""

GAP: Final = 22
"""Space between two columns of names, and between two relations."""

DOT: Final = 5
MARGIN: Final = 8


@dataclass(frozen=True)
class Neighbour:
    """An entity beside the middle, its name broken into lines."""

    words: Words
    type: str
    lines: tuple[str, ...]
    width: int

    @classmethod
    def of(cls, words: Words, type: str) -> Neighbour:
        """Measured and broken."""
        lines = tuple(broken(words.text))
        return cls(words, type, lines, max(map(measure, lines)) + 2 * DOT + 6)


@dataclass(frozen=True)
class Block:
    """A relation with its neighbours, row by row."""

    heading: str
    rows: tuple[tuple[Neighbour, ...], ...]
    widths: tuple[int, ...]
    """Width of each column."""
    heights: tuple[int, ...]
    """Height of each row."""

    @property
    def width(self) -> int:
        """From the first dot to the end of the last name."""
        columns = sum(self.widths) + GAP * (len(self.widths) - 1)
        return max(columns, measure(self.heading, bold=True))

    @property
    def height(self) -> int:
        """From the top of the heading to the bottom of the last name."""
        return ROW + sum(self.heights) + GAP


def neighbourhood(entity: Entity, reader: Reader, base: str = "") -> Markup | None:
    """The picture of an entity's relations; None when it has none.

    `base`: the server's address, for a picture that is looked at elsewhere. It gets a ground of its own.
    """
    if not entity.relations:
        return None
    total = sum(group.total for group in entity.relations)
    sides: tuple[list[Block], list[Block]] = ([], [])
    for forward, heading, neighbours in _groups(entity):
        columns = 1 if len(neighbours) <= FEW else 2 if max(n.width for n in neighbours) > WIDEST * 0.6 else 3
        sides[forward].append(_block(heading, neighbours, columns))
    left, right = _balanced(*sides)
    shown = sum(len(row) for block in (*left, *right) for row in block.rows)
    title = reader.translations.gettext("%(shown)s of %(total)s neighbours of %(name)s")
    title %= {"shown": reader.number(shown), "total": reader.number(total), "name": entity.name.text}
    return _draw(entity, left, right, title, base)


def _groups(entity: Entity) -> Iterator[tuple[bool, str, list[Neighbour]]]:
    """Relations with as many neighbours as there is space for; small ones are shown whole."""
    space = MOST_NODES
    for position, group in enumerate(sorted(entity.relations, key=lambda g: len(g.rows))):
        share = max(space // (len(entity.relations) - position), 1)
        rows = group.rows[:share]
        space -= len(rows)
        neighbours = [Neighbour.of(row.values[0], row.type) for row in rows]
        heading = group.heading if len(rows) == group.total else f"{group.heading} ({len(rows)}/{group.total})"
        yield group.forward, heading, neighbours


def _block(heading: str, neighbours: Sequence[Neighbour], columns: int) -> Block:
    length = ceil(len(neighbours) / columns)
    stacks = [neighbours[start : start + length] for start in range(0, len(neighbours), length)]
    rows = tuple(tuple(stack[i] for stack in stacks if i < len(stack)) for i in range(length))
    return Block(heading, rows, tuple(max(n.width for n in stack) for stack in stacks), tuple(map(_height, rows)))


def _balanced(left: list[Block], right: list[Block]) -> tuple[list[Block], list[Block]]:
    """When one side is much higher than the other, its largest relation stands on both sides of the middle."""
    low, high = sorted((left, right), key=_total)
    largest = max(high, key=lambda block: block.height)
    if _total(high) < 2 * _total(low) or len(largest.rows) < 4:
        return left, right
    neighbours = _in_order(largest)
    rest = [block for block in high if block is not largest]
    # Into the lower side goes what brings both to one height, a half when it is empty.
    share = (_total(high) - _total(low)) / 2 / largest.height
    moved = max(1, round(len(neighbours) * min(share, 0.5)))
    columns = len(largest.widths)
    cut = len(neighbours) - moved
    near = _block(f"{largest.heading} 1–{cut}", neighbours[:cut], columns)
    far = _block(f"{largest.heading} {cut + 1}–{len(neighbours)}", neighbours[cut:], columns)
    mended = [*low, far], [*rest, near]
    return mended if low is left else (mended[1], mended[0])


def _total(blocks: Iterable[Block]) -> int:
    return sum(block.height for block in blocks)


def _in_order(block: Block) -> list[Neighbour]:
    """The neighbours of a block, column by column."""
    return [row[column] for column in range(len(block.widths)) for row in block.rows if column < len(row)]


def _draw(entity: Entity, left: Sequence[Block], right: Sequence[Block], title: str, base: str) -> Markup:
    names = broken(entity.name.text)
    box = max(measure(line, bold=True) for line in names) + 2 * GAP
    spaces = [max((b.width for b in side), default=0) + 2 * DOT + (BRACKET if side else 0) for side in (left, right)]
    height = max(_total(left), _total(right), ROW * len(names) + GAP) + 2 * MARGIN
    width = spaces[0] + box + spaces[1] + 2 * MARGIN
    from_ = MARGIN + spaces[0]
    parts = [
        _start(width, height, title),
        f'<rect width="{width}" height="{height}" fill="#fff"/>' if base else "",
        *_side(left, from_, height, -1, base),
        *_side(right, from_ + box, height, 1, base),
        _rect(from_, (height - ROW * len(names) - GAP) // 2, box, ROW * len(names) + GAP),
        _text(names, from_ + box / 2, height / 2 - ROW * (len(names) - 1) / 2 + 5, "middle", bold=True),
        "</svg>",
    ]
    return Markup("".join(parts))


def _start(width: int, height: int, title: str) -> str:
    return (
        f'<svg class="picture" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="group" aria-labelledby="picture-title" font-family="system-ui, sans-serif" '
        f'font-size="{FONT}" fill="#1b1f24"><title id="picture-title">{escape(title)}</title>'
    )


def _rect(x: int, y: int, width: int, height: int) -> str:
    return (
        f'<rect class="centre" x="{x}" y="{y}" width="{width}" height="{height}" rx="8" fill="#f3f5f8" '
        'stroke="#124f9c"/>'
    )


def _side(blocks: Sequence[Block], edge: float, height: int, way: int, base: str) -> Iterator[str]:
    """The relations on one side; `way` is 1 to the right and -1 to the left of the middle, which ends at `edge`."""
    top = (height - _total(blocks)) / 2
    start = edge + way * BRACKET
    for block in blocks:
        tops = [top + ROW, *(top + ROW + below for below in accumulate(block.heights))]
        # One reads columns from the left, also where they stand to the left of the middle.
        order = range(len(block.widths))[::way]
        beside = sum(order[0] < len(row) for row in block.rows)
        low, high = tops[0] + ROW / 2, tops[beside - 1] + ROW / 2
        middle = (low + high) / 2
        yield (
            f'<g role="group" aria-label="{escape(block.heading)}">'
            f'<path class="stem" d="M{edge:.0f} {height / 2:.0f}C{edge + way * 26:.0f} {height / 2:.0f} '
            f"{start - way * 30:.0f} {middle:.0f} {start - way * 8:.0f} {middle:.0f}M{start - way * 8:.0f} {low:.0f}"
            f'V{high:.0f}" fill="none" stroke="#8b95a1"/>'
        )
        yield _text([block.heading], start, top + ROW - 7, _anchor(way), bold=True)
        for column in range(len(block.widths)):
            x = start + way * sum(block.widths[c] + GAP for c in order[: order.index(column)])
            for row, y in zip(block.rows, tops, strict=False):
                if column < len(row):
                    yield _node(row[column], x, y, way, base, line=x == start)
        yield "</g>"
        top += block.height


def _node(neighbour: Neighbour, x: float, y: float, way: int, base: str, *, line: bool) -> str:
    """A link with a dot and a name; it is lit with the line that leads to it."""
    dot = x + way * DOT
    path = f'<path d="M{x - way * 8:.0f} {y + ROW / 2:.0f}H{dot:.0f}" stroke="#8b95a1"/>' if line else ""
    name = _text(neighbour.lines, x + way * (2 * DOT + 6), y + ROW / 2 + 5, _anchor(way))
    words = neighbour.words
    return (
        f'<a href="{escape(base + words.href)}" class="node {neighbour.type.lower()}"{words.lang}>{path}'
        f'<circle cx="{dot:.0f}" cy="{y + ROW / 2:.0f}" r="{DOT}" fill="#124f9c"/>{name}</a>'
    )


def _text(lines: Sequence[str], x: float, y: float, anchor: str, *, bold: bool = False) -> str:
    weight = ' font-weight="600"' if bold else ""
    if len(lines) == 1:
        return f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}"{weight}>{escape(lines[0])}</text>'
    # A space keeps words apart for those who hear the name. It stands where it moves no line.
    before, after = (" ", "") if anchor == "end" else ("", " ")
    spans = "".join(
        f'<tspan x="{x:.0f}" y="{y + i * ROW * 0.75:.0f}">{before if i else ""}{escape(text)}{after}</tspan>'
        for i, text in enumerate(lines)
    )
    return f'<text text-anchor="{anchor}"{weight}>{spans}</text>'


def _anchor(way: int) -> str:
    return "start" if way > 0 else "end"


def _height(row: Iterable[Neighbour]) -> int:
    return ROW + round((max(len(n.lines) for n in row) - 1) * ROW * 0.75)
