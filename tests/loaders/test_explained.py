"""`policygraph explain`: a document's text with its passages marked, and which rule found what each states."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from cli import main
from graph.facts import Claim
from graph.sqlite.store import SqliteStore
from graph.store import Root
from loaders.digests import recorded
from loaders.explain import as_page, explained, find_document, in_terminal
from schema.errors import LoadError

URL = "https://example.org/news"
ID = "document/example-org-news"
TEXT = "<Bremen> joined ICC in 2012.\nIt has a plan."
JOINED = Claim(
    "city/bremen-de", "MEMBER_OF", "programme/icc", qualifiers=(("since", "2012"),), kind="stated", document=ID,
    quote="<Bremen> joined ICC in 2012.", start=0, end=28, rule="joined",
)  # fmt: skip
NAMED = Claim(
    "city/bremen-de", "name", value="Bremen", language="en", kind="stated", document=ID, quote="Bremen", start=1, end=7,
    rule="name",
)  # fmt: skip
OWN = (
    Claim(ID, "url", value=URL, document=ID),
    Claim(ID, "text", value=TEXT, document=ID),
    Claim(ID, "name", value="News & views", language="en", document=ID),
)
ADDED = Claim("city/bremen-de", "ADOPTED", "strategy/bremen-de-plan", document=ID)


@pytest.fixture
def loaded(store: SqliteStore, tmp_path: Path) -> SqliteStore:
    claims = dict.fromkeys([*OWN, JOINED, NAMED, ADDED], 0)
    store.replace_all([Root(str(tmp_path / "pages"), {"news.html": claims}, digests={"news.html": recorded("x", ID)})])
    return store


@pytest.mark.parametrize("given", [ID, URL, f"{URL}/", "pages/news.html"])
def test_a_document_is_found_by_its_id_its_address_and_its_path(
    loaded: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert find_document(loaded, given) == ID


@pytest.mark.parametrize("given", ["document/none", "https://example.org/none", "http://[x", "pages/none.html", "a"])
def test_what_was_not_loaded_is_named(loaded: SqliteStore, given: str) -> None:
    with pytest.raises(LoadError, match="expected the id, the address or the path of a document that was loaded"):
        find_document(loaded, given)


def test_a_terminal_shows_passages_inside_passages(loaded: SqliteStore) -> None:
    shown = in_terminal(explained(loaded, ID), colours=False)
    lines = shown.splitlines()
    assert lines[:2] == ["News & views", ID]
    assert "⟦<⟧⟦Bremen⟧[2]⟦> joined ICC in 2012.⟧[1]" in shown
    assert "It has a plan." in shown
    assert "1  city/bremen-de MEMBER_OF programme/icc (since 2012) — stated, joined" in lines
    assert "2  city/bremen-de name Bremen@en — stated, name" in lines
    assert any(line.endswith("city/bremen-de ADOPTED strategy/bremen-de-plan — curated") for line in lines)
    assert "\x1b[" in in_terminal(explained(loaded, ID), colours=True)


def test_a_page_marks_the_same_passages_and_escapes_the_text(loaded: SqliteStore) -> None:
    page = html.document_fromstring(as_page(explained(loaded, ID)))
    assert page.findtext(".//title") == "News & views"
    marked = [mark.text_content() for mark in page.findall(".//mark")]
    assert marked == ["<", "Bremen", "> joined ICC in 2012."]
    listed = [" ".join(item.text_content().split()) for item in page.findall(".//li")]
    assert listed[0] == "city/bremen-de MEMBER_OF programme/icc (since 2012) stated, joined ↑"
    assert {link.get("href") for link in page.findall(".//sup/a")} == {"#claim-1", "#claim-2"}


def test_a_passage_that_the_text_does_not_have_marks_nothing(store: SqliteStore) -> None:
    text = Claim(ID, "text", value=f"Of today. {TEXT}", document=ID)
    store.replace("pages", {"news.html": dict.fromkeys([OWN[0], text, JOINED], 0)})
    found = explained(store, ID)
    shown = in_terminal(found, colours=False)
    assert f"\n{text.value}\n" in shown
    assert "city/bremen-de MEMBER_OF programme/icc (since 2012) — stated, joined" in shown
    page = html.document_fromstring(as_page(found))
    assert page.findall(".//mark") == page.findall(".//li/a") == []


def test_the_program_shows_it_and_writes_it(
    loaded: SqliteStore, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = f"sqlite:{loaded.path}"
    assert main(["explain", ID, "--store", store]) == 0
    assert "— stated, joined" in capsys.readouterr().out
    assert main(["explain", ID, "--store", store, "--html", str(tmp_path / "news.html")]) == 0
    assert "<mark" in (tmp_path / "news.html").read_text("utf-8")
    assert main(["explain", "document/none", "--store", store]) == 1
    assert "expected the id, the address or the path of a document" in capsys.readouterr().err
