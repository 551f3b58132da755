"""Finds the entities that a reader named in a form, by id or by name; else what they may have meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from schema.model import Type
from schema.names import enum_value
from web.asking import Asking
from web.entities import Words, target_of
from web.operations import TARGET
from web.reader import Reader

LONGEST: Final = 200
"""Characters of a name or an id."""

MOST_MEANT: Final = 5
"""What is suggested for a name."""

SURE: Final = 1.0
"""The score of a name that says just what was looked for."""

BY_ID: Final = (
    f"query Named($ids: [ID!]!, $lang: [Language!]) {{ nodes(ids: $ids) {{ ... on Entity {{ {TARGET} }} }} }}"
)

BY_NAME: Final = (
    "query Called($text: String!, $types: [EntityType!], $first: Int, $lang: [Language!]) {"
    f" search(text: $text, types: $types, first: $first) {{ edges {{ score node {{ {TARGET} }} }} }} }}"
)


@dataclass(frozen=True)
class Choice:
    """What a reader wrote, and the entity that it names; else what may be meant."""

    given: str
    id: str = ""
    words: Words | None = None
    """None when nothing is named by it, or more than one thing."""
    meant: tuple[tuple[str, Words], ...] = ()
    """Id and name of each."""

    @property
    def shown(self) -> str:
        """What was written, as a message repeats it."""
        return self.given if len(self.given) <= LONGEST else f"{self.given[:40]}…"


async def choose(ask: Asking, given: Sequence[str], type_: Type | None, reader: Reader) -> list[Choice]:
    """The entity of each text, of one type or of any. Raises NotAnswered."""
    texts = [" ".join(text.split()) for text in given]
    ids = [text for text in texts if 0 < len(text) <= LONGEST]
    found = (await ask(BY_ID, ids=ids, lang=reader.languages))["nodes"] if ids else []
    # What was merged into something else is found as that.
    known = {id: node for id, node in zip(ids, found, strict=True) if node and "id" in node and _fits(node, type_)}
    return [
        Choice(text, known[text]["id"], target_of(known[text]))
        if text in known
        else await _by_name(ask, text, type_, reader)
        for text in texts
    ]


async def _by_name(ask: Asking, text: str, type_: Type | None, reader: Reader) -> Choice:
    if not text or len(text) > LONGEST:
        return Choice(text)
    slug, _, rest = text.partition("/")
    wanted = type_ or ask.model.by_slug.get(slug)
    types = [enum_value(wanted.name)] if wanted else None
    name = rest.replace("-", " ") if rest else text
    sought = {"text": name, "types": types, "first": MOST_MEANT, "lang": reader.languages}
    hits = (await ask(BY_NAME, **sought))["search"]["edges"]
    # An id that leads nowhere is a mistake, whatever it may be like.
    sure = [hit["node"] for hit in hits if hit["score"] >= SURE and not rest]
    if len(sure) == 1:
        return Choice(text, sure[0]["id"], target_of(sure[0]))
    return Choice(text, meant=tuple((hit["node"]["id"], target_of(hit["node"])) for hit in hits))


def _fits(node: dict[str, Any], type_: Type | None) -> bool:
    return type_ is None or node["type"] == enum_value(type_.name)
