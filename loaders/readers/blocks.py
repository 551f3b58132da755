"""Text from blocks: paragraphs apart by an empty line, list items and table rows each on a line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

CELL: Final = " | "
"""Between the cells of a table's row."""


def joined(blocks: Iterable[Iterable[str]]) -> str:
    """The lines of each block, without empty ones; blocks without any are left out."""
    shown = (lines(block) for block in blocks)
    return "\n\n".join("\n".join(block) for block in shown if block)


def lines(texts: Iterable[str]) -> list[str]:
    """Lines with single spaces, without those that are empty."""
    spaced = (" ".join(line.split()) for text in texts for line in text.split("\n"))
    return [line for line in spaced if line]


def row(cells: Iterable[str]) -> str:
    """A table's row on one line."""
    return CELL.join(" ".join(cell.split()) for cell in cells).strip(" |")
