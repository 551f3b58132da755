"""Names of entities that nobody has described yet: found by the words that they are made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from loaders import word_lists
from loaders.mentions import Mention
from loaders.nominative import nominative
from loaders.patterns import MACROS, Rule, candidates
from loaders.places import overlap_free
from loaders.shape import CODE, CODES, INDEX, Shape
from loaders.words import key_of

_MARKS: Final = '"“”„«»'
_QUOTES: Final = "\"'“”„«»‘’ "
_KEEPS: Final = frozenset({"Strategy", "Project", "Event", "Document"})
"""Types whose names are descriptions: a city that one of them names is mentioned as well."""


def named(shape: Shape, text: str) -> list[Mention]:
    """What the rules of `rules/names.toml` find in a line: mentions of new entities, or longer ones of known ones."""
    found: list[Mention] = []
    for rule in candidates("names", shape.cased):
        found += (_mention(rule, match, shape, text) for match in rule.pattern.finditer(shape.cased))
    return found


def _mention(rule: Rule, match: re.Match[str], shape: Shape, text: str) -> Mention:
    group = next((name for name in ("x", "y", "z") if name in match.re.groupindex and match[name]), 0)
    start, end = shape.offset(match.start(group)), shape.offset(match.end(group), end=True)
    name = cleaned(text[start:end])
    if rule.option("inflected"):
        name = nominative(name)
    if rule.option("whole"):
        start, end = shape.offset(match.start()), shape.offset(match.end(), end=True)
    inside = [m for m in shape.mentions if start <= m.start and m.end <= end]
    same = next((m for m in inside if rule.option("extends") and m.type == rule.option("makes")), None)
    if same:
        return replace(same, start=start, end=end, rule=rule.id)
    city = next((m for m in inside if m.type == "City"), None)
    if rule.option("name") and city:
        name = rule.option("name").format(city=city.name)
    made = Mention(rule.option("makes"), name, start, end, rule=rule.id)
    if rule.option("acts") and city:
        # The city acts through the body: as a subject it stands for the city.
        return replace(city, start=start, end=end, rule=rule.id, body=made)
    return made


_CITY: Final = f"{CODES['City']}{INDEX}"
_WORD: Final = rf"(?!{CODE}){MACROS['CAP']}"
_TOWN: Final = rf"{_WORD}(?: (?:(?:sul|di|de|del|da|do|la|na|nad|upon|am|sur|le|les|el) )?{_WORD}){{0,2}}"
_TOWNS: Final = re.compile(
    rf"(?P<a>{_CITY}), (?P<x>{_TOWN}(?:, {_TOWN}){{0,3}})(?=(?:, |,? (?:and|i|oraz|y|e) )(?P<b>{_CITY}))"
)


def towns(shape: Shape, text: str) -> Iterator[Mention]:
    """Cities of which nobody knows, in the middle of a list of others that lie in one country."""
    for match in _TOWNS.finditer(shape.cased):
        before, after = shape.mention_at(match.start("a")), shape.mention_at(match.start("b"))
        if not before.country or before.country != after.country:
            continue
        here = match.start("x")
        for name in match["x"].split(", "):
            start, end = shape.offset(here), shape.offset(here + len(name), end=True)
            if not word_lists.heads.intersection(key_of(name).split(" ")):
                yield Mention("City", text[start:end], start, end, country=before.country, rule="city-in-list")
            here += len(name) + 2


def explained(mentions: Sequence[Mention], text: str) -> list[Mention]:
    """The mentions; a new name with a known one in brackets after it is the same."""
    found: list[Mention] = []
    for mention in mentions:
        last = found[-1] if found else None
        bracketed = last is not None and text[last.end : mention.start] == " ("
        if last and bracketed and mention.id and not last.id and last.type == mention.type:
            end = mention.end + (text[mention.end : mention.end + 1] == ")")
            found[-1] = replace(mention, start=last.start, end=end)
        else:
            found.append(mention)
    return found


def quoted(mention: Mention, text: str) -> Mention:
    """A mention with the quotation marks around it."""
    start, end = mention.start - 1, mention.end + 1
    if start >= 0 and text[start] in _MARKS and text[mention.end : end] in tuple(_MARKS):
        return replace(mention, start=start, end=end)
    return mention


def cleaned(text: str) -> str:
    """Words of a text as a name: on one line, without quotation marks around it."""
    words = " ".join(text.split()).strip(" .,;:")
    return words.strip(_QUOTES) if words[:1] in _QUOTES else words


def merged(known: Sequence[Mention], new: Iterable[Mention]) -> tuple[list[Mention], list[Mention]]:
    """The mentions that rules see, none inside another, and those of places inside names that are descriptions."""
    # A known name wins over a new one of the same length.
    seen = overlap_free([*known, *new])
    kept = set(map(id, seen))
    holders = [m for m in seen if m.type in _KEEPS]
    places = [m for m in known if id(m) not in kept and m.type in ("City", "Country")]
    inner = [m for m in places if any(h.start <= m.start and m.end <= h.end for h in holders)]
    return seen, inner
