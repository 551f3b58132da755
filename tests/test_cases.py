"""Golden cases: each folder of `cases/questions` has a query, its plan, its SQL, how SQLite runs it, and its answer.

The graph that they ask is `cases/graph`. After a deliberate change `make goldens` writes them anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.plan_text import show
from graph.sqlite.readers import Readers
from graph.sqlite.store import SqliteStore
from graph.sqlite.writing import Statement
from graph.store import SlotValue, open_store
from loaders.pipeline import load
from resolvers.execute import Engine
from resolvers.planner import Options
from schema import policy_model
from tests.conftest import Golden

CASES = Path(__file__).parent / "cases"
QUESTIONS = sorted(path.parent for path in (CASES / "questions").glob("*/query.graphql"))
OPTIONS = Options(iri_base="https://example.org/id/", licence="CC BY 4.0")


@pytest.fixture(scope="module")
def readers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Readers]:
    path = tmp_path_factory.mktemp("cases") / "graph.sqlite"
    store = open_store(f"sqlite:{path}", policy_model())
    report = load(store, [str(CASES / "graph")])
    store.close()
    assert report.ok, report.text()
    found = Readers(str(path), policy_model())
    yield found
    found.close()


@pytest.fixture(scope="module")
def engine(readers: Readers) -> Engine:
    return Engine(policy_model(), readers, OPTIONS)


@pytest.fixture(scope="module")
def core(readers: Readers) -> Engine:
    """The same through graphql-core, which checks shape, nulls and types."""
    return Engine(policy_model(), readers, OPTIONS, through_core=True)


@pytest.fixture(scope="module")
def store(readers: Readers) -> Iterator[SqliteStore]:
    """The same graph, to ask how a statement would run."""
    opened = SqliteStore(readers.path, policy_model(), read_only=True)
    yield opened
    opened.close()


def explained(store: SqliteStore, statement: Statement, values: list[SlotValue]) -> str:
    """The steps in which SQLite runs a statement, each below the one that it is a part of."""
    depths = {0: -1}
    lines = []
    bound = [values[number] for number in statement.slots]
    for id, parent, _, text in store.db.execute(f"EXPLAIN QUERY PLAN {statement.text}", bound):
        depths[id] = depths[parent] + 1
        lines.append(f"{'  ' * depths[id]}{text}\n")
    return "".join(lines)


def request_of(case: Path) -> tuple[str, dict[str, Any], str | None]:
    """Text, variables and operation name of a case."""
    request = json.loads(path.read_text()) if (path := case / "request.json").exists() else {}
    return (case / "query.graphql").read_text(), request.get("variables", {}), request.get("operationName")


@pytest.mark.anyio
@pytest.mark.parametrize("case", QUESTIONS, ids=lambda case: case.name)
async def test_case(case: Path, engine: Engine, core: Engine, store: SqliteStore, golden: Golden) -> None:
    """Plan, statement, how SQLite runs it and answer are as they were; graphql-core gives the same answer."""
    text, variables, name = request_of(case)
    result = await engine.answer(text, variables, operation_name=name)
    assert result.errors is None
    answer = json.loads(str(result.data))

    operation = engine.document(text).operation(name)
    planned, statement = engine.plan(operation, operation.variables(variables))
    golden(case / "plan.txt", show(planned.plan) + "\n")
    golden(case / "statement.sql", statement.text + "\n")
    golden(
        case / "query-plan.txt", explained(store, statement, planned.bindings.values(operation.variables(variables)))
    )
    golden(case / "answer.json", json.dumps(answer, ensure_ascii=False, indent=1) + "\n")

    slow = await core.answer(text, variables, operation_name=name)
    assert slow.errors is None
    assert json.dumps(slow.data) == json.dumps(answer)
