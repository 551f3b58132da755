"""Markdown: its text without its marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from loaders.limits import Limits
from loaders.readers.blocks import joined, row
from loaders.readers.content import Content
from loaders.readers.encodings import decode

_WORDS = ("text", "code_inline")
_BREAKS = {"softbreak": " ", "hardbreak": "\n"}


def read(data: bytes, limits: Limits) -> Content:
    """The text, the first heading as its title, and its links. HTML in it is left out. Raises Refused."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark", {"maxNesting": 50}).enable("table").parse(_body(decode(data)))
    title = next((_words(after.children or ()) for token, after in _pairs(tokens) if token.type == "heading_open"), "")
    links = (
        str(child.attrs["href"])
        for token in tokens
        for child in token.children or ()
        if child.type == "link_open" and str(child.attrs.get("href", "")).startswith(("http://", "https://"))
    )
    return Content(joined(_blocks(tokens)), title=title, links=tuple(dict.fromkeys(links)))


def _body(text: str) -> str:
    """Without the block of settings that some programs write before the text."""
    if text.startswith("---\n"):
        _, end, rest = text[4:].partition("\n---\n")
        return rest if end else text
    return text


def _pairs(tokens: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    return pairwise(tokens)


def _blocks(tokens: Sequence[Any]) -> Iterator[list[str]]:
    lines: list[str] = []
    cells: list[str] | None = None
    depth = 0
    for token in tokens:
        depth += token.nesting if token.type.endswith(("list_open", "list_close", "table_open", "table_close")) else 0
        if token.type == "tr_open":
            cells = []
        elif token.type == "tr_close":
            lines.append(row(cells or ()))
            cells = None
        elif token.type == "inline" and cells is not None:
            cells.append(_words(token.children or ()))
        elif token.type == "inline":
            lines.append(_words(token.children or ()))
        elif token.type in ("fence", "code_block"):
            lines.append(token.content)
        if lines and not depth:
            yield lines
            lines = []


def _words(children: Sequence[Any]) -> str:
    return "".join(child.content if child.type in _WORDS else _BREAKS.get(child.type, "") for child in children)
