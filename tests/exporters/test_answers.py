"""Answers in other forms: the same answer as JSON's, in triples that all stand in the export."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.sqlite.readers import Readers
from graph.store import open_store
from resolvers.execute import Engine
from resolvers.planner import Options
from schema import policy_model
from tests.conftest import ROOT
from tests.exporters.graphs import BASE, TERMS, case_file, lines_of
from tests.forms import CSV, JSONLD, NT, TURTLE, formed, plain, triples, triples_of, without_ld
from tests.seeded import seeded_store
from tests.test_cases import QUESTIONS, request_of

pytestmark = [pytest.mark.anyio, pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")]

OPTIONS = Options(iri_base=f"{BASE}id/", licence="CC BY 4.0")


class Asked:
    """A store that answers in all forms, and all triples of its export."""

    def __init__(self, path: str) -> None:
        store = open_store(f"sqlite:{path}", policy_model(), read_only=True)
        self.whole = triples_of(lines_of(store))
        store.close()
        self.readers = Readers(path, policy_model())
        self.engine = Engine(policy_model(), self.readers, OPTIONS)

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
    asked = Asked(case_file())
    yield asked
    asked.readers.close()


@pytest.fixture(scope="module")
def seed() -> Iterator[Asked]:
    asked = Asked(seeded_store())
    yield asked
    asked.readers.close()


@pytest.mark.parametrize("case", QUESTIONS, ids=lambda case: case.name)
async def test_the_forms_of_a_case_say_the_same(case: Path, cases: Asked) -> None:
    await cases.check(*request_of(case))


@pytest.mark.parametrize("number", range(1, 13))
async def test_the_forms_of_a_question_say_the_same(number: int, shared: Path, seed: Asked) -> None:
    text = (shared / "API.md").read_text(encoding="utf-8")
    (question,) = re.findall(rf"^{number}\. .*?```graphql\n(.*?)```", text, re.MULTILINE | re.DOTALL)
    document = "document/wielokultury-wroclaw-pl-en-strategy"
    assert await seed.check(question, {"id": document} if number == 10 else {})


PAGE = (ROOT / "docs" / "linked-data.md").read_text(encoding="utf-8")
EXAMPLES: dict[str, str] = dict(re.findall(r"^```(\w+) (?:question|answer)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL))


async def test_the_example_of_the_page(seed: Asked) -> None:
    question = EXAMPLES["graphql"]
    assert json.loads(await formed(seed.engine, JSONLD, question)) == json.loads(EXAMPLES["json"])
    assert (await formed(seed.engine, CSV, question)).decode().replace("\r\n", "\n") == EXAMPLES["csv"]
    prefixes = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in TERMS.prefixes.items())
    shown = triples(f"@base <{BASE}> .\n{prefixes}{EXAMPLES['turtle']}", TURTLE)
    assert triples(await formed(seed.engine, TURTLE, question), TURTLE) == shown
