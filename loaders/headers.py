"""From the first record of a table to its columns."""

from __future__ import annotations

from typing import Final

from graph.facts import NAME
from loaders.layouts import Head, Layout
from loaders.problems import Unreadable, did_you_mean, nearest
from schema.errors import ValueProblem
from schema.vocabulary import LANGUAGES

DEFAULT_LANGUAGE: Final = "en"
"""The language of a column `name` that says none."""


def read_header(layout: Layout, line: int, cells: list[str]) -> list[Head]:
    """The columns of a table, in its order. Raises Unreadable with everything that is wrong."""
    _check_separator(line, cells)
    heads: list[Head] = []
    problems: list[tuple[int, str, str]] = []
    for cell in cells:
        try:
            heads.append(_head(layout, cell))
        except ValueProblem as problem:
            problems.append((line, cell, str(problem)))
    problems += [(line, column, message) for column, message in (*_twice(heads), *_absent(layout, heads))]
    if problems:
        raise Unreadable(*problems)
    return heads


def _check_separator(line: int, cells: list[str]) -> None:
    for mark, name in ((";", "semicolons"), ("\t", "tabs")):
        if len(cells) == 1 and mark in cells[0]:
            raise Unreadable((line, "", f"expected columns separated by commas, got {name}"))


def _head(layout: Layout, cell: str) -> Head:
    name, at, language = cell.partition("@")
    column = layout.columns.get(name)
    if column is None:
        near = _similar(layout, name)
        meant = did_you_mean(f"{near}{at}{language}" if near else "")
        raise ValueProblem(f"expected a column of {layout.name}, got {cell!r}{meant}")
    if at and not column.multilingual:
        raise ValueProblem(f"expected no language, got {cell!r}{did_you_mean(name)}")
    if at and language not in LANGUAGES:
        near = nearest(language, LANGUAGES)
        raise ValueProblem(f"expected the code of a language after '@', got {language!r}{did_you_mean(near)}")
    if column.multilingual and not at:
        if name != NAME.field:
            meant = did_you_mean(f"{name}@{DEFAULT_LANGUAGE}")
            raise ValueProblem(f"expected a language, got {cell!r}{meant}")
        language = DEFAULT_LANGUAGE
    return Head(column, cell, language)


def _similar(layout: Layout, name: str) -> str:
    # Other programs write legal_form for legalForm.
    plain = {key.casefold(): key for key in layout.columns}
    return plain.get(name.replace("_", "").casefold()) or nearest(name, layout.columns)


def _twice(heads: list[Head]) -> list[tuple[str, str]]:
    meanings = [(head.column, head.language) for head in heads]
    again = [head for i, head in enumerate(heads) if (head.column, head.language) in meanings[:i]]
    return [(head.text, "expected each column once, got it twice") for head in again]


def _absent(layout: Layout, heads: list[Head]) -> list[tuple[str, str]]:
    present = {head.column.name for head in heads}
    required = [c.name for c in layout.columns.values() if c.required and c.name not in present]
    return [(name, f"expected this column in a table of {layout.name}, got none") for name in required]
