"""A graph of any size, made up, with the degrees, the hubs and the many scripts of a real one.

    python -m benchmarks.generate --nodes 100000 sqlite:large.sqlite

makes N entities and 4 N relations with the claims that state them, always the same ones for the same N and seed, and
puts them into a store. Numbers in ids are ranks: `programme/1` has the most members, `city/1` the most projects.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import accumulate
from random import Random
from typing import Final

from graph.facts import Claim
from graph.store import Progress, Store, no_progress, open_store
from loaders.progress import ProgressLine
from schema import policy_model

ROOT: Final = "generated"
"""The root below which a store has what is generated."""

FEWEST: Final = 500
"""Entities of the smallest graph in which all relations find enough different ends."""

RELATIONS_PER_NODE: Final = 4

Origins = Mapping[str, Mapping[Claim, int]]
Qualifiers = dict[str, str]

_SYLLABLES: Final = {
    "pl": "wro cław łó dź byd goszcz zą bko ści sko brzeg ów ice olsz tyn rze szów gdy nia",
    "de": "mün chen nürn berg köln grün wald stadt über feld burg dorf hall bach würz groß",
    "fr": "saint é vry mar seille châ teau neuf rou baix vil le ur banne lyon çon gre noble",
    "cs": "pra ha brno plzeň ostra va hra dec krá lové zlín jih lava čes ké bu dě jo vice",
    "tr": "iz mir bur sa çan ka ya şe hir güm üş ha ne ıs par ta es ki dağ köy",
    "uk": "ки їв льв ів хар ків оде са він ниця тер но піль мели то чер ні гів луць",
    "el": "α θή να πά τρα λά ρι σα βό λος ι ω άν νι κα βά λα",
    "ar": "عم ان بي روت دم شق طن جة قا هرة رام الله صف اقس بغ داد",
    "he": "חי פה תל אביב נצ רת אש דוד בת ים רע ננה עכו לוד",
    "ja": "浜 松 東 京 大 阪 横 浜 名 古 屋 札 幌 神 戸 川 崎 広 島",
    "ko": "서 울 부 산 인 천 대 구 광 주 울 산 수 원 창 원",
    "zh": "上 海 北 京 广 州 深 圳 成 都 武 汉 西 安 南 杭",
    "en": "ox ford lime rick lewi sham cam den brad bury hamp ton wick ham stow mouth ley",
}  # fmt: skip
_SYLLABLES_OF: Final = {language: tuple(text.split()) for language, text in _SYLLABLES.items()}
_LANGUAGES: Final = tuple(language for language in _SYLLABLES if language != "en")
_WORDS: Final = (
    "integration", "education", "migrants", "dialogue", "culture", "housing", "health", "language", "schools",
    "equality", "youth", "work", "district", "participation", "access", "services", "diversity", "neighbourhood",
    "training", "office", "women", "volunteers", "refugees",
)  # fmt: skip
_KINDS: Final = {
    "institution": ("association", "foundation", "university", "office", "museum", "union of cities"),
    "programme": ("network", "fund", "tool"),
    "goal": ("goal", "objective", "measure"),
    "event": ("conference", "workshop", "festival", "meeting"),
    "document": ("web page", "report", "strategy", "news item"),
}

SHARES: Final = {
    "country": 0.002, "area": 0.0005, "programme": 0.0025, "document": 0.12, "city": 0.1, "institution": 0.18,
    "project": 0.14, "strategy": 0.08, "goal": 0.16, "event": 0.1,
}  # fmt: skip
"""Share of each type among the entities, by the first part of their ids; observations are the rest."""

MOST: Final = {"country": 240, "area": 40}
"""How many there are at most, however large the graph is."""

_ACTORS: Final = ("city", "institution", "programme", "country")


@dataclass(frozen=True)
class _Kind:
    """How the relations of one type are drawn. Ends are listed so that those with the most links come first."""

    type: str
    share: float
    """Among the relations that are not to-one."""
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    steep: tuple[float, float]
    """How unequal the degrees of sources and of targets are: exponents of a power law, 0 for equal."""
    covers: str = ""
    """The end of which every entity has at least one link: `source` or `target`."""
    qualifiers: Callable[[Random], Qualifiers] = lambda random: {}


def _membership(random: Random) -> Qualifiers:
    found = {"since": _date(random)} if random.random() < 0.85 else {}
    if random.random() < 0.1:
        found["order"] = str(random.randint(1, 30))
    if random.random() < 0.05:
        found["until"] = str(random.randint(2019, 2024))
    return found


def _partnership(random: Random) -> Qualifiers:
    found = {"role": random.choices(("LEAD", "PARTNER", "PARTICIPANT"), (15, 70, 15))[0]}
    if random.random() < 0.2:
        found["roleText"] = " ".join(random.sample(_WORDS, 3))
    return found


def _funding(random: Random) -> Qualifiers:
    return {"amount": _money(random)} if random.random() < 0.5 else {}


def _adoption(random: Random) -> Qualifiers:
    return {"on": _date(random)} if random.random() < 0.8 else {}


_DRAWN: Final = (
    _Kind("MEMBER_OF", 0.14, _ACTORS[:2], ("programme", "institution"), (0.4, 0.9), "", _membership),
    _Kind("ADOPTED", 0.05, _ACTORS, ("strategy",), (0.5, 0), "target", _adoption),
    _Kind("PARTNER_IN", 0.22, _ACTORS, ("project",), (0.5, 0.3), "target", _partnership),
    _Kind("HAS_GOAL", 0.1, ("strategy", "project", "institution"), ("goal",), (0.2, 0.1), "target"),
    _Kind("IN_AREA", 0.18, ("goal", "strategy", "project", "institution"), ("area",), (0.1, 0.5)),
    _Kind(
        "FUNDED_BY", 0.06, ("project", "programme"), ("programme", "institution", "country"), (0.2, 0.9), "", _funding
    ),
    _Kind("RUN_BY", 0.05, ("project", "programme"), ("institution", "city"), (0, 0.5), "source"),
    _Kind("PUBLISHED", 0.05, ("institution", "city", "programme"), ("document",), (0.6, 0), "target"),
    _Kind("EVENT_OF", 0.04, ("event",), ("project", "programme", "institution"), (0, 0.6), "source"),
    _Kind("HELD_IN", 0.03, ("event",), ("city",), (0, 0.7)),
    _Kind("ORGANISED_BY", 0.03, ("event",), ("institution", "city"), (0, 0.6)),
    _Kind("PART_OF", 0.01, ("institution",), ("institution",), (0, 0.6)),
    _Kind("FOUNDED_BY", 0.01, ("institution", "programme"), ("city", "institution"), (0, 0.5)),
    _Kind("REPLACES", 0.005, ("strategy",), ("strategy",), (0, 0)),
    _Kind("TOOK_PART_IN", 0.025, ("city", "institution"), ("event",), (0.5, 0.3)),
)
"""The last one takes what rounding leaves over."""


def generate(nodes: int, seed: int = 1) -> Origins:
    """Claims by the name of their origin, each with its line: `nodes` entities and four times as many relations.

    Raises ValueError for a graph that is too small.
    """
    if nodes < FEWEST:
        raise ValueError(f"expected at least {FEWEST} entities, got {nodes}")
    return _Graph(nodes, Random(seed)).origins()


def load(store: Store, nodes: int, seed: int = 1, progress: Progress = no_progress) -> None:
    """Generate a graph and put it into a store."""
    store.replace(ROOT, generate(nodes, seed), progress=progress)


class _Ends:
    """Entities that are drawn by a power law: the first the most often."""

    def __init__(self, random: Random, ids: Sequence[str], steep: float) -> None:
        self.random, self.ids = random, ids
        self.weights = list(accumulate((rank + 1) ** -steep for rank in range(len(ids))))

    def draw(self, number: int) -> list[str]:
        """So many of them, some more than once."""
        return self.random.choices(self.ids, cum_weights=self.weights, k=number)


@dataclass
class _Graph:
    """One graph while it is made."""

    nodes: int
    random: Random
    ids: dict[str, list[str]] = field(default_factory=dict)
    language: dict[str, str] = field(default_factory=dict)
    """The language of each country and city."""

    def __post_init__(self) -> None:
        for slug, share in SHARES.items():
            self.ids[slug] = [f"{slug}/{n + 1}" for n in range(self.number_of(slug, share))]
        rest = self.nodes - sum(map(len, self.ids.values()))
        self.ids["observation"] = [f"observation/{n + 1}" for n in range(rest)]
        self.documents = _Ends(self.random, self.ids["document"], 0.4)

    def number_of(self, slug: str, share: float) -> int:
        return min(MOST.get(slug, self.nodes), max(4, int(self.nodes * share)))

    def origins(self) -> Origins:
        """Claims by origin: a table for each entity type and each relation type."""
        found: dict[str, list[Claim]] = {}
        links = list(self.to_one())
        found["links"] = links
        left = self.nodes * RELATIONS_PER_NODE - len(links)
        drawn = left
        for kind in _DRAWN:
            number = left if kind is _DRAWN[-1] else int(drawn * kind.share)
            left -= number
            found[kind.type.lower()] = list(self.links(kind, number))
        for slug, ids in self.ids.items():
            found[slug] = [claim for n, id in enumerate(ids) for claim in self.entity(slug, id, n + 1)]
        return {name: {claim: line for line, claim in enumerate(claims, 2)} for name, claims in found.items()}

    # Relations --------------------------------------------------------------------------------------------------

    def to_one(self) -> Iterator[Claim]:
        """Where cities and institutions lie, and what observations are of."""
        countries, cities = _Ends(self.random, self.ids["country"], 0.7), _Ends(self.random, self.ids["city"], 0.5)
        for n, country in enumerate(self.ids["country"]):
            self.language[country] = _LANGUAGES[n % len(_LANGUAGES)]
        for slug in ("city", "institution"):
            for id, country in zip(self.ids[slug], countries.draw(len(self.ids[slug])), strict=True):
                self.language[id] = self.language[country]
                yield self.link(id, "LOCATED_IN", country, {})
        for id, city in zip(self.ids["institution"], cities.draw(len(self.ids["institution"])), strict=True):
            yield self.link(id, "LOCATED_IN", city, {})
        observed = _Ends(self.random, [*self.ids["city"], *self.ids["programme"]], 0.4)
        for id, of in zip(self.ids["observation"], observed.draw(len(self.ids["observation"])), strict=True):
            yield self.link(id, "OBSERVED_OF", of, {})

    def links(self, kind: _Kind, number: int) -> Iterator[Claim]:
        """So many different relations of a kind; a fifth of them is stated by a second document too."""
        sources, targets = (
            _Ends(self.random, self.merged(slugs), steep)
            for slugs, steep in zip((kind.sources, kind.targets), kind.steep, strict=True)
        )
        pairs: dict[tuple[str, str], None] = {}
        if kind.covers == "source":
            pairs |= dict.fromkeys(zip(sources.ids, targets.draw(len(sources.ids)), strict=True))
        elif kind.covers == "target":
            pairs |= dict.fromkeys(zip(sources.draw(len(targets.ids)), targets.ids, strict=True))
        while len(pairs) < number:
            more = number - len(pairs)
            drawn = zip(sources.draw(more), targets.draw(more), strict=True)
            pairs |= dict.fromkeys(pair for pair in drawn if pair[0] != pair[1])
        for source, target in list(pairs)[:number]:
            qualifiers = kind.qualifiers(self.random)
            first = self.link(source, kind.type, target, qualifiers)
            yield first
            if self.random.random() < 0.2:
                other = kind.qualifiers(self.random) if self.random.random() < 0.1 else qualifiers
                second = self.link(source, kind.type, target, other)
                if second.document != first.document:
                    yield second

    def merged(self, slugs: Sequence[str]) -> list[str]:
        """The entities of several types, the first of each first."""
        ranked = [
            (n / len(self.ids[slug]), i, id) for i, slug in enumerate(slugs) for n, id in enumerate(self.ids[slug])
        ]
        return [id for _, _, id in sorted(ranked)]

    def link(self, source: str, type: str, target: str, qualifiers: Qualifiers) -> Claim:
        (document,) = self.documents.draw(1)
        stated = tuple(sorted(qualifiers.items()))
        if self.random.random() < 0.6:
            return Claim(source, type, target, qualifiers=stated, document=document)
        quote = f"… {' '.join(self.random.sample(_WORDS, 8))} …"
        start = self.random.randrange(5_000)
        return Claim(
            source, type, target, qualifiers=stated, kind="stated", document=document, quote=quote, start=start,
            end=start + len(quote), rule="generated",
        )  # fmt: skip

    # Entities ---------------------------------------------------------------------------------------------------

    def entity(self, slug: str, id: str, number: int) -> Iterator[Claim]:
        """The names and attributes of an entity."""
        (document,) = self.documents.draw(1)
        for language, name, kind in self.names(slug, id, number):
            yield Claim(id, "name", value=name, language=language, qualifiers=(("kind", kind),), document=document)
        for property, value in self.attributes(slug, number).items():
            yield Claim(id, property, value=value, document=document)
        if slug in ("city", "project", "institution") and self.random.random() < 0.3:
            text = " ".join(self.random.choices(_WORDS, k=15)).capitalize()
            yield Claim(id, "description", value=f"{text}.", language="en", document=document)

    def names(self, slug: str, id: str, number: int) -> Iterator[tuple[str, str, str]]:
        own = self.language.get(id) or self.random.choice(_LANGUAGES)
        yield own, self.name(slug, own), "PREFERRED"
        if self.random.random() < 0.6:
            yield "en", self.name(slug, "en"), "PREFERRED"
        if own != "pl" and self.random.random() < 0.2:
            yield "pl", self.name(slug, "pl"), "PREFERRED"
        if slug in ("institution", "programme", "project") and number % 3 == 1:
            yield "mul", acronym(slug, number), "ACRONYM"

    def name(self, slug: str, language: str) -> str:
        """A name in a language, with a few words more for what is not a place."""
        parts = "".join(self.random.choices(_SYLLABLES_OF[language], k=self.random.randint(2, 4))).capitalize()
        if slug in ("city", "country"):
            return parts
        words = self.random.sample(_WORDS if language == "en" else _SYLLABLES_OF[language], self.random.randint(1, 4))
        return f"{parts} {' '.join(words)}"

    def attributes(self, slug: str, number: int) -> dict[str, str]:
        """Values by name of attribute, as claims write them."""
        random = self.random
        found = {"kind": random.choice(_KINDS[slug])} if slug in _KINDS else {}
        match slug:
            case "country":
                found["code"] = chr(65 + number // 26 % 26) + chr(65 + number % 26)
            case "city":
                found["latitude"] = _decimal(random, -50, 65)
                found["longitude"] = _decimal(random, -120, 150)
                found["geonamesId"] = str(2_500_000 + number)
            case "institution" if random.random() < 0.6:
                found["founded"] = _date(random, 1850)
            case "programme":
                found["started"] = _date(random, 1985)
            case "project" | "strategy":
                begin = random.randint(2000, 2022)
                found["period"] = f"{begin}/{begin + random.randint(1, 8)}"
                if slug == "project" and random.random() < 0.5:
                    found["budget"] = _money(random)
            case "goal":
                found["text"] = " ".join(random.choices(_WORDS, k=20)).capitalize() + "."
            case "event":
                found["when"] = _date(random)
            case "document":
                found["url"] = f"https://example.org/{random.choice(_WORDS)}/{number}"
                found["issued"] = _date(random)
                found["language"] = random.choice((*_LANGUAGES, "en"))
            case "observation":
                found |= {"measure": "icc-index", "value": str(random.randint(20, 95)), "unit": "percent"}
                found["date"] = str(random.randint(2008, 2024))
        return found


def acronym(slug: str, number: int) -> str:
    """The acronym of an entity: its type's first letter and its number in letters."""
    return slug[0].upper() + "".join(chr(65 + number // 26**place % 26) for place in (3, 2, 1, 0))


def _date(random: Random, earliest: int = 2004) -> str:
    """A year, a month or a day."""
    year, month, day = random.randint(earliest, 2024), random.randint(1, 12), random.randint(1, 28)
    return random.choices((f"{year}", f"{year}-{month:02}", f"{year}-{month:02}-{day:02}"), (50, 20, 30))[0]


def _money(random: Random) -> str:
    return f"{random.randint(1, 900) * 1000} {random.choice(('EUR', 'EUR', 'PLN'))}"


def _decimal(random: Random, lowest: int, highest: int) -> str:
    return f"{random.uniform(lowest, highest):.4f}".rstrip("0").rstrip(".")


def main(arguments: Sequence[str] | None = None) -> int:
    """Make a store."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.generate", description="Make a large graph.")
    parser.add_argument("store", help="address of the store, such as sqlite:large.sqlite")
    parser.add_argument("--nodes", type=int, default=10_000, help="entities (default: 10000)")
    parser.add_argument("--seed", type=int, default=1, help="another seed makes another graph (default: 1)")
    given = parser.parse_args(arguments)
    if given.nodes < FEWEST:
        parser.error(f"expected at least {FEWEST} entities, got {given.nodes}")
    with closing(open_store(given.store, policy_model())) as store, closing(ProgressLine(sys.stderr)) as progress:
        load(store, given.nodes, given.seed, progress)
        found = store.summary()
    print(f"{sum(found.counts.values()):,} entities, {found.facts:,} facts, {found.claims:,} claims")
    return 0


if __name__ == "__main__":
    sys.exit(main())
