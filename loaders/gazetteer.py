"""Known names and where they stand in a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from graph.judgements import SEPARATE, Judgement, successors
from loaders.identifiers import slug
from loaders.packaged import FORMS, read_rows
from loaders.words import Word
from schema.text import is_one_edit

GRAPH: Final = "graph"
"""Where a name comes from: the graph itself, whose names were curated."""
PLACE: Final = "place"
"""A place of GeoNames with more than LARGE inhabitants."""
SMALL: Final = "small place"
"""Another place of GeoNames: it needs a word beside it that says so."""
COUNTRY: Final = "country"
DEMONYM: Final = "Demonym"

LARGE: Final = 100_000
LONGEST_TYPO: Final = 1
"""Letters by which a misspelt word may differ."""
SHORTEST_MISSPELT: Final = 6
"""Letters that a word must have to be taken for a misspelt one."""
_IN: Final = frozenset({"in", "w", "we", "en", "em"})
OWNING: Final = frozenset({"ADOPTED", "HAS_GOAL", "PUBLISHED"})
"""Relations that tell apart what has the same name."""
MATCHED: Final = frozenset({"City", "Country", "Institution", "Programme", "Strategy", "Project"})
"""Types whose names are looked for; the names of the others are ordinary words."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that a name may mean."""

    id: str
    type: str
    name: str
    """Its canonical name."""
    source: str
    country: str = ""
    """Id of the country of a place."""
    inhabitants: int = 0
    kind: str = ""
    """What kind of thing the graph says it is, such as network or funding."""
    whole: str = ""
    """Id of the institution that it is a part of."""
    owners: tuple[str, ...] = ()
    """Ids of who adopted a strategy, has a goal or published a document: others have some of the same name."""
    date: str = ""
    """When an event was (EDTF)."""
    places: tuple[str, ...] = ()
    """Ids of the cities in which it was held."""


@dataclass(frozen=True, slots=True)
class Found:
    """A known name in a text: from one word to another (exclusive), and what it may mean."""

    first: int
    last: int
    entries: tuple[Entry, ...]
    rule: str
    """How it was found: name, form or typo."""


@dataclass
class Names:
    """Names to look for. Holds plain data only, so that it can be sent to other processes."""

    keys: dict[str, dict[str, Entry]] = field(default_factory=dict)
    """By key: what it may mean, by id."""
    forms: dict[str, str] = field(default_factory=dict)
    """Keys of inflected forms, and the key of the name."""
    capitals: set[str] = field(default_factory=set)
    """Keys of names that are written in capitals, such as acronyms."""
    lower: set[str] = field(default_factory=set)
    """Keys of names that are written without a capital."""
    longest: dict[str, int] = field(default_factory=dict)
    """By the first word of a key: how many words the longest has."""
    entries: dict[str, Entry] = field(default_factory=dict)
    """What the graph and the packaged tables know, by id."""
    near: dict[str, set[str]] = field(default_factory=dict)
    """By a word of a curated name, and by what is left of it without one letter: the words."""
    parts: dict[str, list[tuple[str, Entry]]] = field(default_factory=dict)
    """By the id of an institution: keys of the names of its parts."""
    vocabulary: set[str] = field(default_factory=set)
    """Words of all names."""
    apart: set[frozenset[str]] = field(default_factory=set)
    """Pairs of ids that curators judged to mean two things."""

    def add(self, key: str, entry: Entry, *, capitals: bool = False) -> None:
        """Let a key mean an entry too."""
        if len(key) < 2 or entry.type not in (*MATCHED, DEMONYM):
            return
        meanings = self.keys.setdefault(key, {})
        if entry.source == GRAPH or entry.id not in meanings:
            meanings[entry.id] = entry
        if capitals:
            self.capitals.add(key)
        if entry.whole:
            self.parts.setdefault(entry.whole, []).append((key, entry))
        self._index(key)

    def _index(self, key: str) -> None:
        parts = key.split(" ")
        self.longest[parts[0]] = max(self.longest.get(parts[0], 0), len(parts))
        self.vocabulary.update(parts)

    def heed(self, judgements: Sequence[Judgement]) -> None:
        """Let a name that means something and what it was merged into mean only the latter."""
        self.apart = {frozenset((each.id, each.other)) for each in judgements if each.action == SEPARATE}
        became = successors(judgements)
        for meanings in self.keys.values() if became else ():
            for id in [id for id in meanings if became.get(id) in meanings]:
                del meanings[id]

    def inflect(self) -> None:
        """Let the inflected forms of the names mean what the names mean."""
        for name, forms in _forms().items():
            if name in self.keys:
                for form in forms:
                    if form not in self.keys and self.forms.setdefault(form, name) == name:
                        self._index(form)

    def expect_typos(self) -> None:
        """Index the longer words of curated names by themselves, and by what is left of them without one letter."""
        curated = (key for key, meanings in self.keys.items() if any(e.source == GRAPH for e in meanings.values()))
        for word in {w for key in curated for w in key.split(" ") if len(w) >= SHORTEST_MISSPELT}:
            for part in (word, *_shortened(word)):
                self.near.setdefault(part, set()).add(word)

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
        if key in self.vocabulary or len(key) < SHORTEST_MISSPELT or not word.text[0].isupper() or word.text.isupper():
            # A word in capitals is an acronym rather than a misspelt name.
            return key
        close = {w for part in (key, *_shortened(key)) for w in self.near.get(part, ()) if is_one_edit(key, w)}
        # What differs in its end alone is another form of the word, or another word.
        close = {w for w in close if w[0] == key[0] and w[:-1] != key[:-1] and w != key[:-1] and w[:-1] != key}
        return close.pop() if len(close) == 1 else key

    def _at(self, text: str, words: Sequence[Word], keys: list[str], place: int) -> Found | None:
        first = keys[place]
        for length in range(min(self.longest.get(first, 0), len(words) - place), 0, -1):
            last = place + length
            key = " ".join(keys[place:last]) if length > 1 else first
            name = key if key in self.keys else self.forms.get(key)
            if name is None or not self._is_written(words[place:last], name):
                continue
            if length > 1 and _is_broken(text[words[place].start : words[last - 1].end]):
                continue
            meanings = tuple(self.keys[name].values())
            misspelt = any(words[i].key != keys[i] for i in range(place, last))
            if misspelt:
                meanings = tuple(entry for entry in meanings if entry.source == GRAPH)
            if self.apart:
                written = slug(text[words[place].start : words[last - 1].end])
                meanings = tuple(entry for entry in meanings if not self.are_apart(_own_id(entry, written), entry.id))
            if meanings:
                last = self._without_place(keys, place, last, meanings)
                return Found(place, last, meanings, "typo" if misspelt else "name" if name == key else "form")
        return None

    def are_apart(self, one: str, other: str) -> bool:
        """Whether curators judged that two ids mean two things."""
        return frozenset((one, other)) in self.apart

    def _without_place(self, keys: list[str], place: int, last: int, meanings: tuple[Entry, ...]) -> int:
        """Where a name ends, if its last words only say in which place: Charles University, in Prague."""
        for end in range(last - 2, place, -1):
            if keys[end] in _IN and self.keys.get(" ".join(keys[place:end]), {}).keys() >= {e.id for e in meanings}:
                return end
        return last

    def _is_written(self, words: Sequence[Word], key: str) -> bool:
        """Whether words are written as names are: with a capital, acronyms in capitals."""
        first = words[0].text
        if key in self.capitals:
            return first.isupper() or first == first[0].lower() + first[1:].upper() or not first.isalpha()
        if key in self.lower:
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


def _shortened(word: str) -> Iterator[str]:
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]


@cache
def _forms() -> dict[str, list[str]]:
    return {name: forms.split("|") for name, forms in read_rows(FORMS)}
