"""Answers in other forms over HTTP: by `Accept`, and by a parameter for links."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import rdflib
from starlette.testclient import TestClient

from server import create_app
from settings import Settings
from tests.exporters.graphs import case_file

BASE = "http://testserver/"
QUESTION = '{ city(id: "city/wroclaw-pl") { name country { code } } }'
KINDS = {
    "json": "application/json",
    "json-ld": "application/ld+json",
    "turtle": "text/turtle",
    "n-triples": "application/n-triples",
    "csv": "text/csv",
}
FORMS = [kind for kind in KINDS.values() if kind != "application/json"]


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(create_app(Settings(store=f"sqlite:{case_file()}", base_iri=BASE))) as found:
        yield found


def kind_of(answer: Any) -> str:
    return str(answer.headers["content-type"].partition(";")[0])


def post(client: TestClient, accept: str, query: str = QUESTION, path: str = "/graphql", **more: Any) -> Any:
    return client.post(path, json={"query": query, **more}, headers={"accept": accept})


@pytest.mark.parametrize("kind", FORMS)
def test_post_and_get_give_the_form_that_is_accepted(client: TestClient, kind: str) -> None:
    by_post = post(client, kind)
    by_get = client.get("/graphql", params={"query": QUESTION}, headers={"accept": kind})
    for answer in (by_post, by_get):
        assert (answer.status_code, kind_of(answer)) == (200, kind)
        assert "accept" in answer.headers["vary"].lower()
    assert by_post.content == by_get.content
    assert "Wrocław" in by_post.content.decode()


@pytest.mark.parametrize("name", KINDS)
def test_a_link_names_the_form(client: TestClient, name: str) -> None:
    """Whatever the browser accepts."""
    page = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    linked = client.get("/graphql", params={"query": QUESTION, "format": name}, headers={"accept": page})
    assert (linked.status_code, kind_of(linked)) == (200, KINDS[name])
    assert linked.content == post(client, KINDS[name]).content
    if name != "json":
        assert re.fullmatch(r'inline; filename="answer\.\w+"', linked.headers["content-disposition"])
    assert kind_of(post(client, "image/png", path=f"/graphql?format={name}")) == KINDS[name]


def test_what_is_shown_is_stated_and_nothing_else(client: TestClient) -> None:
    graph = rdflib.Graph().parse(data=post(client, "text/turtle").content, format="turtle")
    city, country = rdflib.URIRef(f"{BASE}id/city/wroclaw-pl"), rdflib.URIRef(f"{BASE}id/country/pl")
    own = rdflib.Namespace(f"{BASE}ontology#")
    assert set(graph) == {
        (city, rdflib.RDF.type, own.City),
        (city, rdflib.SKOS.prefLabel, rdflib.Literal("Wrocław", lang="en")),
        (city, own.locatedIn, country),
        (country, rdflib.RDF.type, own.Country),
        (country, rdflib.URIRef("http://www.geonames.org/ontology#countryCode"), rdflib.Literal("PL")),
    }


def test_a_table(client: TestClient) -> None:
    answer = post(client, "text/csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.text == "city.name,city.country.code\r\nWrocław,PL\r\n"


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("*/*", "application/json"),
        ("application/*", "application/json"),
        ("text/turtle;q=0.5, application/json;q=0.4", "text/turtle"),
        ("text/turtle;q=0.5, application/ld+json", "application/ld+json"),
        ("text/csv, */*;q=0.1", "text/csv"),
        ("text/turtle;q=0, application/json;q=0.1", "application/json"),
        ("TEXT/CSV", "text/csv"),
        ('application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"', "application/ld+json"),
    ],
)
def test_the_best_of_what_is_accepted(client: TestClient, accept: str, kind: str) -> None:
    assert kind_of(post(client, accept)) == kind


def test_what_is_not_offered_is_said(client: TestClient) -> None:
    answer = post(client, "application/rdf+xml")
    assert (answer.status_code, kind_of(answer)) == (406, "application/json")
    (error,) = answer.json()["errors"]
    assert error["extensions"]["code"] == "BAD_REQUEST"
    for kind in KINDS.values():
        assert kind in error["message"]


@pytest.mark.parametrize("query", ["format=xml", "format=", "format=turtle&format=csv", "format=%FF"])
def test_a_form_that_there_is_not_is_said(client: TestClient, query: str) -> None:
    answer = client.get(f"/graphql?query={{cities{{totalCount}}}}&{query}", headers={"accept": "text/turtle"})
    assert (answer.status_code, kind_of(answer)) == (400, "application/json")
    assert "expected `format` to be one of json, json-ld, turtle, n-triples, csv, got" in answer.text


@pytest.mark.parametrize("kind", FORMS)
@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"query": "{ city("}, 400, "GRAPHQL_PARSE_FAILED"),
        ({"query": "{ town { name } }"}, 400, "GRAPHQL_VALIDATION_FAILED"),
        ({"query": '{ cities(after: "x") { nodes { name } } }'}, 400, "BAD_USER_INPUT"),
        ({"query": "query ($id: ID!) { city(id: $id) { name } }"}, 400, "BAD_USER_INPUT"),
        ({"query": "query A { cities { totalCount } } query B { cities { totalCount } }"}, 400, "BAD_USER_INPUT"),
        ({"query": "{ __schema { types { name } } }"}, 400, "BAD_USER_INPUT"),
        ({"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "0" * 64}}}, 400, "PERSISTED_QUERY_NOT_FOUND"),
        ([{"query": QUESTION}], 400, "BAD_REQUEST"),
        ({"query": 3}, 400, "BAD_REQUEST"),
    ],
)
def test_a_refusal_is_json_with_its_status(client: TestClient, kind: str, body: Any, status: int, code: str) -> None:
    answer = client.post("/graphql", json=body, headers={"accept": kind})
    assert kind_of(answer) == "application/json"
    found = answer.json()
    assert "data" not in found
    assert found["errors"][0]["extensions"]["code"] == code
    assert answer.status_code == status


def test_each_form_has_its_own_tag(client: TestClient) -> None:
    tags = {}
    for kind in KINDS.values():
        first = client.get("/graphql", params={"query": QUESTION}, headers={"accept": kind})
        tags[kind] = first.headers["etag"]
        again = client.get(
            "/graphql", params={"query": QUESTION}, headers={"accept": kind, "if-none-match": tags[kind]}
        )
        assert (again.status_code, again.content) == (304, b"")
    assert len(set(tags.values())) == len(KINDS)


def test_the_page_for_browsers_stays(client: TestClient) -> None:
    assert kind_of(client.get("/graphql", headers={"accept": "text/html"})) == "text/html"


def test_many_rows_make_a_table(client: TestClient) -> None:
    """A row for each leaf; lists side by side stand one below the other."""
    query = """{ programme(id: "programme/icc") {
      name members { totalCount edges { since node { id ... on City { country { code } } } evidence { kind } } }
      goals { nodes { id } } sameAs } }"""
    rows = list(csv.DictReader(io.StringIO(post(client, "text/csv", query).content.decode(), newline="")))
    answer = post(client, "application/json", query).json()["data"]["programme"]
    assert list(rows[0]) == [
        "programme.name", "programme.members.totalCount", "programme.members.edges.since",
        "programme.members.edges.node.id", "programme.members.edges.node.country.code",
        "programme.members.edges.evidence.kind", "programme.goals.nodes.id", "programme.sameAs",
    ]  # fmt: skip
    expected = [
        (edge["node"]["id"], (edge["node"].get("country") or {}).get("code", ""), claim["kind"], "")
        for edge in answer["members"]["edges"]
        for claim in edge["evidence"]
    ] + [("", "", "", goal["id"]) for goal in answer["goals"]["nodes"]]
    assert [tuple(list(row.values())[3:7]) for row in rows] == expected
    assert {row["programme.name"] for row in rows} == {answer["name"]}
    assert json.dumps(answer["members"]["totalCount"]) == rows[0]["programme.members.totalCount"]
