"""The nominative of a Polish name of a body: Rada Miasta Krakowa for Rady Miasta Krakowa."""

from __future__ import annotations

import re
from typing import Final

from loaders import word_lists

_ENDINGS: Final = {
    "m": (("kiego|kiemu|kim", "ki"), ("giego|giemu|gim", "gi"), ("niego|niemu|nim", "ni"), ("ego|emu|ym", "y")),
    "n": (("kiego|kiemu|kim", "kie"), ("giego|giemu|gim", "gie"), ("niego|niemu|nim", "nie"), ("ego|emu|ym", "e")),
    "f": (("kiej|ką", "ka"), ("giej|gą", "ga"), ("niej|nią", "nia"), ("ej|ą", "a")),
}
"""Endings of adjectives in the other cases and in the nominative, by the gender of their noun."""
_ADJECTIVE: Final = re.compile(r"(?:ow|aln|eln|yjn|czn)(?:ego|emu|ym)$")
"""What is no name of a person in the genitive."""
_PREPOSITIONS: Final = frozenset({"dla", "ds.", "im.", "na", "przy", "w", "we"})
_NOUNS: Final = [
    (re.compile(forms, re.IGNORECASE), noun, gender) for forms, (noun, gender) in word_lists.bodies_pl.items()
]


def nominative(name: str) -> str:
    """A name with its noun in the nominative, and the adjectives beside the noun that agree with it.

    What depends on the noun stays; so does an adjective after it that may belong to what comes then.
    """
    words = name.split(" ")
    for place, word in enumerate(words[:3]):
        for forms, noun, gender in _NOUNS:
            if forms.fullmatch(word):
                return " ".join(_agreeing(words, place, noun, gender))
    return name


def _agreeing(words: list[str], place: int, noun: str, gender: str) -> list[str]:
    """The words of a name; the noun is at a place."""
    before, rest = words[:place], words[place + 1 :]
    changed = words[place].casefold() != noun.casefold()
    alone = len(rest) == 1 or (len(rest) > 1 and rest[1] in _PREPOSITIONS)
    if alone and (changed or noun.endswith("um")) and _belongs(rest[0], noun):
        rest[0] = _adjective(rest[0], gender)
    return [*(_adjective(word, gender) for word in before), noun if changed else words[place], *rest]


def _belongs(word: str, noun: str) -> bool:
    """Whether a word after a noun may be an adjective: after some, it is rather whose name the body has."""
    return noun not in word_lists.named_after or _ADJECTIVE.search(word) is not None


def _adjective(word: str, gender: str) -> str:
    for endings, ending in _ENDINGS[gender]:
        if found := re.search(f"(?:{endings})$", word):
            return word[: found.start()] + ending
    return word
