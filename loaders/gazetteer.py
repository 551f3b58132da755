"""Known names and where they stand in a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from graph.facts import Claim
from graph.judgements import Judgement
from loaders.curated_names import NAMING, REMEMBERED, SHORTEST_MISSPELT, CuratedNames, shortened
from loaders.entries import GRAPH, Entry
from loaders.identifiers import slug
from loaders.packaged_names import packaged_names
from loaders.words import Word
from schema.text import is_one_edit

_IN: Final = frozenset({"in", "w", "we", "en", "em"})


@dataclass(frozen=True, slots=True)
class Found:
    """A known name in a text: from one word to another (exclusive), and what it may mean."""

    first: int
    last: int
    entries: tuple[Entry, ...]
    rule: str
    """How it was found: name, form or typo."""


def names_of(claims: Iterable[Claim], judgements: Iterable[Judgement] = ()) -> Names:
    """The names to look for when one table makes these claims; those that do not say what a name means do not count."""
    curated = CuratedNames()
    naming = [claim for claim in claims if claim.property in NAMING]
    curated.bring_up_to_date({"": lambda: naming}, judgements)
    return Names(curated)


class Names:
    """Names to look for: those that curators' tables state, and the packaged ones."""

    def __init__(self, curated: CuratedNames) -> None:
        self.curated = curated
        self._packaged = packaged_names()
        self._apart = curated.apart()
        self._became = curated.became()
        self._meanings = lru_cache(REMEMBERED)(self._find_meanings)

    def entry(self, id: str) -> Entry | None:
        """What is known of an entity of the graph, or of a country."""
        return self.curated.entry(id) or self._packaged.countries.get(id)

    def _find_meanings(self, key: str) -> tuple[Entry, ...]:
        """What a name may mean."""
        found: dict[str, Entry] = {}
        for packaged in self._packaged.keys.get(key, ()):
            entry = self._as_curated(packaged)
            if entry and (entry.source == GRAPH or entry.id not in found):
                found[entry.id] = entry
        found |= {id: entry for id in self.curated.subjects(key) if (entry := self.curated.entry(id))}
        # A name of something and of what it was merged into means only the latter.
        return tuple(entry for id, entry in found.items() if self._became.get(id) not in found)

    def _as_curated(self, entry: Entry) -> Entry | None:
        """A packaged entry as the graph knows it; None when the graph means something else by its id."""
        if entry.type != "City":
            known = self.curated.entry(entry.id)
            return replace(entry, name=known.name) if known else entry
        known = self.curated.entry(self.curated.numbered(entry.number))
        if known:
            return Entry(known.id, "City", known.name, GRAPH, known.country, entry.inhabitants)
        return None if self.curated.entry(entry.id) else entry

    def _name(self, key: str) -> str:
        """The name that a key is, or of which it is an inflected form; empty for none."""
        if self._meanings(key):
            return key
        return next((name for name in self._packaged.forms.get(key, ()) if self._meanings(name)), "")

    def _longest(self, first: str) -> int:
        return max(self._packaged.longest.get(first, 0), self.curated.longest(first))

    def _is_word(self, word: str) -> bool:
        return word in self._packaged.words or self.curated.is_word(word)

    def parts(self, whole: str) -> Iterator[tuple[str, Entry]]:
        """The parts of an institution, each with the keys of its names."""
        return ((key, entry) for entry in self.curated.parts(whole) for key in self.curated.keys(entry.id))

    def acronyms(self, id: str) -> set[str]:
        """Keys of the names of something that are written in capitals."""
        return {key for key in self.curated.keys(id) if self.curated.is_in_capitals(key)}

    def find(self, text: str, words: Sequence[Word]) -> Iterator[Found]:
        """The known names among the words of a text: at each place the longest."""
        keys = [word.key if _is_hyphened(text, word) else self._spelt(word) for word in words]
        place = 0
        while place < len(words):
            found = self._at(text, words, keys, place)
            if found and words[place].text.islower():
                # La Unión is a place, but not in "la Unión Europea".
                further = self._at(text, words, keys, place + 1) if place + 1 < found.last else None
                found = further if further and further.last > found.last else found
            if found is None:
                place += 1
            else:
                yield found
                place = found.last

    def _spelt(self, word: Word) -> str:
        """The key of a word, or of the word of a curated name for which it is misspelt."""
        key = word.key
        if len(key) < SHORTEST_MISSPELT or not word.text[0].isupper() or word.text.isupper() or self._is_word(key):
            # A word in capitals is an acronym rather than a misspelt name.
            return key
        close = {w for part in (key, *shortened(key)) for w in self.curated.near(part) if is_one_edit(key, w)}
        # What differs in its end alone is another form of the word, or another word.
        close = {w for w in close if w[0] == key[0] and w[:-1] != key[:-1] and w != key[:-1] and w[:-1] != key}
        return close.pop() if len(close) == 1 else key

    def _at(self, text: str, words: Sequence[Word], keys: list[str], place: int) -> Found | None:
        first = keys[place]
        for length in range(min(self._longest(first), len(words) - place), 0, -1):
            last = place + length
            key = " ".join(keys[place:last]) if length > 1 else first
            name = self._name(key)
            if not name or not self._is_written(words[place:last], name):
                continue
            if length > 1 and _is_broken(text[words[place].start : words[last - 1].end]):
                continue
            meanings = self._meanings(name)
            misspelt = any(words[i].key != keys[i] for i in range(place, last))
            if misspelt:
                meanings = tuple(entry for entry in meanings if entry.source == GRAPH)
            if self._apart:
                written = slug(text[words[place].start : words[last - 1].end])
                meanings = tuple(entry for entry in meanings if not self.are_apart(_own_id(entry, written), entry.id))
            if meanings:
                last = self._without_place(keys, place, last, meanings)
                return Found(place, last, meanings, "typo" if misspelt else "name" if name == key else "form")
        return None

    def are_apart(self, one: str, other: str) -> bool:
        """Whether curators judged that two ids mean two things."""
        return frozenset((one, other)) in self._apart

    def _without_place(self, keys: list[str], place: int, last: int, meanings: tuple[Entry, ...]) -> int:
        """Where a name ends, if its last words only say in which place: Charles University, in Prague."""
        for end in range(last - 2, place, -1):
            shorter = {entry.id for entry in self._meanings(" ".join(keys[place:end]))} if keys[end] in _IN else set()
            if shorter >= {entry.id for entry in meanings}:
                return end
        return last

    def _is_written(self, words: Sequence[Word], key: str) -> bool:
        """Whether words are written as names are: with a capital, acronyms in capitals."""
        first = words[0].text
        if self.curated.is_in_capitals(key):
            return first.isupper() or first == first[0].lower() + first[1:].upper() or not first.isalpha()
        if key in self._packaged.lower or self.curated.is_lower(key):
            return True
        long = [word.text for word in words if len(word.text) > 3] or [word.text for word in words]
        acronym = any(len(word.text) > 1 and word.text.isupper() for word in words)
        return acronym or any(text[0].isupper() or not text[0].isalpha() for text in long)


def _own_id(entry: Entry, written: str) -> str:
    """The id that something has of its own when its name is written so."""
    kind = entry.id.partition("/")[0]
    return f"{kind}/{written}-{entry.country.partition('/')[2]}" if entry.country else f"{kind}/{written}"


def _is_broken(passage: str) -> bool:
    """Whether a passage cannot be one name: it goes over the end of a paragraph or into brackets."""
    return "\n\n" in passage or passage.count("(") != passage.count(")")


def _is_hyphened(text: str, word: Word) -> bool:
    """Whether a word is the second part of one that is as a whole no known name: Mi-Gracja is not Greece."""
    return text[word.start - 1 : word.start] == "-"
