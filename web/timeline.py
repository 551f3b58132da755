"""Strategies and projects as bars over years."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from markupsafe import Markup, escape

from schema.edtf import EARLIEST, LATEST, years
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

DRAWN: Final = (1900, 2100)
"""The first and the last year of the picture: bars are cut there, and what lies outside is in the table only."""

GAP: Final = 12
SIDE: Final = 280
"""Width of the names."""


@dataclass(frozen=True)
class Bar:
    """Something with a time: its first and last year, None where it is open or unknown."""

    words: Words
    type: str
    period: str
    first: int | None
    last: int | None


def bars(nodes: Iterable[dict[str, Any]], reader: Reader) -> list[Bar]:
    """What has a time, the earliest first."""
    return sorted((_bar(node, reader) for node in nodes), key=_place)


def _place(bar: Bar) -> tuple[int, int, str]:
    first = EARLIEST if bar.first is None else bar.first
    return first, LATEST if bar.last is None else bar.last, bar.words.text


def _bar(node: dict[str, Any], reader: Reader) -> Bar:
    return Bar(target_of(node), node["type"], reader.date(node["period"]), *years(node["period"]))


def timeline(found: Iterable[Bar]) -> Markup | None:
    """The bars over a grid of years; None when there are none."""
    shown = [bar for bar in found if _is_drawn(bar)]
    known = [year for bar in shown for year in (bar.first, bar.last) if year is not None]
    if not known:
        return None
    first, last = max(min(known), DRAWN[0]), min(max(known), DRAWN[1]) + 1
    width, height = SIDE + GAP + (last - first) * YEAR, ROW * (len(shown) + 1)
    lines = "".join(_year(year, SIDE + GAP + (year - first) * YEAR, height) for year in range(first, last))
    rows = "".join(_row(bar, ROW * (i + 1), first, last) for i, bar in enumerate(shown))
    return Markup(
        f'<svg class="timeline" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="group" '
        f'aria-labelledby="timeline"><g aria-hidden="true">{lines}</g>{rows}</svg>'
    )


def _is_drawn(bar: Bar) -> bool:
    return (bar.first is None or bar.first <= DRAWN[1]) and (bar.last is None or bar.last >= DRAWN[0])


def _year(year: int, x: int, height: int) -> str:
    return f'<path d="M{x} 0V{height}"/><text x="{x + 2}" y="14">{year % 100:02}</text>'


def _row(bar: Bar, y: int, first: int, last: int) -> str:
    begins = first if bar.first is None else max(bar.first, first)
    ends = last if bar.last is None else min(bar.last + 1, last)
    start, end = (SIDE + GAP + (year - first) * YEAR for year in (begins, ends))
    name = broken(bar.words.text)
    shown = name[0] if len(name) == 1 else f"{name[0].rstrip()}…"
    while measure(shown) > SIDE and len(shown) > 2:
        shown = f"{shown[:-2]}…"
    label = f"{bar.words.text}, {bar.period}"
    state = " open" if bar.first is None or bar.last is None else ""
    return (
        f'<a href="{escape(bar.words.href)}" class="{bar.type.lower()}{state}"><title>{escape(label)}</title>'
        f'<text x="{SIDE}" y="{y + 17}" text-anchor="end">{escape(shown)}</text>'
        f'<rect x="{start}" y="{y + 5}" width="{end - start}" height="{ROW - 10}" rx="3"/></a>'
    )
