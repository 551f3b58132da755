"""Copying a graph from one store into another, whatever their kinds."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields
from itertools import groupby
from operator import itemgetter
from typing import Final

from graph.facts import Claim, Fact
from graph.store import Progress, Root, Store, no_progress
from schema.errors import StoreError

EVERY: Final = 1_000
"""After how many of them progress is told."""


@dataclass(frozen=True)
class Fingerprint:
    """What is the same for two stores that hold the same, read from everything that is in them."""

    entities: int
    origins: int
    supports: int
    claims: int
    facts: int
    checksum: str
    """Over all claims with their origins and lines, all judgements, and all facts with the order of their claims."""


def copy(source: Store, target: Store, progress: Progress = no_progress) -> str:
    """Load everything that one store holds into an empty one, and compare; a sentence on what was done.

    Raises StoreError when the target is not empty, or afterwards is not the same. The claims of one root at a time
    are in memory.
    """
    with target.filling():
        # Before any claim: no fact has to change again by them.
        for root, judged in groupby(source.judgements(), key=itemgetter(0)):
            target.replace_all([Root(root, {}, judgements=[judgement for _, judgement in judged])], progress)
        digests: dict[str, dict[str, str]] = defaultdict(dict)
        for root, name, digest in source.digests():
            digests[root][name] = digest
        for root, group in groupby(source.supports(), key=itemgetter(0)):
            origins: dict[str, dict[Claim, int]] = defaultdict(dict)
            for _, name, line, claim in group:
                origins[name][claim] = line
            target.replace_all([Root(root, origins, digests=digests[root])], progress)
    expected, found = fingerprint(source, progress), fingerprint(target, progress)
    if expected != found:
        differing = [f.name for f in fields(Fingerprint) if getattr(expected, f.name) != getattr(found, f.name)]
        raise StoreError(
            f"the copy is not the same: {', '.join(differing)} differ; was one of the stores loaded meanwhile?"
            " Empty the target and copy again"
        )
    return (
        f"{found.claims:,} claims, {found.facts:,} facts and {found.entities:,} entities copied"
        f" (checksum {found.checksum})"
    )


def fingerprint(store: Store, progress: Progress = no_progress) -> Fingerprint:
    """Read a whole store, in constant memory."""
    summary = store.summary()
    total = supports = facts = 0
    for root, name, line, claim in store.supports():
        total += _hash([root, name, line, claim.id])
        supports += 1
        if supports % EVERY == 0:
            progress("claims compared", supports, 0)
    for root, judgement in store.judgements():
        total += _hash([root, judgement.action, judgement.id, judgement.other])
    for fact in store.facts():
        total += _hash(_content(fact))
        facts += 1
        if facts % EVERY == 0:
            progress("facts compared", facts, summary.facts)
    checksum = f"{total % 2**128:032x}"
    return Fingerprint(
        sum(summary.counts.values()), len(store.origins()), supports, summary.claims, facts, checksum
    )  # fmt: skip


def _content(fact: Fact) -> list[object]:
    return [
        fact.id, fact.key.slot, fact.object, fact.value, fact.language, sorted(fact.qualifiers.items()),
        fact.conflicting, [claim.id for claim in fact.claims],
    ]  # fmt: skip


def _hash(content: Iterable[object]) -> int:
    """Hashes are added up, so that the order in which a store is read does not matter."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:16])
