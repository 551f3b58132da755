"""What has become of a merged id is said to whoever asks for it: by GraphQL, as linked data, as a page."""

from __future__ import annotations

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

BASE = "http://testserver/"
PAGE = "https://a.org/page"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder: Path = tmp_path_factory.mktemp("merged")
    tables = folder / "tables"
    tables.mkdir()
    rows = "id,name,country,source", f"alt-de,Alt,de,{PAGE}", f"neu-de,Neu,,{PAGE}", f"c-de,Ccc,de,{PAGE}"
    (tables / "cities.csv").write_text("\n".join(rows))
    (tables / "countries.csv").write_text(f"id,name,source\nde,Germany,{PAGE}\n")
    (tables / "judgements.csv").write_text("action,id,other\nmerge,city/alt-de,city/neu-de\n")
    url = f"sqlite:{folder}/graph.sqlite"
    with closing(open_store(url, policy_model())) as store:
        assert load(store, [tables]).ok
    with TestClient(create_app(Settings(store=url, base_iri=BASE)), follow_redirects=False) as found:
        yield found


def ask(client: TestClient, query: str) -> object:
    answer = client.post("/graphql", json={"query": query}).json()
    assert "errors" not in answer, answer
    return answer["data"]


def test_a_node_is_its_successor(client: TestClient) -> None:
    query = """{
      a: node(id: "city/alt-de") { id } b: node(id: "city/none") { id } c: node(id: "[city/alt-de") { id }
      many: nodes(ids: ["city/c-de", "city/alt-de", "city/none", "city/neu-de"]) { id }
      city(id: "city/alt-de") { id }
    }"""
    many = [{"id": "city/c-de"}, {"id": "city/neu-de"}, None, {"id": "city/neu-de"}]
    assert ask(client, query) == {"a": {"id": "city/neu-de"}, "b": None, "c": None, "many": many, "city": None}


def test_paths_lead_along_what_was_said_of_the_merged_one(client: TestClient) -> None:
    query = """{ paths(from: "city/neu-de", to: "city/c-de") {
      nodes { id } steps { relation forward evidence { document { url } } }
    } }"""
    there = {"relation": "LOCATED_IN", "forward": True, "evidence": [{"document": {"url": PAGE}}]}
    nodes = [{"id": "city/neu-de"}, {"id": "country/de"}, {"id": "city/c-de"}]
    assert ask(client, query) == {"paths": [{"nodes": nodes, "steps": [there, there | {"forward": False}]}]}


@pytest.mark.parametrize("path", ["id/city/alt-de", "data/city/alt-de", "data/city/alt-de.ttl"])
def test_data_on_it_are_gone(client: TestClient, path: str) -> None:
    answer = client.get(f"/{path}")
    assert answer.status_code == 410
    assert answer.headers["link"] == f'<{BASE}id/city/neu-de>; rel="successor-version"'
    assert answer.json()["errors"][0]["extensions"]["code"] == "GONE"
    assert "merged into http://testserver/id/city/neu-de" in answer.json()["errors"][0]["message"]


def test_its_page_leads_on(client: TestClient) -> None:
    answer = client.get("/page/city/alt-de", headers={"accept": "text/html"})
    assert answer.status_code == 410
    assert answer.headers["link"] == '</page/city/neu-de>; rel="successor-version"'
    assert 'href="/page/city/neu-de"' in answer.text
    assert client.get("/page/city/alt-de/picture.svg").status_code == 410


def test_other_pages_know_it_by_its_successor(client: TestClient) -> None:
    compared = client.get("/compare?id=city/alt-de&id=city/c-de", headers={"accept": "text/html"})
    assert compared.status_code == 200
    assert '<input type="hidden" name="id" value="city/neu-de">' in compared.text
    same = client.get("/path?from=city/alt-de&to=city/neu-de", headers={"accept": "text/html"})
    assert same.status_code == 400


@pytest.mark.parametrize("path", ["id/city/none", "data/city/none", "page/city/none"])
def test_others_are_missing_as_before(client: TestClient, path: str) -> None:
    assert client.get(f"/{path}").status_code == 404


def test_what_it_became_is_described_by_one_id(client: TestClient) -> None:
    turtle = client.get("/data/city/neu-de.ttl").text
    assert '"Alt"@en' in turtle
    assert "city/alt-de" not in turtle
