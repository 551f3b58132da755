"""What a source says itself where sources disagree to what one thing a relation leads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from web.asking import Asking
from web.entities import Words, target_of
from web.operations import TARGET
from web.reader import Reader

NAMED: Final = (
    f"query Named($ids: [ID!]!, $lang: [Language!]) {{ nodes(ids: $ids) {{ ... on Entity {{ {TARGET} }} }} }}"
)
"""Entities by id. Variables: ids, lang."""


async def tell_apart(ask: Asking, claims: Iterable[dict[str, Any]], reader: Reader) -> None:
    """Put into each claim on another entity than its fact's, as `other`, how that entity is shown.

    Raises NotAnswered.
    """
    apart = [c for c in claims if c["fact"]["conflicting"] and _is_apart(c)]
    if not apart:
        return
    ids = sorted({c["objectId"] for c in apart})
    nodes = (await ask(NAMED, ids=ids, lang=reader.languages))["nodes"]
    others = {id: target_of(node) if node else Words(id) for id, node in zip(ids, nodes, strict=True)}
    for claim in apart:
        claim["other"] = others[claim["objectId"]]


def _is_apart(claim: Mapping[str, Any]) -> bool:
    object_ = claim["fact"]["object"]
    return object_ is not None and claim["objectId"] != object_["id"]
