"""Words that stand for what was named before: the project, the city, its Council, it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise
from typing import Final

from loaders import word_lists
from loaders.gazetteer import Names
from loaders.layout import Block
from loaders.mentions import Mention
from loaders.patterns import MACROS, candidates
from loaders.shape import STOP, Shape, folded
from loaders.words import key_of

TOPIC: Final = "Topic"
"""In the column `type` of a rule: what the sentence before is about, whatever it is."""
OWN_NETWORK: Final = "OwnNetwork"
"""In the column `object` of a rule: the network whose page it is, or else the last one."""

_FIRST: Final = frozenset({"Strategy", "Project", "Programme", "Event", "City"})
"""Types of which the first in a sentence is what the sentence is about."""
LIST_GAP: Final = 8
"""Characters at most between two neighbours of a list."""
_NAME: Final = re.compile(rf"(?<!\w){MACROS['CAPS']}")


@dataclass
class Context:
    """What was mentioned up to a place of a document."""

    names: Names
    city: Mention | None = None
    """The city that the document is about: named in its title, or most often."""
    last: dict[str, Mention] = field(default_factory=dict)
    """The last mention of each type."""
    seen: dict[str, Mention] = field(default_factory=dict)
    """The last mention under the key of its name, of what has no place on the map."""
    known: Mention | None = None
    """The last mention of an institution that the graph knows."""
    network: Mention | None = None
    """The last mention of something that cities are members of."""
    own: Mention | None = None
    """The only one of these that the document's title names: whose page it is."""
    section: Mention | None = None
    """The first one that the last heading names."""
    project: Mention | None = None
    """The only project of the graph that the document names: what "the project" means before it is named."""
    topic: Mention | None = None
    """What the last sentence is about."""

    def note(self, mentions: Iterable[Mention], ends: Sequence[int] = (), text: str = "") -> None:
        """Remember mentions, in the order of the text. `ends`: where its sentences end.

        What a sentence is about stands first in it: of two of one type in a sentence, the first is the one that
        words such as "the strategy" stand for afterwards.
        """
        said: dict[str, int] = {}
        mentions = list(mentions)
        listed = _listed_cities(mentions)
        for mention in mentions:
            if mention.type in ("Date", "Demonym") or id(mention) in listed:
                continue
            sentence = bisect_right(ends, mention.start)
            if mention.type not in _FIRST or said.get(mention.type) != sentence:
                self.last[mention.type] = mention
            if mention.type in ("Programme", "Institution") and self.is_network(mention):
                if said.get("Network") != sentence:
                    self.network = mention
                said["Network"] = sentence
            said[mention.type] = sentence
            if mention.type == "Institution" and mention.id:
                self.known = mention
            if mention.type not in ("City", "Country"):
                self.seen[key_of(mention.name)] = mention
                if not mention.pronoun and (words := key_of(text[mention.start : mention.end])):
                    self.seen[words] = mention
            if mention.body:
                self.last["Institution"] = mention.body

    def same(self, mention: Mention) -> Mention:
        """A new mention, or what was mentioned before with a name of which this one is a part."""
        if mention.id or mention.body or mention.type not in ("Strategy", "Institution", "Project"):
            return mention
        words = key_of(mention.name).split(" ")
        for key, earlier in reversed(self.seen.items()):
            if earlier.type != mention.type or key == " ".join(words):
                continue
            whole = f" {' '.join(words)} " in f" {key} "
            if whole or (mention.type == "Strategy" and len(words) > 2 and set(words) <= set(key.split(" "))):
                return replace(earlier, start=mention.start, end=mention.end, rule="part-of-name", pronoun=True)
        return mention

    def antecedent(self, type: str) -> Mention | None:
        """What a word for something of a type means here."""
        if type == TOPIC:
            return self.topic
        if type == "City":
            return self.last.get("City") if self.city is None else self.city
        if type == "Network":
            return self.network
        if type == OWN_NETWORK:
            return self.section or self.own or self.network
        found = [self.last[kind] for kind in type.split("|") if kind in self.last]
        return max(found, key=lambda m: m.start, default=None)

    def is_network(self, mention: Mention) -> bool:
        """Whether cities can be members of something: of a network, of a union; not of a fund or a university."""
        known = self.names.entry(mention.id)
        kind = known.kind if known else ""
        if mention.type == "Programme":
            return kind not in ("funding", "tool")
        if kind.endswith(" of states"):
            return False
        words = key_of(f"{kind} {mention.name}").split(" ")
        # The board of a union is none.
        return not word_lists.organs.intersection(words) and any(word[:6] in word_lists.networks for word in words)

    def latest(self, type: str, before: Sequence[Mention], ends: Sequence[int]) -> Mention | None:
        """What a word for something of a type means after the mentions of a line, whose sentences end there.

        `Topic:` and types: what the sentence before is about, if it is of one of these.
        """
        if type.startswith(TOPIC):
            said = [m for m in before if m.type != "Date"]
            last = bisect_right(ends, said[-1].start) if said else 0
            topic = next((m for m in said if bisect_right(ends, m.start) == last), self.topic)
            return topic if topic and topic.type in type.partition(":")[2].split("|") else None
        if type == "City" and self.city is not None:
            return self.city
        if type in ("Network", OWN_NETWORK):
            near = [m for m in before if m.type in ("Programme", "Institution") and self.is_network(m)]
        else:
            listed = _listed_cities(before)
            near = [m for m in before if m.type in type.split("|") and id(m) not in listed]
        if not near:
            return self.antecedent(type) or (self.project if type == "Project" else None)
        if near[-1].type not in _FIRST and type not in ("Network", OWN_NETWORK):
            return near[-1]
        sentence = bisect_right(ends, near[-1].start)
        return next(m for m in near if bisect_right(ends, m.start) == sentence)


def only_project(known: Sequence[Mention]) -> Mention | None:
    """The project that a document names, if it names one only."""
    found = {m.key: m for m in reversed(known) if m.type == "Project"}
    return next(iter(found.values())) if len(found) == 1 else None


_MARKS: Final = tuple(map(re.compile, word_lists.project_pages))
_FURNITURE: Final = re.compile(
    r"[|›»>/@]|\S\s{2,}\S|\b(?:projects?|projekty?|proyectos?|projetos?|news|home|menu|search|contact|skip|about)\b",
    re.IGNORECASE,
)
_COINED: Final = re.compile(
    r"(?=.{3,60}$)(?:\w*[A-Z]{3}[\w+-]*|\w*[A-Z]\w*\d\w*|[A-Z][a-z]+[A-Z]\w*"
    r"|[A-Z]\w*(?:(?: (?:of|for|and|the|in|to|with|de|y|e|para|i|w|dla))* [A-Z0-9]\w*)+)"
)
"""A name that is no ordinary word: with several capitals, or of several capitalised words."""
HEADINGS: Final = 8
"""Blocks at the beginning of a page among which its title is looked for."""


def project_of_title(text: str, blocks: Iterable[Block], known: Sequence[Mention]) -> Mention | None:
    """The project that a page is about by its title, where the page names none that the graph knows."""
    if any(m.type == "Project" for m in known):
        return None
    lowered = "\n".join(map(folded, text.split("\n")))
    if sum(bool(mark.search(lowered)) for mark in _MARKS) < 2:
        return None
    for block in islice(blocks, HEADINGS):
        title = text[block.start : block.end]
        if not block.heading or _FURNITURE.search(title):
            continue
        name = re.split(r" [–—-] |: | \(", title)[0].strip(" “”„«»\"'")
        start = text.find(name, block.start)
        inside = any(m.start < start + len(name) and start < m.end for m in known)
        again = len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", text)) > 1 or re.search(r" \([A-Z]\w+\)$", title)
        if _COINED.fullmatch(name) and again and not inside:
            return Mention("Project", name, start, start + len(name), rule="title")
    return None


def _listed_cities(mentions: Sequence[Mention]) -> set[int]:
    """Cities of a list, by the identity of their mentions: "the city" means none of several."""
    cities = [m for m in mentions if m.type == "City"]
    beside = [(a, b) for a, b in pairwise(cities) if a.key != b.key and b.start - a.end <= LIST_GAP]
    return {id(city) for pair in beside for city in pair}


def main_city(title: Sequence[Mention], all: Sequence[Mention]) -> Mention | None:
    """The city of a document: the only one in its title, or the one that is named clearly more often than others."""
    named = {m.key: m for m in title if m.type == "City"}
    if len(named) == 1:
        return next(iter(named.values()))
    counts = Counter(m.key for m in all if m.type == "City").most_common(2)
    if not counts or (len(counts) > 1 and counts[0][1] <= 2 * counts[1][1]):
        return None
    return next(m for m in all if m.key == counts[0][0])


def references(shape: Shape, context: Context, *, topics: bool) -> Iterator[Mention]:
    """Mentions in a line by words that stand for what was named before it, or earlier in it.

    `topics`: by those that stand for what the sentence before is about, or by all others.
    """
    for rule in candidates("anaphora", shape.folded):
        if topics != (rule.option("type") == TOPIC):
            continue
        for match in rule.pattern.finditer(shape.folded):
            before = [m for m in shape.mentions if m.end <= shape.offset(match.start(), end=True)]
            found = _antecedent(rule.option("type"), before, shape, match.start(), context)
            if found:
                start, end = shape.offset(match.start()), shape.offset(match.end(), end=True)
                yield replace(found, start=start, end=end, rule=rule.id, pronoun=True)
    if not topics:
        yield from _parts_of_names(shape, context)


def _antecedent(type: str, before: list[Mention], shape: Shape, place: int, context: Context) -> Mention | None:
    if type == TOPIC:
        stop = shape.folded.rfind(STOP, 0, place - 1)
        sentence = shape.offset(stop + 1)
        here = [m for m in before if m.start >= sentence] if STOP in shape.folded[:place] else []
        return next((m for m in here if m.type != "Date"), None) or context.topic
    return context.latest(type, before, shape.ends)


def _parts_of_names(shape: Shape, context: Context) -> Iterator[Mention]:
    """Capitalised words that are part of a name mentioned before: the Ministry, after the Ministry of Justice."""
    earlier = {key_of(m.name): m for m in shape.mentions if m.type not in ("City", "Country", "Date", "Demonym")}
    for match in _NAME.finditer(shape.cased):
        words = key_of(match[0]).split(" ")
        if not word_lists.heads.intersection(words):
            continue
        key = " ".join(words)
        first = len(words) == 1 and key in word_lists.first_heads
        for name, mention in [*reversed(earlier.items()), *reversed(context.seen.items())]:
            if (
                (name.partition(" ")[0][: len(key) - 1] == key[:-1] if first else f" {key} " in f" {name} ")
                and key != name
                and (mention.end <= shape.offset(match.start()))
            ):
                yield replace(
                    mention, start=shape.offset(match.start()), end=shape.offset(match.end(), end=True),
                    rule="part-of-name", pronoun=True, body=None,
                )  # fmt: skip
                break
