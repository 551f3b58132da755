"""The server over HTTP: answers, refusals, batches, requests at the same time, health."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from graphql import build_client_schema, get_introspection_query
from httpx2 import ASGITransport, AsyncClient
from starlette.testclient import TestClient

from schema.errors import StoreError
from server import create_app
from settings import Settings
from tests.seeded import seeded_store

SETTINGS = Settings(store=f"sqlite:{seeded_store()}")


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(create_app(SETTINGS)) as found:
        yield found


def ask(client: TestClient, query: str, **more: Any) -> Any:
    """The decoded answer to a POST."""
    return client.post("/graphql", json={"query": query, **more}).json()


def test_post_and_get_give_the_same(client: TestClient) -> None:
    query = "query ($id: ID!) { city(id: $id) { name } }"
    variables = {"id": "city/wroclaw-pl"}
    expected = {"data": {"city": {"name": "Wrocław"}}}
    assert ask(client, query, variables=variables) == expected
    answer = client.get("/graphql", params={"query": query, "variables": json.dumps(variables)})
    assert answer.json() == expected
    assert answer.headers["content-type"] == "application/json"


def test_keys_come_in_the_order_asked_for(client: TestClient) -> None:
    query = (
        '{ z: city(id: "city/oslo-no") { type b: name a: id } dataset { facts claims } c: countries { totalCount } }'
    )
    text = client.post("/graphql", json={"query": query}).text
    assert [text.index(f'"{key}"') for key in ("z", "type", "b", "a", "dataset", "facts", "claims", "c")] == sorted(
        text.index(f'"{key}"') for key in ("z", "type", "b", "a", "dataset", "facts", "claims", "c")
    )


def test_batch_answers_in_order_with_failures_among_them(client: TestClient) -> None:
    batch = [
        {"query": "{ cities { totalCount } }"},
        {"query": "{ towns { totalCount } }"},
        {"query": "{ cities(first: -1) { nodes { id } } }"},
        {"query": "{ __schema { queryType { name } } countries { totalCount } }"},
        {"query": "query ($id: ID!) { city(id: $id) { name } }", "variables": {"id": "city/oslo-no"}},
    ]
    answers = client.post("/graphql", json=batch).json()
    assert answers[0] == {"data": {"cities": {"totalCount": 167}}}
    assert answers[1]["errors"][0]["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"
    assert answers[2]["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
    assert answers[3]["data"] == {"__schema": {"queryType": {"name": "Query"}}, "countries": {"totalCount": 39}}
    assert answers[4] == {"data": {"city": {"name": "Oslo"}}}


def test_partly_introspective_operations_keep_their_order(client: TestClient) -> None:
    query = (
        '{ a: __typename city(id: "city/oslo-no") { name } t: __type(name: "City") { kind } b: cities { totalCount } }'
    )
    data = ask(client, query)["data"]
    assert list(data) == ["a", "city", "t", "b"]
    assert data == {"a": "Query", "city": {"name": "Oslo"}, "t": {"kind": "OBJECT"}, "b": {"totalCount": 167}}


def test_introspection_describes_the_schema(client: TestClient) -> None:
    answer = ask(client, get_introspection_query(specified_by_url=True, one_of=True))
    schema = build_client_schema(answer["data"])
    assert schema.get_type("CityOrderBy").is_one_of  # type: ignore[union-attr]
    assert "type City implements" in client.get("/schema.graphql").text


@pytest.mark.anyio
async def test_requests_at_once_never_share_a_result() -> None:
    """Many different questions at the same time, some of them wrong: each gets its own answer."""
    query = "query ($id: ID!, $n: Int) { city(id: $id) { id } countries(first: $n) { nodes { id } } }"
    ids = ["city/wroclaw-pl", "city/lublin-pl", "city/oslo-no", "city/nowhere"]
    app = create_app(SETTINGS)
    async with (
        app.router.lifespan_context(app),
        AsyncClient(transport=ASGITransport(app), base_url="http://x") as client,
    ):

        async def one(i: int) -> None:
            id, size = ids[i % len(ids)], i % 7 - 1
            body = {"query": query, "variables": {"id": id, "n": size}}
            answer = (await client.post("/graphql", json=body)).json()
            if size < 0:
                assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
                return
            assert answer["data"]["city"] == (None if id == "city/nowhere" else {"id": id})
            assert len(answer["data"]["countries"]["nodes"]) == size

        await asyncio.gather(*(one(i) for i in range(200)))


DEEP = b'{"query": "{ cities { totalCount } }", "variables": ' + b'{"a":' * 5000 + b"1" + b"}" * 5001
REFUSED: list[tuple[str, bytes, int, str]] = [
    ("no JSON", b"{", 400, "expected JSON"),
    ("nothing", b"", 400, "expected JSON"),
    ("not UTF-8", b'{"query": "\xff\xfe"}', 400, "expected JSON in UTF-8"),
    ("a number", b"12", 400, "a JSON object"),
    ("null", b"null", 400, "a JSON object"),
    ("empty batch", b"[]", 400, "a JSON object"),
    ("batch of numbers", b"[1]", 400, "a JSON object"),
    ("no query", b"{}", 400, "GraphQL document"),
    ("query is a number", b'{"query": 1}', 400, "`query` to be a text"),
    ("variables are a list", b'{"query": "{ cities { totalCount } }", "variables": []}', 400, "`variables`"),
    ("operationName is a number", b'{"query": "{ __typename }", "operationName": 7}', 400, "`operationName`"),
    ("too large a batch", json.dumps([{"query": "{ __typename }"}] * 11).encode(), 400, "10"),
    ("too large", b'{"query": "' + b" " * 1_000_001 + b'"}', 413, "at most 1000000 bytes"),
    ("too deep", DEEP, 400, "expected JSON"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "status", "words"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED])
def test_a_body_that_is_no_request_is_refused(body: bytes, status: int, words: str, client: TestClient) -> None:
    answer = client.post("/graphql", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == status
    (error,) = answer.json()["errors"]
    assert error["extensions"]["code"] == "BAD_REQUEST"
    assert words in error["message"]
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    ("variables", "type_"),
    [
        ({"n": 10**400}, "Int"),
        ({"n": 2**31}, "Int"),
        ({"n": 1e308}, "Int"),
        ({"n": True}, "Int"),
        ({"n": {"a": 1}}, "Int"),
    ],
)
def test_numbers_that_are_none(variables: dict[str, Any], type_: str, client: TestClient) -> None:
    body = json.dumps(
        {"query": f"query ($n: {type_}) {{ cities(first: $n) {{ totalCount }} }}", "variables": variables}
    )
    answer = client.post("/graphql", content=body, headers={"content-type": "application/json"})
    assert answer.status_code < 500
    assert answer.json()["errors"][0]["extensions"]["code"] in ("BAD_USER_INPUT", "BAD_REQUEST")


def test_other_methods_and_types_are_refused(client: TestClient) -> None:
    assert client.put("/graphql", json={}).status_code == 405
    assert client.post("/graphql", content="query=1", headers={"content-type": "text/plain"}).status_code == 400
    assert client.get("/graphql", params={"query": "{ cities { totalCount } }", "variables": "{"}).status_code == 400
    assert client.get("/nowhere").status_code == 404


def test_unknown_operation_name(client: TestClient) -> None:
    answer = client.post("/graphql", json={"query": "query A { cities { totalCount } }", "operationName": "B"})
    assert answer.json()["errors"][0]["extensions"]["code"] in ("BAD_USER_INPUT", "BAD_REQUEST")


def test_pages_and_health(client: TestClient) -> None:
    assert client.get("/health/live").json() == {"status": "live"}
    assert client.get("/health/ready").json() == {"status": "ready"}
    start = client.get("/")
    assert "167" in start.text
    assert "default-src 'self'" in start.headers["content-security-policy"]


def test_a_slow_statement_is_ended() -> None:
    """A question that takes longer than the limit ends in TIMEOUT, and the server goes on."""
    part = "cities(first: 500) { nodes { id name country { " * 4 + "id" + " } } }" * 4
    with TestClient(create_app(replace(SETTINGS, statement_timeout=0.01))) as client:
        answer = ask(client, f"{{ {part} }}")
        assert answer["errors"][0]["extensions"]["code"] == "TIMEOUT"
        assert ask(client, "{ __typename }") == {"data": {"__typename": "Query"}}


def test_an_answer_that_is_too_large_is_refused() -> None:
    with TestClient(create_app(replace(SETTINGS, answer_limit=10_000))) as client:
        answer = ask(client, "{ cities(first: 500) { nodes { id name iri } } }")
        assert answer["errors"][0]["extensions"]["code"] == "COST_LIMIT"
        assert "10,000 bytes" in answer["errors"][0]["message"]


def test_a_missing_store_is_said_at_start(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="policygraph load"):
        create_app(replace(SETTINGS, store=f"sqlite:{tmp_path}/none.sqlite"))


def test_a_reader_sees_what_was_loaded_meanwhile(tmp_path: Path) -> None:
    """A load by another connection shows in the next answer, without a restart."""
    from graph.facts import Claim
    from graph.store import open_store
    from schema import policy_model

    path = f"sqlite:{tmp_path}/graph.sqlite"
    store = open_store(path, policy_model())
    with TestClient(create_app(replace(SETTINGS, store=path))) as client:
        assert ask(client, "{ cities { totalCount } }")["data"]["cities"]["totalCount"] == 0
        claim = Claim("city/oslo-no", "name", value="Oslo", language="en", document="document/a")
        store.replace("here", {"a": {claim: 1}})
        assert ask(client, "{ cities { nodes { name } } }")["data"]["cities"]["nodes"] == [{"name": "Oslo"}]
    store.close()
