"""Answers in other forms: the same answer as JSON's, in triples that all stand in the export."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.sqlite.readers import Readers
from graph.sqlite.store import SqliteStore
from graph.store import Store
from resolvers.execute import Engine
from resolvers.planner import Options
from schema import policy_model
from tests.conftest import ROOT, Golden
from tests.contract.arguments import Values
from tests.contract.graphs import draw_graph
from tests.contract.queries import draw_operation
from tests.contract.stores import SqliteOpened
from tests.exporters.graphs import BASE, TERMS, case_file, lines_of
from tests.forms import ALIASES, CSV, JSONLD, NT, TURTLE, formed, plain, triples, triples_of, without_ld
from tests.seeded import seeded_store
from tests.test_cases import CASES, QUESTIONS, request_of

pytestmark = [pytest.mark.anyio, pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")]

OPTIONS = Options(iri_base=f"{BASE}id/", licence="CC BY 4.0")


SHOWN = (
    "conflicts", "descriptions-languages", "evidence-edge", "evidence-entity", "groups-to-one", "money", "names",
    "narrowed", "nodes-mixed", "observations", "search",
)  # fmt: skip
"""Cases whose answers stand in all forms in the repository: together they show everything of which triples are made."""


class Asked:
    """A store that answers in all forms, and all triples of its export."""

    def __init__(self, engine: Engine, whole: Store) -> None:
        self.engine = engine
        self.whole = triples_of(lines_of(whole))

    @classmethod
    @contextmanager
    def file(cls, path: str) -> Iterator[Asked]:
        store = SqliteStore(path, policy_model(), read_only=True)
        readers = Readers(path, policy_model())
        yield cls(Engine(policy_model(), readers, OPTIONS), store)
        readers.close()
        store.close()

    def of(self, opened: SqliteOpened) -> Asked:
        """Another store, with the same schema."""
        engine = copy(self.engine)
        engine.answers = opened
        return Asked(engine, opened.store)

    async def check(self, text: str, variables: dict[str, object] | None = None, name: str | None = None) -> set[str]:
        """All forms of an answer say the same. The lines of its N-Triples."""
        asked = text, variables or {}, name
        text_of_lines = (await formed(self.engine, NT, *asked)).decode()
        lines = {line for line in text_of_lines.split("\n") if line}
        assert lines <= self.whole
        expected = triples(text_of_lines, NT)
        assert triples(await formed(self.engine, TURTLE, *asked), TURTLE) == expected
        document = await formed(self.engine, JSONLD, *asked)
        assert triples(document, JSONLD) == expected
        assert without_ld(json.loads(document)) == await plain(self.engine, *asked)
        return lines


@pytest.fixture(scope="module")
def cases() -> Iterator[Asked]:
    with Asked.file(case_file()) as asked:
        yield asked


@pytest.fixture(scope="module")
def seed() -> Iterator[Asked]:
    with Asked.file(seeded_store()) as asked:
        yield asked


@pytest.mark.parametrize("case", QUESTIONS, ids=lambda case: case.name)
async def test_the_forms_of_a_case_say_the_same(case: Path, cases: Asked) -> None:
    await cases.check(*request_of(case))


@pytest.mark.parametrize("name", ALIASES)
async def test_aliases_do_not_matter(name: str, cases: Asked) -> None:
    assert len(await cases.check(ALIASES[name])) > 5


@pytest.mark.parametrize("name", SHOWN)
async def test_what_a_case_states(name: str, cases: Asked, golden: Golden) -> None:
    """The forms of the answer are as they were."""
    case = CASES / "questions" / name
    for kind, suffix in ((TURTLE, "ttl"), (JSONLD, "jsonld"), (CSV, "csv")):
        found = (await formed(cases.engine, kind, *request_of(case))).decode().replace("\r\n", "\n")
        if kind == JSONLD:
            found = json.dumps(json.loads(found), ensure_ascii=False, indent=1) + "\n"
        golden(case / f"answer.{suffix}", found)


@pytest.mark.parametrize("number", range(1, 13))
async def test_the_forms_of_a_question_say_the_same(number: int, shared: Path, seed: Asked) -> None:
    text = (shared / "API.md").read_text(encoding="utf-8")
    (question,) = re.findall(rf"^{number}\. .*?```graphql\n(.*?)```", text, re.MULTILINE | re.DOTALL)
    document = "document/wielokultury-wroclaw-pl-en-strategy"
    assert await seed.check(question, {"id": document} if number == 10 else {})


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32))
def test_drawn_operations_on_drawn_graphs(cases: Asked, seed: int) -> None:
    """Whatever stands in the graph and is asked of it, a few operations a graph."""
    random, model = Random(seed), policy_model()
    graph = draw_graph(random, model, 3)
    opened = SqliteOpened(model)
    opened.store.replace("here", {"a": dict.fromkeys(graph.claims, 0)})
    asked = cases.of(opened)
    values = Values(model, sorted(graph.claims, key=lambda claim: claim.id))

    async def ask() -> None:
        for size in (2, 3, 5):
            operation = draw_operation(random, asked.engine.core, values, size)
            if (await asked.engine.answer(operation.text, operation.sent)).errors is None:
                await asked.check(operation.text, dict(operation.sent))

    asyncio.run(ask())
    opened.store.close()


PAGE = (ROOT / "docs" / "linked-data.md").read_text(encoding="utf-8")
EXAMPLES: dict[str, str] = dict(re.findall(r"^```(\w+) (?:question|answer)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL))


async def test_the_example_of_the_page(seed: Asked) -> None:
    question = EXAMPLES["graphql"]
    assert json.loads(await formed(seed.engine, JSONLD, question)) == json.loads(EXAMPLES["json"])
    assert (await formed(seed.engine, CSV, question)).decode().replace("\r\n", "\n") == EXAMPLES["csv"]
    prefixes = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in TERMS.prefixes.items())
    shown = triples(f"@base <{BASE}> .\n{prefixes}{EXAMPLES['turtle']}", TURTLE)
    assert triples(await formed(seed.engine, TURTLE, question), TURTLE) == shown
