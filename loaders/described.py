"""Which ids something describes: a row, a document, or what stays in the graph of earlier loads."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from graph.judgements import MERGE, successors
from graph.store import Store
from loaders.digests import document_of
from loaders.judgements import judgements_of
from loaders.sources import Source

Known = Callable[[Collection[str]], set[str]]
"""Which of some ids are described."""


def described_before(store: Store, sources: Sequence[Source]) -> Known:
    """What the graph describes already and this load does not read anew.

    With what was merged into one of these, or will be no longer.
    """
    became = successors(judgement for _, judgement in store.judgements())
    became |= successors(judgements_of(store, sources))
    anew = _anew(store, sources)

    def known(ids: Collection[str]) -> set[str]:
        merged = {id: became[id] for id in ids if id in became}
        there = store.described([*ids, *merged.values()], anew)
        return (there & set(ids)) | {id for id, successor in merged.items() if successor in there}

    return known


def described(store: Store, sources: Sequence[Source]) -> Known:
    """What the graph describes when these sources are loaded, as far as they have been read."""
    here = {
        claim.subject
        for source in sources
        for claims in source.origins.values()
        for claim in claims
        if not claim.object
    }
    before = described_before(store, sources)

    def known(ids: Collection[str]) -> set[str]:
        return (here & set(ids)) | before(set(ids) - here)

    return known


def check_merges(store: Store, sources: Sequence[Source]) -> None:
    """Note each merge into an id that nothing describes: it may be misspelt."""
    merges = [
        (source, place, judgement)
        for source in sources
        for place, judgement in source.judged
        if judgement.action == MERGE and judgement in (source.judgements or ())
    ]
    if merges:
        known = described(store, sources)({judgement.other for _, _, judgement in merges})
        for source, (name, line), judgement in merges:
            if judgement.other not in known:
                message = f"expected the id of what a table or a document describes, got {judgement.other}"
                source.complain(name, message, "other", line)


def _anew(store: Store, sources: Sequence[Source]) -> set[tuple[str, str]]:
    """Origins that have been read again, and those whose files are gone."""
    read = {(source.root, name) for source in sources for name in (*source.tables, *source.claims)}
    loaded = {source.root: source for source in sources}

    def is_gone(source: Source, name: str, digest: str) -> bool:
        return name not in (source.found.documents if document_of(digest) else source.found.graphs)

    gone = {
        (root, name)
        for root, name, digest in store.digests()
        if root in loaded and name not in loaded[root].kept and is_gone(loaded[root], name, digest)
    }
    return read | gone
