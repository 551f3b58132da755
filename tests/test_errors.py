"""Wrong questions: each ends in a coded error that says what was expected, or in null where the API says so."""

from __future__ import annotations

import json
from typing import Any

import pytest

from resolvers.errors import CODES
from resolvers.execute import Engine
from tests.seeded import seed_core, seed_engine

__all__ = ["seed_core", "seed_engine"]

pytestmark = pytest.mark.anyio

DEEP = '{ city(id: "city/oslo-no") ' + "{ country { cities { nodes " * 15 + "{ id } " + "} } }" * 15 + " }"
BOMB = "query { cities { nodes { ...F0 } } } fragment F4 on City { id } " + " ".join(
    f"fragment F{i} on City {{ "
    + " ".join(f"a{j}: country {{ cities {{ nodes {{ ...F{i + 1} }} }} }}" for j in range(8))
    + " }"
    for i in range(4)
)

WRONG: list[tuple[str, str, str, dict[str, Any]]] = [
    # (code, words of the message, document, variables)
    ("GRAPHQL_PARSE_FAILED", "Syntax Error", "{ cities {", {}),
    ("GRAPHQL_PARSE_FAILED", "Syntax Error", "{ 💥 }", {}),
    ("GRAPHQL_VALIDATION_FAILED", "Did you mean 'city' or 'cities'", "{ citys { totalCount } }", {}),
    ("GRAPHQL_VALIDATION_FAILED", "must have a selection", "{ cities }", {}),
    ("GRAPHQL_VALIDATION_FAILED", "Unknown type", "{ cities { nodes { ... on Town { id } } } }", {}),
    ("GRAPHQL_VALIDATION_FAILED", "mutation operation is not supported", "mutation { load }", {}),
    ("GRAPHQL_VALIDATION_FAILED", "subscription operation is not supported", "subscription { cities }", {}),
    ("GRAPHQL_VALIDATION_FAILED", "sinse",
     "{ programme(id: \"x\") { members(where: {sinse: {eq: \"2008\"}}) { totalCount } } }", {}),
    ("GRAPHQL_VALIDATION_FAILED", "exactly one", "{ cities(orderBy: [{name: ASC, id: ASC}]) { totalCount } }", {}),
    ("GRAPHQL_VALIDATION_FAILED", "UP", "{ cities(orderBy: [{name: UP}]) { totalCount } }", {}),
    ("GRAPHQL_VALIDATION_FAILED", "Int", "{ cities(first: 99999999999) { totalCount } }", {}),
    ("BAD_USER_INPUT", "from 0 to 500, got -1", "{ cities(first: -1) { nodes { id } } }", {}),
    ("BAD_USER_INPUT", "from 0 to 500, got 501", "{ cities(last: 501) { nodes { id } } }", {}),
    ("BAD_USER_INPUT", "from 0 to 500, got 501", "query ($n: Int) { cities(first: $n) { nodes { id } } }", {"n": 501}),
    ("BAD_USER_INPUT", "got both", "{ cities(first: 1, last: 1) { nodes { id } } }", {}),
    ("BAD_USER_INPUT", "cursor that this server gave", "{ cities(after: \"nonsense\") { nodes { id } } }", {}),
    ("BAD_USER_INPUT", "cursor", "{ cities(after: \"W10\") { nodes { id } } }", {}),
    ("BAD_USER_INPUT", "cursor", "query ($c: String) { cities(before: $c) { nodes { id } } }", {"c": "💥"}),
    ("BAD_USER_INPUT", "a date as EDTF", "{ strategies(where: {period: {during: \"last year\"}}) { totalCount } }", {}),
    ("BAD_USER_INPUT", "no month 13", "{ strategies(where: {period: {before: \"2020-13\"}}) { totalCount } }", {}),
    ("BAD_USER_INPUT", "a date as EDTF",
     "query ($d: EDTF) { strategies(where: {period: {after: $d}}) { totalCount } }", {"d": "soon"}),
    ("BAD_USER_INPUT", "exactly one key",
     "query ($o: Direction) { cities(orderBy: [{name: $o}]) { totalCount nodes { id } } }", {"o": None}),
    ("BAD_USER_INPUT", "Int", "query ($n: Int!) { cities(first: $n) { totalCount } }", {"n": "many"}),
    ("BAD_USER_INPUT", "$n", "query ($n: Int!) { cities(first: $n) { totalCount } }", {}),
    ("BAD_USER_INPUT", "CityWhere", "query ($w: CityWhere) { cities(where: $w) { totalCount } }", {"w": {"town": 1}}),
    ("BAD_USER_INPUT", "founded",
     "{ institution(id: \"institution/ump\") { evidence(of: [\"foundet\"]) { kind } } }", {}),
    ("BAD_USER_INPUT", "500 ids", "query ($i: [ID!]!) { nodes(ids: $i) { id } }", {"i": ["x"] * 501}),
    ("BAD_USER_INPUT", "operationName", "query A { cities { totalCount } } query B { cities { totalCount } }", {}),
    ("COST_LIMIT", "levels deep", DEEP, {}),
    ("COST_LIMIT", "lists and pages", BOMB, {}),
    ("COST_LIMIT", "2000 fields",
     '{ city(id: "city/oslo-no") { ' + " ".join(f"a{i}: name" for i in range(2001)) + " } }", {}),
]  # fmt: skip


@pytest.mark.parametrize(("code", "words", "text", "variables"), WRONG, ids=lambda value: str(value)[:40])
async def test_wrong_question(code: str, words: str, text: str, variables: dict[str, Any], seed_engine: Engine) -> None:
    result = await seed_engine.schema.execute(text, variables)
    assert result.data is None
    assert result.errors
    error = result.errors[0].formatted
    assert error["extensions"]["code"] == code
    assert code in CODES
    assert words.lower() in error["message"].lower()
    assert "Traceback" not in error["message"]


async def test_wrong_value_names_its_place(seed_engine: Engine) -> None:
    """The path leads to the field whose argument is wrong."""
    text = '{ programme(id: "programme/icc") { all: members(first: -2) { nodes { id } } } }'
    result = await seed_engine.schema.execute(text)
    assert result.errors
    assert result.errors[0].path == ["programme", "all"]


@pytest.mark.parametrize("id", ["city/nowhere", "", "city/", "/", "CITY/WROCLAW-PL", "city/oslo-no' OR 1=1", "💥" * 50])
async def test_unknown_id_is_null(id: str, seed_engine: Engine) -> None:
    text = "query ($id: ID!) { city(id: $id) { id } node(id: $id) { id } nodes(ids: [$id]) { id } }"
    result = await seed_engine.schema.execute(text, {"id": id})
    assert result.errors is None
    assert json.loads(str(result.data)) == {"city": None, "node": None, "nodes": [None]}


@pytest.mark.parametrize(
    "text", ["'", '"', "%", "_", "\\", "💥", "\x00", "a" * 10_000, "'; DROP TABLE entity; --", "\u202e"]
)
async def test_any_text_is_only_a_text(text: str, seed_engine: Engine) -> None:
    query = "query ($t: String!) { cities(where: {OR: [{name: {eq: $t}}, {anyName: {in: [$t]}}]}) { totalCount } }"
    result = await seed_engine.schema.execute(query, {"t": text})
    assert result.errors is None
    assert json.loads(str(result.data)) == {"cities": {"totalCount": 0}}


async def test_cursor_of_another_question(seed_engine: Engine) -> None:
    first = await seed_engine.schema.execute("{ cities(first: 1, orderBy: [{name: ASC}]) { pageInfo { endCursor } } }")
    cursor = json.loads(str(first.data))["cities"]["pageInfo"]["endCursor"]
    for other in ("cities(after: $c)", "cities(after: $c, orderBy: [{name: DESC}])", "countries(after: $c)"):
        result = await seed_engine.schema.execute(
            f"query ($c: String) {{ {other} {{ nodes {{ id }} }} }}", {"c": cursor}
        )
        assert result.errors
        assert "same question" in result.errors[0].message
