"""From a document's text to what it states: a pure function of the text, the names that are known, and the rules."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import Final

from loaders.anaphora import Context, main_city, only_project, project_of_title, references
from loaders.apply import Line, relations
from loaders.dates import date_line, dates
from loaders.document import Document
from loaders.gazetteer import Names
from loaders.languages import likely_language
from loaders.layout import Block, Layout, gathered, layout
from loaders.mentions import Doubt, Extraction, Mention, Relation
from loaders.naming import explained, merged, named, quoted, towns
from loaders.organs import found_organs, part_of
from loaders.patterns import rules_digest
from loaders.places import Places, overlap_free
from loaders.shape import ITEM, STOP, Shape, shape, stops
from loaders.words import words
from schema import edtf

__all__ = ["extract", "rules_digest"]

TABLES: Final = ("events", "membership", "places", "projects", "strategies", "bodies", "publications", "broad")
"""Tables of rules about relations, in the order in which they are tried."""


def extract(document: Document, names: Names) -> Extraction:
    """What a document states, with the place of each mention and each relation in its text."""
    reading = _Reading(document, names)
    for block in reading.layout.blocks:
        reading.read(block)
    return reading.result()


@dataclass
class _Reading:
    """A document while it is read, block by block."""

    document: Document
    names: Names
    layout: Layout = field(init=False)
    known: list[Mention] = field(init=False)
    starts: list[int] = field(init=False)
    """Where the known ones begin."""
    doubts: list[Doubt] = field(init=False)
    context: Context = field(init=False)
    mentions: list[Mention] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    acronyms: dict[str, Mention] = field(default_factory=dict)
    """New names by the acronyms that the text gives them."""

    def __post_init__(self) -> None:
        text = self.document.text
        plain = layout(text)
        self.language = self.document.language or likely_language(text)
        places = Places(text, plain.lowered, (found := words(text)), list(self.names.find(text, found)))
        self.known = [quoted(mention, text) for mention in overlap_free(places.mentions())]
        self.starts = [mention.start for mention in self.known]
        self.layout = gathered(text, plain, self.known)
        self.doubts = places.doubts
        self.mentions += places.inside(self.names)
        issued = self.document.issued
        self.published = issued if re.fullmatch(r"\d{4}-\d\d-\d\d", issued) else date_line(text) or issued[:4]
        title = self._of_title()
        self.context = Context(self.names, main_city(title, self.known), project=only_project(self.known))
        networks = {m.key: m for m in title if m.type in ("Programme", "Institution") and self.context.is_network(m)}
        self.context.own = next(iter(networks.values())) if len(networks) == 1 else None
        if project := project_of_title(text, self.layout.blocks, self.known):
            self.context.project = self.acronyms[project.name] = project

    def _of_title(self) -> list[Mention]:
        title = self.document.title
        if not title:
            first = self.layout.blocks[0] if self.layout.blocks else None
            return [m for m in self.known if first and first.heading and m.end <= first.end]
        found = words(title)
        return Places(title, title.casefold(), found, list(self.names.find(title, found))).mentions()

    def read(self, block: Block) -> None:
        """Find what a block mentions and states."""
        text, cased, lowered = self.document.text, self.layout.cased, self.layout.lowered
        here = slice(bisect_left(self.starts, block.start), bisect_left(self.starts, block.end))
        known = [m for m in self.known[here] if m.end <= block.end]
        known += self._by_acronym(block, known)
        first = shape(cased, lowered, block.start, block.end, overlap_free(known))
        organs = list(found_organs(first, text, self.context))
        new = [self.context.same(mention) for mention in named(first, text) if not _overlaps(mention, organs)]
        seen, inner = merged(known, [*new, *towns(first, text)])
        seen = explained(seen, text)
        self._learn_acronyms(seen)
        seen = _beside(seen, self._dates(block))
        second = self._reshaped(first, block, seen)
        seen = _beside(seen, references(second, self.context, topics=False))
        third = self._reshaped(second, block, seen)
        seen = _beside(seen, references(third, self.context, topics=True))
        organs = [
            (organ, whole) for organ, whole in organs if all(m.end <= organ.start or organ.end <= m.start for m in seen)
        ]
        seen = _beside(seen, (organ for organ, _ in organs))
        line = Line(self._reshaped(third, block, seen), text, self.language, self.context, inner)
        if block.heading:
            networks = [m for m in seen if m.type in ("Programme", "Institution") and self.context.is_network(m)]
            self.context.section = networks[0] if networks else None
        for table in TABLES:
            self.relations += relations(line, table)
        self.relations += (period for m in seen if (period := _period(m, text)))
        self.relations += (part_of(organ, whole, text) for organ, whole in organs)
        self.mentions += [*seen, *inner]
        ends = stops(cased, block.start, block.end)
        self.context.note(seen, ends, text)
        topic = _topic(line)
        if topic or not any(m.type == "Date" for m in seen):
            self.context.topic = topic

    def _reshaped(self, before: Shape, block: Block, mentions: Sequence[Mention]) -> Shape:
        """A block with other mentions in it than before, if they are others."""
        if list(before.mentions) == mentions:
            return before
        return shape(self.layout.cased, self.layout.lowered, block.start, block.end, mentions)

    def _dates(self, block: Block) -> Iterator[Mention]:
        for dated in dates(self.layout.lowered[block.start : block.end].replace(STOP, " "), self.published):
            start, end = block.start + dated.start, block.start + dated.end
            yield Mention("Date", self.document.text[start:end], start, end, value=dated.value, derived=dated.derived)

    def _learn_acronyms(self, mentions: Iterable[Mention]) -> None:
        for mention in mentions:
            if not mention.id and (
                found := re.search(r"\(([^\W\d_]{2,8})\)$", self.document.text[mention.start : mention.end])
            ):
                self.acronyms.setdefault(found[1], mention)

    def _by_acronym(self, block: Block, known: Sequence[Mention]) -> list[Mention]:
        found: list[Mention] = []
        for acronym, mention in self.acronyms.items():
            written = re.compile(rf"(?<!\w){re.escape(acronym)}(?!\w)")
            found += (
                replace(mention, start=match.start(), end=match.end(), rule="acronym")
                for match in written.finditer(self.document.text, block.start, block.end)
                if all(match.end() <= m.start or m.end <= match.start() for m in known)
            )
        return found

    def _is_tool(self, mention: Mention) -> bool:
        """Whether a programme is an instrument such as an index, which is no body that could act."""
        known = self.names.entry(mention.id)
        return mention.type == "Programme" and known is not None and known.kind == "tool"

    def result(self) -> Extraction:
        """What was found, without what says the same twice."""
        found = _without_weaker(self.relations)
        ends = [end for relation in found for end in (relation.subject, relation.object) if end]
        stated = [relation for relation in found if relation.property]
        mentions = [m for m in (*self.mentions, *ends) if m.type not in ("Date", "Demonym") and not m.pronoun]
        mentions += [m.body for m in mentions if m.body]
        dated = {r.subject.key for r in stated if r.property in ("when", "HELD_IN", "ORGANISED_BY")}
        related = {m.key for m in ends}
        kept = [m for m in mentions if m.type != "Event" or m.key in dated]
        kept = [m for m in kept if m.key in related or not self._is_tool(m)]
        unique = {(m.key, m.start, m.end): m for m in kept}
        return Extraction(
            tuple(sorted(unique.values(), key=lambda m: (m.start, m.end))),
            tuple(sorted(stated, key=lambda r: (r.start, r.end, r.rule))),
            tuple(self.doubts),
        )


def _overlaps(mention: Mention, organs: Iterable[tuple[Mention, Mention]]) -> bool:
    return any(mention.start < organ.end and organ.start < mention.end for organ, _ in organs)


def _beside(kept: Iterable[Mention], more: Iterable[Mention]) -> list[Mention]:
    """Mentions, with those of further ones that overlap none of them."""
    found = list(kept)
    for mention in more:
        if all(mention.end <= other.start or other.end <= mention.start for other in found):
            found.append(mention)
    return sorted(found, key=lambda m: m.start)


def _period(mention: Mention, text: str) -> Relation | None:
    """The years that stand in the name of a strategy."""
    if mention.type != "Strategy" or mention.pronoun:
        return None
    found = re.search(r"\b((?:19|20)\d\d) ?[-–/] ?((?:19|20)\d\d)\b", text[mention.start : mention.end])
    if found is None or found[1] > found[2]:
        return None
    value = f"{found[1]}/{found[2]}"
    return Relation("period", mention, None, value, (), mention.start, mention.end, "stated", "years-in-name")


def _topic(line: Line) -> Mention | None:
    """What the last sentence or item of a line is about: the first that it mentions."""
    stop = max(line.shape.folded.rfind(STOP), line.shape.folded.rfind(ITEM))
    begin = line.shape.offset(stop + 1)
    return next((m for m in line.shape.mentions if m.start >= begin and m.type not in ("Date", "Demonym")), None)


def _without_weaker(found: Iterable[Relation]) -> list[Relation]:
    """The relations, each once: with its qualifiers rather than without, stated rather than implied.

    Again only where a passage qualifies it as the others do not: who joined here and left there.
    """
    told: dict[tuple[object, ...], set[str]] = {}
    chosen: set[int] = set()
    lasting = _without_ended(list(found))
    for number, relation in sorted(enumerate(lasting), key=lambda one: _strength(one[1]), reverse=True):
        names = {name for name, _ in relation.qualifiers}
        if (key := _key(relation)) not in told or not names <= told[key]:
            chosen.add(number)
            told.setdefault(key, set()).update(names)
    kept = [relation for number, relation in enumerate(lasting) if number in chosen]
    goals = [r.object for r in kept if r.property == "HAS_GOAL" and r.object]
    leads = {(r.subject.key, r.object.key) for r in kept if r.object and dict(r.qualifiers).get("role") == "LEAD"}
    return [r for r in kept if not _is_partner_that_leads(r, leads) and not _is_part_of_goal(r, goals)]


def _key(relation: Relation) -> tuple[object, ...]:
    """The same for all that is stated of one pair, or of one value, however it is qualified."""
    return (
        relation.property, relation.subject.key, relation.object.key if relation.object else "", relation.value,
    )  # fmt: skip


def _without_ended(found: Sequence[Relation]) -> list[Relation]:
    """Relations, but for what ended before it began again: a fact has one beginning and one end."""
    again: dict[tuple[object, ...], int] = {}
    for relation in found:
        if since := dict(relation.qualifiers).get("since"):
            key = _key(relation)
            again[key] = max(edtf.span(since).first, again.get(key, edtf.EARLIEST))

    def is_over(relation: Relation) -> bool:
        until = dict(relation.qualifiers).get("until")
        return until is not None and edtf.span(until).last < again.get(_key(relation), edtf.EARLIEST)

    return [relation for relation in found if not is_over(relation)]


def _is_partner_that_leads(relation: Relation, leads: AbstractSet[tuple[object, object]]) -> bool:
    """Whether a relation says less than that its actor leads the project: that it takes part in it, or runs it."""
    if relation.property == "RUN_BY" and relation.object and relation.subject.type == "Project":
        return (relation.object.key, relation.subject.key) in leads
    if relation.property != "PARTNER_IN" or relation.object is None or dict(relation.qualifiers).get("role") == "LEAD":
        return False
    return (relation.subject.key, relation.object.key) in leads


def _is_part_of_goal(relation: Relation, goals: Sequence[Mention]) -> bool:
    """Whether a goal is only a part of the words of another one."""
    goal = relation.object if relation.property == "HAS_GOAL" else None
    return goal is not None and any(
        other.start <= goal.start and goal.end <= other.end and other.key != goal.key for other in goals
    )


def _strength(relation: Relation) -> tuple[int, bool, bool, int]:
    qualifiers = dict(relation.qualifiers)
    return len(qualifiers), qualifiers.get("role") == "LEAD", relation.kind == "stated", -relation.start
