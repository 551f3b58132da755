"""What a page says of one entity: asked in small operations, and put into the order of the page."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any, Final

from markupsafe import Markup

from schema.model import Attribute, Link, Type
from schema.values import Date, Integer, Money, Number, Role, Url
from web.asking import Asking
from web.operations import (
    MOST_SHOWN,
    TOLD,
    head_operation,
    links_operation,
    shown_attributes,
    shown_links,
)
from web.reader import Reader

AT_ONCE: Final = 5
"""Relations in one operation. apsw prepares statements of more than 16 KiB anew each time, which costs more than
running them: one operation for a whole page takes four times the CPU."""


NO_LANGUAGE: Final = ("", "mul", "und")
"""What says that a text has no language that a browser could know."""


@dataclass(frozen=True)
class Words:
    """A text with its language (empty when that is not known or does not matter), and where it leads."""

    text: str
    language: str = ""
    href: str = ""

    @property
    def lang(self) -> Markup:
        """The attribute that says its language; nothing when a browser cannot know it."""
        return Markup(self._lang)

    @property
    def _lang(self) -> str:
        return "" if self.language in NO_LANGUAGE else f' lang="{escape(self.language)}"'

    def __html__(self) -> str:
        """The text as templates show it: in its language, and as a link when it leads somewhere."""
        if self.href:
            return f'<a href="{escape(self.href)}"{self._lang} dir="auto">{escape(self.text)}</a>'
        return f'<span{self._lang} dir="auto">{escape(self.text)}</span>'


@dataclass(frozen=True)
class Source:
    """A claim as the evidence of a fact."""

    kind: str
    """In the reader's words."""
    quote: Words | None
    document: Words | None
    says: str
    """What it states; only where sources disagree."""


@dataclass(frozen=True)
class Row:
    """A fact: a value or a link with its qualifiers, and its evidence."""

    values: tuple[Words, ...]
    type: str
    details: tuple[str, ...]
    sources: tuple[Source, ...]
    counted: str
    """How many sources these are, in the reader's words."""
    conflicting: bool


@dataclass(frozen=True)
class Group:
    """The facts of one attribute or relation."""

    field: str
    heading: str
    rows: tuple[Row, ...]
    total: int
    forward: bool = True

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.total - len(self.rows)


@dataclass(frozen=True)
class Entity:
    """An entity as its page shows it."""

    id: str
    iri: str
    type: Type
    name: Words
    description: str | None
    names: tuple[tuple[str, Words, str], ...]
    """Language, name and kind of each."""
    facts: tuple[Group, ...]
    relations: tuple[Group, ...]


async def fetch(ask: Asking, type_: Type, id: str, reader: Reader) -> dict[str, Any] | None:
    """The entity with everything that its page shows; None when there is none. Raises NotAnswered."""
    known = {"id": id, "lang": reader.languages}
    found: dict[str, Any] | None = (await ask(head_operation(type_), **known))[type_.singular]
    if found is None:
        return None
    filled = [link.field for link in shown_links(type_) if not link.to_one and found[link.field]["totalCount"]]
    batches = (filled[start : start + AT_ONCE] for start in range(0, len(filled), AT_ONCE))
    asked = (ask(links_operation(type_, batch), first=MOST_SHOWN, **known) for batch in batches)
    for part in await asyncio.gather(*asked):
        found |= part[type_.singular] or {}
    return found


def entity(type_: Type, found: Mapping[str, Any], reader: Reader) -> Entity:
    """An entity from what `fetch` gave."""
    evidence = found["evidence"]
    return Entity(
        found["id"], found["iri"], type_, _name(found["label"]), found["description"],
        tuple((n["language"], Words(n["text"], n["language"]), reader.word(n["kind"])) for n in found["names"]),
        tuple(_facts(type_, found, evidence, reader)),
        tuple(g for link in shown_links(type_) if (g := relation(link, found[link.field], reader))),
    )  # fmt: skip


def relation(link: Link, found: Mapping[str, Any] | None, reader: Reader) -> Group | None:
    """One relation of an entity; None when it leads nowhere or is a fact of the entity itself."""
    if link.to_one or not found or not found.get("edges"):
        return None
    rows = tuple(_row(link, edge, reader) for edge in found["edges"])
    return Group(link.field, reader.field(link.field), rows, found["totalCount"], link.forward)


def page_of(id: str) -> str:
    """The address of an entity's page."""
    return f"/page/{id}"


def _facts(
    type_: Type, found: Mapping[str, Any], evidence: Sequence[Mapping[str, Any]], reader: Reader
) -> Iterator[Group]:
    for link in shown_links(type_):
        if link.to_one and (target := found[link.field]):
            # Two relations may be of one type: where something lies has a country and a city.
            there = [c for c in evidence if (c["fact"]["object"] or {}).get("id") == target["id"]]
            yield _fact(link.field, [target_of(target)], link.relation.type, there, reader)
    for attribute in shown_attributes(type_):
        value = found[attribute.field]
        if value is not None and value != []:
            words = [written(attribute, v, reader) for v in (value if attribute.many else [value])]
            yield _fact(attribute.field, words, attribute.field, evidence, reader)


def _fact(
    field: str, words: Sequence[Words], property: str, evidence: Iterable[Mapping[str, Any]], reader: Reader
) -> Group:
    claims = [c for c in evidence if c["fact"]["property"] == property]
    conflicting = any(c["fact"]["conflicting"] for c in claims)
    says = (c["value"] or c.get("other", words[0]).text for c in claims)
    sources = tuple(_source(c, [said] if conflicting else [], reader) for c, said in zip(claims, says, strict=True))
    row = Row(tuple(words), "", (), sources, reader.sources(len(sources)), conflicting)
    return Group(field, reader.field(field), (row,), 1)


def _row(link: Link, edge: Mapping[str, Any], reader: Reader) -> Row:
    told = tuple(_told(link, edge["node"], reader))
    return row_of(link.relation.edge.attributes, edge, edge["node"], reader, told)


def row_of(
    attributes: Iterable[Attribute], edge: Mapping[str, Any], node: Mapping[str, Any], reader: Reader,
    told: tuple[str, ...] = (),
) -> Row:  # fmt: skip
    """A link to an entity: its qualifiers, what is `told` of the entity besides, and the evidence."""
    known, claims = list(attributes), edge["evidence"]
    details = (*qualifiers(known, edge, reader), *told)
    conflicting = any(c["fact"]["conflicting"] for c in claims)
    sources = tuple(_source(c, qualifiers(known, c, reader) if conflicting else (), reader) for c in claims)
    return Row((target_of(node),), node["type"], details, sources, reader.sources(len(sources)), conflicting)


def qualifiers(attributes: Iterable[Attribute], edge: Mapping[str, Any], reader: Reader) -> list[str]:
    """What is known of a link beside its ends, each as a few words."""
    found = []
    for attribute in attributes:
        # A partner without further words is what a partner is.
        if (value := edge[attribute.field]) is None or value == "PARTNER":
            continue
        if issubclass(attribute.value, Date):
            text = reader.bound(value, of=attribute.field in ("since", "until"))
        else:
            text = written(attribute, value, reader).text
        plain = attribute.field in ("roleText", "rank", "role", "amount")
        found.append(text if plain else f"{reader.field(attribute.field).lower()} {text}")
    return found


def _told(link: Link, node: Mapping[str, Any], reader: Reader) -> Iterator[str]:
    if link.target == "Observation":
        value, unit = node["value"], node["unit"] or ""
        if value is not None:
            yield f"{reader.number(value)} {unit}".strip()
        if node["date"]:
            yield reader.date(node["date"])
    elif link.target in TOLD:
        for field in TOLD[link.target].split():
            if node[field]:
                yield reader.date(node[field])


def written(attribute: Attribute, value: Any, reader: Reader) -> Words:
    """A value as one reads it."""
    kind = attribute.value
    if issubclass(kind, Url):
        return Words(str(value), href=safe(str(value)))
    if issubclass(kind, Date):
        return Words(reader.date(value))
    if issubclass(kind, Money):
        return Words(reader.money(value))
    if issubclass(kind, Role):
        return Words(reader.word(value))
    if issubclass(kind, Number):
        return Words(reader.degrees(value))
    if issubclass(kind, Integer):
        return Words(str(value))
    return Words(str(value))


def safe(address: str) -> str:
    """An address that may be followed; nothing for one that is not of the web, such as javascript:."""
    return address if address.lower().startswith(("http://", "https://")) else ""


def target_of(node: Mapping[str, Any]) -> Words:
    """The name of an entity, leading to its page."""
    label = node["label"]
    return Words(label["text"], label["language"], page_of(node["id"]))


def _name(label: Mapping[str, Any]) -> Words:
    return Words(label["text"], label["language"])


def _source(claim: Mapping[str, Any], says: Iterable[str], reader: Reader) -> Source:
    document, quote = claim["document"], claim["quote"]
    language = (document["language"] or "") if document else ""
    shown = None
    if document:
        place = f"#at-{claim['start']}" if claim["start"] is not None else ""
        shown = replace(target_of(document), href=page_of(document["id"]) + place)
    return Source(reader.word(claim["kind"]), Words(quote, language) if quote else None, shown, ", ".join(says))
