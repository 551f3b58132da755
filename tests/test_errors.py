"""Wrong questions: each ends in a coded error that says what was expected, or in null where the API says so."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

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


async def test_cursor_of_another_question(seed_engine: Engine) -> None:
    first = await seed_engine.answer("{ cities(first: 1, orderBy: [{name: ASC}]) { pageInfo { endCursor } } }")
    cursor = json.loads(str(first.data))["cities"]["pageInfo"]["endCursor"]
    for other in ("cities(after: $c)", "cities(after: $c, orderBy: [{name: DESC}])", "countries(after: $c)"):
        result = await seed_engine.answer(f"query ($c: String) {{ {other} {{ nodes {{ id }} }} }}", {"c": cursor})
        assert result.errors
        assert "same question" in result.errors[0].message
