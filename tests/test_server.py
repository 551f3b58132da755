"""The server over HTTP: answers, refusals, batches, requests at the same time, health."""

from __future__ import annotations

import asyncio
import hashlib
import json
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from graphql import build_client_schema, get_introspection_query
from httpx2 import ASGITransport, AsyncClient
from starlette.testclient import TestClient

from graph.facts import Claim
from graph.store import open_store
from resolvers.errors import FAILED
from schema import policy_model
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
    ("no JSON", b"{", 400, "JSON in UTF-8, got text that begins with \"{\""),
    ("nothing", b"", 400, "JSON in UTF-8, got nothing"),
    ("not UTF-8", b'{"query": "\xff\xfe"}', 400, "JSON in UTF-8"),
    ("UTF-16", '{"query": "{ __typename }"}'.encode("utf-16"), 400, "JSON in UTF-8"),
    ("half a character", b'{"query": "{ __typename }", "variables": {"a": "\\ud83d"}}', 400, "JSON in UTF-8"),
    ("no number", b'{"query": "{ __typename }", "variables": {"a": NaN}}', 400, "JSON in UTF-8"),
    ("an infinite number", b'{"query": "{ __typename }", "variables": {"a": 1e400}}', 400, "JSON in UTF-8"),
    ("a key twice", b'{"query": "{ a }", "query": "{ __typename }"}', 400, "each key once, got \"query\" twice"),
    ("a variable twice", b'{"query": "{ __typename }", "variables": {"n": 1, "n": 2}}', 400, "got \"n\" twice"),
    ("a number", b"12", 400, "or a list of them, got a number"),
    ("null", b"null", 400, "or a list of them, got null"),
    ("a text", b'"{ __typename }"', 400, "or a list of them, got a text"),
    ("empty batch", b"[]", 400, "a JSON object"),
    ("batch of numbers", b"[1]", 400, "a JSON object"),
    ("batch in a batch", b"[[]]", 400, "a JSON object"),
    ("no query", b"{}", 400, "GraphQL document"),
    ("query is a number", b'{"query": 1}', 400, "`query` to be a text"),
    ("variables are a list", b'{"query": "{ cities { totalCount } }", "variables": []}', 400, "`variables`"),
    ("operationName is a number", b'{"query": "{ __typename }", "operationName": 7}', 400, "`operationName`"),
    ("too large a batch", json.dumps([{"query": "{ __typename }"}] * 11).encode(), 400, "10"),
    ("query is null", b'{"query": null}', 400, "GraphQL document"),
    ("query is empty", b'{"query": ""}', 400, "GraphQL document"),
    ("extensions are a text", b'{"query": "{ __typename }", "extensions": "x"}', 400, "`extensions` to be an object"),
    ("one of a batch", b'[{"query": "{ __typename }"}, {"query": 1}]', 400, "`query` to be a text, got a number"),
    ("too large", b'{"query": "' + b" " * 1_000_001 + b'"}', 413, "at most 1,000,000 bytes"),
    ("too deep", DEEP, 400, "JSON in UTF-8"),
    ("deep", b'{"query": "{ __typename }", "variables": {"a": ' + b"[" * 200 + b"]" * 200 + b"}}", 400, "100 levels"),
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


JSON, RESPONSE = "application/json", "application/graphql-response+json"
CITIES = b'{"query": "{ cities { totalCount } }"}'


def post(client: TestClient, body: bytes, **headers: str) -> Any:
    """A POST whose headers are named like arguments."""
    sent = {"content-type": JSON, **{name.replace("_", "-"): value for name, value in headers.items()}}
    return client.post("/graphql", content=body, headers=sent)


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", JSON),
        ("application/*", JSON),
        (JSON, JSON),
        (RESPONSE, RESPONSE),
        (f"{RESPONSE}, {JSON}", RESPONSE),
        (f"{JSON}, {RESPONSE}", JSON),
        (f"{RESPONSE};q=0.5, {JSON};q=0.9", JSON),
        (f"{RESPONSE};charset=utf-8, {JSON};q=0.9", RESPONSE),
        (f"text/html, {RESPONSE};q=0.3, */*;q=0.1", RESPONSE),
        (f"{RESPONSE};q=0, */*;q=0.1", JSON),
        (f"{JSON};q=0, */*", RESPONSE),
        ("", JSON),
        ("APPLICATION/JSON", JSON),
    ],
)
def test_the_answer_comes_in_the_form_that_is_liked_best(accept: str, media_type: str, client: TestClient) -> None:
    answer = post(client, CITIES, accept=accept)
    assert (answer.status_code, answer.headers["content-type"]) == (200, media_type)
    assert "accept" in answer.headers["vary"].lower()
    assert answer.json() == {"data": {"cities": {"totalCount": 167}}}


STATUSES: list[tuple[str, dict[str, Any], int]] = [
    ("GRAPHQL_PARSE_FAILED", {"query": "{"}, 400),
    ("GRAPHQL_VALIDATION_FAILED", {"query": "{ towns }"}, 400),
    ("GRAPHQL_VALIDATION_FAILED", {"query": "mutation { load }"}, 400),
    ("BAD_USER_INPUT", {"query": "query ($n: Int!) { cities(first: $n) { totalCount } }"}, 400),
    ("BAD_USER_INPUT", {"query": "{ cities(first: -1) { nodes { id } } }"}, 400),
    ("BAD_USER_INPUT", {"query": "query A { __typename } query B { __typename }"}, 400),
    ("BAD_USER_INPUT", {"query": "query A { __typename }", "operationName": "B"}, 400),
    ("COST_LIMIT", {"query": "{ " + "cities { nodes { country { " * 7 + "id" + " } } }" * 7 + " }"}, 400),
    ("PERSISTED_QUERY_NOT_FOUND", {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "0" * 64}}}, 400),
    ("BAD_USER_INPUT", {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "0"}}}, 400),
]  # fmt: skip


@pytest.mark.parametrize(("code", "asked", "status"), STATUSES)
def test_a_refusal_has_its_status_and_no_data(
    code: str, asked: dict[str, Any], status: int, client: TestClient
) -> None:
    """In application/json a well-formed request has 200 whatever comes of it."""
    for media_type, expected in ((RESPONSE, status), (JSON, 200)):
        answer = post(client, json.dumps(asked).encode(), accept=media_type)
        assert (answer.status_code, answer.headers["content-type"]) == (expected, media_type)
        assert list(answer.json()) == ["errors"]
        assert {error["extensions"]["code"] for error in answer.json()["errors"]} == {code}


def test_get_is_answered_by_the_same_rules(client: TestClient) -> None:
    for query, status in (("{ cities { totalCount } }", 200), ("mutation { load }", 400), ("{", 400)):
        answer = client.get("/graphql", params={"query": query}, headers={"accept": RESPONSE})
        assert (answer.status_code, answer.headers["content-type"]) == (status, RESPONSE)


WRONG_GETS: list[tuple[str, str]] = [
    ("", "a GraphQL document in `query`, got none"),
    ("query=", "a GraphQL document"),
    ("query={__typename}&query={a}", 'each key once, got "query" twice'),
    ("query={__typename}&variables={", "the parameter `variables` to be JSON, got text"),
    ("query={__typename}&variables=[]", "`variables` to be an object, got a list"),
    ("query={__typename}&extensions=1", "`extensions` to be an object, got a number"),
    ('query={__typename}&variables={"a":1,"a":2}', 'got "a" twice'),
    ("query=%ff", "parameters in UTF-8"),
]


@pytest.mark.parametrize(("parameters", "words"), WRONG_GETS)
def test_parameters_that_are_no_request_are_refused(parameters: str, words: str, client: TestClient) -> None:
    for accept in (JSON, RESPONSE):
        answer = client.get(f"/graphql?{parameters}", headers={"accept": accept})
        assert (answer.status_code, answer.headers["content-type"]) == (400, accept)
        (error,) = answer.json()["errors"]
        assert error["extensions"]["code"] == "BAD_REQUEST"
        assert words in error["message"]


def test_other_parameters_are_ignored(client: TestClient) -> None:
    assert client.get("/graphql?query={__typename}&utm=1&utm=2&operationName=").json() == {
        "data": {"__typename": "Query"}
    }


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"content_type": "text/plain"}, 415),
        ({"content_type": "application/x-www-form-urlencoded"}, 415),
        ({"content_type": "multipart/form-data; boundary=x"}, 415),
        ({"content_type": "application/graphql"}, 415),
        ({"content_type": ""}, 415),
        ({"content_type": "application/json; charset=utf-16"}, 415),
        ({"content_encoding": "gzip"}, 415),
        ({"accept": "application/xml"}, 406),
        ({"accept": f"{JSON};q=0"}, 406),
        ({"accept": "nonsense; q=x"}, 406),
    ],
)
def test_headers_that_do_not_fit_are_refused(headers: dict[str, str], status: int, client: TestClient) -> None:
    answer = post(client, CITIES, **headers)
    assert answer.status_code == status
    assert answer.json()["errors"][0]["extensions"] == {"code": "BAD_REQUEST"}


@pytest.mark.parametrize("given", ["application/json; charset=UTF-8", 'Application/JSON;charset="utf-8"; a=b'])
def test_content_types_that_fit(given: str, client: TestClient) -> None:
    assert post(client, CITIES, content_type=given).status_code == 200


def test_other_methods_are_refused(client: TestClient) -> None:
    for method in ("PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"):
        answer = client.request(method, "/graphql")
        assert (answer.status_code, answer.headers["allow"]) == (405, "GET, POST")
    assert client.put("/graphql").json()["errors"][0]["message"] == "expected GET or POST, got PUT"


def test_addresses_of_nothing_are_coded(client: TestClient) -> None:
    answer = client.get("/nowhere")
    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (404, "NOT_FOUND")
    answer = client.post("/schema.graphql")
    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (405, "BAD_REQUEST")


@pytest.mark.anyio
async def test_no_more_of_a_body_is_read_than_the_limit() -> None:
    """A body of unknown length is left alone where it becomes too large, an announced one before it begins."""
    app = create_app(replace(SETTINGS, request_body_limit=10_000))
    taken = 0

    async def body() -> AsyncIterator[bytes]:
        nonlocal taken
        for _ in range(1_000):
            taken += 1_000
            yield b" " * 1_000

    client = AsyncClient(transport=ASGITransport(app), base_url="http://x")
    async with app.router.lifespan_context(app), client:
        for announced, most in (({}, 12_000), ({"content-length": "1000000"}, 1_000)):
            taken = 0
            headers = {"content-type": JSON, **announced}
            answer = await client.post("/graphql", content=body(), headers=headers)
            assert answer.status_code == 413
            assert taken <= most


def test_a_mistake_of_ours_says_nothing_of_its_inside(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever fails on the road, the client gets INTERNAL and the log gets the details."""

    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("a secret")

    for name in ("resolvers.http.encode", "resolvers.execute.make_plan", "resolvers.execute.Document"):
        caplog.clear()
        with monkeypatch.context() as patched:
            patched.setattr(name, fails)
            answer = post(client, json.dumps({"query": f"{{ __typename }} # {name}"}).encode(), accept=RESPONSE)
        assert answer.status_code == 500
        assert answer.json() == {"errors": [{"message": FAILED, "extensions": {"code": "INTERNAL"}}]}
        assert "a secret" in caplog.text


def test_pages_and_health(client: TestClient) -> None:
    assert client.get("/health/live").json() == {"status": "live"}
    assert client.get("/health/ready").json() == {"status": "ready"}
    start = client.get("/")
    assert "167" in start.text
    assert "default-src 'self'" in start.headers["content-security-policy"]


def test_a_slow_statement_is_ended() -> None:
    """A question that takes longer than the limit ends in TIMEOUT, and the server goes on."""
    part = "cities(first: 500) { nodes { id name country { " * 4 + "id" + " } } }" * 4
    with TestClient(create_app(replace(SETTINGS, statement_timeout=0.01, cost_limit=10**9 * 999))) as client:
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


def hashed(text: str) -> dict[str, Any]:
    """The extensions of a request that names a document."""
    return {"persistedQuery": {"version": 1, "sha256Hash": hashlib.sha256(text.encode()).hexdigest()}}


def test_a_document_that_was_sent_once_is_known_by_its_hash(client: TestClient) -> None:
    query = "query Persisted($id: ID!) { city(id: $id) { name } }"
    variables = {"id": "city/oslo-no"}
    unknown = client.post("/graphql", json={"extensions": hashed(query), "variables": variables}).json()
    assert unknown["errors"][0]["message"] == "PersistedQueryNotFound"
    assert unknown["errors"][0]["extensions"]["code"] == "PERSISTED_QUERY_NOT_FOUND"
    expected = {"data": {"city": {"name": "Oslo"}}}
    assert ask(client, query, variables=variables, extensions=hashed(query)) == expected
    assert client.post("/graphql", json={"extensions": hashed(query), "variables": variables}).json() == expected
    parameters = {"extensions": json.dumps(hashed(query)), "variables": json.dumps(variables)}
    assert client.get("/graphql", params=parameters).json() == expected


@pytest.mark.parametrize(
    "extension",
    [{}, {"version": 2, "sha256Hash": "0" * 64}, {"version": 1, "sha256Hash": 7}, "0" * 64, hashed("{ other }")],
    ids=str,
)
def test_a_hash_that_is_not_that_of_the_document_is_refused(client: TestClient, extension: Any) -> None:
    sent = extension if isinstance(extension, dict) and "persistedQuery" in extension else {"persistedQuery": extension}
    (error,) = ask(client, "{ __typename }", extensions=sent)["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert "expected" in error["message"]


def test_a_get_is_answered_with_304_while_the_data_is_the_same(tmp_path: Path) -> None:
    path = str(tmp_path / "graph.sqlite")
    shutil.copy(seeded_store(), path)
    parameters = {"query": '{ city(id: "city/oslo-no") { name description } }'}
    with TestClient(create_app(replace(SETTINGS, store=f"sqlite:{path}"))) as client:
        first = client.get("/graphql", params=parameters)
        tag = first.headers["etag"]
        again = client.get("/graphql", params=parameters, headers={"if-none-match": f'"x", {tag}'})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        other = client.get("/graphql", params={"query": "{ __typename }"}, headers={"if-none-match": tag})
        assert other.status_code == 200
        with closing(open_store(path, policy_model())) as store:
            claim = Claim("city/oslo-no", "description", value="Changed.", language="en", document="document/x")
            store.replace("test", {"x": {claim: 0}})
        changed = client.get("/graphql", params=parameters, headers={"if-none-match": tag})
        assert changed.json()["data"]["city"]["description"] == "Changed."
        assert changed.headers["etag"] != tag
        assert "etag" not in client.get("/graphql", params={"query": "{ nothing }"}).headers
    # What the settings say stands in answers too.
    with TestClient(create_app(replace(SETTINGS, store=f"sqlite:{path}", base_iri="https://a.org/"))) as client:
        renamed = client.get("/graphql", params=parameters, headers={"if-none-match": changed.headers["etag"]})
        assert renamed.status_code == 200


def test_settings_bound_the_search_for_paths() -> None:
    query = '{ paths(from: "city/lublin-pl", to: "city/oslo-no") { length } }'
    with TestClient(create_app(replace(SETTINGS, path_hub_limit=1))) as narrow:
        hubs = ask(narrow, query)["extensions"]["paths"]["paths"]["hubs"]
        assert min(hub["links"] for hub in hubs) == 2
    with TestClient(create_app(replace(SETTINGS, path_link_limit=10))) as narrow:
        assert ask(narrow, query)["errors"][0]["extensions"]["code"] == "COST_LIMIT"
    with TestClient(create_app(replace(SETTINGS, path_timeout=1e-9))) as narrow:
        assert ask(narrow, query)["errors"][0]["extensions"]["code"] == "TIMEOUT"
