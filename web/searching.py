"""Searches for entities by any of their names, narrowed by type and country."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import urlencode

from schema.model import Type
from schema.names import enum_value
from web.asking import Asking
from web.entities import Words, target_of
from web.operations import MOST_COUNTED, NEAR, browse_operation, search_operation
from web.reader import Reader

LONGEST_SEARCH: Final = 200
"""Characters of a search."""

PER_PAGE: Final = 50
"""Hits on a page."""

MOST_NEAR: Final = 6
"""Names that are suggested for an address that leads nowhere."""


@dataclass(frozen=True)
class Wanted:
    """What is searched for; what is empty does not narrow it."""

    text: str = ""
    type: Type | None = None
    country: str = ""
    """Id of a country without `country/`."""
    after: str = ""
    """The cursor behind which hits begin."""

    @property
    def address(self) -> str:
        """What follows the path in the address of this search."""
        parts = {"q": self.text, "type": self.type.name if self.type else "", "country": self.country,
                 "after": self.after}  # fmt: skip
        return f"?{urlencode({name: value for name, value in parts.items() if value})}"


@dataclass(frozen=True)
class Choice:
    """A way to narrow a search: how many hits there would be, and where it leads."""

    words: Words
    count: int
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """The ways to narrow a search by one thing."""

    choices: tuple[Choice, ...]
    without: str
    """Where the search is that is not narrowed by it; empty when this one is not."""


@dataclass(frozen=True)
class Hit:
    """An entity that was found."""

    name: Words
    details: tuple[Words, ...]
    """Its type, its country, and the name by which it was found when that is another one."""


@dataclass(frozen=True)
class Found:
    """A page of what a search found."""

    total: int
    exact: bool
    """Whether that is all."""
    hits: tuple[Hit, ...]
    types: Facet
    countries: Facet
    counted: int
    """Hits that the choices count, when these are not all; 0 else."""
    following: str
    """What follows the path in the address of the next page; empty on the last."""


async def search(ask: Asking, wanted: Wanted, reader: Reader) -> Found:
    """What has a name like a text; without a text, all of a type by name. Raises NotAnswered."""
    return await (_by_name(ask, wanted, reader) if wanted.text else _all_of(ask, wanted, reader))


async def near_names(ask: Asking, type_: Type | None, slug: str, reader: Reader) -> list[Words]:
    """What a person may have meant whose address leads nowhere. Raises NotAnswered."""
    text = slug.replace("-", " ")[:LONGEST_SEARCH]
    types = [enum_value(type_.name)] if type_ else None
    found = await ask(NEAR, text=text, types=types, lang=reader.languages, first=MOST_NEAR)
    return [target_of(node) for node in found["search"]["nodes"]]


async def _by_name(ask: Asking, wanted: Wanted, reader: Reader) -> Found:
    data = await ask(
        search_operation(ask.model), text=wanted.text, lang=reader.languages, first=PER_PAGE,
        after=wanted.after or None, types=[enum_value(wanted.type.name)] if wanted.type else None,
        countries=[f"country/{wanted.country}"] if wanted.country else None,
    )  # fmt: skip
    found, of_types, of_countries = data["found"], data["types"], data["countries"]
    types = Counter(node["type"] for node in of_types["nodes"])
    countries = [country for node in of_countries["nodes"] if (country := _country_of(node))]
    most = max(of_types["totalCount"], of_countries["totalCount"])
    return Found(
        found["totalCount"], found["exact"],
        tuple(_hit(edge["node"], edge["matched"], reader) for edge in found["edges"]),
        _types(ask, wanted, types, reader),
        _countries(wanted, countries, Counter(country["id"] for country in countries)),
        MOST_COUNTED if most > MOST_COUNTED else 0, _following(wanted, found["pageInfo"]),
    )  # fmt: skip


async def _all_of(ask: Asking, wanted: Wanted, reader: Reader) -> Found:
    assert wanted.type
    sent = {"lang": reader.languages, "first": PER_PAGE, "after": wanted.after or None}
    if wanted.country:
        sent["country"] = f"country/{wanted.country}"
    data = await ask(browse_operation(wanted.type, in_country=bool(wanted.country)), **sent)
    found = data["found"]
    types = {each["type"]: each["count"] for each in data["dataset"]["counts"] if each["count"]}
    groups = [group for group in data.get("all", {}).get("groups", ()) if group["key"]]
    return Found(
        found["totalCount"], True, tuple(_hit(node, None, reader) for node in found["nodes"]),
        _types(ask, replace(wanted, country=""), types, reader),
        _countries(wanted, [g["key"] for g in groups], {g["key"]["id"]: g["count"] for g in groups}),
        0, _following(wanted, found["pageInfo"]),
    )  # fmt: skip


def _hit(node: Mapping[str, Any], matched: Mapping[str, str] | None, reader: Reader) -> Hit:
    details = [Words(reader.type(node["type"]))]
    if country := node.get("country"):
        details.append(Words(country["label"]["text"], country["label"]["language"]))
    if matched and matched["text"] != node["label"]["text"]:
        details.append(Words(matched["text"], matched["language"]))
    return Hit(target_of(node), tuple(details))


def _country_of(node: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The country in which something lies; a country lies in itself."""
    country: Mapping[str, Any] | None = node if node["type"] == "COUNTRY" else node.get("country")
    return country


def _types(ask: Asking, wanted: Wanted, counts: Mapping[str, int], reader: Reader) -> Facet:
    choices = []
    for type_ in ask.model.entities:
        chosen = wanted.type is type_
        if (count := counts.get(enum_value(type_.name), 0)) or chosen:
            address = replace(wanted, type=type_, after="").address
            choices.append(Choice(Words(reader.types(type_.plural), href=address), count, chosen))
    without = replace(wanted, type=None, after="").address
    return Facet(tuple(choices), without if wanted.type and wanted.text else "")


def _countries(wanted: Wanted, countries: Iterable[Mapping[str, Any]], counts: Mapping[str, int]) -> Facet:
    """Those with the most hits first, then by name."""
    names = {country["id"]: country["label"] for country in countries}
    choices = []
    for id in sorted(names, key=lambda id: (-counts[id], names[id]["text"])):
        slug = id.partition("/")[2]
        words = Words(names[id]["text"], names[id]["language"], replace(wanted, country=slug, after="").address)
        choices.append(Choice(words, counts[id], slug == wanted.country))
    return Facet(tuple(choices), replace(wanted, country="", after="").address if wanted.country else "")


def _following(wanted: Wanted, page: Mapping[str, Any]) -> str:
    return replace(wanted, after=page["endCursor"]).address if page["hasNextPage"] else ""
