"""The pages on the seed: what they show, in which language, and what they answer to what cannot be shown."""

from __future__ import annotations

import json
import re
from contextlib import closing
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs, unquote_plus, urlencode, urlsplit
from xml.etree import ElementTree as ET

import pytest
from starlette.responses import Response
from starlette.testclient import TestClient

from graph.facts import Claim
from graph.store import open_store
from resolvers.execute import Engine
from schema import policy_model
from schema.errors import StoreTimeout
from server import create_app
from settings import Settings
from tests.web.conftest import HOSTILE, SCRIPT, missing
from web.asking import Asking
from web.catalogues import LOCALES, read_catalogue, update
from web.entities import Entity, Group, Row, Words, fetch, safe
from web.geography import EUROPE, WORLD, Outline
from web.kept import Kept
from web.lettering import WIDEST, broken, measure
from web.operations import MOST_SHOWN, entity_operation
from web.paths import STATIC
from web.picture import neighbourhood
from web.questions import questions
from web.reader import Reader, accepted_languages

EXAMPLES = [
    "/page/country/pl", "/page/city/wroclaw-pl", "/page/institution/ump", "/page/programme/icc",
    "/page/strategy/wroclaw-2018", "/page/area/education", "/page/project/minte",
    "/page/event/2021-11-17-study-visits-wroclaw", "/page/document/metropolie-pl-en", "/page/programme/icc/members",
]  # fmt: skip
ALL = [
    "/",
    "/timeline",
    "/page/programme/icc/map",
    "/compare",
    "/compare?id=city/wroclaw-pl&id=Oslo",
    "/compare?id=city/nowhere-xx&id=wroclaf",
    "/path",
    "/path?from=city/wroclaw-pl&to=project/minte",
    "/path?from=city/wroclaw-pl&to=Oslo",
    "/path?from=city/wroclaw-pl&to=city/wroclaw-pl",
    "/developers",
    "/ask",
    "/ask?query=%7B%20countries%20%7B%20totalCount%20nodes%20%7B%20name%20%7D%20%7D%20%7D",
    "/ask?query=%7B%20countrys%20%7D&variables=nonsense",
    "/search?q=wroc",
    "/search?type=Strategy",
    "/page/city/nowhere",
    "/nowhere",
    *EXAMPLES,
]


class Tags(HTMLParser):
    """Start tags with their attributes, and the text between."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def of(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag == name]


def text_of(page: str) -> str:
    """What a page says, with single spaces."""
    return " ".join(Tags(page).text.split())


def test_the_start_page_says_what_the_graph_holds(pages: TestClient) -> None:
    page = pages.get("/")
    assert page.status_code == 200
    assert re.search(r"[\d,]+ facts, supported by [\d,]+ claims:", text_of(page.text))
    assert re.search(r'<a href="/search\?type=City">Cities</a> <span class="number">\d+</span>', page.text)
    assert 'href="https://creativecommons.org/licenses/by/4.0/"' in page.text
    assert all(unescape(question.title) in unescape(page.text) for question in questions())


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
        ("q=wroc&country=nowhere", 200, "Nothing has a name like “wroc”"),
        ("type=City&country=nowhere", 200, "Cities"),
        ("q=wroc&after=nonsense", 400, "cursor"),
        ("type=City&after=nonsense", 400, "cursor"),
        ("q=%00%01", 200, ""),
    ],
)
def test_searches_of_all_kinds_end_on_a_page(pages: TestClient, query: str, status: int, words: str) -> None:
    page = pages.get(f"/search?{query}")
    assert page.status_code == status
    assert words in text_of(page.text)


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


def test_a_page_that_has_not_changed_is_not_sent_again(pages: TestClient) -> None:
    first = pages.get("/page/city/wroclaw-pl")
    again = pages.get("/page/city/wroclaw-pl", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    polish = pages.get(
        "/page/city/wroclaw-pl", headers={"if-none-match": first.headers["etag"], "accept-language": "pl"}
    )
    assert polish.status_code == 200
    assert "Accept-Language" in first.headers["vary"]


async def refuse(*_: object) -> None:
    raise AssertionError("the page was made again")


def test_a_page_is_made_once(pages: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """For each address and reader; whoever chooses a language gets a page of their own, with the cookie."""
    first = pages.get("/page/city/oslo-no")
    with monkeypatch.context() as patched:
        patched.setattr("web.pages.fetch", refuse)
        again = pages.get("/page/city/oslo-no")
        assert (again.status_code, again.content) == (200, first.content)
        assert again.headers["etag"] == first.headers["etag"]
        for address, language in (("/page/city/oslo-no?x=1", "en"), ("/page/city/oslo-no", "pl")):
            with pytest.raises(AssertionError, match="made again"):
                pages.get(address, headers={"accept-language": language})
    for _ in range(2):
        assert pages.get("/page/city/oslo-no?lang=pl").cookies["lang"] == "pl"
    pages.cookies.clear()


def test_a_page_is_made_again_after_a_change(tmp_path: Path) -> None:
    with closing(open_store(str(tmp_path / "graph.sqlite"), policy_model())) as store:

        def say(name: str) -> None:
            claim = Claim("city/x-pl", "name", value=name, language="en", document="document/d")
            title = Claim("document/d", "name", value="D", language="en", document="document/d")
            store.replace("test", {"claims": dict.fromkeys((claim, title), 0)})

        say("First")
        settings = Settings(store=f"sqlite:{tmp_path}/graph.sqlite")
        with TestClient(create_app(settings), headers={"accept": "text/html"}) as client:
            assert [">First</h1>" in client.get("/page/city/x-pl").text for _ in range(2)] == [True, True]
            say("Second")
            assert ">Second</h1>" in client.get("/page/city/x-pl").text


def test_pages_are_kept_up_to_their_bytes() -> None:
    kept = Kept(most=10)
    for name in ("one", "two", "six"):
        kept.put((name,), Response(name + "!"))
        assert kept.get(("one",))
    assert kept.get(("two",)) is None
    assert (kept.get(("six",)) or Response()).body == b"six!"
    kept.put(("long",), Response("x" * 11))
    assert kept.get(("long",)) is None
    assert kept.bytes == 8


def test_the_language_is_that_of_the_browser_or_the_one_chosen(pages: TestClient) -> None:
    assert '<html lang="en">' in pages.get("/page/country/pl", headers={"accept-language": "de, pl;q=0"}).text
    page = pages.get("/page/country/pl", headers={"accept-language": "fr;q=0.3, pl-PL, en;q=0.5"}).text
    assert '<html lang="pl">' in page
    assert '<h1 dir="auto" lang="pl">Polska</h1>' in page
    chosen = pages.get("/page/country/pl?lang=pl")
    assert chosen.cookies["lang"] == "pl"
    pages.cookies.clear()
    assert '<html lang="pl">' in pages.get("/", headers={"cookie": "lang=pl"}).text
    assert '<html lang="en">' in pages.get("/?lang=xx", headers={"cookie": "lang=pl;"}).text


def test_names_come_in_the_readers_language_even_without_a_translation_of_the_page(pages: TestClient) -> None:
    page = pages.get("/page/country/pl", headers={"accept-language": "de"}).text
    assert '<html lang="en">' in page
    assert '<h1 dir="auto" lang="de">Polen</h1>' in page


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", ()),
        ("pl", ("pl",)),
        ("en-GB,en;q=0.9,pl;q=0.8", ("en", "pl")),
        ("pl;q=0.1, de;q=0.9", ("de", "pl")),
        ("pl;q=nonsense, de", ("de",)),
        ("no, *;q=0.5, x-klingon", ("nb",)),
        ("pl;q=0", ()),
        ("," * 5000, ()),
    ],
)
def test_languages_of_a_header(header: str, expected: tuple[str, ...]) -> None:
    assert accepted_languages(header) == expected


@pytest.mark.parametrize(
    ("text", "english", "polish"),
    [
        ("2021", "2021", "2021"),
        ("2021-11", "November 2021", "listopad 2021"),
        ("2021-11-17", "17 November 2021", "17 listopada 2021"),
        ("2018/2022", "2018 – 2022", "2018 – 2022"),
        ("2021/..", "from 2021", "od 2021"),
        ("../2021", "until 2021", "do 2021"),
        ("202X", "202X", "202X"),
        ("2021~", "2021~", "2021~"),
    ],
)
def test_dates_are_written_as_readers_write_them(text: str, english: str, polish: str) -> None:
    assert (Reader("en", ("en",)).date(text), Reader("pl", ("pl",)).date(text)) == (english, polish)


@pytest.mark.parametrize("locale", LOCALES[1:])
def test_catalogues_are_complete(locale: str) -> None:
    """After a change of templates or model: `python -m web.catalogues`, and translate what it names."""
    kept, wanted = read_catalogue(locale), update(locale, policy_model())
    assert {(m.context, m.id) for m in kept} == {(m.context, m.id) for m in wanted}
    assert [m.id for m in kept if m.id and not (all(m.string) if isinstance(m.string, tuple) else m.string)] == []
    assert not any(m.fuzzy for m in kept if m.id)
    for message in kept:
        assert not list(message.check(kept)), message.id


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


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_pages_show_hostile_names_as_they_are(hostile: TestClient, number: int) -> None:
    name = HOSTILE[number]
    path = urlencode({"from": name, "to": f"institution/hostile-{number}"})
    asked = urlencode({"query": f'{{ institution(id: "institution/hostile-{number}") {{ name description }} }}'})
    for address in (
        f"/page/institution/hostile-{number}", "/page/document/hostile", "/search?q=" + "a" * 50, "/",
        f"/compare?{urlencode({'id': name})}", f"/path?{path}", f"/ask?{asked}", f"/ask?{urlencode({'query': name})}",
    ):  # fmt: skip
        page = hostile.get(address)
        assert page.status_code in ((400, 404) if name in unquote_plus(address) else (200,)), address
        parsed = Tags(page.text)
        assert all(attributes.get("src") for attributes in parsed.of("script"))
        assert not [a for _, a in parsed.tags if any(key.startswith("on") for key in a)]
        assert not parsed.of("img")
    shown = hostile.get(f"/page/institution/hostile-{number}").text
    assert " ".join(name.split()) in text_of(shown)


def test_a_hostile_search_is_shown_as_it_is(hostile: TestClient) -> None:
    page = Tags(hostile.get("/search", params={"q": SCRIPT}).text)
    assert page.of("input")[0]["value"] == SCRIPT
    assert all(attributes.get("src") for attributes in page.of("script"))


def test_only_addresses_of_the_web_become_links() -> None:
    assert safe("https://example.org/") == "https://example.org/"
    assert safe("javascript:alert(1)") == safe("data:text/html,x") == safe(" https://x") == ""


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


@pytest.mark.parametrize("address", [a for a in ALL if a != "/page/programme/icc"])
def test_pages_are_light(pages: TestClient, address: str) -> None:
    """Without the picture, as the issue of a budget: bytes of the page as it travels."""
    page = pages.get(address, headers={"accept-encoding": "gzip"})
    assert int(page.headers["content-length"]) < 20_000


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
