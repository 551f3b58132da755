"""What is sought on the pages: hits, choices among them, and searches that find nothing."""

from __future__ import annotations

import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from tests.web.parsed import Tags, text_of


def test_a_search_finds_names_without_their_accents(pages: TestClient) -> None:
    page = pages.get("/search", params={"q": "WROCLAW"}).text
    assert 'href="/page/city/wroclaw-pl"' in page
    assert hits_of(page)[0] == "city/wroclaw-pl"


def hits_of(page: str) -> list[str]:
    """The pages to which the hits of a search lead."""
    return re.findall(r'<li><a href="/page/([^"]+)"', page[page.index("<ol") :])


def counts_of(page: str) -> dict[str, int]:
    """How many hits each choice of a search says that it has."""
    shown = re.findall(r'<a href="\?[^"]*"[^>]*>([^<]+)</a> <span class="number">([\d,]+)</span>', page)
    return {name: int(count.replace(",", "")) for name, count in shown}


def test_the_hits_of_a_search_are_those_of_the_api(pages: TestClient) -> None:
    """In their order: nothing else ranks them."""
    text = "wroclaw intercultural dialog"
    asked = f'{{ search(text: "{text}", first: 50) {{ nodes {{ id }} }} }}'
    answer = pages.get("/graphql", params={"query": asked}, headers={"accept": "application/json"}).json()
    expected = [node["id"] for node in answer["data"]["search"]["nodes"]]
    assert len(expected) > 5
    assert hits_of(pages.get("/search", params={"q": text}).text) == expected


@pytest.mark.parametrize("narrowed", [{}, {"type": "Institution"}, {"country": "pl"}])
def test_each_choice_of_a_search_has_as_many_hits_as_it_says(pages: TestClient, narrowed: dict[str, str]) -> None:
    page = pages.get("/search", params={"q": "university", **narrowed}).text
    counts = counts_of(page)
    assert len(counts) >= 2
    for address in re.findall(r'<a href="(\?[^"]*)"[^>]*>[^<]+</a> <span class="number">', page):
        found = pages.get(f"/search{unescape(address)}").text
        (said,) = re.findall(r"(\d+) (?:has|have) a name like", text_of(found))
        (name,) = re.findall(rf'<a href="{re.escape(address)}"[^>]*>([^<]+)</a> <span class="number">', page)
        assert counts[unescape(name)] == int(said), name


@pytest.mark.parametrize(("type_", "country"), [("City", "pl"), ("Institution", "es")])
def test_all_of_a_type_are_listed_by_country(pages: TestClient, type_: str, country: str) -> None:
    page = pages.get("/search", params={"type": type_}).text
    link = rf'<a href="\?type={type_}&amp;country={country}"[^>]*>[^<]+</a> <span class="number">(\d+)</span>'
    (said,) = re.findall(link, page)
    narrowed = pages.get("/search", params={"type": type_, "country": country}).text
    hits = hits_of(narrowed)
    assert len(hits) == int(said) > 0
    assert all(hit.startswith(type_.lower()) for hit in hits)


def test_hits_go_on_page_by_page(pages: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.searching.PER_PAGE", 7)
    for query in ("?type=City", "?q=intercultural"):
        address, seen = query, list[str]()
        while address:
            page = pages.get(f"/search{address}").text
            seen += hits_of(page)
            following = [unescape(str(a["href"])) for a in Tags(page).of("a") if a.get("rel") == "next"]
            address = following[0] if following else ""
        assert len(seen) == len(set(seen)) > 14


def test_a_search_by_another_name_says_by_which(pages: TestClient) -> None:
    page = pages.get("/search", params={"q": "UMP"}).text
    assert "Union of Polish Metropolises institution · Poland · UMP" in text_of(page)


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("q=", 200, "Write a name"),
        ("", 200, "Write a name"),
        ("q=zzzzqqq", 200, "Nothing has a name like “zzzzqqq”"),
        ("q=" + "x" * 201, 400, "at most 200 characters"),
        ("q=%25_%27%22", 200, "Nothing has a name like"),
        ("q=wroc&type=Nonsense", 400, "There is no such type. Choose one of these: Countries Cities"),
        ("q=wroc&type=Entity", 400, "There is no such type"),
        ("type=Entity", 400, "There is no such type"),
        ("q=wroc&country=nowhere", 200, "Nothing has a name like “wroc”"),
        ("type=City&country=nowhere", 200, "Cities"),
        ("type=Goal&country=pl", 400, "Goals What is of this type lies in no country. Show all"),
        ("q=wroc&type=Goal&country=pl", 200, "Nothing has a name like “wroc”"),
        ("q=wroc&after=nonsense", 400, "cursor"),
        ("type=City&after=nonsense", 400, "cursor"),
        ("q=%00%01", 200, ""),
    ],
)
def test_searches_of_all_kinds_end_on_a_page(pages: TestClient, query: str, status: int, words: str) -> None:
    page = pages.get(f"/search?{query}")
    assert page.status_code == status
    (heading,) = re.findall(r"<h1>(.*?)</h1>", page.text)
    assert heading
    assert words in text_of(page.text)
