"""The map of a programme's members, and the timeline."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.web.conftest import missing
from tests.web.parsed import Tags
from web.geography import EUROPE, WORLD, Outline
from web.members import members
from web.paths import STATIC
from web.reader import Reader
from web.timeline import YEAR, bars, timeline


@pytest.mark.parametrize(
    ("outline", "place", "at"),
    [
        (EUROPE, (17.03006, 51.10286), (507.830176, 376.140231)),
        (EUROPE, (-9.13333, 38.71667), (150.406338, 563.140803)),
        (EUROPE, (33.0333, 34.675), (765.886911, 635.245981)),
        (WORLD, (17.03006, 51.10286), (520.096120, 87.205116)),
        (WORLD, (-9.13333, 38.71667), (457.084108, 125.394253)),
        (WORLD, (33.0333, 34.675), (564.206563, 138.085687)),
    ],
)
def test_places_lie_where_the_outlines_are_drawn(
    outline: Outline, place: tuple[float, float], at: tuple[float, float]
) -> None:
    """The expected numbers are d3-geo's, which draws the outlines (frontend/basemap.mjs)."""
    assert outline.place(*place) == pytest.approx(at, abs=1e-5)


def test_the_outlines_are_drawn_with_the_numbers_that_the_server_uses() -> None:
    built = STATIC / "basemap" / "basemap.json"
    if not built.is_file():
        missing("the front end is not built: make web")
    for name, drawn in json.loads(built.read_bytes()).items():
        outline = {"europe": EUROPE, "world": WORLD}[name]
        assert (drawn["width"], drawn["height"], drawn["scale"]) == (outline.width, outline.height, outline.scale)
        for each in drawn["places"]:
            assert outline.place(*each["place"]) == pytest.approx(tuple(each["at"]), abs=1e-6)


@pytest.mark.parametrize(
    ("year", "shown"),
    [("2011", "2011"), ("", "2021"), ("1900", "2008"), ("9999", "2021"), ("x", "2021"), ("<b>", "2021")],
)
def test_the_map_shows_who_had_joined_by_a_year(pages: TestClient, year: str, shown: str) -> None:
    page = pages.get("/page/programme/icc/map", params={"year": year}).text
    assert f'<output for="year">{shown}</output>' in page
    rows = re.findall(r'<tr data-since="(\d+)"( class="later")?>', page)
    assert len(rows) == 57
    for since, later in rows:
        assert bool(later) == (int(since) > int(shown))


def test_what_has_no_members_has_no_map(pages: TestClient) -> None:
    assert pages.get("/page/city/oslo-no/map").status_code == 404
    assert pages.get("/page/programme/nothing/map").status_code == 404


def test_the_timeline_has_a_bar_and_a_row_for_each(pages: TestClient) -> None:
    page = pages.get("/timeline").text
    (svg,) = re.findall(r'<svg class="timeline".*?</svg>', page, re.DOTALL)
    drawn = [str(a["href"]) for a in Tags(svg).of("a")]
    assert len(drawn) == len(set(drawn)) > 20
    table = page[page.index("<tbody>") :]
    assert [str(a["href"]) for a in Tags(table).of("a") if str(a["href"]).startswith("/page/")] == drawn
    assert re.search(r'href="/page/strategy/wroclaw-2018" class="strategy"', svg)
    assert re.search(r'class="strategy open"', svg)


def node(period: str) -> dict[str, Any]:
    return {"id": "strategy/x", "type": "STRATEGY", "label": {"text": "X", "language": "en"}, "period": period}


@pytest.mark.parametrize(
    ("period", "first", "after", "state"),
    [
        ("2012/2020", 2012, 2021, ""),
        ("../2020", 1990, 2021, " open"),
        ("2012/..", 2012, 2031, " open"),
        ("201X", 2010, 2020, ""),
        ("2010/201X", 2010, 2020, ""),
        ("0000/2004", 1990, 2005, ""),
    ],
)
def test_a_bar_has_the_years_of_its_period(
    monkeypatch: pytest.MonkeyPatch, period: str, first: int, after: int, state: str
) -> None:
    """Beside one from 1990 to 2030, at which the picture begins and ends."""
    monkeypatch.setattr("web.timeline.DRAWN", (1990, 2100))
    found = {bar.period: bar for bar in bars([node(period), node("1990/2030")], Reader("en", ("en",)))}
    drawn = timeline([found.pop("1990 – 2030"), *found.values()]) or ""
    (whole, bar) = re.findall(r'class="strategy(.*?)">.*?<rect x="(\d+)".*? width="(\d+)"', drawn)
    assert bar[0] == state
    begins = 1990 + (int(bar[1]) - int(whole[1])) / YEAR
    assert (begins, begins + int(bar[2]) / YEAR) == (first, after)
    assert int(whole[2]) == 41 * YEAR


def test_what_lies_far_away_makes_no_wide_picture() -> None:
    found = bars([node("Y170000002"), node("-0500/-0400"), node("0000/9999")], Reader("en", ("en",)))
    assert len(found) == 3
    drawn = timeline(found) or ""
    assert drawn.count("<rect") == 1
    assert drawn.count("<text") < 210


def test_what_has_an_open_beginning_is_on_the_timeline(pages: TestClient) -> None:
    page = pages.get("/timeline").text
    assert page.count('href="/page/strategy/amadora-2015"') == 2
    assert re.search(r'href="/page/strategy/amadora-2015" class="strategy open"', page)


@pytest.mark.parametrize(
    ("since", "shown", "year"),
    [
        ("2015", "2015", 2015),
        ("../2015", "2015 or before", 2015),
        ("2015/..", "2015 or later", 0),
        ("201X", "201X", 2019),
        ("2015-03/2016", "March 2015 – 2016", 2016),
        (None, "", 0),
    ],
)
def test_a_member_has_joined_by_the_last_year_that_is_possible(since: str | None, shown: str, year: int) -> None:
    (member,) = members([{"since": since, "node": node("2020")}], Reader("en", ("en",)))
    assert (member.since, member.year) == (shown, year)
