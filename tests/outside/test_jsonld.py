"""Answers in other forms as jsonld reads them: the same statements in JSON-LD and in N-Triples."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.sqlite.readers import Readers
from resolvers.execute import Engine
from resolvers.planner import Options
from schema import policy_model
from tests.exporters.graphs import BASE, case_file
from tests.forms import ALIASES, JSONLD, NT, formed, triples
from tests.test_cases import QUESTIONS, request_of

pytestmark = pytest.mark.anyio


@pytest.fixture
def engine() -> Iterator[Engine]:
    readers = Readers(case_file(), policy_model())
    yield Engine(policy_model(), readers, Options(iri_base=f"{BASE}id/"))
    readers.close()


async def test_jsonld_reads_the_same_from_both_forms(engine: Engine, node: Any, shared: Path, tmp_path: Path) -> None:
    text = (shared / "API.md").read_text(encoding="utf-8")
    questions = re.findall(r"^(\d+)\. .*?```graphql\n(.*?)```", text, re.MULTILINE | re.DOTALL)
    asked: dict[str, Any] = {f"question-{number}": (question, {"id": "document/x"}) for number, question in questions}
    asked |= {name: (query,) for name, query in ALIASES.items()}
    asked |= {case.name: request_of(case) for case in QUESTIONS}
    expected = {}
    for name, request in asked.items():
        (tmp_path / f"{name}.jsonld").write_bytes(await formed(engine, JSONLD, *request))
        lines = await formed(engine, NT, *request)
        (tmp_path / f"{name}.nt").write_bytes(lines)
        expected[name] = triples(lines, NT)
    found = {line["name"]: triples(line["statements"], NT) for line in node("jsonld.mjs", str(tmp_path))}
    assert sum(map(len, expected.values())) > 1000
    for name in asked:
        assert found[f"{name}.jsonld"] == expected[name], name
        assert found[f"{name}.nt"] == expected[name], name
