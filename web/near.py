"""Finds what a person may have meant whose address leads nowhere."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Any, Final

from schema.model import Type
from schema.text import fold
from web.asking import Asking
from web.entities import Words, target_of
from web.operations import near_operation
from web.reader import Reader

MOST: Final = 6
"""Names that are suggested."""

ALIKE: Final = 0.6
"""Least likeness: the share of characters that two texts have in common, in order."""

LONGEST: Final = 60
"""Characters of an address that are looked at."""


async def near_names(ask: Asking, type_: Type, slug: str, reader: Reader) -> list[Words]:
    """Entities whose id or name is like a slug, the likest first. Raises NotAnswered."""
    wanted = fold(slug.replace("-", " "))[:LONGEST]
    if not wanted:
        return []
    found = await ask(near_operation(type_), start=wanted[:2], lang=reader.languages)
    scored = ((_likeness(wanted, node), node) for node in found[type_.plural]["nodes"])
    best = sorted(((s, n["id"], n) for s, n in scored if s >= ALIKE), key=lambda each: (-each[0], each[1]))
    return [target_of(node) for _, _, node in best[:MOST]]


def _likeness(wanted: str, node: dict[str, Any]) -> float:
    slug = node["id"].partition("/")[2].replace("-", " ")
    # An id often ends in the code of a country, which one forgets.
    texts = {slug, slug.rpartition(" ")[0], *(fold(name["text"]) for name in node["names"])}
    return max(SequenceMatcher(None, wanted, text[:LONGEST]).ratio() for text in texts)
