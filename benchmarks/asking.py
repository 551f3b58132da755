"""Takes a request apart: the whole of it, its statement, graphql-core's execution, each step of a new document.

CPU is that of all threads.

whole     the request through the server's application, in this process, called as an ASGI server calls it
gzip      the same, when the client accepts gzip, as browsers do
new text  the same, when the document was never seen: parsed, validated, planned and compiled anew
cost      the cost rule alone, for a document that was seen before
by hand   the statement that one would write by hand, in the place of bare
bare      its SQL statement alone through apsw, on a connection opened as the server opens it
pool      the same in the server's thread pool, each awaited
core      the whole request when graphql-core executes it, field by field, over the same answer (--slow-path)
decode    the answer of the statement, from JSON text to dicts
execute   graphql-core's execute() alone over these dicts
parse, validate, plan, compile
          the steps that a new document costs once
afresh    the bare statement, prepared anew each time
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count
from typing import Any

from graphql import DocumentNode, ExecutionResult, execute, parse, validate
from starlette.applications import Starlette

from benchmarks.asgi import Caller, body_of
from benchmarks.report import rounds_of
from benchmarks.timing import Call, Pace, Rounds, keep_freed_memory, take_turns
from graph.search import Sought
from graph.sqlite.compile import compile_plan
from graph.sqlite.readers import MAPPED, Readers
from graph.sqlite.store import SqliteStore
from graph.sqlite.writing import Statement
from graph.store import SlotValue
from resolvers.execute import Engine
from resolvers.planner import Options, Planned, make_plan
from resolvers.selection import Selection
from schema import policy_model
from server import settled_app
from settings import Settings


@dataclass(frozen=True)
class Question:
    """What is asked."""

    name: str
    text: str
    variables: dict[str, Any] = field(default_factory=dict)
    by_hand: str = ""
    """An SQL statement that gives the same."""


@dataclass(frozen=True)
class Measured:
    """The figures of one question."""

    name: str
    size: int
    """Bytes of the answer."""
    groups: list[dict[str, Rounds]]
    """By name of the part; those of a group took turns, so that they can be compared."""


def runner() -> asyncio.Runner:
    """Runs measurements on the event loop that uvicorn takes, uvloop's where there is one, with steady memory."""
    keep_freed_memory()
    try:
        import uvloop
    except ImportError:
        return asyncio.Runner()
    return asyncio.Runner(loop_factory=uvloop.new_event_loop)


async def measure_all(
    path: str, questions: Sequence[Question], groups: Collection[Collection[str]], pace: Pace
) -> list[Measured]:
    """Measure parts of requests to a store; the parts of a group take turns.

    Raises RuntimeError when ways that are compared give different answers.
    """
    slow = any("core" in parts for parts in groups)
    async with _opened(path, slow=slow) as asked:
        return [await asked.measure(question, groups, pace) for question in questions]


@dataclass(frozen=True)
class _Asked:
    """What is asked: the application twice over, and its store."""

    app: Starlette
    slow: Starlette | None
    """The same that lets graphql-core execute."""
    engine: Engine
    options: Options
    store: SqliteStore
    readers: Readers

    async def measure(self, question: Question, groups: Collection[Collection[str]], pace: Pace) -> Measured:
        ask = Caller(self.app)
        if "$after" in question.text:
            first = json.loads(await ask(body_of(question.text)))
            question = replace(question, variables={"after": end_cursor(first)})
        body = body_of(question.text, question.variables)
        steps = _Steps(question, self.engine, self.options, self.store)
        answer = await ask(body)
        answers = [answer, *([await Caller(self.slow)(body)] if self.slow else [])]
        steps.check(answers)
        calls: dict[str, Call] = {
            "whole": partial(ask, body),
            "gzip": partial(Caller(self.app, compressed=True), body),
            "new text": _new_texts(ask, question),
            "bare": _async(steps.bare),
            "by hand": _async(steps.by_hand),
            "cost": _async(steps.cost),
            "pool": partial(self.readers.run, steps.statement, steps.values),
            "decode": _async(steps.decode),
            "execute": _async(steps.execute),
            "parse": _async(steps.parse),
            "validate": _async(steps.validate),
            "plan": _async(steps.plan),
            "compile": _async(steps.compile),
            "afresh": _async(steps.afresh),
        }
        if self.slow:
            calls["core"] = partial(Caller(self.slow), body)
        found = []
        for parts in groups:
            told = rounds_of(f"{question.name}: {', '.join(parts)}")
            found.append(await take_turns({name: calls[name] for name in parts}, pace, told))
        return Measured(question.name, len(answer), found)


@asynccontextmanager
async def _opened(path: str, *, slow: bool) -> AsyncIterator[_Asked]:
    settings, model = Settings(store=f"sqlite:{path}"), policy_model()
    async with AsyncExitStack() as stack:
        apps = []
        for each in (settings, replace(settings, slow_path=True))[: 1 + slow]:
            app = settled_app(each)
            await stack.enter_async_context(app.router.lifespan_context(app))
            apps.append(app)
        readers = stack.enter_context(closing(Readers(path, model)))
        store = stack.enter_context(closing(SqliteStore(path, model, read_only=True)))
        store.db.execute(f"PRAGMA mmap_size = {MAPPED}")  # as the server's threads read it
        options = Options(iri_base=f"{settings.base}id/")
        yield _Asked(
            apps[0], apps[1] if slow else None, Engine(model, readers, options), options, store, readers
        )  # fmt: skip


def _async(call: Callable[[], object]) -> Call:
    async def run() -> object:
        return call()

    return run


def _new_texts(ask: Caller, question: Question) -> Call:
    numbers = count()

    def run() -> Awaitable[object]:
        return ask(body_of(f"{question.text}# {next(numbers)}", question.variables))

    return run


def end_cursor(answer: object) -> str | None:
    """The first `endCursor` in an answer."""
    if isinstance(answer, dict) and "endCursor" in answer:
        return str(answer["endCursor"])
    inner = answer.values() if isinstance(answer, dict) else answer if isinstance(answer, list) else ()
    return next(filter(None, map(end_cursor, inner)), None)


def check_by_hand(name: str, answer: object, by_hand: object) -> None:
    """Raise RuntimeError when the values that a statement of one's own gives are not those of the answer.

    The answer may have more besides (cursors, names of types), but no more than as much again.
    """
    given, shown = Counter(_leaves(by_hand)), Counter(_leaves(answer))
    if missing := given - shown:
        raise RuntimeError(f"{name}: the statement gives what the answer does not have: {list(missing)[:5]}")
    if shown.total() > 2 * given.total():
        raise RuntimeError(f"{name}: the answer has {shown.total()} values, the statement gives {given.total()} only")


def _leaves(value: object) -> Iterator[str]:
    """The texts and numbers in an answer."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from _leaves(each)
    elif value is not None and not isinstance(value, bool):
        yield str(value).casefold()


class _Steps:
    """The steps of a request, each on its own."""

    def __init__(self, question: Question, engine: Engine, options: Options, store: SqliteStore) -> None:
        self.question, self.engine, self.options, self.store = question, engine, options, store
        document = engine.document(question.text)
        if document.errors or not document.node:
            raise RuntimeError(f"{question.name}: {document.errors[0].message}")
        self.document = document.node
        self.operation = document.operation(None)
        self.variables = self.operation.variables(question.variables)
        self.planned = self.plan()
        self.statement = self.compile()
        self.values = self.values_of(self.planned)
        self.bound = [self.values[number] for number in self.statement.slots]
        # graphql-core is given an answer that has the type of each object in it.
        typed = self.plan(typed=True)
        statement, values = compile_plan(typed.plan, store.model), self.values_of(typed)
        self.typed_answer = store.run(statement.text, [values[number] for number in statement.slots])
        self.data = self.decode()

    def values_of(self, planned: Planned) -> list[SlotValue]:
        values = planned.bindings.values(self.variables)
        for _, search in planned.plan.searches:
            values[search.found.number] = self.store.find(Sought.of(search, values)).as_json()
        return values

    def check(self, answers: Sequence[bytes]) -> None:
        """Raise RuntimeError when what is compared does not give the same."""
        expected = {"data": json.loads(self.bare())}
        for other in (*map(json.loads, answers), {"data": self.execute().data}):
            if other != expected:
                raise RuntimeError(f"{self.question.name}: the ways that are compared give different answers")
        if self.question.by_hand:
            check_by_hand(self.question.name, expected, json.loads(self.by_hand()))

    def bare(self, *, cached: bool = True) -> str:
        text: str = self.store.db.execute(self.statement.text, self.bound, can_cache=cached).get
        return text

    def by_hand(self) -> str:
        text: str = self.store.db.execute(self.question.by_hand).get
        return text

    def cost(self) -> None:
        self.operation.cost.check(self.variables)

    def afresh(self) -> str:
        return self.bare(cached=False)

    def decode(self) -> object:
        return json.loads(self.typed_answer)

    def execute(self) -> ExecutionResult:
        result = execute(self.engine.core, self.document, root_value=self.data, variable_values=dict(self.variables))
        assert isinstance(result, ExecutionResult)
        return result

    def parse(self) -> DocumentNode:
        return parse(self.question.text)

    def validate(self) -> object:
        return validate(self.engine.core, self.document)

    def plan(self, *, typed: bool = False) -> Planned:
        selection = Selection(self.operation.node, self.operation.document.fragments, self.variables)
        return make_plan(selection, self.store.model, self.options, typed=typed)

    def compile(self) -> Statement:
        return compile_plan(self.planned.plan, self.store.model)
