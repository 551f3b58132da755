"""How one operation ran: its plan, what the store was asked, with which values, and where the time went.

A client asks for it with the header `x-explain: true`; the answer then has it in `extensions.explain`. It tells of
this request only: what an earlier one had parsed, planned or compiled takes no time here.
"""

from __future__ import annotations

import json
import time
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from graph.plan import Plan
from graph.plan_text import show
from graph.search import Found, Sought
from graph.store import Answers, SlotValue

HEADER: Final = "x-explain"
MOST_STATEMENTS: Final = 50
"""Statements that are told of; a search for paths asks two for each level."""
STEPS: Final = ("parse", "validate", "plan", "compile", "search", "store", "execute")
"""What takes time, in its order: `search` looks names up, `execute` is graphql-core's part where it has one."""


class Explanation:
    """What is told of one operation; filled in while it is answered."""

    def __init__(self) -> None:
        self.began = time.perf_counter()
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.plan: Plan | None = None
        self.cost: dict[str, int] = {}
        self.statements: list[dict[str, Any]] = []
        self.asked = 0

    @contextmanager
    def timed(self, step: str) -> Iterator[None]:
        """Adds the time that something takes to a step's."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[step] += time.perf_counter() - began

    def note(self, began: float, asked: dict[str, Any]) -> None:
        """Keep what the store was asked, unless there is very much of it."""
        self.asked += 1
        if len(self.statements) < MOST_STATEMENTS:
            self.statements.append({**asked, "milliseconds": _milliseconds(time.perf_counter() - began)})

    def as_json(self) -> dict[str, Any]:
        """The value of `extensions.explain`. Times are in milliseconds of wall time."""
        times = {step: _milliseconds(self.seconds[step]) for step in STEPS if step in self.seconds}
        return {
            "milliseconds": {**times, "total": _milliseconds(time.perf_counter() - self.began)},
            **({"cost": self.cost} if self.cost else {}),
            **({"plan": show(self.plan)} if self.plan else {}),
            "statements": self.statements,
            **({"statementsLeftOut": more} if (more := self.asked - len(self.statements)) else {}),
        }


class Watched:
    """A store that notes in an explanation what it is asked."""

    def __init__(self, answers: Answers, explanation: Explanation) -> None:
        self.answers = answers
        self.explanation = explanation

    def compile(self, plan: Plan) -> Any:
        """The store's statement for a plan."""
        with self.explanation.timed("compile"):
            return self.answers.compile(plan)

    async def run(self, statement: Any, values: list[SlotValue]) -> bytes:
        """The answer as JSON in UTF-8."""
        began, answer = time.perf_counter(), None
        try:
            with self.explanation.timed("store"):
                answer = await self.answers.run(statement, values)
            return answer
        finally:
            self.explanation.note(
                began,
                {
                    "language": statement.language,
                    "text": statement.text,
                    "parameters": statement.parameters(values),
                    "rows": None if answer is None else rows(json.loads(answer)),
                },
            )

    async def find(self, sought: Sought) -> Found:
        """Entities by their names."""
        began, found = time.perf_counter(), None
        try:
            with self.explanation.timed("search"):
                found = await self.answers.find(sought)
            return found
        finally:
            self.explanation.note(
                began,
                {"search": sought.text, "rows": None if found is None else {"hits": len(found.hits)}},
            )

    async def successors(self, ids: Collection[str]) -> Mapping[str, str]:
        """What those of these ids have become that were merged."""
        with self.explanation.timed("store"):
            return await self.answers.successors(ids)


def rows(data: Any) -> dict[str, int]:
    """How many objects an answer has in its lists, by the response keys that lead there, joined by dots."""
    found: Counter[str] = Counter()
    waiting = [("", data)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, dict):
            waiting += [(f"{path}.{key}" if path else key, inner) for key, inner in value.items()]
        elif isinstance(value, list):
            found[path] += len(value)
            waiting += [(path, inner) for inner in value if isinstance(inner, dict)]
    return dict(sorted(found.items()))


def _milliseconds(seconds: float) -> float:
    return round(seconds * 1000, 3)
