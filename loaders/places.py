"""Which place a name means: by the graph, by the country that stands beside it, by its neighbours, by its size."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Final

from loaders import word_lists
from loaders.entries import COUNTRY, DEMONYM, GRAPH, PLACE, SMALL, Entry
from loaders.gazetteer import Found, Names
from loaders.identifiers import slug
from loaders.mentions import Doubt, Mention
from loaders.words import Word, key_of

NEAR: Final = 150
"""Characters between a strategy and one whose strategy it is."""
ABBREVIATED: Final = 4
"""Characters of a part of a name that ends in a full stop, such as Sta.: with a longer word a sentence ends."""
LARGER: Final = 5
"""How many times as many inhabitants one of two places must have to be meant without a further sign."""

_SAYS_PLACE: Final = re.compile(
    r"(?:\b(?:city|town|municipality|municipalities|cities|towns|mayor|commune|borough|"
    r"miast\w*|gmin\w+|prezydent\w*|burmistrz\w*|ciudad|ciudades|ayuntamiento|municipio|alcalde|alcaldesa|"
    r"cidade|camara municipal|ville|comune|citta|stadt)"
    r"(?: of| de| do| da| di| d'| in)?(?: the)?(?: city of)?|\b(?:held|seminar|meeting|conference) in|\bw miescie) $"
)


_ITS_COUNCIL: Final = r" (?:City |Town |Municipal |Borough )?(?:Council|Municipality|City Hall)\b"
"""After a name: that it is the place's own body."""

_REGION: Final = re.compile(
    r"(?:\b(?:province|county|governorate|voivodeship|prefecture|oblast|provincia|prowincj\w+|powiat\w*|landkreis|kreis)"
    r"(?: of| de| di| da| do)?(?: the)? )$"
)
"""Before a name: that it is the name of a larger area."""

_TOWARDS: Final = re.compile(r"(?<!\w)(?:in|from|to|near|w|we|z|do|en|de|em|a|desde) $")


class Places:
    """Resolves the known names of one document."""

    def __init__(self, text: str, lowered: str, words: Sequence[Word], found: Sequence[Found]) -> None:
        self.text = text
        self.lowered = lowered
        self.words = words
        self.found = found
        self.doubts: list[Doubt] = []
        self.countries = self._countries()
        self.trusted = self._trusted()

    def mentions(self) -> list[Mention]:
        """A mention for each name that means something here."""
        return [mention for place, found in enumerate(self.found) if (mention := self._mention(place, found))]

    def _is_owned_here(self, place: int, entry: Entry) -> bool:
        """Whether one whose strategy it is is named near it or in it: others have strategies of the same name."""
        slugs = [owner.partition("/")[2].rpartition("-")[0] for owner in entry.owners]
        if not slugs or any(s in slug(entry.name) for s in slugs):
            return True
        near = (other for other in self.found if abs(self._span(other)[0] - self._span(self.found[place])[0]) < NEAR)
        return any(each.id in entry.owners for other in near for each in other.entries)

    def inside(self, names: Names) -> list[Mention]:
        """Places inside names that are descriptions: Finland, in the name of a project there."""
        found = []
        for outer in self.found:
            if outer.last - outer.first > 1 and outer.entries[0].type in ("Strategy", "Project"):
                for part in ((outer.first + 1, outer.last), (outer.first, outer.last - 1)):
                    for name in names.find(self.text, self.words[part[0] : part[1]]):
                        known = [
                            e for e in name.entries if e.source in (GRAPH, COUNTRY) and e.type in ("City", "Country")
                        ]
                        if len(known) == 1:
                            words = self.words[part[0] + name.first], self.words[part[0] + name.last - 1]
                            entry = known[0]
                            found.append(
                                Mention(
                                    entry.type,
                                    entry.name,
                                    words[0].start,
                                    words[1].end,
                                    entry.id,
                                    name.rule,
                                    country=entry.country,
                                )
                            )
        return found

    def _span(self, found: Found) -> tuple[int, int]:
        return self.words[found.first].start, self.words[found.last - 1].end

    def _countries(self) -> set[str]:
        """Countries that the document names, and those of the cities of the graph in it."""
        ids: set[str] = set()
        for found in self.found:
            for entry in found.entries:
                if entry.type in ("Country", DEMONYM):
                    ids.add(entry.id)
                elif entry.source == GRAPH and entry.country and len(found.entries) == 1:
                    ids.add(entry.country)
        return ids

    def _trusted(self) -> set[str]:
        """Small places that the text somewhere calls a city, or sets beside a country or in a list of cities."""
        trusted = set()
        for place, found in enumerate(self.found):
            if any(e.source == SMALL for e in found.entries) and self._has_sign(place, found):
                trusted |= {e.id for e in found.entries}
        return trusted

    def _has_sign(self, place: int, found: Found) -> bool:
        start = self._span(found)[0]
        if _SAYS_PLACE.search(self.lowered, max(0, start - 40), start):
            return True
        if _TOWARDS.search(self.lowered, max(0, start - 12), start):
            # A place in a country that the document speaks of.
            return sum(e.country in self.countries for e in found.entries) == 1
        if self._country_beside(place):
            return True
        return any(self._joined(place, other) and self._is_city(other) for other in (place - 1, place + 1))

    def _country_beside(self, place: int) -> str:
        """Id of the country that stands right after a name."""
        if place + 1 >= len(self.found):
            return ""
        end, start = self._span(self.found[place])[1], self._span(self.found[place + 1])[0]
        after = self.found[place + 1].entries[0]
        between = self.text[end:start]
        return after.id if after.type == "Country" and re.fullmatch(r"(?:,| \(|, in| in| /) ?", between) else ""

    def _joined(self, place: int, other: int) -> bool:
        """Whether two neighbouring names are members of a list."""
        if not 0 <= other < len(self.found):
            return False
        first, second = sorted((place, other))
        between = self.text[self._span(self.found[first])[1] : self._span(self.found[second])[0]]
        return bool(
            re.fullmatch(r",? (?:and|i|oraz|y|e|et) |, |; ?| ?[•·|/] ?|\s*\n\s*[•*–-]? ?| ?\([^()]{2,30}\), ", between)
        )

    def _is_city(self, place: int) -> bool:
        return any(e.type == "City" and e.source in (GRAPH, PLACE) for e in self.found[place].entries)

    def _mention(self, place: int, found: Found) -> Mention | None:
        start, end = self._span(found)
        entries = [e for e in found.entries if e.source != SMALL or e.id in self.trusted]
        entries = [e for e in entries if self._is_owned_here(place, e)]
        beside = self._country_beside(place)
        entries = [
            e for e in entries
            if e.source != SMALL or e.country == beside or _is_spelt(e.name, self.text[start:end], found.rule)
        ]  # fmt: skip
        if _REGION.search(self.lowered, max(0, start - 40), start):
            entries = [e for e in entries if e.type != "City"]
        if any(e.source == GRAPH for e in entries) and not any(e.source == GRAPH and e.type == "City" for e in entries):
            entries = [e for e in entries if e.source in (GRAPH, COUNTRY)]
        if not any(e.source in (GRAPH, COUNTRY) for e in entries) and self._is_part(start, end):
            return None
        key = key_of(self.text[start:end])
        if key in word_lists.ordinary and self._begins(start):
            return None
        if key in word_lists.heads and not any(e.source == GRAPH for e in entries):
            # Somewhere there is a place that is called University.
            return None
        entry = self._choose(place, entries)
        if entry is None:
            if len(entries) > 1:
                self.doubts.append(Doubt(start, end, self.text[start:end], tuple(sorted(e.id for e in entries))))
            return None
        id = "" if entry.type == DEMONYM else entry.id
        country = entry.id if entry.type == DEMONYM else entry.country
        return Mention(entry.type, entry.name, start, end, id, found.rule, country=country)

    def _choose(self, place: int, entries: Sequence[Entry]) -> Entry | None:
        if len(entries) <= 1:
            return entries[0] if entries else None
        beside = self._country_beside(place)
        for keep in (
            (e for e in entries if beside and e.country == beside),
            (e for e in entries if e.source == GRAPH),
            (e for e in entries if e.type == "Country"),
            (e for e in entries if e.country in self.countries),
        ):
            left = list(keep)
            if len(left) == 1:
                return left[0]
            entries = left or entries
        kinds = {e.type for e in entries}
        if kinds != {"City"}:
            return None
        first, second = sorted(entries, key=lambda e: -e.inhabitants)[:2]
        return first if first.inhabitants >= LARGER * max(1, second.inhabitants) else None

    def _is_part(self, start: int, end: int) -> bool:
        """Whether a name stands inside a longer one: beside another word with a capital."""
        before = re.search(r"([^\W\d_][\w'’.-]*) $", self.text[max(0, start - 30) : start])
        after = re.match(rf"(?!{_ITS_COUNCIL})[ -]([^\W\d_]\w*)", self.text[end : end + 30])
        inside = before and before[1][0].isupper() and not self._begins(start - len(before[0]))
        if before and before[1].endswith(".") and len(before[1]) > ABBREVIATED:
            inside = False
        # The Council of the City of Radom, in Polish: Rada Miasta Radomia.
        inside = inside and not _SAYS_PLACE.search(self.lowered[max(0, start - 40) : start])
        return bool(inside or (after and after[1][0].isupper()))

    def _begins(self, place: int) -> bool:
        """Whether a sentence begins at a place."""
        return not re.search(r"[\w,)] *$", self.text[max(0, place - 3) : place])


def _is_spelt(name: str, text: str, rule: str) -> bool:
    """Whether a little known place is written with its own marks: Save is not Savé."""
    return rule != "name" or text.casefold() == name.casefold() or key_of(text) != key_of(name)


def overlap_free(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions without those that overlap a longer one, in the order of the text."""
    kept: list[Mention] = []
    starts: list[int] = []
    for mention in sorted(mentions, key=lambda m: (m.start - m.end, m.start)):
        # Those kept are in the order of the text and apart: only the neighbours can overlap.
        place = bisect_left(starts, mention.end)
        if not place or kept[place - 1].end <= mention.start:
            starts.insert(place, mention.start)
            kept.insert(place, mention)
    return kept
