"""Pages that are kept until the data changes, by the server and by the browser."""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.responses import Response
from starlette.testclient import TestClient

from graph.facts import Claim
from graph.store import open_store
from schema import policy_model
from server import create_app
from settings import Settings
from tests.seeded import seeded_store
from web import rendering
from web.kept import Kept


def test_a_page_that_has_not_changed_is_not_sent_again(pages: TestClient) -> None:
    first = pages.get("/page/city/wroclaw-pl")
    again = pages.get("/page/city/wroclaw-pl", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    polish = pages.get(
        "/page/city/wroclaw-pl", headers={"if-none-match": first.headers["etag"], "accept-language": "pl"}
    )
    assert polish.status_code == 200
    assert "Accept-Language" in first.headers["vary"]


@pytest.mark.parametrize(
    "changed",
    [
        {"base_iri": "https://two.example/"},
        {"page_text_limit": 7},
        {"path_hub_limit": 7},
    ],
)
def test_other_settings_are_other_pages(changed: dict[str, Any]) -> None:
    settings = Settings(store=f"sqlite:{seeded_store()}", base_iri="https://one.example/")
    tags = set()
    for each in (settings, replace(settings, **changed)):
        with TestClient(create_app(each), headers={"accept": "text/html"}) as client:
            tags.add(client.get("/page/city/wroclaw-pl").headers["etag"])
    assert len(tags) == 2


@pytest.mark.parametrize("name", ["TEMPLATES", "LOCALE", "QUESTIONS", "EXAMPLES"])
def test_other_words_are_other_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    folder = tmp_path / "folder"
    shutil.copytree(getattr(rendering, name), folder)
    monkeypatch.setattr(rendering, name, folder)
    before = rendering.templates_digest.__wrapped__()
    with max(path for path in folder.iterdir() if path.is_file()).open("a") as file:
        file.write("more")
    assert rendering.templates_digest.__wrapped__() != before


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
