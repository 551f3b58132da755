"""Plans as Cypher on a real Neo4j: the answers of the golden cases and of SQLite, with and without the passes."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Collection, Iterator, Mapping
from contextvars import copy_context
from pathlib import Path
from typing import Any, Final

import pytest

from graph.facts import Claim
from graph.neo4j.compile import compile_plan
from graph.neo4j.readers import Neo4jReaders
from graph.neo4j.store import Neo4jStore
from graph.neo4j.values import READ_LIMIT
from graph.neo4j.writing import MOST_PARTS, Statement, StatementTooLarge
from graph.plan import Plan
from graph.search import Found, Sought
from graph.sqlite.compile import compile_plan as compile_sqlite
from graph.sqlite.store import SqliteStore
from graph.store import SlotValue
from loaders.pipeline import load
from resolvers.execute import Engine
from schema import policy_model
from schema.errors import StoreTimeout
from tests.conftest import Golden
from tests.neo4j_server import Address, clear
from tests.seeded import SEED, seeded_store
from tests.test_cases import CASES, OPTIONS, QUESTIONS, request_of

MODEL: Final = policy_model()
Answer = dict[str, Any]

LETTERS: Final = (
    "a",
    "A",
    "ab",
    "z",
    "ł",
    "浜",
    "\ud7ff",
    "\uffee",
    "\uffeez",
    "\U00010330",
    "😀",
    "a\uffee",
    "a😀",
    "",
)
"""Kinds of institutions. By UTF-16 units surrogate pairs would come before U+FFEE; "" stands for none."""


class Compiling:
    """Compiles what an engine plans, and answers nothing."""

    def compile(self, plan: Plan) -> Statement:
        return compile_plan(plan, MODEL)

    async def run(self, statement: Statement, values: list[SlotValue]) -> bytes:
        raise AssertionError(statement)

    async def find(self, sought: Sought) -> Found:
        raise AssertionError(sought)

    async def successors(self, ids: Collection[str]) -> Mapping[str, str]:
        raise AssertionError(ids)


ENGINE: Final = Engine(MODEL, Compiling(), OPTIONS)


def planned(
    text: str, variables: Mapping[str, Any] | None = None, name: str | None = None
) -> tuple[Plan, Statement, list[SlotValue]]:
    """Plan, statement and slots of an operation."""
    document = ENGINE.document(text)
    assert not document.errors
    operation = document.operation(name)
    known = operation.variables(variables or {})
    made, statement = ENGINE.plan(operation, known)
    return made.plan, statement, made.bindings.values(known)


def statement_of(text: str, **variables: Any) -> str:
    return planned(text, variables)[1].text


class Graph:
    """A graph on the shared server."""

    def __init__(self, address: Address, name: str) -> None:
        clear(address)
        store = Neo4jStore(address.uri, MODEL, access=address.access)
        match name:
            case "letters":
                store.replace("letters", {"letters": dict.fromkeys(letters(), 0)})
            case _:
                report = load(store, [{"cases": CASES / "graph", "seed": SEED}[name]])
                assert report.ok, report.text()
        store.close()
        self.readers = Neo4jReaders(address.uri, MODEL, timeout=60, access=address.access)
        self.runner = asyncio.Runner()

    def run(self, statement: Statement, values: list[SlotValue]) -> Answer:
        answer: Answer = json.loads(self.runner.run(self.readers.run(statement, values)))
        return answer

    def ask(self, text: str, variables: Mapping[str, Any] | None = None, name: str | None = None) -> Answer:
        """The answer, which must be the same without each of the passes."""
        plan, statement, values = planned(text, variables, name)
        for _, search in plan.searches:
            found = self.runner.run(self.readers.find(Sought.of(search, values)))
            values[search.found.number] = found.as_json()
        answer = self.run(statement, values)
        for passes in ({"anchored": False}, {"indexed": False}):
            plain = compile_plan(plan, MODEL, **passes)
            if plain.text != statement.text:
                assert json.dumps(self.run(plain, values)) == json.dumps(answer), passes
        return answer

    def close(self) -> None:
        self.runner.run(self.readers.close())
        self.runner.close()


def letters() -> Iterator[Claim]:
    for i, kind in enumerate(LETTERS):
        id = f"institution/{i:02}"
        yield Claim(id, "LOCATED_IN", "country/pl")
        if kind:
            yield Claim(id, "kind", value=kind)
            yield Claim(id, "name", value=f"n{kind}", language="en")


@pytest.fixture(scope="module")
def graph(request: pytest.FixtureRequest, neo4j_address: Address) -> Iterator[Graph]:
    """The graph that a test names; tests with the same one come after another."""
    found = Graph(neo4j_address, request.param)
    yield found
    found.close()


def on(name: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("graph", [name], indirect=True)


# Answers --------------------------------------------------------------------------------------------------------


@on("cases")
@pytest.mark.parametrize("case", QUESTIONS, ids=lambda case: case.name)
def test_case(case: Path, graph: Graph, golden: Golden) -> None:
    text, variables, name = request_of(case)
    golden(case / "statement.cypher", planned(text, variables, name)[1].text + "\n")
    answer = graph.ask(text, variables, name)
    assert json.dumps(answer, ensure_ascii=False, indent=1) + "\n" == (case / "answer.json").read_text()


@pytest.fixture(scope="module")
def sqlite() -> Iterator[SqliteStore]:
    store = SqliteStore(seeded_store(), MODEL, read_only=True, timeout=60)
    yield store
    store.close()


@on("seed")
@pytest.mark.parametrize("number", [1, 2, 3, 5, 6, 7, 8, 9, 12])
def test_questions(number: int, graph: Graph, sqlite: SqliteStore, shared: Path) -> None:
    """The questions of API.md have the answers that SQLite gives, on further pages too."""
    questions = re.findall(
        r"^(\d+)\. .*?```graphql\n(.*?)```", (shared / "API.md").read_text(), re.MULTILINE | re.DOTALL
    )
    text = dict(questions)[str(number)]
    variables: dict[str, Any] = {}
    for _ in range(3):
        plan, _, values = planned(text, variables)
        statement = compile_sqlite(plan, MODEL)
        for _, search in plan.searches:
            values[search.found.number] = sqlite.find(Sought.of(search, values)).as_json()
        expected = json.loads(sqlite.run(statement.text, [values[slot] for slot in statement.slots]))
        assert json.dumps(graph.ask(text, variables)) == json.dumps(expected)
        if number != 12:
            return
        variables = {"after": expected["institutions"]["pageInfo"]["endCursor"]}


WALKS: Final = {
    "root": "institutions({}, orderBy: [{{kind: {}}}])",
    "nested": 'country(id: "country/pl") {{ institutions({}, orderBy: [{{node: {{kind: {}}}}}])',
}


@on("letters")
@pytest.mark.parametrize("direction", ["ASC", "DESC"])
@pytest.mark.parametrize("page", [("first", "after"), ("last", "before")])
@pytest.mark.parametrize("walk", WALKS)
def test_texts_are_ordered_by_code_points(graph: Graph, walk: str, page: tuple[str, str], direction: str) -> None:
    """Also across pages, although Neo4j compares texts with parameters by UTF-16 units."""
    size, place = page
    field = WALKS[walk].format(f"{size}: 2, {place}: $cursor", direction)
    shown = "nodes { kind } pageInfo { startCursor endCursor hasNextPage hasPreviousPage } }"
    text = f"query ($cursor: String) {{ {field} {{ {shown} }}{' }' if walk == 'nested' else ''}"
    found: list[str] = []
    cursor, more = None, True
    while more:
        answer = graph.ask(text, {"cursor": cursor} if cursor else {})
        rows = (answer.get("country") or answer)["institutions"]
        kinds = [node["kind"] or "" for node in rows["nodes"]]
        found = [*found, *kinds] if size == "first" else [*kinds, *found]
        forwards = size == "first"
        cursor = rows["pageInfo"]["endCursor" if forwards else "startCursor"]
        more = rows["pageInfo"]["hasNextPage" if forwards else "hasPreviousPage"]
    assert found == [*sorted(filter(None, LETTERS), reverse=direction == "DESC"), ""]


# Statements -----------------------------------------------------------------------------------------------------


def test_the_same_question_gives_the_same_statement() -> None:
    """Whatever is asked for: what a request brings is a parameter."""
    texts = ["a", "it's", "back\\slash", "`"]
    fields = "city(id: {0}) {{ name }} cities(first: $n, where: {{name: {{eq: {0}}}}}) {{ nodes {{ id }} }}"
    text = f"query ($n: Int) {{{{ {fields} }}}}"
    statements = {statement_of(text.format(json.dumps(word)), n=n) for n, word in enumerate(texts)}
    assert len(statements) == 1


@pytest.mark.parametrize("case", QUESTIONS, ids=lambda case: case.name)
def test_names_and_parameters(case: Path) -> None:
    """Every value has a name of its own, rows out of a list have theirs again, and every slot is in the text."""
    _, statement, _ = planned(*request_of(case))
    bound = re.findall(r" AS (\w+)(?= |$|\n)|(?:UNWIND|WITH) .* AS (\w+)", statement.text)
    names = [name for pair in bound for name in pair if name and name != "value" and name[0] not in "er"]
    assert len(names) == len(set(names))
    assert {int(n) for n in re.findall(r"\$p(\d+)", statement.text)} == set(statement.slots)
    assert statement.lists <= set(statement.slots)


def test_parts_that_always_or_never_hold_are_left_out() -> None:
    text = statement_of("{ cities(where: {AND: [], NOT: {OR: []}, projects: {every: {AND: []}}}) { totalCount } }")
    assert text == "RETURN [COUNT { (:`City`) }] AS value"
    text = statement_of('{ cities(where: {OR: [], projects: {some: {node: {name: {eq: "x"}}}}}) { totalCount } }')
    assert text == "RETURN [COUNT { MATCH (e1:`City`) WHERE e1.id IS NULL RETURN e1 }] AS value"


def test_passes_can_be_left_out() -> None:
    where = '{memberOf: {some: {node: {id: {eq: "programme/icc"}}}}}'
    plan, statement, _ = planned(f"{{ cities(where: {where}) {{ nodes {{ id }} }} goals {{ nodes {{ id }} }} }}")
    assert "EXISTS" not in statement.text
    assert "EXISTS" in compile_plan(plan, MODEL, anchored=False).text
    assert "USING INDEX" in statement.text
    assert "USING INDEX" not in compile_plan(plan, MODEL, indexed=False).text


def test_a_connection_that_is_only_counted_is_not_collected() -> None:
    text = statement_of('{ programme(id: "programme/icc") { members { totalCount } } }')
    assert "COUNT { (e1)<-[:`MEMBER_OF`]-() }" in text
    assert "collect" not in text


def test_a_search_in_texts_ends_in_time() -> None:
    _, statement, _ = planned('{ documents(first: 5) { nodes { passages(contains: "a") { start } } } }')
    assert statement.reads_texts
    found = [[["a text", "a", 5]] * 3]
    assert statement.decode(found) == {"documents": {"nodes": [{"passages": [{"start": 0}]}] * 3}}
    with pytest.raises(StoreTimeout, match="within 5 seconds"):
        copy_context().run(lambda: (READ_LIMIT.set((0.0, 5.0)), statement.decode(found)))


def test_a_statement_that_is_too_large_is_refused() -> None:
    fields = " ".join(f"a{i}: country {{ id }}" for i in range(MOST_PARTS))
    with pytest.raises(StatementTooLarge, match=str(MOST_PARTS)):
        statement_of(f'{{ city(id: "city/x") {{ {fields} }} }}')
