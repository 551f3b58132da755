"""Strategies and projects as bars over years."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from markupsafe import Markup, escape

from web.entities import Words, target_of
from web.lettering import broken, measure
from web.operations import LABEL, MOST_MEMBERS
from web.reader import Reader

TIMELINE: Final = f"""\
query Timeline($lang: [Language!]) {{
  strategies(where: {{period: {{isNull: false}}}}, orderBy: [{{period: ASC}}], first: {MOST_MEMBERS}) {{
    nodes {{ id type {LABEL} period }}
  }}
  projects(where: {{period: {{isNull: false}}}}, orderBy: [{{period: ASC}}], first: {MOST_MEMBERS}) {{
    nodes {{ id type {LABEL} period }}
  }}
}}
"""
"""What has a time. Variables: lang."""

ROW: Final = 26
YEAR: Final = 34
"""Height of a row, width of a year."""

GAP: Final = 12
SIDE: Final = 280
"""Width of the names."""


@dataclass(frozen=True)
class Bar:
    """Something with a time: its first and last year, None where it is open."""

    words: Words
    type: str
    period: str
    first: int
    last: int | None


def bars(nodes: Iterable[dict[str, Any]], reader: Reader) -> list[Bar]:
    """What has a beginning, the earliest first."""
    found = (_bar(node, reader) for node in nodes)
    return sorted((bar for bar in found if bar), key=lambda bar: (bar.first, bar.last or 9999, bar.words.text))


def _bar(node: dict[str, Any], reader: Reader) -> Bar | None:
    begin, slash, end = node["period"].partition("/")
    first, last = re.match(r"\d{4}", begin), re.match(r"\d{4}", end if slash else begin)
    if not first:
        return None
    return Bar(
        target_of(node), node["type"], reader.date(node["period"]), int(first[0]), int(last[0]) if last else None
    )


def timeline(found: Sequence[Bar]) -> Markup | None:
    """The bars over a grid of years; None when there are none."""
    if not found:
        return None
    first = min(bar.first for bar in found)
    last = max(max(bar.first, bar.last or 0) for bar in found) + 1
    width, height = SIDE + GAP + (last - first) * YEAR, ROW * (len(found) + 1)
    lines = "".join(_year(year, SIDE + GAP + (year - first) * YEAR, height) for year in range(first, last))
    rows = "".join(_row(bar, ROW * (i + 1), first, last) for i, bar in enumerate(found))
    return Markup(
        f'<svg class="timeline" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="group" '
        f'aria-labelledby="timeline"><g aria-hidden="true">{lines}</g>{rows}</svg>'
    )


def _year(year: int, x: int, height: int) -> str:
    return f'<path d="M{x} 0V{height}"/><text x="{x + 2}" y="14">{year % 100:02}</text>'


def _row(bar: Bar, y: int, first: int, last: int) -> str:
    start = SIDE + GAP + (bar.first - first) * YEAR
    end = SIDE + GAP + ((bar.last or last - 1) + 1 - first) * YEAR
    name = broken(bar.words.text)
    shown = name[0] if len(name) == 1 else f"{name[0].rstrip()}…"
    while measure(shown) > SIDE and len(shown) > 2:
        shown = f"{shown[:-2]}…"
    label = f"{bar.words.text}, {bar.period}"
    state = "" if bar.last else " open"
    return (
        f'<a href="{escape(bar.words.href)}" class="{bar.type.lower()}{state}"><title>{escape(label)}</title>'
        f'<text x="{SIDE}" y="{y + 17}" text-anchor="end">{escape(shown)}</text>'
        f'<rect x="{start}" y="{y + 5}" width="{end - start}" height="{ROW - 10}" rx="3"/></a>'
    )
