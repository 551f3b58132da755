"""What curators have judged of two ids: that they mean one thing, or that they do not.

A judgement changes no claim. Claims keep the ids that were claimed; merged ids are mapped to their successors where
facts are settled, so that a judgement that is taken back gives the old graph.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from graph.facts import Claim

MERGE: Final = "merge"
SEPARATE: Final = "separate"


@dataclass(frozen=True, order=True)
class Judgement:
    """About two ids of entities of one type."""

    action: str
    """merge: what `id` means is `other`; separate: it is not."""
    id: str
    other: str

    @property
    def hash(self) -> int:
        """A number for checksums, as large as that of a claim."""
        return int(hashlib.sha256(f"{self.action} {self.id} {self.other}".encode()).hexdigest()[:24], 16)


Successors = Mapping[str, str]
"""By the id of what was merged: the id under which the graph knows it, itself never merged."""

NONE: Final[Successors] = {}


def successors(judgements: Iterable[Judgement]) -> dict[str, str]:
    """What merged ids have become. Where judgements go round in a circle, or one id into two, the first ones count."""
    found: dict[str, str] = {}
    for judgement in judgements:
        if judgement.action == MERGE and judgement.id not in found and _last(found, judgement.other) != judgement.id:
            found[judgement.id] = judgement.other
    return {id: _last(found, id) for id in found}


def _last(found: Mapping[str, str], id: str) -> str:
    while id in found:
        id = found[id]
    return id


def judged(claim: Claim, successors: Successors) -> Claim:
    """A claim as it is understood: about what its ids have become."""
    if not successors or (claim.subject not in successors and claim.object not in successors):
        return claim
    return replace(
        claim,
        subject=successors.get(claim.subject, claim.subject),
        object=successors.get(claim.object, claim.object),
    )


def problem(judgement: Judgement, before: Collection[Judgement]) -> str:
    """Why a judgement cannot stand beside others; empty when it can."""
    there = successors(before)
    one, other = (there.get(id, id) for id in (judgement.id, judgement.other))
    apart = {frozenset((there.get(each.id, each.id), there.get(each.other, each.other)))
             for each in before if each.action == SEPARATE}  # fmt: skip
    if judgement.action == SEPARATE:
        return f"expected two ids that are not merged, got two that are {one}" if one == other else ""
    if judgement.id in there and there[judgement.id] != other:
        return f"expected each id merged once, got {judgement.id} again, which is {there[judgement.id]} already"
    if other == judgement.id:
        return f"expected merges in one direction, got {judgement.other} merged into {judgement.id} as well"
    if frozenset((one, other)) in apart:
        return f"expected to merge what no other row separates, got {judgement.id} and {judgement.other}"
    return ""
