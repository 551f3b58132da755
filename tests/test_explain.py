"""`extensions.explain`: how an operation ran, told to whom asks, of that request only."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import apsw
import pytest
from starlette.testclient import TestClient

from resolvers.explain import MOST_STATEMENTS, rows
from resolvers.limits import SHOWN
from server import create_app
from settings import Settings
from tests.conftest import ROOT, Golden
from tests.seeded import seeded_store

SETTINGS = Settings(store=f"sqlite:{seeded_store()}")
PAGE = ROOT / "docs" / "explain.md"
CITY = "query ($id: ID!) { city(id: $id) { name memberOf { totalCount nodes { name } } } }"


@pytest.fixture
def client() -> Iterator[TestClient]:
    with TestClient(create_app(SETTINGS)) as found:
        yield found


def ask(client: TestClient, query: str, header: str = "true", **variables: Any) -> Any:
    """The decoded answer to a POST."""
    body = {"query": query, "variables": variables}
    return client.post("/graphql", json=body, headers={"x-explain": header}).json()


def explain(client: TestClient, query: str, **variables: Any) -> Any:
    """What the answer tells of itself."""
    return ask(client, query, **variables)["extensions"]["explain"]


def test_the_statement_that_is_told_is_the_one_that_ran(client: TestClient) -> None:
    answer = ask(client, CITY, id="city/wroclaw-pl")
    told = answer["extensions"]["explain"]
    (statement,) = told["statements"]
    assert statement["language"] == "SQL"
    assert statement["parameters"][0] == "city/wroclaw-pl"
    members = answer["data"]["city"]["memberOf"]
    assert statement["rows"] == {"city.memberOf.nodes": members["totalCount"]}
    database = apsw.Connection(seeded_store(), flags=apsw.SQLITE_OPEN_READONLY)
    database.create_scalar_function("pg_cursor", lambda *_: "", deterministic=True)
    assert json.loads(database.execute(statement["text"], statement["parameters"]).get) == answer["data"]
    database.close()


def test_times_cost_and_plan(client: TestClient) -> None:
    first, second = (explain(client, CITY, id=id) for id in ("city/wroclaw-pl", "city/oslo-no"))
    assert list(first["milliseconds"]) == ["parse", "validate", "plan", "compile", "store", "total"]
    assert sum(first["milliseconds"].values()) <= 2 * first["milliseconds"]["total"]
    assert all(time >= 0 for time in first["milliseconds"].values())
    # What an earlier request had prepared takes no time, and the time that it took there is not told again.
    assert list(second["milliseconds"]) == ["store", "total"]
    assert 0 < first["cost"]["values"] < first["cost"]["limit"] == SETTINGS.cost_limit
    assert first["plan"] == second["plan"]
    assert "Many(key=memberOf)" in first["plan"]


def test_only_who_asks_is_told(client: TestClient) -> None:
    for header in ("false", "0", "", "yes please"):
        assert "extensions" not in ask(client, CITY, header, id="city/oslo-no")
    assert "extensions" not in client.post("/graphql", json={"query": "{ dataset { facts } }"}).json()
    with TestClient(create_app(replace(SETTINGS, explain=False))) as silent:
        assert "extensions" not in ask(silent, CITY, id="city/oslo-no")


def test_requests_at_the_same_time_are_told_of_themselves_only(client: TestClient) -> None:
    ids = ["city/wroclaw-pl", "city/oslo-no", "city/lublin-pl", "city/krakow-pl"] * 5
    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(lambda id: json.dumps(explain(client, CITY, id=id)), ids))
    for id, text in zip(ids, told, strict=True):
        assert {other for other in set(ids) if other in text} == {id}


def test_each_operation_of_a_batch_is_told_of_itself(client: TestClient) -> None:
    batch = [{"query": CITY, "variables": {"id": id}} for id in ("city/oslo-no", "city/lublin-pl")]
    answers = client.post("/graphql", json=batch, headers={"x-explain": "1"}).json()
    told = [answer["extensions"]["explain"]["statements"][0]["parameters"][0] for answer in answers]
    assert told == ["city/oslo-no", "city/lublin-pl"]


def test_refused_operations_are_told_of_too(client: TestClient) -> None:
    told = explain(client, "{ citees { nodes { id } } }")
    assert list(told["milliseconds"]) == ["parse", "validate", "total"]
    assert told["statements"] == []
    nested = "memberOf(first: 500) { nodes { members(first: 500) { nodes { id } } } }"
    costly = f"{{ cities(first: 500) {{ nodes {{ {nested} }} }} }}"
    answer = ask(client, costly)
    assert answer["errors"][0]["extensions"]["code"] == "COST_LIMIT"
    cost = answer["extensions"]["explain"]["cost"]
    assert cost["values"] > cost["limit"]
    most = "id"
    for name in ("members", "memberOf") * 4:
        most = f"{name}(first: 500) {{ nodes {{ {most} }} }}"
    answer = ask(client, f"{{ cities(first: 500) {{ nodes {{ {most} }} }} }}")
    assert answer["errors"][0]["extensions"]["code"] == "COST_LIMIT"
    assert answer["extensions"]["explain"]["cost"]["values"] == SHOWN


def test_what_paths_and_search_ask_before_the_statement(client: TestClient) -> None:
    search = explain(client, '{ search(text: "wroclaw", first: 3) { nodes { id } } }')
    assert [list(asked) for asked in search["statements"]] == [
        ["search", "rows", "milliseconds"],
        ["language", "text", "parameters", "rows", "milliseconds"],
    ]
    assert search["statements"][0]["rows"] == {"hits": 3}
    assert search["statements"][1]["rows"] == {"search.nodes": 3}
    paths = explain(client, '{ paths(from: "city/wroclaw-pl", to: "city/oslo-no", first: 1) { nodes { id } } }')
    assert 2 < len(paths["statements"]) <= MOST_STATEMENTS
    assert "store" in paths["milliseconds"]
    core = explain(client, "{ __schema { queryType { name } } dataset { facts } }")
    assert "execute" in core["milliseconds"]
    assert len(core["statements"]) == 1


def test_an_explained_get_is_not_kept(client: TestClient) -> None:
    query = {"query": "{ dataset { facts } }"}
    plain = client.get("/graphql", params=query)
    assert "x-explain" in plain.headers["vary"]
    headers = {"x-explain": "true", "if-none-match": plain.headers["etag"]}
    told = client.get("/graphql", params=query, headers=headers)
    assert told.status_code == 200
    assert told.json()["extensions"]["explain"]["statements"]
    assert "etag" not in told.headers


def test_objects_are_counted_by_their_keys() -> None:
    data = {"a": {"b": [{"c": [1, 2]}, {"c": [3], "d": None}]}, "e": [], "f": 1}
    assert rows(data) == {"a.b": 2, "a.b.c": 3, "e": 0}


def test_the_page_shows_what_is_told_today(client: TestClient, golden: Golden) -> None:
    text = PAGE.read_text(encoding="utf-8")
    command = shlex.split(text.partition("```console\n")[2].partition("```")[0])
    sent = command[command.index("-d") + 1]
    told = client.post("/graphql", content=sent, headers={"x-explain": "true", "content-type": "application/json"})
    found = told.json()["extensions"]["explain"]
    (statement,) = found["statements"]
    shown = {key: value for key, value in statement.items() if key not in ("text", "milliseconds")}
    blocks = {
        "text plan": found["plan"],
        "sql statement": statement["text"],
        "json entry": json.dumps(shown, ensure_ascii=False),
    }
    for kind, block in blocks.items():
        before, start, rest = text.partition(f"```{kind}\n")
        _, end, after = rest.partition("```\n")
        assert start and end, kind
        text = f"{before}{start}{block}\n{end}{after}"
    golden(PAGE, text)
