"""Where sources disagree about a relation to one thing, each is asked and shown with what it says itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from graph.store import open_store
from loaders.pipeline import load
from schema import policy_model
from server import create_app
from settings import Settings
from tests.web.parsed import text_of

GERMAN, POLISH = "https://a.org/german", "https://a.org/polish"

DOCUMENT = '{ documents(where: {url: {eq: "%s"}}) { nodes { id } } }'


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder: Path = tmp_path_factory.mktemp("dissent")
    tables = folder / "tables"
    tables.mkdir()
    (tables / "countries.csv").write_text(f"id,name,source\nde,Germany,{GERMAN}\npl,Poland,{POLISH}\n")
    # Each source says of the one what the other says of the other.
    rows = (
        "id,name,country,source",
        f"x,Xyz,de,{GERMAN}", f"x,Xyz,pl,{POLISH}", f"y,Ypsilon,pl,{GERMAN}", f"y,Ypsilon,de,{POLISH}",
    )  # fmt: skip
    (tables / "institutions.csv").write_text("\n".join(rows))
    url = f"sqlite:{folder}/graph.sqlite"
    with closing(open_store(url, policy_model())) as store:
        assert load(store, [tables]).ok
    with TestClient(create_app(Settings(store=url))) as found:
        yield found


def test_each_claim_has_the_entity_that_it_states(client: TestClient) -> None:
    query = """{ institution(id: "institution/x") {
        country { id } evidence(of: "country") { objectId document { url } fact { object { id } conflicting } }
    } }"""
    found = client.post("/graphql", json={"query": query}).json()["data"]["institution"]
    best = found["country"]["id"]
    assert {(c["document"]["url"], c["objectId"]) for c in found["evidence"]} == {
        (GERMAN, "country/de"), (POLISH, "country/pl"),
    }  # fmt: skip
    assert [c["fact"] for c in found["evidence"]] == [{"object": {"id": best}, "conflicting": True}] * 2


def test_pages_show_what_each_source_says(client: TestClient) -> None:
    page = text_of(client.get("/page/institution/x").text)
    assert "The sources disagree" in page
    for url, country in ((GERMAN, "Germany"), (POLISH, "Poland")):
        assert f"{url}: {country}" in page
        (document,) = client.get("/graphql", params={"query": DOCUMENT % url}).json()["data"]["documents"]["nodes"]
        stated = text_of(client.get(f"/page/{document['id']}").text)
        other = "Poland" if country == "Germany" else "Germany"
        assert re.search(rf"Xyz\W+Country: {country}\b", stated), stated
        assert re.search(rf"Ypsilon\W+Country: {other}\b", stated), stated
