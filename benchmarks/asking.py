"""Takes a request apart: the whole of it, its statement, graphql-core's execution, each step of a new document.

`measure` times the parts that are named, in turns. CPU is that of all threads.

whole     the request through the server's application, in this process, called as an ASGI server calls it
gzip      the same, when the client accepts gzip, as browsers do
new text  the same, when the document was never seen: parsed, validated, planned and compiled anew
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
from collections.abc import Awaitable, Callable, Collection
from contextlib import AsyncExitStack, closing
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count
from typing import Any, Final

from graphql import DocumentNode, ExecutionResult, execute, parse, validate
from starlette.applications import Starlette

from benchmarks.asgi import Caller, body_of
from benchmarks.report import rounds_of
from benchmarks.timing import Call, Rounds, keep_freed_memory, take_turns
from graph.plan import Plan
from graph.sqlite.compile import compile_plan
from graph.sqlite.readers import Readers
from graph.sqlite.store import SqliteStore
from graph.sqlite.writing import Statement
from graph.store import SlotValue
from resolvers.execute import Engine
from resolvers.planner import Options, Planned, make_plan
from resolvers.selection import Selection
from schema import policy_model
from server import create_app
from settings import Settings

TURN: Final = 0.025
"""Seconds that a part runs before the next has its turn."""


@dataclass(frozen=True)
class Question:
    """What is asked, and of which store."""

    name: str
    store: str
    """Path of a SQLite store."""
    text: str
    variables: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Measured:
    """The figures of one question."""

    name: str
    size: int
    """Bytes of the answer."""
    groups: list[dict[str, Rounds]]


def runner() -> asyncio.Runner:
    """Runs measurements on the event loop that uvicorn takes, uvloop's where there is one, with steady memory."""
    keep_freed_memory()
    try:
        import uvloop
    except ImportError:
        return asyncio.Runner()
    return asyncio.Runner(loop_factory=uvloop.new_event_loop)


async def measure(question: Question, groups: Collection[Collection[str]], rounds: int) -> Measured:
    """Measure parts of a request; those of a group take turns, so that they can be compared.

    Raises RuntimeError when ways that are compared give different answers.
    """
    settings = Settings(store=f"sqlite:{question.store}")
    async with AsyncExitStack() as stack:
        app = await _started(stack, settings)
        slow = await _started(stack, replace(settings, slow_path=True))
        readers = stack.enter_context(closing(Readers(question.store, policy_model())))
        if "$after" in question.text:
            first = json.loads(await Caller(app)(body_of(question.text)))
            question = replace(question, variables={"after": _end_cursor(first)})
        steps = stack.enter_context(closing(await _Steps.of(question, settings)))
        body = body_of(question.text, question.variables)
        answer = await Caller(app)(body)
        steps.check(answer, await Caller(slow)(body))
        calls: dict[str, Call] = {
            "whole": partial(Caller(app), body),
            "gzip": partial(Caller(app, compressed=True), body),
            "new text": _new_texts(Caller(app), question),
            "bare": _async(steps.bare),
            "pool": partial(readers.run, steps.statement, steps.values),
            "core": partial(Caller(slow), body),
            "decode": _async(steps.decode),
            "execute": _async(steps.execute),
            "parse": _async(steps.parse),
            "validate": _async(steps.validate),
            "plan": _async(steps.plan),
            "compile": _async(steps.compile),
            "afresh": _async(steps.afresh),
        }
        found = []
        for parts in groups:
            chosen = {name: calls[name] for name in parts}
            told = rounds_of(f"{question.name}, {' '.join(parts)}")
            found.append(await take_turns(chosen, rounds=rounds, turn=TURN, told=told))
    return Measured(question.name, len(answer), found)


async def _started(stack: AsyncExitStack, settings: Settings) -> Starlette:
    app = create_app(settings)
    await stack.enter_async_context(app.router.lifespan_context(app))
    return app


def _async(call: Callable[[], object]) -> Call:
    async def run() -> object:
        return call()

    return run


def _new_texts(ask: Caller, question: Question) -> Call:
    numbers = count()

    def run() -> Awaitable[object]:
        return ask(body_of(f"{question.text}# {next(numbers)}", question.variables))

    return run


def _end_cursor(answer: object) -> str | None:
    """The first `endCursor` in an answer."""
    inner = answer.values() if isinstance(answer, dict) else answer if isinstance(answer, list) else ()
    if isinstance(answer, dict) and "endCursor" in answer:
        return str(answer["endCursor"])
    return next(filter(None, map(_end_cursor, inner)), None)


class _Recorder:
    """A store for an engine; keeps the last statement, its values and its answer."""

    statement: Statement
    values: list[SlotValue]
    answer: str

    def __init__(self, store: SqliteStore) -> None:
        self.store = store

    def compile(self, plan: Plan) -> Statement:
        return compile_plan(plan, self.store.model)

    async def run(self, statement: Statement, values: list[SlotValue]) -> str:
        self.statement, self.values = statement, values
        self.answer = self.store.run(statement.text, [values[number] for number in statement.slots])
        return self.answer


class _Steps:
    """The steps of a request, each on its own."""

    def __init__(
        self, question: Question, options: Options, engine: Engine, fast: _Recorder, typed_answer: str
    ) -> None:
        """`typed_answer`: the answer that graphql-core is given; it has the type of each object in it."""
        document = engine.document(question.text)
        assert document.node
        self.question, self.options, self.engine, self.store = question, options, engine, fast.store
        self.statement, self.values, self.typed_answer = fast.statement, fast.values, typed_answer
        self.document, self.operation = document.node, document.operation(None)
        self.variables = self.operation.variables(question.variables)
        self.bound = [self.values[number] for number in self.statement.slots]
        self.data = self.decode()
        self.planned = self.plan()

    @classmethod
    async def of(cls, question: Question, settings: Settings) -> _Steps:
        """The steps of a question. Raises RuntimeError when it is not answered."""
        store = SqliteStore(question.store, policy_model(), read_only=True)
        options = Options(iri_base=f"{settings.base}id/")
        fast, slow = _Recorder(store), _Recorder(store)
        engines = Engine(store.model, fast, options), Engine(store.model, slow, options, through_core=True)
        for engine in engines:
            answer = await engine.answer(question.text, None, question.variables)
            if answer.errors:
                raise RuntimeError(f"{question.name}: {answer.errors[0].message}")
        return cls(question, options, engines[0], fast, slow.answer)

    def close(self) -> None:
        self.store.close()

    def check(self, answer: bytes, slow_answer: bytes) -> None:
        """Raise RuntimeError when what is compared does not give the same."""
        expected = json.loads(answer)
        for other in (json.loads(slow_answer), {"data": json.loads(self.bare())}, {"data": self.execute().data}):
            if other != expected:
                raise RuntimeError(f"{self.question.name}: the ways that are compared give different answers")

    def bare(self, *, cached: bool = True) -> str:
        text: str = self.store.db.execute(self.statement.text, self.bound, can_cache=cached).get
        return text

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

    def plan(self) -> Planned:
        selection = Selection(self.operation.node, self.operation.document.fragments, self.variables)
        return make_plan(selection, self.store.model, self.options)

    def compile(self) -> Statement:
        return compile_plan(self.planned.plan, self.store.model)
