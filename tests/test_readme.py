"""The README's questions run as they are written, and its example table loads."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from graph.store import open_store
from loaders.pipeline import load
from resolvers.execute import Engine
from schema import policy_model
from tests.conftest import ROOT
from tests.seeded import SEED, seed_engine

__all__ = ["seed_engine"]

README = (ROOT / "README.md").read_text(encoding="utf-8")
QUESTIONS = re.findall(r"```graphql\n(.*?)```", README, re.DOTALL)


@pytest.mark.anyio
@pytest.mark.parametrize("question", QUESTIONS, ids=range(1, len(QUESTIONS) + 1))
async def test_question_has_an_answer(question: str, seed_engine: Engine) -> None:
    result = await seed_engine.answer(question)
    assert result.errors is None
    (answer,) = json.loads(str(result.data)).values()
    assert '"name"' in json.dumps(answer)


def test_example_table_loads(tmp_path: Path) -> None:
    example = re.search(r"cat my/member_of.csv\n(.*?)\$ ", README, re.DOTALL)
    assert example
    folder = tmp_path / "my"
    folder.mkdir()
    (folder / "member_of.csv").write_text(example[1])
    store = open_store(f"sqlite:{tmp_path}/graph.sqlite", policy_model())
    report = load(store, [str(SEED), str(folder)])
    store.close()
    assert report.ok, report.text()


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)#:]+)\)", README))))
def test_link_leads_somewhere(link: str) -> None:
    assert (ROOT / link).exists()
