"""What a search finds, written down a second time: every name is looked at, and nothing is limited."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Final

from graph.cursors import decode_cursor, encode_cursor, question_mark
from graph.search import Sought
from schema.text import COMMON, words

if TYPE_CHECKING:
    from tests.contract.settled import Entity, Settled

ENDINGS: Final = (1, 2, 3)
SHARES: Final = {0: 1.0, 1: 0.9, 2: 0.85, 3: 0.8}


@dataclass(frozen=True)
class Wanted:
    """A word of the text: whole words and beginnings that stand for it, and what it says."""

    whole: frozenset[str]
    beginnings: tuple[str, ...]
    says: int
    gains: int
    names: int = 0
    """In how many names it stands."""
    forms: frozenset[str] = frozenset()
    """Other forms of it."""

    @property
    def is_common(self) -> bool:
        return self.names > COMMON

    @property
    def length(self) -> int:
        """How long what is looked for is, a whole word with a space behind it."""
        return max([*(len(word) + 1 for word in self.whole), *map(len, self.beginnings)])

    def stands_in(self, name: Iterable[str]) -> bool:
        return any(word in self.whole or word.startswith(self.beginnings) for word in name)

    def gained_by(self, name: Iterable[str]) -> int:
        """What a name gains by it."""
        return self.gains if self.stands_in(name) else self.gains // 2 if self.forms.intersection(name) else 0


@dataclass(frozen=True)
class FoundName:
    """An entity with its name that fits best."""

    tier: int
    gained: int
    size: int
    id: str
    text: str
    language: str
    score: float
    mark: str

    @property
    def order(self) -> tuple[int, int, int, str]:
        return self.tier, -self.gained, self.size, self.id

    @property
    def cursor(self) -> str:
        return encode_cursor(self.mark, *self.order)

    def comes_after(self, cursor: str) -> bool:
        return self.order > decode_cursor(cursor, self.mark, (int, int, int, str))


def find(graph: Settled, sought: Sought) -> tuple[list[FoundName], bool]:
    """All that is found, in its order, and whether nothing else can fit."""
    asked = words(sought.text)
    if not asked:
        return [], True
    vocabulary = graph.vocabulary
    first = [word for word in dict.fromkeys(asked) if word != asked[-1]][:19]
    wanted = [want(vocabulary, word, is_last=False) for word in first] + [want(vocabulary, asked[-1], is_last=True)]
    mark = question_mark(repr((asked, sought.types, sought.countries)))
    rows = [
        (len(" ".join(name)), entity.id, place, text, language, name)
        for entity in graph.entities.values()
        if is_meant(graph, entity, sought)
        for place, (text, language, name) in enumerate(said(entity))
    ]
    best: dict[str, FoundName] = {}
    for row in candidates(sorted(rows), wanted):
        name = fitting(row, asked, wanted, mark)
        if name.id not in best or name.order < best[name.id].order:
            best[name.id] = name
    return sorted(best.values(), key=lambda name: name.order)[:1000], not any(each.is_common for each in wanted)


Row = tuple[int, str, int, str, str, list[str]]
"""Size, id of the entity, place, text, language and words of a name."""


def candidates(rows: list[Row], wanted: list[Wanted]) -> list[Row]:
    """The names that are looked at: those with a word that is not common, else the shortest with those that are."""
    rare = [each for each in wanted if 0 < each.names <= COMMON]
    if rare:
        return [row for row in rows if any(each.gained_by(row[-1]) for each in rare)]
    common = [each for each in wanted if each.is_common]
    if not common:
        return []
    leading = max(common, key=lambda each: each.length)
    together = [row for row in rows if all(each.stands_in(row[-1]) for each in common)]
    return (together or [row for row in rows if leading.stands_in(row[-1])])[:COMMON]


def want(vocabulary: Mapping[str, int], word: str, *, is_last: bool) -> Wanted:
    """What stands for a word. `vocabulary`: in how many names each word stands."""

    def counted(test: Wanted, *, meant: bool) -> Wanted:
        count = sum(names for known, names in vocabulary.items() if test.stands_in([known]))
        says = math.isqrt(1_000_000 // min(max(count, 1), COMMON + 1))
        return Wanted(test.whole, test.beginnings, says, says if meant else says // 2, count)

    none: frozenset[str] = frozenset()
    stems = [word[:-cut] for cut in ENDINGS if len(word) - cut >= 4]
    forms = frozenset(stem for stem in stems if stem in vocabulary)
    meant = Wanted(none, (word,), 0, 0) if is_last else Wanted(frozenset([word]), (), 0, 0)
    if meant.stands_in(vocabulary):
        found = counted(meant, meant=True)
        few = frozenset(form for form in forms if vocabulary[form] <= COMMON)
        return found if found.is_common else replace(found, forms=few)
    others = set(forms)
    if len(word) >= 6:
        near = (known for known in vocabulary if abs(len(known) - len(word)) < 2)
        others |= set(sorted(known for known in near if known in edits(word, known))[:20])
    for other in [Wanted(frozenset(others), (), 0, 0), *(Wanted(none, (stem,), 0, 0) for stem in stems)]:
        if other.stands_in(vocabulary):
            return counted(other, meant=False)
    return Wanted(none, (), 1000, 0)


def edits(word: str, letters: str) -> set[str]:
    """Every text that one edit makes of a word with these letters."""
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    found = {a + b[1:] for a, b in cuts if b}
    found |= {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    found |= {a + letter + rest for a, b in cuts for letter in set(letters) for rest in (b, b[1:])}
    return found


def fitting(row: Row, asked: list[str], wanted: list[Wanted], mark: str) -> FoundName:
    """How well a name fits."""
    size, id, _, text, language, name = row
    total = sum(each.says for each in wanted)
    gained = sum(each.gained_by(name) for each in wanted)
    fits = [name == asked, begins(name, asked), says_in_forms(name, asked), gained == total, True]
    tier = fits.index(True)
    return FoundName(
        tier, gained, size + 2, id, text, language, SHARES.get(tier, round(0.7 * (gained / total), 2)), mark
    )


def said(entity: Entity) -> Iterator[tuple[str, str, list[str]]]:
    """Text, language and words of each name."""
    return ((text, language, words_of(text)) for text, language, _ in entity.names.all)


words_of = cache(words)


def begins(name: list[str], asked: list[str]) -> bool:
    """Whether a name begins with what is asked; the last word may be the beginning of one."""
    *whole, last = asked
    return len(name) >= len(asked) and name[: len(whole)] == whole and name[len(whole)].startswith(last)


def says_in_forms(name: list[str], asked: list[str]) -> bool:
    """Whether a name says what is asked in other forms, which differ in at most the last three letters of each."""
    return len(name) == len(asked) and all(
        one == other or any(one[:cut] == other[:cut] for cut in range(max(4, longest - 3), longest))
        for one, other in zip(name, asked, strict=True)
        for longest in [max(len(one), len(other))]
    )


def is_meant(graph: Settled, entity: Entity, sought: Sought) -> bool:
    """Whether an entity is of a type and lies in a country that is asked for."""
    if sought.types is not None and entity.type not in sought.types:
        return False
    return sought.countries is None or any(
        place.type == "Country" and (place.id in sought.countries or code(place) in sought.countries)
        for place in places(graph, entity)
    )


def code(country: Entity) -> str | None:
    return next(iter(country.texts["code"].values()), None)


def places(graph: Settled, entity: Entity) -> Iterator[Entity]:
    """An entity, what it lies in, and what that lies in."""
    yield entity
    for row in graph.links["LOCATED_IN", True, entity.id]:
        yield row.entity
        yield from (further.entity for further in graph.links["LOCATED_IN", True, row.entity.id])
