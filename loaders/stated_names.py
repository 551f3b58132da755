"""What names there are to look for: those that claims state, and the packaged ones of places and countries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final

from graph.facts import NAME, Claim
from graph.judgements import Judgement
from loaders.gazetteer import COUNTRY, DEMONYM, GRAPH, LARGE, OWNING, PLACE, SMALL, Entry, Names
from loaders.identifiers import slug
from loaders.packaged import COUNTRIES, DATA, PLACES, read_rows
from loaders.words import key_of


@cache
def _demonyms() -> list[tuple[str, list[str]]]:
    lines = (DATA / "demonyms.tsv").read_text("utf-8").splitlines()
    return [(row[0], row[1].split("|")) for row in (line.split("\t") for line in lines)]


def names_of(claims: Iterable[Claim], judgements: Sequence[Judgement] = ()) -> Names:
    """The names to look for when the graph states these claims (others are passed over), with the packaged ones."""
    names = Names()
    graph = _Graph(claims)
    _add_countries(names, graph)
    _add_places(names, graph)
    for id, texts in graph.texts.items():
        entry = graph.entry(id)
        names.entries[id] = entry
        for text, kind in texts:
            capitals = kind == "ACRONYM" or (len(text) <= 6 and text.isupper())
            names.add(key_of(text), entry, capitals=capitals)
            if text.islower() and text.isascii():
                names.lower.add(key_of(text))
    names.heed(judgements)
    names.inflect()
    names.expect_typos()
    return names


class _Graph:
    """What claims say of names."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self.texts: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self.canonical: dict[str, tuple[tuple[bool, bool], str]] = {}
        self.country: dict[str, str] = {}
        self.whole: dict[str, str] = {}
        self.kinds: dict[str, str] = {}
        self.owners: dict[str, set[str]] = defaultdict(set)
        self.dates: dict[str, str] = {}
        self.places: dict[str, set[str]] = defaultdict(set)
        self.numbers: dict[str, str] = {}
        for claim in claims:
            if claim.property == NAME.field:
                self._name(claim)
            elif claim.property == "LOCATED_IN" and claim.object.startswith("country/"):
                self.country[claim.subject] = claim.object
            elif claim.property in OWNING:
                self.owners[claim.object].add(claim.subject)
            elif claim.property == "PART_OF":
                self.whole[claim.subject] = claim.object
            elif claim.property == "kind":
                self.kinds[claim.subject] = claim.value
            elif claim.property == "when":
                self.dates.setdefault(claim.subject, claim.value)
            elif claim.property == "HELD_IN":
                self.places[claim.subject].add(claim.object)
            elif claim.property == "geonamesId":
                self.numbers[claim.value] = claim.subject

    def _name(self, claim: Claim) -> None:
        kind = dict(claim.qualifiers).get("kind", "PREFERRED")
        self.texts[claim.subject].append((claim.value, kind))
        order = (kind != "PREFERRED", claim.language != "en")
        if claim.subject not in self.canonical or order < self.canonical[claim.subject][0]:
            self.canonical[claim.subject] = (order, claim.value)

    def entry(self, id: str) -> Entry:
        return Entry(
            id, TYPES.get(id.partition("/")[0], ""), self.canonical[id][1], GRAPH,
            country=self.country.get(id, ""), kind=self.kinds.get(id, ""), whole=self.whole.get(id, ""),
            owners=tuple(sorted(self.owners.get(id, ()))), date=self.dates.get(id, ""),
            places=tuple(sorted(self.places.get(id, ()))),
        )  # fmt: skip


TYPES: Final = {
    "city": "City", "country": "Country", "institution": "Institution", "programme": "Programme",
    "strategy": "Strategy", "goal": "Goal", "area": "PolicyArea", "project": "Project", "event": "Event",
    "document": "Document",
}  # fmt: skip


def _add_countries(names: Names, graph: _Graph) -> None:
    rows = list(read_rows(COUNTRIES))
    english = {code: name for code, language, name in rows if language == "en"}
    for code, _, name in rows:
        id = f"country/{code.lower()}"
        shown = graph.canonical[id][1] if id in graph.canonical else english[code]
        entry = Entry(id, "Country", shown, COUNTRY)
        names.entries.setdefault(id, entry)
        if len(key_of(name)) > 3:
            names.add(key_of(name), entry)
    for code, words in _demonyms():
        country = names.entries[f"country/{code.lower()}"]
        for word in words:
            names.add(key_of(word), Entry(country.id, DEMONYM, country.name, COUNTRY))
            if word.islower():
                names.lower.add(key_of(word))


def _add_places(names: Names, graph: _Graph) -> None:
    for number, name, country, inhabitants, keys in read_rows(PLACES):
        known = graph.numbers.get(number)
        if known in graph.texts:
            entry = graph.entry(known)
            entry = Entry(known, "City", entry.name, GRAPH, entry.country, int(inhabitants))
        else:
            source = PLACE if int(inhabitants) >= LARGE else SMALL
            id = f"city/{slug(name) or number}-{country.lower()}"
            if id in graph.texts:
                continue
            entry = Entry(id, "City", name, source, f"country/{country.lower()}", int(inhabitants))
        for key in keys.split("|"):
            if len(key) > 3:
                names.add(key, entry)
