"""Small lists of words and pieces of patterns, from `rules/words.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Final

with (Path(__file__).parent / "rules" / "words.toml").open("rb") as _file:
    _lists: Final[dict[str, Any]] = tomllib.load(_file)


def _set(name: str) -> frozenset[str]:
    return frozenset(_lists[name].split())


abbreviations: Final = _set("abbreviations")
doubtful_abbreviations: Final = _set("doubtful_abbreviations")
heads: Final = _set("heads")
first_heads: Final = _set("first_heads")
networks: Final = _set("networks")
organs: Final = _set("organs")
ordinary: Final = _set("ordinary")
small: Final = _set("small")
kinds: Final[dict[str, str]] = _lists["kinds"]
named_after: Final = _set("named_after")
bodies_pl: Final[dict[str, tuple[str, str]]] = {
    forms: (noun, gender) for forms, (noun, gender) in _lists["bodies_pl"].items()
}
ordinals: Final[dict[str, int]] = _lists["ordinals"]
project_pages: Final[list[str]] = [text.replace("\n", "") for text in _lists["project_pages"]]
pieces: Final[dict[str, str]] = {name: text.replace("\n", "") for name, text in _lists["pieces"].items()}
"""Patterns by the names that rules give them."""
