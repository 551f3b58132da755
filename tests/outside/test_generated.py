"""Questions that schemathesis makes from the schema alone, asked of a running server."""

from __future__ import annotations

from collections import Counter
from typing import Any, cast

import pytest
import schemathesis
from graphql import IntrospectionQuery, build_client_schema, build_schema, parse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.graphql import nodes

from resolvers.errors import CODES
from tests.outside.shape import breaks

EXAMPLES = 1_000
DATES = ("2021", "2021-11-17", "2018/2022", "2018/..", "2021~", "soon")
FAILURES = {"INTERNAL", "TIMEOUT", "STORE_UNAVAILABLE", "BAD_REQUEST"}


@pytest.mark.slow
def test_a_thousand_questions_are_answered_or_refused(server: str) -> None:
    """No server error, no failure, and each answer has the shape that the schema promises for its question."""
    schemathesis.graphql.scalar("EDTF", st.sampled_from(DATES).map(nodes.String))
    schemathesis.graphql.scalar(
        "Decimal", st.decimals(allow_nan=False, allow_infinity=False).map(str).map(nodes.String)
    )
    asked = schemathesis.graphql.from_url(f"{server}graphql")
    client = build_client_schema(cast("IntrospectionQuery", asked.raw_schema))
    seen: Counter[str] = Counter()
    operations = [found.ok() for found in asked.get_all_operations() if isinstance(found, Ok)]
    for operation in operations:

        @given(operation.as_strategy())
        @settings(
            max_examples=-(-EXAMPLES // len(operations)), deadline=None, database=None, derandomize=True,
            phases=[Phase.generate], suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        def ask(case: schemathesis.Case[Any]) -> None:
            answer = case.call(headers={"accept": "application/graphql-response+json"})
            case.validate_response(answer, checks=[not_a_server_error])
            body = answer.json()
            if "errors" in body:
                codes = {error["extensions"]["code"] for error in body["errors"]}
                assert codes <= CODES.keys() - FAILURES, case.body
                assert answer.status_code == 400
                seen.update(codes)
            else:
                assert breaks(client, parse(str(case.body)), body["data"]) == [], case.body
                seen["answered"] += 1

        ask()
    assert sum(seen.values()) >= EXAMPLES
    assert seen["answered"] >= EXAMPLES // 4, seen


@pytest.mark.parametrize(
    "data",
    [
        {"city": {"n": None, "country": None}},
        {"city": {"country": None, "n": "x"}},
        {"city": {"n": "x"}},
        {"city": {"n": 1, "country": None}},
        {"city": {"n": "x", "country": {"t": "Town"}}},
        {"city": []},
        {},
    ],
)
def test_the_reading_sees_what_breaks_a_schema(data: object) -> None:
    schema = build_schema("type Query { city: City } type City { name: String! country: Land } type Land { id: ID! }")
    document = parse("{ city { n: name ...F } } fragment F on City { country { t: __typename } }")
    assert breaks(schema, document, {"city": {"n": "x", "country": {"t": "Land"}}}) == []
    assert breaks(schema, document, {"city": None}) == []
    assert len(breaks(schema, document, data)) == 1
