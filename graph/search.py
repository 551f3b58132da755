"""Entities by their names: what is looked for, and in which order it is given. The same for every store.

A search is a dialogue: it yields requests to which the store answers with rows, and returns what was found. So the
same steps serve a store that is asked in a thread and one that is awaited.

A name fits a text in one of five tiers: it says the same words, it begins with them, it says them in another form
(Krakowie, Kraków), it has all of them, it has some of them. The last word of the text may be the beginning of a word.
Among names with some of the words those come first whose words are rare, then the shorter ones, then by id. A word is
looked for without its ending as well, and one that no name has with one edit when it has six letters or more; what is
found so counts half.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from math import isqrt
from typing import Any, Final, NamedTuple, TypeAlias

from graph.cursors import decode_cursor, encode_cursor, question_mark
from graph.plan import Search
from schema.text import COMMON, MOST_HITS, is_one_edit, phrase, words

MOST_WORDS: Final = 20
"""Different words of a text that are looked for."""

TOLERANT: Final = 6
"""Letters from which on one may be wrong."""

ENDINGS: Final = 3
"""Letters that an ending has at most."""
STEM: Final = 4
"""Letters that must stand before an ending."""

MOST_SIMILAR: Final = 20
"""Known words that are taken for an unknown one."""

WHOLE: Final = 1_000
"""The weight of a word that stands in one name only."""

SAME, BEGINS, FORMS, ALL, SOME = range(5)
"""The tiers: how a name fits."""
SCORES: Final = (1.0, 0.9, 0.85, 0.8)
"""Of a name in each tier but the last, where it is the share of the words at 0.7."""


@dataclass(frozen=True)
class Sought:
    """What is searched for."""

    text: str
    types: tuple[str, ...] | None
    """Only entities of these types."""
    countries: tuple[str, ...] | None
    """Only these countries, by id or code, and what lies in them."""
    size: int
    after: str | None
    """The cursor behind which hits begin."""

    @classmethod
    def of(cls, search: Search, values: Sequence[str | int | float | None]) -> Sought:
        """What a plan asks for with the values of its slots."""
        text, size = values[search.text.number], values[search.size.number]
        countries = tuple(json.loads(str(values[search.countries.number]))) if search.countries else None
        after = str(values[search.after.number]) if search.after else None
        return cls(str(text), search.types, countries, int(size or 0), after)


# Requests -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Counts:
    """In how many names each of these words stands, then each of the words with these beginnings; up to one more than
    COMMON."""

    words: tuple[str, ...]
    beginnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Halves:
    """The words that begin or end like this."""

    beginning: str
    end: str


@dataclass(frozen=True)
class Names:
    """The names that have one of these words, or one with one of these beginnings: id of the entity, text, language and
    words of each, the shortest first, then by id and place; `limit` at most, -1 for all."""

    words: tuple[str, ...]
    beginnings: tuple[str, ...]
    also: tuple[tuple[str, ...], ...]
    """What must stand in their words as well: one of each of these."""
    types: tuple[str, ...] | None
    countries: tuple[str, ...] | None
    limit: int


Request: TypeAlias = Counts | Halves | Names
Rows: TypeAlias = Sequence[Any]
Steps: TypeAlias = "Generator[Request, Rows, Found]"


# What is found --------------------------------------------------------------------------------------------------


class Hit(NamedTuple):
    """An entity that was found."""

    id: str
    score: float
    text: str
    """The name that fits."""
    language: str
    cursor: str


@dataclass(frozen=True)
class Found:
    """A page of hits."""

    hits: list[Hit]
    total: int
    exact: bool
    """Whether nothing else can fit."""
    more: bool
    """Whether hits follow behind the page."""

    def as_json(self) -> str:
        """As a statement takes it; each hit is a list."""
        return json.dumps(asdict(self))


_NOTHING: Final = Found([], 0, exact=True, more=False)
_KINDS: Final = (int, int, int, str)


def search(sought: Sought) -> Steps:
    """The steps of a search. Raises ValueProblem for a cursor of another question."""
    mark = question_mark(repr((words(sought.text), sought.types, sought.countries)))
    after = decode_cursor(sought.after, mark, _KINDS) if sought.after is not None else None
    said = words(sought.text)
    if not said:
        return _NOTHING
    terms = yield from _terms(said)
    rows, complete = yield from _candidates(sought, terms)
    ranked = sorted(_best(rows, said, terms).values())
    left = [hit for hit in ranked[:MOST_HITS] if after is None or hit[:4] > after]
    total = sum(term.weight for term in terms)
    hits = [
        Hit(id, _score(tier, -matched / total), text, language, encode_cursor(mark, tier, matched, size, id))
        for tier, matched, size, id, _, text, language in left[: sought.size]
    ]
    exact = complete and len(ranked) <= MOST_HITS
    return Found(hits, min(len(ranked), MOST_HITS), exact, len(left) > sought.size)


# Words ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Term:
    """A word of the text as it is looked for."""

    words: tuple[str, ...]
    beginnings: tuple[str, ...]
    names: int
    """In how many names it stands, COMMON + 1 for more."""
    meant: bool = True
    """Whether it stands there as it was written."""
    forms: tuple[str, ...] = ()
    """Other forms of it, which count half."""

    @property
    def fragments(self) -> tuple[str, ...]:
        """One of these stands in the words of a name that has it."""
        return (*(f" {word} " for word in self.words), *(f" {beginning}" for beginning in self.beginnings))

    @property
    def weight(self) -> int:
        """How much it says: the rarer, the more."""
        return isqrt(WHOLE**2 // max(self.names, 1))

    @property
    def counts(self) -> int:
        """What a name gains that has it."""
        return self.weight if self.meant else self.weight // 2


def _terms(said: Sequence[str]) -> Generator[Request, Rows, list[_Term]]:
    """The words of a text, each once; the last one is a beginning."""
    last = said[-1]
    whole = tuple(islice((word for word in dict.fromkeys(said) if word != last), MOST_WORDS - 1))
    stems = {word: _stems(word) for word in (*whole, last)}
    asked = (*whole, *dict.fromkeys(stem for each in stems.values() for stem in each))
    *counts, of_last = yield Counts(asked, (last,))
    known = dict(zip(asked, counts, strict=True))
    terms = []
    for word in (*whole, last):
        count = of_last if word == last else known[word]
        forms = {stem: known[stem] for stem in stems[word] if known[stem]}
        if not count:
            terms.append((yield from _otherwise(word, forms)))
        else:
            rare = tuple(form for form, names in forms.items() if max(names, count) <= COMMON)
            beginnings = (word,) if word == last else ()
            terms.append(_Term(() if beginnings else (word,), beginnings, count, forms=rare))
    return terms


def _otherwise(word: str, forms: Mapping[str, int]) -> Generator[Request, Rows, _Term]:
    """An unknown word with one edit and without its ending; `forms`: in how many names it stands without it."""
    known = dict(forms)
    if len(word) >= TOLERANT:
        half = len(word) // 2
        halves = yield Halves(word[:half], word[half + 1 :])
        similar = tuple(islice((other for other in sorted(halves) if is_one_edit(word, other)), MOST_SIMILAR))
        if similar:
            counts = yield Counts(similar)
            known |= zip(similar, counts, strict=True)
    if known:
        return _Term(tuple(known), (), min(sum(known.values()), COMMON + 1), meant=False)
    stems = _stems(word)
    counts = (yield Counts((), stems)) if stems else ()
    for stem, count in zip(stems, counts, strict=True):
        if count:
            return _Term((), (stem,), count, meant=False)
    return _Term((), (), 0)


def _stems(word: str) -> tuple[str, ...]:
    """A word without its ending, which may be of any length."""
    return tuple(word[:-cut] for cut in range(1, ENDINGS + 1) if len(word) - cut >= STEM)


# Names ----------------------------------------------------------------------------------------------------------


def _candidates(sought: Sought, terms: Sequence[_Term]) -> Generator[Request, Rows, tuple[Rows, bool]]:
    """The names that may fit, and whether these are all that have one of the words."""
    rare = [term for term in terms if 0 < term.names <= COMMON]
    common = [term for term in terms if term.names > COMMON]
    if rare:
        rows = yield _names(sought, rare, ())
        return rows, not common
    if not common:
        return (), True
    leading = max(common, key=lambda term: max(map(len, term.fragments)))
    rows = yield _names(sought, [leading], [term for term in common if term is not leading])
    if not rows and len(common) > 1:
        rows = yield _names(sought, [leading], ())
    return rows, False


def _names(sought: Sought, terms: Sequence[_Term], also: Iterable[_Term]) -> Names:
    return Names(
        tuple(word for term in terms for word in (*term.words, *term.forms)),
        tuple(beginning for term in terms for beginning in term.beginnings),
        tuple(term.fragments for term in also),
        sought.types,
        sought.countries,
        -1 if all(term.names <= COMMON for term in terms) else COMMON,
    )


_Ranked: TypeAlias = tuple[int, int, int, str, int, str, str]
"""Tier, gained weight below zero, size, id, place among the names, text, language."""


def _best(rows: Rows, said: list[str], terms: Sequence[_Term]) -> dict[str, _Ranked]:
    """The name of each entity that fits best."""
    looked = [
        [
            *((fragment, term.counts) for fragment in term.fragments),
            *((f" {form} ", term.counts // 2) for form in term.forms),
        ]
        for term in terms
        if term.names
    ]
    total = sum(term.weight for term in terms)
    whole = phrase(said)
    best: dict[str, _Ranked] = {}
    for place, (id, text, language, name) in enumerate(rows):
        gained = 0
        for ways in looked:
            for fragment, weight in ways:
                if fragment in name:
                    gained += weight
                    break
        if name == whole:
            tier = SAME
        elif name.startswith(whole[:-1]):
            tier = BEGINS
        elif name.count(" ") == len(said) + 1 and all(map(_are_forms, said, name.split())):
            tier = FORMS
        else:
            tier = ALL if gained == total else SOME
        ranked = tier, -gained, len(name), id, place, text, language
        if id not in best or ranked < best[id]:
            best[id] = ranked
    return best


def _are_forms(one: str, other: str) -> bool:
    """Whether two words may be forms of one: all but their endings is the same."""
    stem = max(STEM, max(len(one), len(other)) - ENDINGS)
    return one == other or one[:stem] == other[:stem]


def _score(tier: int, share: float) -> float:
    return round(0.7 * share, 2) if tier == SOME else SCORES[tier]
