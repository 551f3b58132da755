"""The cost rule: what operations cost, that large ones are refused at once, and that usual ones are not."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from graphql import get_introspection_query

from resolvers.execute import Engine
from resolvers.limits import Limits, keys_of, size_of
from settings import Settings
from tests.seeded import seed_core, seed_engine

__all__ = ["seed_core", "seed_engine"]

pytestmark = pytest.mark.anyio

LIMITS = Limits()
PATIENCE = 5.0
"""Seconds of processor time that no document may take; on a quiet machine all take less than one."""


def cost(engine: Engine, text: str, variables: dict[str, Any] | None = None) -> tuple[int, int]:
    document = engine.document(text)
    assert not document.errors
    operation = document.operation(None)
    return operation.cost.of(operation.variables(variables or {}))


COSTS: list[tuple[int, str, dict[str, Any]]] = [
    (1, "{ __typename }", {}),
    (3, '{ city(id: "x") { id name } }', {}),
    (6, '{ city(id: "x") { country { id } } country(id: "y") { id } __typename }', {}),
    (2, "{ cities { totalCount } }", {}),
    (1 + 1 + 20 * (1 + 2), "{ cities { totalCount nodes { id name } } }", {}),
    (1 + 5 * (1 + 1), "{ cities(first: 5) { nodes { id } } }", {}),
    (1 + 5 * (1 + 1), "{ cities(last: 5) { nodes { id } } }", {}),
    (1 + 5 * (1 + 1 + 1 + 1), "{ cities(first: 5) { edges { cursor node { id } } } }", {}),
    (1 + 2 + 1 + 5 * (1 + 1), "{ cities(first: 5) { pageInfo { endCursor } totalCount nodes { id } } }", {}),
    (1 + 3 * (1 + 1 + 4 * (1 + 1)), "{ cities(first: 3) { nodes { strategies(first: 4) { nodes { id } } } } }", {}),
    (1 + 3 * (1 + 1 + 20 * 1), "{ cities(first: 3) { nodes { names { text } } } }", {}),
    (1 + 2 * 1, '{ nodes(ids: ["a", "b"]) { id } }', {}),
    (1 + 3 * 1, "query ($i: [ID!]!) { nodes(ids: $i) { id } }", {"i": ["a", "b", "c"]}),
    (1 + 7 * 2, "query ($n: Int) { cities(first: $n) { nodes { id } } }", {"n": 7}),
    (1 + 20 * 2, "query ($n: Int) { cities(first: $n) { nodes { id } } }", {"n": None}),
    (1 + 20 * 2, "query ($n: Int) { cities(first: $n) { nodes { id } } }", {}),
    (1 + 9 * 2, "query ($n: Int = 9) { cities(first: $n) { nodes { id } } }", {}),
    (1 + 500 * 2, "query ($n: Int) { cities(first: $n) { nodes { id } } }", {"n": 2**31 - 1}),
    (1 + 0, "query ($n: Int) { cities(first: $n) { nodes { id } } }", {"n": -1}),
    (1 + 300 * 2, "query ($n: Int) { cities(first: $n, last: 300) { nodes { id } } }", {}),
    (1 + 300 * 2, "query ($n: Int) { cities(last: 300, first: $n) { nodes { id } } }", {"n": None}),
    (1 + 300 * 2, "{ cities(first: null, last: 300) { nodes { id } } }", {}),
    (1 + 30 * 2, "query ($n: Int, $m: Int) { cities(first: $n, last: $m) { nodes { id } } }", {"m": 30}),
    (1 + 20 * 2, "query ($n: Int, $m: Int) { cities(first: $n, last: $m) { nodes { id } } }", {"m": None}),
    (
        1 + 7 * (2 + 8 * (2 + 7 * 2)),
        ("query ($n: Int, $m: Int) { cities(first: $n) { nodes { strategies(first: $m) { nodes {"
        " goals(first: $n) { nodes { id } } } } } } }"),
        {"n": 7, "m": 8},
    ),
    (
        2 * (1 + 6 * (1 + 2 * 3)),
        ("query ($n: Int) { a: cities(first: $n) { ...P } b: cities(first: $n) { ...P } }"
        " fragment P on CityConnection { nodes { ...C ...C } } fragment C on City { id ... { name type } }"),
        {"n": 6},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("expected", "text", "variables"), COSTS, ids=lambda value: str(value)[:60])
async def test_what_an_operation_costs(
    expected: int, text: str, variables: dict[str, Any], seed_engine: Engine
) -> None:
    assert cost(seed_engine, text, variables)[0] == expected


@pytest.mark.parametrize(
    ("expected", "text", "variables"),
    [
        (0, "{ cities(first: 5) { nodes { id } } }", {}),
        (2, '{ cities(where: {name: {eq: "a"}}) { totalCount } }', {}),
        (4, '{ cities(where: {name: {in: ["a", "b"]}}) { totalCount } }', {}),
        (1, "{ cities(orderBy: [{name: ASC}]) { totalCount } }", {}),
        (4, "query ($w: CityWhere) { cities(where: $w) { totalCount } }", {"w": {"name": {"in": ["a", "b"]}}}),
        (2 + 3, "query ($t: [String!]) { cities(where: {name: {in: $t}}) { totalCount } }", {"t": ["a", "b", "c"]}),
        (2 * 2, "query ($w: CityWhere) { a: cities(where: $w) { totalCount } b: cities(where: $w) { totalCount } }",
         {"w": {"name": {"eq": "a"}}}),
        (3 * 3, ('{ a: cities { ...F } b: cities { ...F } c: cities { ...F } } fragment F on CityConnection { nodes {'
         ' memberOf(where: {node: {id: {eq: "x"}}}) { totalCount } } }'), {}),
    ],
)  # fmt: skip
async def test_conditions_and_sort_keys_are_counted(
    expected: int, text: str, variables: dict[str, Any], seed_engine: Engine
) -> None:
    assert cost(seed_engine, text, variables)[1] == expected


async def test_values_of_variables() -> None:
    assert [size_of(value) for value in (None, 3, 3.0, -1, 10**30, True, "x", [], [1, 2])] == [
        20, 3, 3, 0, 500, 20, 20, 0, 2,
    ]  # fmt: skip
    assert [size_of(), size_of(None, None), size_of(None, 7), size_of(7, None)] == [20, 20, 7, 7]
    assert [keys_of(value) for value in (None, "a", {}, {"a": None}, {"a": {"b": [1, 2, {"c": 1}]}})] == [0, 0, 0, 1, 5]


async def test_the_settings_are_the_limits() -> None:
    settings = Settings()
    assert Limits(
        cost=settings.cost_limit, depth=settings.depth_limit, fields=settings.field_limit,
        aliases=settings.alias_limit, roots=settings.root_limit, inputs=settings.input_limit,
    ) == LIMITS  # fmt: skip


INTROSPECTIONS = {
    "plain": get_introspection_query(),
    "everything": get_introspection_query(
        specified_by_url=True, directive_is_repeatable=True, schema_description=True, input_value_deprecation=True,
        one_of=True,
    ),
    "without descriptions": get_introspection_query(descriptions=False),
}  # fmt: skip


@pytest.mark.parametrize("name", INTROSPECTIONS)
async def test_introspection_passes(name: str, seed_engine: Engine) -> None:
    result = await seed_engine.answer(INTROSPECTIONS[name])
    assert result.errors is None
    assert json.loads(str(result.data))["__schema"]["queryType"]["name"] == "Query"


def chained(count: int, inner: str) -> str:
    """Fragments, each of which spreads the next as `inner` says."""
    fragments = (f"fragment F{i} on City {{ {inner.replace('NEXT', f'...F{i + 1}')} }}" for i in range(count))
    return f"{{ cities {{ nodes {{ ...F0 }} }} }} {' '.join(fragments)} fragment F{count} on City {{ id }}"


TWICE = "a: country { cities { nodes { NEXT } } } b: country { cities { nodes { NEXT } } }"
LARGE_WHERE = {"OR": [{"name": {"eq": str(i)}} for i in range(10_000)]}
ATTACKS: dict[str, tuple[str, dict[str, Any]]] = {
    "fragments, 6 levels": (chained(6, TWICE), {}),
    "fragments, 14 levels": (chained(14, TWICE), {}),
    "fragments, 100 levels": (chained(100, TWICE), {}),
    "fragments, 300 levels": (chained(300, TWICE), {}),
    "fragments tripled, 200 levels": (chained(200, "NEXT NEXT NEXT"), {}),
    "fragments in a circle": (chained(1000, "NEXT").replace("on City { id }", "on City { ...F0 }"), {}),
    "levels": ("{ " + "cities { nodes { country { " * 2_000 + "id" + " } } }" * 2_000 + " }", {}),
    "aliases": ("{ cities { nodes { " + " ".join(f"a{i}: id" for i in range(4_000)) + " } } }", {}),
    "one field again and again": ("{ cities { nodes { " + "names { text } " * 400 + " } } }", {}),
    "one field in many fragments": ("{ cities { nodes { " + "... on City { names { text } id } " * 400 + "} } }", {}),
    "roots": ("{ " + " ".join(f"a{i}: cities {{ totalCount }}" for i in range(120)) + " }", {}),
    "roots with pages": (
        "{ " + " ".join(f"a{i}: cities(first: 500) {{ nodes {{ strategies(first: 500) {{ nodes {{ id }} }} }} }}"
                        for i in range(90)) + " }", {}),
    "pages by a variable": (
        ("query ($n: Int) { cities(first: $n) { nodes { strategies(first: $n) { nodes { goals(first: $n) {"
        " nodes { id } } } } } } }"), {"n": 500}),
    "unknown fields": ("{ cities { nodes { " + " ".join(f"citys{i}" for i in range(900)) + " } } }", {}),
    "100,000 letters of unknown fields": ("{ " + " ".join(f"citys{i}" for i in range(10_000)) + " }", {}),
    "100,000 brackets": ("{" * 100_000, {}),
    "100,000 brackets of a list": ('{ cities(where: {name: {in: ' + "[" * 100_000, {}),
    "many variables": ("query (" + " ".join(f"$v{i}: Int" for i in range(3_000)) + ") { cities { totalCount } }", {}),
    "conditions": (
        "{ cities(where: {OR: [" + " ".join('{name: {eq: "x"}}' for _ in range(1_200)) + "]}) { totalCount } }", {}),
    "conditions by a variable": (
        "query ($w: CityWhere) { cities(where: $w) { totalCount } }", {"w": LARGE_WHERE}),
    "conditions by a variable, often": (
        "query ($w: CityWhere) { " + " ".join(f"a{i}: cities(where: $w) {{ totalCount }}" for i in range(90)) + " }",
        {"w": {"OR": LARGE_WHERE["OR"][:100]}}),
    "sort keys": ("{ cities(orderBy: [" + "{name: ASC} " * 1_200 + "]) { totalCount nodes { id } } }", {}),
    "the schema again and again": (
        "{ __schema { " + " ".join(f"t{i}: types {{ fields {{ name args {{ name }} }} }}" for i in range(90)) + " } }",
        {}),
}  # fmt: skip


@pytest.mark.parametrize("name", ATTACKS)
async def test_what_is_too_large_is_refused_at_once(name: str, seed_engine: Engine) -> None:
    text, variables = ATTACKS[name]
    begin = time.process_time()
    result = await seed_engine.answer(text, variables)
    assert time.process_time() - begin < PATIENCE
    assert result.data is None
    assert result.errors
    codes = {str((error.extensions or {})["code"]) for error in result.errors}
    assert codes <= {"COST_LIMIT", "GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED"}


async def test_the_largest_operations_that_are_allowed_are_answered(seed_engine: Engine) -> None:
    """At the limits nothing fails further down."""
    wide = " ".join('{name: {eq: "x"}}' for _ in range(490))
    keys = " ".join("{name: ASC} {projects: {count: DESC}}" for _ in range(300))
    for text in (
        f"{{ cities(where: {{OR: [{wide}]}}) {{ totalCount nodes {{ id }} }} }}",
        f"{{ cities(where: {{AND: [{wide}]}}) {{ totalCount nodes {{ id }} }} }}",
        f"{{ cities(orderBy: [{keys}]) {{ nodes {{ id }} pageInfo {{ endCursor }} }} }}",
        "{ cities { nodes { " + " ".join(f"a{i}: name" for i in range(LIMITS.aliases)) + " } } }",
        "{ " + " ".join(f"a{i}: cities {{ totalCount }}" for i in range(LIMITS.roots)) + " }",
    ):
        result = await seed_engine.answer(text)
        codes = {str((error.extensions or {})["code"]) for error in result.errors or ()}
        assert codes <= {"COST_LIMIT"}


@pytest.mark.parametrize(
    ("field", "most"),
    [
        ('city(id: "city/oslo-no") { id country { id } }', LIMITS.roots),
        ("cities(first: 1) { totalCount nodes { id } }", LIMITS.roots),
        ('node(id: "city/oslo-no") { id }', 60),  # Its field counts for each type.
    ],
)
async def test_as_many_roots_as_are_allowed_are_answered(field: str, most: int, seed_engine: Engine) -> None:
    result = await seed_engine.answer("{ " + " ".join(f"a{i}: {field}" for i in range(most)) + " }")
    assert result.errors is None
    found = json.loads(str(result.data))
    assert len(found) == most
    assert all(each == found["a0"] for each in found.values())


async def test_a_refusal_says_cost_limit_and_the_most_expensive_field(seed_engine: Engine) -> None:
    text = (
        "{ countries { nodes { name } } all: cities(first: 500) { nodes { country { name }"
        " strategies(first: 100) { nodes { goals(first: 30) { nodes { text } } } } } } }"
    )
    result = await seed_engine.answer(text)
    assert result.errors
    error = result.errors[0].formatted
    field = "all.nodes.strategies.nodes.goals.nodes"
    found = cost(seed_engine, text)[0]
    assert error["extensions"] == {"code": "COST_LIMIT", "cost": found, "limit": 1_000_000, "field": field}
    assert error["path"] == field.split(".")
    assert f"at most 1,000,000 values, got {found:,}; most are at `{field}`" in error["message"]
