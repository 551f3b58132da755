"""Wrong questions: each ends in a coded error that says what was expected, or in null where the API says so."""

from __future__ import annotations

import base64
import json
import math
import re
from typing import Any

import pytest

from graph.cursors import encode_cursor
from resolvers import errors
from resolvers.errors import CODES
from resolvers.execute import Engine
from tests.conftest import ROOT, Golden
from tests.seeded import seed_core, seed_engine

__all__ = ["seed_core", "seed_engine"]

pytestmark = pytest.mark.anyio

FILE = ROOT / "tests" / "cases" / "wrong.json"
WRONG: list[dict[str, Any]] = json.loads(FILE.read_text("utf-8"))
PYTHON = re.compile(r"Traceback|NoneType|\bNone\b|\bTrue\b|\bFalse\b|<class|object at 0x|Error\(|dict|__main__")
"""Words of Python that are nothing to a client."""


async def errors_of(engine: Engine, case: dict[str, Any]) -> list[Any]:
    result = await engine.answer(case["query"], case.get("variables") or {}, operation_name=case.get("operationName"))
    assert result.data is None
    return [error.formatted for error in result.errors or ()]


async def test_wrong_questions_are_answered_as_before(seed_engine: Engine, golden: Golden) -> None:
    """The file holds questions and their errors; `make goldens` writes the errors anew."""
    cases = [{**case, "errors": await errors_of(seed_engine, case)} for case in WRONG]
    golden(FILE, json.dumps(cases, indent=1) + "\n")


@pytest.mark.parametrize("case", WRONG, ids=lambda case: case["name"])
async def test_a_wrong_question(case: dict[str, Any], seed_engine: Engine, seed_core: Engine) -> None:
    """Each error has a code, says where it is, and has no word of Python; graphql-core's way refuses the same."""
    found = await errors_of(seed_engine, case)
    assert found
    for error in found:
        assert error["extensions"]["code"] in CODES
        assert error.get("path") or error.get("locations") or "operationName" in error["message"]
        assert not PYTHON.search(error["message"])
    assert await errors_of(seed_core, case) == found


def test_there_are_enough_of_them() -> None:
    codes = {error["extensions"]["code"] for case in WRONG for error in case["errors"]}
    assert len(WRONG) >= 60
    assert codes == {"GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED", "BAD_USER_INPUT", "COST_LIMIT"}


def test_the_page_is_up_to_date(golden: Golden) -> None:
    golden(ROOT / "docs" / "errors.md", errors.page())


@pytest.mark.parametrize("id", ["city/nowhere", "", "city/", "/", "CITY/WROCLAW-PL", "city/oslo-no' OR 1=1", "💥" * 50])
async def test_unknown_id_is_null(id: str, seed_engine: Engine) -> None:
    text = "query ($id: ID!) { city(id: $id) { id } node(id: $id) { id } nodes(ids: [$id]) { id } }"
    result = await seed_engine.answer(text, {"id": id})
    assert result.errors is None
    assert json.loads(str(result.data)) == {"city": None, "node": None, "nodes": [None]}


@pytest.mark.parametrize(
    "text", ["'", '"', "%", "_", "\\", "💥", "\x00", "a" * 10_000, "'; DROP TABLE entity; --", "\u202e"]
)
async def test_any_text_is_only_a_text(text: str, seed_engine: Engine) -> None:
    query = "query ($t: String!) { cities(where: {OR: [{name: {eq: $t}}, {anyName: {in: [$t]}}]}) { totalCount } }"
    result = await seed_engine.answer(query, {"t": text})
    assert result.errors is None
    assert json.loads(str(result.data)) == {"cities": {"totalCount": 0}}


@pytest.mark.parametrize(
    "text",
    [
        f"{{ city(id: {'1' * 5_000}) {{ id }} }}",
        f"{{ cities(where: {{id: {{eq: -{'1' * 301}}}}}) {{ totalCount }} }}",
        f"{{ cities(where: {{latitude: {{gt: {'1' * 400}}}}}) {{ totalCount }} }}",
        f"query ($x: Float = {'1' * 400}) {{ cities(where: {{latitude: {{eq: $x}}}}) {{ totalCount }} }}",
    ],
)
async def test_numbers_that_nothing_can_hold(text: str, seed_engine: Engine) -> None:
    result = await seed_engine.answer(text)
    assert result.errors
    assert result.errors[0].message.startswith("Expected a number of at most 300 digits, got one of ")
    assert result.errors[0].extensions == {"code": "GRAPHQL_VALIDATION_FAILED"}


@pytest.mark.parametrize("number", [10**400, 2**63, -(2**63) - 1, math.nan, math.inf])
@pytest.mark.parametrize("order", ["{latitude: ASC}", "{memberOf: {count: ASC}}"])
async def test_numbers_in_cursors_that_no_store_takes(number: float, order: str, seed_engine: Engine) -> None:
    text = f"query ($c: String) {{ cities(first: 1, after: $c, orderBy: [{order}]) {{ pageInfo {{ endCursor }} }} }}"
    first = json.loads(str((await seed_engine.answer(text)).data))["cities"]["pageInfo"]["endCursor"]
    mark, _, id = json.loads(base64.urlsafe_b64decode(first + "=" * (-len(first) % 4)))
    result = await seed_engine.answer(text, {"c": encode_cursor(mark, number, id)})
    assert result.errors
    assert result.errors[0].message.startswith("expected a cursor that this server gave, got ")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("id", 'query ($id: ID = "city/oslo-no") { city(id: $id) { id } }'),
        ("t", 'query ($t: String = "x") { search(text: $t) { totalCount } }'),
        ("b", "query ($b: CityGroupBy = COUNTRY) { cities { groups(by: $b) { count } } }"),
        ("n", 'query ($n: String = "City") { __type(name: $n) { name } }'),
        ("w", "query ($w: CityWhere = {}) { cities(where: {OR: [$w]}) { totalCount } }"),
        ("w", 'query ($w: ID = "x") { nodes(ids: [$w]) { id } }'),
        ("b", "query ($b: Boolean = true) { ...A } fragment A on Query { cities @include(if: $b) { totalCount } }"),
    ],
)
async def test_null_where_only_a_default_may_stand(
    name: str, text: str, seed_engine: Engine, seed_core: Engine
) -> None:
    for engine in (seed_engine, seed_core):
        assert (await engine.answer(text)).errors is None
        result = await engine.answer(text, {name: None})
        assert result.errors
        assert result.errors[0].message.startswith(f"expected `${name}` of type ")
        assert result.errors[0].message.endswith("!, got null; leave it out for its default")
        assert result.errors[0].extensions == {"code": "BAD_USER_INPUT"}


def nested(times: int, outer: str, inner: str) -> str:
    """A condition within itself; `#` in `outer` stands for what is inside."""
    for _ in range(times):
        inner = outer.replace("#", inner)
    return inner


@pytest.mark.parametrize(
    ("field", "condition"),
    [
        ("cities", nested(15, "country: {cities: {some: {node: {#}}}}", 'name: {eq: "x"}')),
        ("cities", nested(24, "evidence: {document: {#}}", 'name: {eq: "x"}')),
        ("facts", nested(9, "evidence: {document: {evidence: {publisher: {city: {#}}}}}", 'name: {eq: "x"}')),
        (
            "programmes",
            f"observations: {{some: {{node: {{date: {{in: {json.dumps([str(1000 + n) for n in range(985)])}}}}}}}}}",
        ),
    ],
    ids=lambda value: str(value)[:30],
)
async def test_conditions_that_one_statement_cannot_carry(field: str, condition: str, seed_engine: Engine) -> None:
    result = await seed_engine.answer(f"{{ {field}(where: {{{condition}}}) {{ totalCount }} }}")
    assert result.errors
    assert result.errors[0].extensions == {"code": "COST_LIMIT"}


@pytest.mark.parametrize("rest", ["pageInfo { endCursor }", "nodes { id }"])
async def test_a_sort_key_counts_once(rest: str, seed_engine: Engine) -> None:
    texts = (
        f"{{ observations(first: 40, orderBy: [{{date: DESC}}, {', '.join(keys)}]) {{ {rest} }} }}"
        for keys in (["{value: ASC}"], ["{date: DESC}", "{date: ASC}", "{value: ASC}"] * 300)
    )
    once, again = [await seed_engine.answer(text) for text in texts]
    assert once.errors is None
    assert str(again.data) == str(once.data)


async def test_plans_for_crafted_cursors_are_not_kept_for_ever(seed_engine: Engine) -> None:
    """Each pattern of what a cursor lacks has a plan of its own."""
    keys = "latitude", "longitude", "geonamesId", "country: {code", "country: {name", "country: {id"
    order = ", ".join(f"{{{key}: ASC{'}' * key.count('{')}}}" for key in keys)
    text = f"query ($c: String) {{ cities(first: 1, after: $c, orderBy: [{order}]) {{ pageInfo {{ endCursor }} }} }}"
    first = json.loads(str((await seed_engine.answer(text)).data))["cities"]["pageInfo"]["endCursor"]
    mark, *values, id = json.loads(base64.urlsafe_b64decode(first + "=" * (-len(first) % 4)))
    for number in range(2**6):
        lacking = [None if number >> i & 1 else value for i, value in enumerate(values)]
        result = await seed_engine.answer(text, {"c": encode_cursor(mark, *lacking, id)})
        assert result.errors is None
    (kept,) = [v for v in seed_engine.document(text).operation(None).shapes.kept.values() if v.first.probes]
    assert len(kept.made.kept) == kept.made.size


async def test_cursor_of_another_question(seed_engine: Engine) -> None:
    first = await seed_engine.answer("{ cities(first: 1, orderBy: [{name: ASC}]) { pageInfo { endCursor } } }")
    cursor = json.loads(str(first.data))["cities"]["pageInfo"]["endCursor"]
    for other in ("cities(after: $c)", "cities(after: $c, orderBy: [{name: DESC}])", "countries(after: $c)"):
        result = await seed_engine.answer(f"query ($c: String) {{ {other} {{ nodes {{ id }} }} }}", {"c": cursor})
        assert result.errors
        assert "same question" in result.errors[0].message
