"""The packaged names of places and countries, which are looked for whatever the graph holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from loaders.entries import COUNTRY, DEMONYM, LARGE, PLACE, SMALL, Entry
from loaders.identifiers import slug
from loaders.packaged import COUNTRIES, DATA, FORMS, PLACES, read_rows
from loaders.words import key_of

SHORTEST: Final = 4
"""Letters that a packaged name has: shorter ones are too often words of a language."""


@dataclass(frozen=True)
class PackagedNames:
    """What the packaged tables say."""

    keys: Mapping[str, list[Entry]]
    """By key: what it may mean."""
    countries: Mapping[str, Entry]
    """By id."""
    of_number: Mapping[str, list[str]]
    """By number in GeoNames: the keys of a place."""
    forms: Mapping[str, list[str]]
    """By the key of an inflected form: those of the names of which it is one."""
    lower: frozenset[str]
    """Keys of names that are written without a capital."""
    longest: Mapping[str, int]
    """By the first word of a key: how many words the longest has."""
    words: frozenset[str]
    """Words of all keys."""


@cache
def packaged_names() -> PackagedNames:
    """The packaged names, read once."""
    keys: dict[str, list[Entry]] = defaultdict(list)
    countries, lower = _add_countries(keys)
    of_number = _add_places(keys)
    forms: dict[str, list[str]] = defaultdict(list)
    for name, inflected in read_rows(FORMS):
        for form in inflected.split("|"):
            forms[form].append(name)
    longest, words = _indexed([*keys, *forms])
    return PackagedNames(dict(keys), countries, of_number, dict(forms), frozenset(lower), longest, words)


def _add_countries(keys: dict[str, list[Entry]]) -> tuple[dict[str, Entry], set[str]]:
    rows = list(read_rows(COUNTRIES))
    countries = {
        id: Entry(id, "Country", name, COUNTRY)
        for code, language, name in rows
        if language == "en" and (id := f"country/{code.lower()}")
    }
    for code, _, name in rows:
        if len(key := key_of(name)) >= SHORTEST:
            _add(keys, key, countries[f"country/{code.lower()}"])
    lower = set()
    for line in (DATA / "demonyms.tsv").read_text("utf-8").splitlines():
        code, words = line.split("\t")
        country = countries[f"country/{code.lower()}"]
        for word in words.split("|"):
            _add(keys, key_of(word), Entry(country.id, DEMONYM, country.name, COUNTRY))
            if word.islower():
                lower.add(key_of(word))
    return countries, lower


def _add_places(keys: dict[str, list[Entry]]) -> dict[str, list[str]]:
    of_number = {}
    for number, name, country, inhabitants, all_keys in read_rows(PLACES):
        source = PLACE if int(inhabitants) >= LARGE else SMALL
        id = f"city/{slug(name) or number}-{country.lower()}"
        entry = Entry(id, "City", name, source, f"country/{country.lower()}", int(inhabitants), number=number)
        of_number[number] = [key for key in all_keys.split("|") if len(key) >= SHORTEST]
        for key in of_number[number]:
            _add(keys, key, entry)
    return of_number


def _add(keys: dict[str, list[Entry]], key: str, entry: Entry) -> None:
    if all(other.id != entry.id or other.number != entry.number for other in keys[key]):
        keys[key].append(entry)


def _indexed(keys: Iterable[str]) -> tuple[dict[str, int], frozenset[str]]:
    longest: dict[str, int] = {}
    words: set[str] = set()
    for key in keys:
        parts = key.split(" ")
        longest[parts[0]] = max(longest.get(parts[0], 0), len(parts))
        words.update(parts)
    return longest, frozenset(words)
