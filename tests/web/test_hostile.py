"""Names, values and searches that try to run as scripts."""

from __future__ import annotations

from urllib.parse import unquote_plus, urlencode

import pytest
from starlette.testclient import TestClient

from tests.web.conftest import HOSTILE, SCRIPT
from tests.web.parsed import Tags, text_of
from web.entities import safe


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
