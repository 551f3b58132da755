"""The text of a document with its passages marked, as the page shows it."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from starlette.testclient import TestClient

from schema import policy_model
from server import create_app
from settings import Settings
from tests.seeded import seeded_store
from tests.web.conftest import SCRIPT
from web.passages import Stated, stated
from web.reader import Reader

DOCUMENT = "/page/document/documents-wroclaw-strategy-md"
NODE = {"id": "city/x-pl", "type": "CITY", "label": {"text": "X", "language": "en"}}


def made(text: str, *spans: tuple[int, int], limit: int = 1000, quote: str = "") -> Stated:
    """What is shown of a text with claims at these places; they quote what stands there, or `quote`."""
    nothing = {a.field: None for a in policy_model().edge_attributes.values()}
    nodes: list[dict[str, Any]] = [
        {
            "kind": "STATED", "quote": quote or text[start:end], "start": start, "end": end, "value": None, **nothing,
            "fact": {"property": "MEMBER_OF", "subject": NODE, "object": NODE},
        }
        for start, end in spans
    ]  # fmt: skip
    found = {"text": text, "claims": {"totalCount": len(nodes), "nodes": nodes}}
    return stated(found, policy_model(), Reader("en", ("en",)), limit)


def plain(text: str) -> str:
    """A marked text without marks and numbers."""
    return unescape(re.sub(r"<sup>.*?</sup>|<[^>]+>", "", text))


@pytest.mark.parametrize(
    ("spans", "marked"),
    [
        ([], []),
        ([(0, 3)], ["one"]),
        ([(0, 3), (0, 3)], ["one"]),
        ([(0, 7), (4, 13)], ["one ", "two", " three"]),
        ([(0, 13), (4, 7)], ["one ", "two", " three"]),
        ([(4, 7), (8, 13)], ["two", "three"]),
    ],
)
def test_passages_are_marked_also_where_they_overlap(spans: list[tuple[int, int]], marked: list[str]) -> None:
    text = "one two three"
    found = made(text, *spans)
    assert re.findall(r"<mark>(.*?)</mark>", found.text) == marked
    assert plain(found.text) == text
    assert len(re.findall(r"<sup>", found.text)) == len(spans)
    ids = re.findall(r'id="(.*?)"', found.text)
    assert len(ids) == len(set(ids))
    assert all(statement.place.removeprefix("#") in ids for statement in found.statements)


def test_a_text_that_looks_like_a_page_is_shown_as_it_is() -> None:
    text = f"before {SCRIPT} & after"
    found = made(text, (7, 7 + len(SCRIPT)))
    assert "<script" not in found.text
    assert plain(found.text) == text


def test_what_is_not_shown_of_a_text_keeps_its_quotes() -> None:
    found = made("one two three", (0, 3), (8, 13), limit=5)
    assert (plain(found.text), found.is_whole) == ("one t", False)
    assert [(each.place, each.quote) for each in found.statements] == [("#at-0", ""), ("", "three")]


def test_a_quote_that_does_not_stand_where_it_says_is_not_marked() -> None:
    found = made("one two three", (0, 3), quote="two")
    assert "<mark>" not in found.text
    assert [(each.place, each.quote) for each in found.statements] == [("", "two")]


def test_the_page_of_a_document_marks_what_it_states(pages: TestClient) -> None:
    page = pages.get(DOCUMENT).text
    (place,) = re.findall(r'<a id="at-453" class="anchor"></a><mark>(.*?)</mark>', page)
    assert place == "Wrocław was the third Polish city to join the Intercultural Cities programme, in 2021."
    numbers = re.findall(r'<sup><a href="#(claim-\d+)">', page)
    assert numbers
    assert all(f'<li id="{number}">' in page for number in numbers)
    assert re.search(r"Wrocław</a> – Member of: <a[^>]*>Intercultural Cities Programme</a>\s*"
                     r'<span class="details">since 2021', page)  # fmt: skip


def test_each_statement_names_what_it_is_about_as_the_page_of_its_subject_does(pages: TestClient) -> None:
    page = pages.get(DOCUMENT).text
    said = " ".join(re.sub(r"<[^>]+>", " ", unescape(page[page.index('id="states"') :])).split())
    assert "Wrocław – Country: Poland implied" in said
    assert "Wrocław Strategy for Intercultural Dialogue – Period: 2018 – 2022 stated" in said
    (count,) = re.findall(r"What it states (\d+)", said)
    assert len(re.findall(r'<li id="claim-', page)) == int(count)


def test_a_text_can_be_kept_off_the_pages() -> None:
    settings = replace(Settings(), store=f"sqlite:{seeded_store()}", page_text_limit=0)
    with TestClient(create_app(settings)) as client:
        page = client.get(DOCUMENT).text
    assert "<mark>" not in page
    assert "third Polish city to join" in page


def test_a_document_without_text_lists_what_it_states(pages: TestClient) -> None:
    page = pages.get("/page/document/metropolie-pl-en").text
    assert '<li id="claim-1">' in page
    assert '<h2 id="text">' not in page
