"""In which language a page speaks, and whether its catalogues are complete."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest
from starlette.testclient import TestClient

from graph.facts import Claim
from graph.store import open_store
from schema import policy_model
from server import create_app
from settings import Settings
from web.catalogues import LOCALES, read_catalogue, update
from web.entities import qualifiers
from web.reader import Reader, accepted_languages


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


@pytest.fixture(scope="module")
def bilingual(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A city that is described in Polish, and a document in Polish on it that has two names."""
    path = str(tmp_path_factory.mktemp("bilingual") / "graph.sqlite")
    document, city = "document/d", "city/x-pl"
    claims = [
        Claim(document, "name", value="Strategy", language="en", document=document),
        Claim(document, "name", value="Strategia", language="pl", document=document),
        Claim(document, "language", value="pl", document=document),
        Claim(city, "description", value="Miasto.", language="pl", document=document),
        Claim(city, "geonamesId", value="7", document=document, quote="siedem", kind="stated"),
    ]
    with closing(open_store(path, policy_model())) as store:
        store.replace("test", {"claims": dict.fromkeys(claims, 0)})
    with TestClient(create_app(Settings(store=f"sqlite:{path}")), headers={"accept": "text/html"}) as client:
        yield client


@pytest.mark.parametrize(("language", "title"), [("en", "Strategy"), ("pl", "Strategia")])
def test_a_source_is_called_in_the_readers_language_and_quoted_in_its_own(
    bilingual: TestClient, language: str, title: str
) -> None:
    page = bilingual.get("/page/city/x-pl", headers={"accept-language": language}).text
    assert f'<a href="/page/document/d" lang="{language}" dir="auto">{title}</a>' in page
    assert '<blockquote dir="auto" lang="pl">siedem</blockquote>' in page


def test_texts_are_not_said_to_be_in_the_language_of_the_page(pages: TestClient, bilingual: TestClient) -> None:
    """The language of a description is not told; that of a name is."""
    assert '<p class="lede" dir="auto" lang="">Miasto.</p>' in bilingual.get("/page/city/x-pl").text
    page = pages.get("/page/programme/icc/map", headers={"accept-language": "de"}).text
    assert '<td><span lang="de" dir="auto">Polen</span></td>' in page


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
        ("2027-03/..", "from March 2027", "od marca 2027"),
        ("../2015-11", "until November 2015", "do listopada 2015"),
        ("2027-03/2027-11", "March 2027 – November 2027", "marzec 2027 – listopad 2027"),
        ("202X", "202X", "202X"),
        ("2021~", "2021~", "2021~"),
        ("0000-05", "0000-05", "0000-05"),
        ("0000-05-17/0001-05", "0000-05-17 – May 1", "0000-05-17 – maj 1"),
    ],
)
def test_dates_are_written_as_readers_write_them(text: str, english: str, polish: str) -> None:
    assert (Reader("en", ("en",)).date(text), Reader("pl", ("pl",)).date(text)) == (english, polish)


def test_dates_of_links_are_written_as_one_reads_them_after_their_names() -> None:
    stated = {"since": "2027-03", "until": "2027-11-17", "on": "../2015-05"}
    known = [policy_model().edge_attributes[name] for name in stated]
    assert qualifiers(known, stated, Reader("pl", ("pl",))) == [
        "od marca 2027", "do 17 listopada 2027", "data przyjęcia maj 2015 lub wcześniej",
    ]  # fmt: skip
    assert qualifiers(known, stated, Reader("en", ("en",))) == [
        "since March 2027", "until 17 November 2027", "on May 2015 or before",
    ]  # fmt: skip


@pytest.mark.parametrize("locale", LOCALES[1:])
def test_catalogues_are_complete(locale: str) -> None:
    """After a change of templates or model: `python -m web.catalogues`, and translate what it names."""
    kept, wanted = read_catalogue(locale), update(locale, policy_model())
    assert {(m.context, m.id) for m in kept} == {(m.context, m.id) for m in wanted}
    assert [m.id for m in kept if m.id and not (all(m.string) if isinstance(m.string, tuple) else m.string)] == []
    assert not any(m.fuzzy for m in kept if m.id)
    for message in kept:
        assert not list(message.check(kept)), message.id
