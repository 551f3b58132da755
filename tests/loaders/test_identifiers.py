from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.document import Document
from loaders.identifiers import LONGEST_SLUG, document_id, slug


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wrocław Centre for Social Development", "wroclaw-centre-for-social-development"),
        ("Migrants' Integration (MINTE)", "migrants-integration-minte"),
        ("Bielsko-Biała", "bielsko-biala"),
        ("2018–2022", "2018-2022"),
        ("Straße", "strasse"),
        ("浜松市", ""),
    ],
)
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected


@pytest.mark.parametrize(
    "url",
    [
        "https://wielokultury.wroclaw.pl/en/strategy",
        "http://www.wielokultury.wroclaw.pl/en/strategy/",
        "https://Wielokultury.wroclaw.pl/en/strategy#top",
        "https://me@wielokultury.wroclaw.pl/en/strategy",
        "https://wielokultury.wroclaw.pl/en/str%61tegy",
    ],
)
def test_one_document_however_its_address_is_written(url: str) -> None:
    assert document_id(url) == "document/wielokultury-wroclaw-pl-en-strategy"


def test_the_query_tells_documents_apart() -> None:
    assert document_id("http://a.org/?page_id=571&lang=en") == "document/a-org-page-id-571-lang-en"


def test_long_addresses_are_cut_and_told_apart() -> None:
    one, other = (document_id(f"https://a.org/{'very-' * 40}long-{i}") for i in (1, 2))
    assert one != other
    assert one.startswith("document/a-org-very-very-")
    assert len(one) <= len("document/") + LONGEST_SLUG + len("-01234567")


def test_letters_without_an_ascii_form_are_told_apart() -> None:
    one, other = (document_id(f"https://ja.wikipedia.org/wiki/{name}") for name in ("浜松市", "東京"))
    assert one != other
    assert one == document_id("https://ja.wikipedia.org/wiki/%E6%B5%9C%E6%9D%BE%E5%B8%82")
    assert one.startswith("document/ja-wikipedia-org-wiki-")
    assert document_id("https://ja.org/%FF") != document_id("https://ja.org/%FE")


@given(st.text(st.characters(codec="utf-8")))
def test_ids_are_plain(path: str) -> None:
    made = document_id(f"https://a.org/{path}")
    assert re.fullmatch("document/a-org(-[a-z0-9]+)*", made)


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("notes/one.txt", "document/notes-one-txt"),
        ("Łódź 2021.pdf", "document/lodz-2021-pdf"),
        ("浜松市.txt", "document/txt-402a4e4d"),
    ],
)
def test_a_document_without_an_address_is_known_by_its_path(name: str, id: str) -> None:
    assert Document(name, "text", "").id == id
    assert Document(name, "text", "", url="https://www.example.org/a/").id == "document/example-org-a"
