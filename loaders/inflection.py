"""Writes the inflected forms of the Polish names that we know: `make names`. They come from Morfeusz 2 (SGJP).

In a name of several words the leading noun and the adjectives that agree with it change, and what depends on
them stays: Unia Metropolii Polskich, Unii Metropolii Polskich.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any, Final

from loaders.geography import exonyms
from loaders.packaged import COUNTRIES, FORMS, PLACES, SEED, read_rows, write_rows
from loaders.words import key_of
from schema.errors import LoadError

CASES: Final = ("gen", "dat", "acc", "inst", "loc")
LARGE: Final = 100_000
"""Inhabitants of a place abroad whose name is inflected."""


class Inflector:
    """Forms of Polish names."""

    def __init__(self) -> None:
        try:
            import morfeusz2
        except ImportError as error:
            raise LoadError("Polish forms come from morfeusz2, which is not installed; run: make names") from error
        self.morfeusz = morfeusz2.Morfeusz(generate=True)

    def forms(self, name: str) -> list[str]:
        """The forms of a name in the oblique cases, sorted; none for a name that is not known to be inflected."""
        words = re.split(r"([ -])", name)
        changing = self._changing(words[::2], hyphened="-" in words)
        if not changing:
            return []
        found = set()
        for case in CASES:
            tables = [table[case] for table in changing]
            for chosen in product(*tables):
                rest = words[2 * len(chosen) - 1 :] if len(chosen) < len(words[::2]) else []
                joined = chosen[0]
                for place, word in enumerate(chosen[1:]):
                    joined += words[2 * place + 1] + word
                found.add(joined + "".join(rest))
        return sorted(found - {name})

    def _changing(self, words: list[str], *, hyphened: bool) -> list[dict[str, set[str]]]:
        """The case forms of each word of the leading phrase."""
        if hyphened and len(words) == 2:
            tables = [self._table(word, None) for word in words]
            return [t[0] for t in tables if t] if all(tables) else []
        heads = dict.fromkeys(
            (place, agreeing) for place, word in enumerate(words[:3]) for agreeing in self._nouns(word)
        )
        phrases = [self._phrase(words, head, agreeing) for head, agreeing in heads]
        return max(phrases, key=len, default=[])

    def _phrase(self, words: list[str], head: int, agreeing: tuple[str, str]) -> list[dict[str, set[str]]]:
        """The case forms of the words that agree with a head noun; nothing when one before it does not."""
        phrase: list[dict[str, set[str]]] = []
        for place, word in enumerate(words):
            table = self._table(word, agreeing, noun=place == head)
            if not table:
                return phrase if place > head else []
            phrase += table
        return phrase

    def _nouns(self, word: str) -> list[tuple[str, str]]:
        """Number and gender of a word as a noun in the nominative: places first."""
        found = []
        for _, _, (_, _, tag, names, _) in self.morfeusz.analyse(word):
            parts = tag.split(":")
            if parts[0] == "subst" and "nom" in parts[2] and "nazwisko" not in names and "imię" not in names:
                found.append((parts[1], parts[3]))
        return found

    def _table(self, word: str, agreeing: tuple[str, str] | None, *, noun: bool = True) -> list[dict[str, set[str]]]:
        """One table of the forms of a word by case, for a noun or for an adjective that agrees; else nothing."""
        for lemma, kind in self._readings(word, agreeing, noun=noun):
            table: dict[str, set[str]] = defaultdict(set)
            for form, _, tag, _, _ in self.morfeusz.generate(lemma):
                parts = tag.split(":")
                if parts[0] != kind[0] or parts[1] != kind[1] or kind[2] not in parts[3].split("."):
                    continue
                if kind[0] == "adj" and parts[4] != "pos":
                    continue
                for case in parts[2].split("."):
                    table[case].add(form[0].upper() + form[1:] if word[0].isupper() else form)
            if all(table.get(case) for case in CASES):
                return [dict(table)]
        return []

    def _readings(self, word: str, agreeing: tuple[str, str] | None, *, noun: bool) -> Iterator[tuple[str, Any]]:
        for _, _, (_, lemma, tag, names, _) in self.morfeusz.analyse(word):
            parts = tag.split(":")
            if len(parts) < 4 or "nom" not in parts[2].split(".") or "nazwisko" in names or "imię" in names:
                continue
            genders = parts[3].split(".")
            if parts[0] == "subst" and noun and (agreeing is None or (parts[1], parts[3]) == agreeing):
                yield lemma, ("subst", parts[1], parts[3])
            elif parts[0] == "adj" and (
                agreeing is None or (not noun and parts[1] == agreeing[0] and agreeing[1] in genders)
            ):
                yield lemma, ("adj", parts[1], agreeing[1] if agreeing else genders[-1])


def polish_names() -> Iterator[str]:
    """The names that Polish documents inflect: places, countries, and what the seed names in Polish."""
    for _, name, country, inhabitants, _ in read_rows(PLACES):
        if country == "PL" or int(inhabitants) >= LARGE:
            yield name
    yield from (name for names in exonyms(("pl",)).values() for name in names)
    yield from (name for _, language, name in read_rows(COUNTRIES) if language == "pl")
    for table in ("names", "names-countries"):
        with (SEED / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            yield from (row["text"] for row in csv.DictReader(file) if row["language"] == "pl")
    with (SEED / "cities.csv").open(encoding="utf-8", newline="") as file:
        yield from (row["name"] for row in csv.DictReader(file) if row["name"])


def rows(names: Iterable[str]) -> Iterator[list[str]]:
    """Rows of the table of forms: a name, its forms."""
    inflector = Inflector()
    for name in sorted({name for name in names if name}):
        if forms := inflector.forms(name):
            keys = {key_of(form) for form in forms} - {key_of(name)}
            yield [key_of(name), "|".join(sorted(keys))]


if __name__ == "__main__":
    try:
        write_rows(FORMS, rows(polish_names()))
    except (LoadError, OSError) as error:
        sys.exit(str(error))
