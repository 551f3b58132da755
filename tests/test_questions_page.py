"""The page of questions shows the answers that the seed gives today."""

from __future__ import annotations

import json
from typing import Any

import pytest

from resolvers.execute import Engine
from tests.conftest import ROOT, Golden
from tests.seeded import seed_engine
from web.questions import page, questions

__all__ = ["seed_engine"]


@pytest.mark.anyio
async def test_the_questions_page_is_up_to_date(seed_engine: Engine, golden: Golden) -> None:
    answers: dict[str, Any] = {}
    for question in questions():
        result = await seed_engine.answer(question.text, json.loads(question.variables or "{}"))
        assert result.errors is None, question.name
        answers[question.name] = json.loads(str(result.data))
    golden(ROOT / "docs" / "questions.md", page(answers))
