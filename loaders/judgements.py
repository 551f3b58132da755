"""Reads what curators judged of two ids, from `judgements.csv` in a folder (docs/tables.md)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import ClassVar

from graph.facts import DOCUMENT
from graph.judgements import MERGE, SEPARATE, Judgement, problem, successors
from graph.store import Store
from loaders.cells import read_cell
from loaders.files import JUDGEMENTS, read
from loaders.headers import read_header
from loaders.layouts import Column, Head, Layout
from loaders.limits import Limits
from loaders.problems import shortened
from loaders.records import records
from loaders.resolve import Known
from loaders.sources import Source
from schema.errors import LoadError, ValueProblem
from schema.model import Model
from schema.values import Choice


class Action(Choice):
    """What is judged of two ids."""

    name, graphql = "action", "Judged"
    members: ClassVar[dict[str, str]] = {
        MERGE: "Both mean one thing, which the graph knows as `other` from now on.",
        SEPARATE: "They mean two things, whatever rules would take for one.",
    }


def layout(model: Model) -> Layout:
    """The columns of a table of judgements."""
    # A document is what stands at its address: two of them are two documents, whatever they say.
    types = tuple(type_.name for type_ in model.entities if type_.name != DOCUMENT)
    columns = [
        Column("action", "What is judged: merge or separate.", value=Action, required=True),
        Column(
            "id", "The id that is merged into the other one, or one of two that are separate.", types, required=True
        ),
        Column("other", "The id that it becomes a part of, or the other one of the two.", types, required=True),
        Column("note", "Words for other curators; they are not loaded."),
    ]
    return Layout("judgements", "Ids that mean one thing, and ids that do not.", {c.name: c for c in columns})


def take_judgements(store: Store, sources: Sequence[Source], limits: Limits) -> None:
    """Enter the judgements of the sources, without rows that contradict others; problems are noted."""
    taken = [source for source in sources if _read(store.model, source, limits)]
    roots = {source.root for source in taken}
    before = [judgement for root, judgement in store.judgements() if root not in roots]
    for source in taken:
        kept = []
        for (name, line), judgement in source.judged:
            if message := problem(judgement, before):
                source.complain(name, message, line=line)
            elif judgement not in kept:
                kept.append(judgement)
                before.append(judgement)
        source.judgements = kept


def _read(model: Model, source: Source, limits: Limits) -> bool:
    """Read the tables of a source; False when one cannot be read: what was judged before stays then."""
    readable = True
    for name in sorted(name for name in source.found.beside if name.rpartition("/")[2] == JUDGEMENTS):
        try:
            source.judged += _rows(model, source, name, read(source.found, name, limits))
        except LoadError as error:
            source.complain_of(name, error)
            readable = False
    return readable


def _rows(model: Model, source: Source, name: str, data: bytes) -> Iterator[tuple[tuple[str, int], Judgement]]:
    coming = iter(records(data))
    line, header = next(coming)
    heads = read_header(layout(model), line, header)
    for line, record in coming:
        try:
            yield (name, line), _judgement(model, heads, record)
        except ValueProblem as error:
            source.complain(name, shortened(str(error)), line=line)


def _judgement(model: Model, heads: Sequence[Head], record: Sequence[str]) -> Judgement:
    if len(record) != len(heads):
        raise ValueProblem(f"expected {len(heads)} cells as in the header, got {len(record)}")
    cells = {
        head.column.name: read_cell(model, head.column, cell)[0]
        for head, cell in zip(heads, record, strict=True)
        if cell and head.column.name != "note"
    }
    missing = [name for name in ("action", "id", "other") if name not in cells]
    if missing:
        raise ValueProblem(f"expected {' and '.join(missing)}, got nothing")
    judgement = Judgement(cells["action"], cells["id"], cells["other"])
    if judgement.id == judgement.other:
        raise ValueProblem(f"expected two ids, got {judgement.id} twice")
    if judgement.action == MERGE and judgement.id.partition("/")[0] != judgement.other.partition("/")[0]:
        raise ValueProblem(f"expected two ids of one type, got {judgement.id} and {judgement.other}")
    return judgement


def judgements_of(store: Store, sources: Sequence[Source]) -> list[Judgement]:
    """All judgements as they are when these sources are loaded."""
    said = {source.root for source in sources if source.judgements is not None}
    kept = [judgement for root, judgement in store.judgements() if root not in said]
    return kept + [judgement for source in sources for judgement in source.judgements or ()]


def known_by(store: Store, sources: Sequence[Source]) -> Known:
    """Which ids the graph knows: its entities, and what was merged into one of them, or will be no longer."""
    became = successors(judgement for _, judgement in store.judgements())
    became |= successors(judgements_of(store, sources))

    def known(ids: Collection[str]) -> set[str]:
        merged = {id: became[id] for id in ids if id in became}
        there = store.known([*ids, *merged.values()])
        return (there & set(ids)) | {id for id, successor in merged.items() if successor in there}

    return known
