"""The picture of what is linked to an entity."""

from __future__ import annotations

import re
from html import unescape
from xml.etree import ElementTree as ET

import pytest
from starlette.testclient import TestClient

from schema import policy_model
from tests.web.conftest import HOSTILE
from tests.web.parsed import Tags
from web.entities import Entity, Group, Row, Words
from web.lettering import WIDEST, broken, measure
from web.picture import neighbourhood
from web.reader import Reader


def test_the_picture_names_each_relation_once_and_links_each_neighbour(pages: TestClient) -> None:
    page = pages.get("/page/programme/icc").text
    (svg,) = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    picture = Tags(svg)
    links = [str(a["href"]) for a in picture.of("a")]
    assert len(links) == len(set(links))
    assert "/page/city/wroclaw-pl" in links
    assert 'aria-labelledby="picture-title"' in svg
    assert re.search(r'<title id="picture-title">\d+ of \d+ neighbours of Intercultural Cities Programme</title>', svg)
    groups = [str(g["aria-label"]) for g in picture.of("g")]
    assert len(groups) == len(set(groups))
    headings = re.findall(r'font-weight="600">([^<]*)</text>', svg)
    assert [unescape(heading) for heading in headings] == [*groups, "Intercultural Cities Programme"]


def test_a_saved_picture_leads_to_the_server(pages: TestClient) -> None:
    saved = pages.get("/page/city/wroclaw-pl/picture.svg")
    assert saved.headers["content-type"] == "image/svg+xml"
    links = [str(a["href"]) for a in Tags(saved.text).of("a")]
    assert links
    for link in links:
        assert link.startswith(("http://127.0.0.1:8000/page/", "http://localhost:8000/page/"))
    ET.fromstring(saved.text)


@pytest.mark.parametrize("sizes", [(400,), (3, 5, 390), (100, 100, 100, 100), (1,), (149, 1)])
def test_a_picture_shows_150_neighbours_at_most_and_says_so(sizes: tuple[int, ...]) -> None:
    def group(number: int, size: int) -> Group:
        rows = tuple(
            Row((Words(f"Neighbour {number}-{i}", "en", f"/page/city/{number}-{i}"),), "CITY", (), (), "", False)
            for i in range(size)
        )
        return Group(f"field{number}", f"Relation {number}", rows, size, forward=bool(number % 2))

    groups = tuple(group(number, size) for number, size in enumerate(sizes))
    middle = Entity("city/x", "http://x/id/city/x", policy_model().types["City"], Words("X"), None, (), (), groups)
    svg = str(neighbourhood(middle, Reader("en", ("en",))))
    shown = len(re.findall("<a ", svg))
    total = sum(sizes)
    assert shown == min(total, 150)
    assert f">{shown} of {total} neighbours of X</title>" in svg
    for number, size in enumerate(sizes):
        heading = re.findall(rf'aria-label="(Relation {number}[ "][^"]*)', svg)
        assert 1 <= len(heading) <= 2
        assert (f"/{size})" in heading[0]) == (len(re.findall(rf">Neighbour {number}-", svg)) < size)


@pytest.mark.parametrize("address", ["/page/programme/icc", "/page/city/wroclaw-pl", "/page/country/gb"])
def test_nothing_of_a_picture_is_clipped_or_touches(pages: TestClient, address: str) -> None:
    """By the widths that are assumed for characters; the browser's own are tested in a browser."""
    svg = pages.get(f"{address}/picture.svg").text
    (box,) = re.findall(r'viewBox="0 0 (\d+) (\d+)"', svg)
    width, height = map(int, box)
    placed: list[tuple[float, float, float]] = []
    for x, y, anchor, text in re.findall(r'<text x="(\d+)" y="(\d+)" text-anchor="(\w+)"[^>]*>([^<]*)</text>', svg):
        long = measure(unescape(text))
        left = float(x) - {"start": 0, "middle": long / 2, "end": long}[anchor]
        assert 0 <= left <= left + long <= width
        assert 0 <= float(y) <= height
        placed.append((float(y), left, left + long))
    for y, left, right in placed:
        assert not [p for p in placed if p != (y, left, right) and abs(p[0] - y) < 14 and p[1] < right and left < p[2]]


@pytest.mark.parametrize("text", [*HOSTILE, "", "one", "Wrocław Strategy for Intercultural Dialogue 2018–2022"])
def test_names_are_broken_into_lines_that_fit(text: str) -> None:
    lines = broken(text)
    assert all(measure(line) <= WIDEST * 1.1 for line in lines)
    assert len(lines) <= 6
