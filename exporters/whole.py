"""All that a store holds, as lines of RDF in the order in which the store has it: each line once, none in memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from exporters.mapping import Lines
from graph.store import Progress, Store, no_progress

EVERY: Final = 1_000
"""After how many of them progress is told."""


def whole(store: Store, lines: Lines, progress: Progress = no_progress) -> Iterator[tuple[bytes, bytes]]:
    """Lines of N-Triples, a few at a time: those on entities and facts, and those on claims."""
    summary = store.summary()
    entities = sum(summary.counts.values())
    for number, entity in enumerate(store.entities()):
        if number % EVERY == 0:
            progress("entities exported", number, entities)
        yield lines.names(entity), b""
    write = lines.statement
    for number, row in enumerate(store.rows()):
        if number % EVERY == 0:
            progress("claims exported", number, summary.claims)
        yield write(row)


def quads(found: Iterator[tuple[bytes, bytes]], lines: Lines) -> Iterator[bytes]:
    """The same as lines of N-Quads."""
    facts_end, evidence_end = lines.facts_end.encode(), lines.evidence_end.encode()
    for facts, evidence in found:
        # Within a text there is no line feed: it is escaped.
        yield facts.replace(b" .\n", facts_end) + evidence.replace(b" .\n", evidence_end)
