"""The members of a network on maps, by the year in which they joined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from markupsafe import Markup, escape

from schema import edtf
from schema.model import Type
from web.entities import Words, target_of
from web.geography import EUROPE, WORLD, Outline
from web.operations import LABEL, MOST_MEMBERS
from web.paths import STATIC
from web.reader import Reader

OUTLINES: Final = STATIC / "basemap" / "outlines.svg"
RADIUS: Final = 5
HIT: Final = 12
"""Radius of a dot, and of what can be hit around it: 24 pixels are the least of WCAG 2.2."""

UNKNOWN: Final = 0
"""Stands for a year that is not known."""


@dataclass(frozen=True)
class Member:
    """A member: since which year at the latest (0: not known), and where it lies."""

    words: Words
    since: str
    year: int
    country: Words | None
    place: tuple[float, float] | None
    """Longitude and latitude."""


@dataclass(frozen=True)
class Years:
    """From when to when members joined, and up to which year they are shown."""

    first: int
    last: int
    shown: int


def members_operation(type_: Type) -> str:
    """The members of a network with their places. Variables: id, lang."""
    return (
        f"query {type_.name}Members($id: ID!, $lang: [Language!]) {{\n  {type_.singular}(id: $id) {{\n"
        f"    id {LABEL}\n    members(first: {MOST_MEMBERS}, orderBy: [{{since: ASC}}, {{node: {{name: ASC}}}}]) {{\n"
        f"      totalCount\n      edges {{ since node {{ id type {LABEL} "
        f"... on City {{ latitude longitude country {{ {LABEL} }} }} }} }}\n    }}\n  }}\n}}\n"
    )


def members(edges: Iterable[dict[str, Any]], reader: Reader) -> list[Member]:
    """The members, those that joined first before the others."""
    return list(_members(edges, reader))


def _members(edges: Iterable[dict[str, Any]], reader: Reader) -> Iterator[Member]:
    for edge in edges:
        node, since = edge["node"], edge["since"] or ""
        country = node.get("country")
        here = None if node.get("latitude") is None or node.get("longitude") is None else (
            node["longitude"], node["latitude"])  # fmt: skip
        yield Member(
            target_of(node), reader.bound(since), (edtf.years(since)[1] if since else None) or UNKNOWN,
            Words(country["label"]["text"], country["label"]["language"]) if country else None, here,
        )  # fmt: skip


def years_of(found: Sequence[Member], wanted: str) -> Years | None:
    """The years of a slider; None when no year is known. What is not one of them stands for the last."""
    known = [member.year for member in found if member.year]
    if not known:
        return None
    first, last = min(known), max(known)
    shown = int(wanted) if re.fullmatch(r"\d{4}", wanted) else last
    return Years(first, last, min(max(shown, first), last))


def until(found: Sequence[Member], years: Years | None) -> list[Member]:
    """Who had joined by the year that is shown; whoever joined in an unknown year is always there."""
    return [member for member in found if not years or member.year <= years.shown]


def maps(found: Sequence[Member], years: Years | None) -> list[tuple[str, Markup]]:
    """The maps on which there are members, each with its name; none when the outlines are not built."""
    places = [member for member in found if member.place]
    if not OUTLINES.is_file():
        return []
    wanted = [o for o in (EUROPE, WORLD) if any(o.holds(*m.place) for m in places if m.place)]
    if len(wanted) == 2 and all(EUROPE.holds(*m.place) for m in places if m.place):
        wanted = [EUROPE]
    return [(o.name, _draw(o, places, years)) for o in wanted]


def _draw(outline: Outline, places: Sequence[Member], years: Years | None) -> Markup:
    dots = "".join(_dot(outline, m, years) for m in places if m.place and outline.holds(*m.place))
    outlines = "".join(
        f'<use href="/static/basemap/outlines.svg#{outline.name}-{part}" class="{part}"/>'
        for part in ("land", "borders")
    )
    return Markup(
        f'<svg class="map" viewBox="0 0 {outline.width} {outline.height}" role="group" '
        f'aria-labelledby="map-{outline.name}">{outlines}{dots}</svg>'
    )


def _dot(outline: Outline, member: Member, years: Years | None) -> str:
    assert member.place
    x, y = outline.place(*member.place)
    later = years is not None and member.year > years.shown
    label = f"{member.words.text}, {member.since}" if member.since else member.words.text
    return (
        f'<a href="{escape(member.words.href)}" aria-label="{escape(label)}" data-since="{member.year}" '
        f'class="place{"" if member.year else " unknown"}{" later" if later else ""}">'
        f"<title>{escape(label)}</title>"
        f'<circle class="hit" cx="{x:.1f}" cy="{y:.1f}" r="{HIT}"/><circle cx="{x:.1f}" cy="{y:.1f}" r="{RADIUS}"/></a>'
    )
