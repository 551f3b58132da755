"""The pages on the seed: what they show, in which language, and what they answer to what cannot be shown."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from resolvers.execute import Engine
from schema import policy_model
from schema.errors import StoreTimeout
from tests.web.addresses import ALL, EXAMPLES
from tests.web.parsed import Tags, text_of
from web.asking import Asking
from web.catalogues import LOCALES
from web.entities import fetch
from web.operations import MOST_SHOWN, entity_operation
from web.questions import questions
from web.reader import Reader


def test_the_start_page_says_what_the_graph_holds(pages: TestClient) -> None:
    page = pages.get("/")
    assert page.status_code == 200
    assert re.search(r"[\d,]+ facts, supported by [\d,]+ claims:", text_of(page.text))
    assert re.search(r'<a href="/search\?type=City">Cities</a> <span class="number">\d+</span>', page.text)
    assert 'href="https://creativecommons.org/licenses/by/4.0/"' in page.text
    assert all(unescape(question.title) in unescape(page.text) for question in questions())


def test_the_licence_is_marked_as_such_and_in_its_language(pages: TestClient) -> None:
    page = pages.get("/", headers={"accept-language": "pl"}).text
    (footer,) = re.findall(r"<p>Licencja danych: (.*?)</p>", page)
    (words,) = re.findall(r'^<span lang="en">(.*)</span>$', footer)
    addresses = [(a["href"], str(a["rel"]).split()) for a in Tags(words).of("a")]
    assert [(href, "license" in rel) for href, rel in addresses] == [
        ("https://creativecommons.org/licenses/by/4.0/", True),
        ("https://www.geonames.org/", False),
    ]


def test_an_empty_graph_says_how_to_load_one(empty: TestClient) -> None:
    page = empty.get("/").text
    assert "<code>policygraph load seed</code>" in page
    assert "Latest" not in page


def test_an_entity_shows_facts_links_and_their_evidence(pages: TestClient) -> None:
    page = pages.get("/page/city/wroclaw-pl").text
    text = text_of(page)
    assert '<h1 dir="auto" lang="en">Wrocław</h1>' in page
    assert '<a href="/page/programme/icc" lang="en" dir="auto">Intercultural Cities Programme</a>' in page
    assert "since 2021 · order 3 · third Polish city" in text
    assert "Wrocław was the third Polish city to join the Intercultural Cities programme, in 2021." in text
    assert 'href="/page/document/documents-wroclaw-strategy-md#at-453"' in page
    assert "2018 – 2022" in text


def test_each_fact_has_its_own_evidence(pages: TestClient) -> None:
    """Country and city are relations of one type."""
    page = pages.get("/page/institution/charles-university").text
    shown = dict(re.findall(r"<dt>(Country|City)</dt>(.*?)</dd>", page, re.DOTALL))
    counts = {heading: re.findall(r"(\d+) sources?<", item) for heading, item in shown.items()}
    assert counts == {"Country": ["1"], "City": ["3"]}
    assert "Prague" in text_of(shown["City"])
    assert "Prague" not in text_of(shown["Country"])


def test_links_are_shown_from_both_ends(pages: TestClient) -> None:
    assert 'href="/page/city/wroclaw-pl"' in pages.get("/page/programme/icc").text
    assert 'href="/page/programme/icc"' in pages.get("/page/city/wroclaw-pl").text


def test_sources_that_disagree_are_marked_with_what_each_says(pages: TestClient) -> None:
    (item,) = re.findall(r'<li>\s*<a href="/page/city/limassol-cy".*?</details>', pages.get("/page/programme/icc").text,
                         re.DOTALL)  # fmt: skip
    text = text_of(item)
    assert "The sources disagree" in text
    assert len(set(re.findall(r"since \d{4}", text))) > 1


def test_every_entity_of_a_sample_of_types_has_a_page(pages: TestClient) -> None:
    for address in EXAMPLES:
        page = pages.get(address)
        assert page.status_code == 200, address
        assert page.text.count("<h1") == 1


@pytest.mark.parametrize("type_", policy_model().entities, ids=lambda t: t.name)
@pytest.mark.anyio
async def test_the_question_of_a_page_gives_what_the_page_asks(type_: object, seed_engine: Engine) -> None:
    """The page asks in small operations; the one that it offers to the reader has the same answer."""
    found = policy_model().types[type_.name]  # type: ignore[attr-defined]
    ask = Asking(seed_engine)
    (first,) = (await ask(f"{{ {found.plural}(first: 1) {{ nodes {{ id }} }} }}"))[found.plural]["nodes"]
    reader = Reader("en", ("pl", "en"))
    parts = await fetch(ask, found, first["id"], reader)
    assert parts
    whole = await ask(entity_operation(found), id=first["id"], lang=["pl", "en"], first=MOST_SHOWN)
    for field, value in whole[found.singular].items():
        if isinstance(value, dict) and value.get("totalCount") == 0:
            assert parts[field] == {"totalCount": 0}
        else:
            assert parts[field] == value, field


def test_a_page_links_to_its_question(pages: TestClient) -> None:
    page = pages.get("/page/city/wroclaw-pl", headers={"accept-language": "pl"}).text
    (link,) = (a["href"] for a in Tags(page).of("a") if (a["href"] or "").startswith("/graphql#"))
    held = parse_qs(urlsplit(str(link)).fragment)
    asked = {key: value[0] for key, value in held.items()}
    answer = pages.get("/graphql", params=asked, headers={"accept": "application/json"}).json()
    assert answer["data"]["city"]["label"] == {"text": "Wrocław", "language": "pl"}


def test_a_long_relation_goes_on_page_by_page(pages: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.pages.PER_PAGE", 20)
    address, seen = "/page/programme/icc/members", list[str]()
    while address:
        page = Tags(pages.get(address).text)
        seen += [str(a["href"]) for a in page.of("a") if str(a["href"]).startswith("/page/city/")]
        following = [a["href"] for a in page.of("a") if a.get("rel") == "next"]
        address = f"/page/programme/icc/members{following[0]}" if following else ""
    assert len(seen) == len(set(seen)) == 57


@pytest.mark.parametrize(
    "address", ["city/wroclav", "city/wroclaw", "city/Wroclaw-pl", "city/wrocław", "town/wroclaw", "city/wroclav/map"]
)
def test_an_unknown_id_is_answered_with_near_names(pages: TestClient, address: str) -> None:
    page = pages.get(f"/page/{address}")
    assert page.status_code == 404
    assert 'href="/page/city/wroclaw-pl"' in page.text


@pytest.mark.parametrize(
    "address", ["/nowhere", "/page/town/x", "/page/city/oslo-no/nothing", "/page/city/oslo-no/country"]
)
def test_an_unknown_address_is_a_page(pages: TestClient, address: str) -> None:
    page = pages.get(address)
    assert page.status_code == 404
    assert "There is no such page" in page.text


def test_a_program_gets_no_page_for_an_unknown_address(pages: TestClient) -> None:
    answer = pages.get("/nowhere", headers={"accept": "application/json"})
    assert answer.json()["errors"][0]["extensions"]["code"] == "NOT_FOUND"


def test_a_wrong_cursor_is_said_on_the_page(pages: TestClient) -> None:
    page = pages.get("/page/programme/icc/members?after=nonsense")
    assert page.status_code == 400
    assert "cursor" in text_of(page.text)


def test_a_store_that_is_away_gives_a_page(pages: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    async def late(self: object, statement: object, values: object) -> str:
        raise StoreTimeout("the statement took too long")

    monkeypatch.setattr("graph.sqlite.readers.Readers.run", late)
    for address in ("/", "/page/city/wroclaw-pl", "/search?q=x"):
        page = pages.get(address)
        assert (page.status_code, page.headers["retry-after"]) == (503, "5")
        assert "The graph does not answer" in page.text


def test_a_mistake_of_ours_is_not_the_readers(pages: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fails(self: object, statement: object, values: object) -> str:
        raise RuntimeError("a secret")

    monkeypatch.setattr("graph.sqlite.readers.Readers.run", fails)
    page = pages.get("/page/city/wroclaw-pl")
    assert page.status_code == 500
    assert "The graph does not answer" in page.text
    assert "secret" not in page.text


@pytest.mark.parametrize("address", ALL)
@pytest.mark.parametrize("locale", LOCALES)
def test_pages_have_nothing_inline_that_the_policy_refuses(pages: TestClient, address: str, locale: str) -> None:
    page = Tags(pages.get(address, headers={"accept-language": locale}).text)
    for tag, attributes in page.tags:
        assert tag != "style"
        assert tag != "script" or attributes["src"]
        assert not {name for name in attributes if name == "style" or name.startswith("on")}
        for name in ("href", "src", "action"):
            assert not re.match(r"\s*(javascript|data|vbscript):", attributes.get(name) or "", re.IGNORECASE)


@pytest.mark.parametrize("address", [a for a in ALL if a != "/page/programme/icc"])
def test_pages_are_light(pages: TestClient, address: str) -> None:
    """Without the picture, as the issue of a budget: bytes of the page as it travels."""
    page = pages.get(address, headers={"accept-encoding": "gzip"})
    assert int(page.headers["content-length"]) < 20_000
