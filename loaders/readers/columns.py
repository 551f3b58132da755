"""From boxes of text on a page to blocks in the order in which one reads them."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Final, NamedTuple

GUTTER: Final = 0.6
"""Width of the white between two columns, in heights of a line, at least."""

WIDE: Final = 8.0
"""Width of a column's lines, in their heights, at least: narrower ones are the cells of a table, read row by row."""

LINES: Final = 3
"""Lines that each of two columns has at least."""

MOST_TRIED: Final = 200
"""Places at which the white between columns is looked for."""


class Box(NamedTuple):
    """Where text stands; points from the left and from the bottom of the page."""

    left: float
    bottom: float
    right: float
    top: float


def in_reading_order(boxes: Sequence[Box]) -> list[Box]:
    """The page's blocks: what stands across it, then the columns below from left to right, and so on downwards.

    One block when nothing stands side by side.
    """
    blocks: list[list[Box]] = []
    for band in _bands(_lines(boxes)):
        columns = _columns(band)
        if len(columns) == 1 and blocks and not _side_by_side(blocks, columns[0]):
            blocks[-1] += columns[0]
        else:
            blocks += columns
    return [_around(block) for block in blocks]


def _lines(boxes: Sequence[Box]) -> list[Box]:
    """Boxes of words put together, as far as they stand in one line without a gap."""
    lines: list[Box] = []
    for box in sorted(boxes, key=lambda box: (-round(box.bottom + box.top), box.left)):
        height = box.top - box.bottom
        if height <= 0 or box.right <= box.left:
            continue
        last = lines[-1] if lines else box
        level = min(last.top, box.top) - max(last.bottom, box.bottom) > height / 2
        if lines and level and 0 <= box.left - last.right + height < (1 + GUTTER) * height:
            lines[-1] = Box(last.left, min(last.bottom, box.bottom), box.right, max(last.top, box.top))
        else:
            lines.append(box)
    return lines


def _side_by_side(blocks: list[list[Box]], band: list[Box]) -> bool:
    """Whether the last block stands beside the one before it, so that what follows below is not its continuation."""
    return len(blocks) > 1 and _around(blocks[-2]).bottom < _around(blocks[-1]).top


def _bands(boxes: list[Box]) -> list[list[Box]]:
    """The page cut across, wherever something that crosses the white between columns begins or ends."""
    if not boxes:
        return []
    at = _gutter(boxes)
    if at is None:
        return [boxes]
    bands: list[list[Box]] = []
    crossing_before: bool | None = None
    for box in sorted(boxes, key=lambda box: -box.top):
        crossing = box.left < at < box.right
        if crossing != crossing_before:
            bands.append([])
        bands[-1].append(box)
        crossing_before = crossing
    return bands


def _gutter(boxes: Sequence[Box]) -> float | None:
    """Where the white between two columns is, if most lines keep it: some may go across."""
    height = median(box.top - box.bottom for box in boxes)
    best: tuple[int, float] | None = None
    ends = sorted({round(box.right) for box in boxes})
    for right in ends[:: len(ends) // MOST_TRIED + 1]:
        left = min((box.left for box in boxes if box.left > right + GUTTER * height), default=None)
        if left is None:
            continue
        at = (right + left) / 2
        before = [box for box in boxes if box.right <= at]
        after = [box for box in boxes if box.left >= at]
        crossing = len(boxes) - len(before) - len(after)
        if _is_column(before, height) and _is_column(after, height) and crossing * 3 < len(boxes):
            best = min(best or (crossing, at), (crossing, at))
    return best[1] if best else None


def _is_column(boxes: Sequence[Box], height: float) -> bool:
    return len(boxes) >= LINES and median(box.right - box.left for box in boxes) >= WIDE * height


def _columns(boxes: list[Box]) -> list[list[Box]]:
    at = _gutter(boxes)
    if at is None or any(box.left < at < box.right for box in boxes):
        return [boxes]
    left = [box for box in boxes if box.right <= at]
    right = [box for box in boxes if box.left >= at]
    return [*_columns(left), *_columns(right)]


def _around(boxes: Sequence[Box]) -> Box:
    return Box(
        min(box.left for box in boxes) - 1,
        min(box.bottom for box in boxes) - 1,
        max(box.right for box in boxes) + 1,
        max(box.top for box in boxes) + 1,
    )
