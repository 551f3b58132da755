"""Organs and teams of a body that are only called by what they are: the Council, its Board, zespół ds. migracji."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from loaders import word_lists
from loaders.anaphora import Context
from loaders.entries import Entry
from loaders.mentions import Mention, Relation
from loaders.naming import cleaned
from loaders.patterns import candidates
from loaders.shape import STOP, Shape
from loaders.words import key_of

STEM: Final = 5
"""Letters by which two forms of a word are compared."""


def found_organs(shape: Shape, text: str, context: Context) -> Iterator[tuple[Mention, Mention]]:
    """Organs in a line, each with the body that it is one of: the institution that was mentioned last."""
    for rule in candidates("organs", shape.cased):
        for match in rule.pattern.finditer(shape.cased):
            start, end = shape.offset(match.start("x")), shape.offset(match.end("x"), end=True)
            inside = [m for m in shape.mentions if m.start < end and start < m.end]
            if any(m.id or m.pronoun or m.body for m in inside):
                continue
            whole = _body(shape, context, start)
            organ = whole and _organ(cleaned(text[start:end]), whole, context, named=bool(rule.option("named")))
            if organ and whole:
                yield replace(organ, start=start, end=end, rule=rule.id), whole


def _body(shape: Shape, context: Context, start: int) -> Mention | None:
    """The institution that was mentioned last: a known one rather than a new one."""
    here = [m for m in shape.mentions if m.type == "Institution" and m.end <= start and not m.body and m.id]
    return here[-1] if here else context.known or context.last.get("Institution")


def _organ(phrase: str, whole: Mention, context: Context, *, named: bool) -> Mention | None:
    own = set(key_of(whole.name).split(" "))
    acronyms = context.names.acronyms(whole.id) if whole.id else set()
    wanted = _stems(key_of(phrase), own | acronyms)
    matching: dict[str, Entry] = {}
    for key, entry in context.names.parts(whole.id):
        stems = _stems(key, own | acronyms)
        if stems and (stems <= wanted or (len(wanted) == 1 and wanted <= stems)):
            matching[entry.id] = entry
    if len(matching) == 1:
        (entry,) = matching.values()
        return Mention(entry.type, entry.name, 0, 0, entry.id)
    if matching or named:
        return Mention("Institution", phrase, 0, 0) if named else None
    short = min(acronyms, key=len, default="").upper() or whole.name
    return Mention("Institution", f"{phrase} of the {short}", 0, 0)


def _stems(key: str, without: set[str]) -> frozenset[str]:
    return frozenset(word[:STEM] for word in key.split(" ") if word not in without and word not in word_lists.small)


def part_of(organ: Mention, whole: Mention, text: str) -> Relation:
    """That an organ is a part of its body: implied by the sentence that speaks of it."""
    begin = max(text.rfind("\n", 0, organ.start), text.rfind(". ", 0, organ.start) + 1) + 1
    ends = [place for mark in ("\n", ". ", STOP) if (place := text.find(mark, organ.end)) >= 0]
    passage = text[begin : min(ends, default=len(text))]
    start = begin + len(passage) - len(passage.lstrip())
    return Relation("PART_OF", organ, whole, "", (), start, begin + len(passage.rstrip()), "implied", organ.rule)
