"""Answers operations from the store, round graphql-core's field resolution.

Strawberry's schema says what may be asked; parsing, validation and variables are graphql-core's. The data of a result
is JSON already, and the HTTP view splices it in. With `through_core` the same plan's answer goes through graphql-core
instead, field by field: it checks shape, nulls and types, and it is how introspection beside data is answered.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable
from contextlib import AbstractContextManager, nullcontext
from copy import copy
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Final

from graphql import ExecutionResult as CoreResult
from graphql import GraphQLError, execute

from exporters.marked import marked
from graph.paths import PathsFound
from graph.plan import Plan, Search
from graph.search import Sought
from graph.store import Answers, SlotValue
from resolvers import merged
from resolvers.by_key import resolve_by_key
from resolvers.documents import Cache, Document, Operation, Variants
from resolvers.errors import FAILED, bad_input, coded, of_store
from resolvers.explain import Explanation, Watched
from resolvers.limits import SHOWN, Limits
from resolvers.paths import find, hubs_left_out, put_together
from resolvers.planner import Options, Planned, make_plan
from resolvers.selection import Selection, Variables
from schema.errors import PolicyGraphError, ValueProblem
from schema.graphql import build_schema
from schema.model import Model

log = logging.getLogger("policygraph")

NOTHING: Final[Variables] = MappingProxyType({})
"""No variables."""

MOST_INTROSPECTED = 8
"""Descriptions of the schema that are kept; each has about a megabyte."""


@dataclass(frozen=True, slots=True)
class Finished:
    """What is the `data` of a response already."""

    json: bytes
    """In UTF-8."""

    def __str__(self) -> str:
        return self.json.decode()


@dataclass
class Result:
    """What an operation gives."""

    data: Finished | dict[str, Any] | None = None
    errors: list[GraphQLError] | None = None
    extensions: dict[str, Any] | None = None


class Refused(Exception):
    """A document that is not answered, with all that is wrong with it."""

    def __init__(self, errors: list[GraphQLError]) -> None:
        super().__init__(errors[0].message)
        self.errors = errors


class Engine:
    """Answers documents of one schema from one store."""

    def __init__(
        self,
        model: Model,
        answers: Answers,
        options: Options,
        *,
        limits: Limits | None = None,
        through_core: bool = False,
        cache: int = 512,
    ) -> None:
        self.model = model
        self.answers = answers
        self.options = options
        self.limits = limits or Limits()
        self.through_core = through_core
        self.documents: Cache[Document] = Cache(cache)
        self.introspected: Cache[Finished] = Cache(MOST_INTROSPECTED)
        self.statements: Cache[tuple[Plan, Any]] = Cache(cache)
        """Statements of plans that are no operation."""
        self.explanation: Explanation | None = None
        self.schema = build_schema(model)
        self.core = self.schema._schema
        resolve_by_key(self.core)

    async def explained(self, text: str, sent: Variables = NOTHING, operation_name: str | None = None) -> Result:
        """As `answer`, with what is told of it in `extensions.explain`."""
        twin = copy(self)
        twin.explanation = explanation = Explanation()
        twin.answers = Watched(self.answers, explanation)
        result = await twin.answer(text, sent, operation_name)
        result.extensions = {**(result.extensions or {}), "explain": explanation.as_json()}
        return result

    def _timed(self, step: str) -> AbstractContextManager[None]:
        return self.explanation.timed(step) if self.explanation else nullcontext()

    def document(self, text: str) -> Document:
        """A document, parsed and validated at most once."""
        return self.documents.get(text, lambda: Document(text, self.core, self.limits, shapes=64, timed=self._timed))

    async def answer(self, text: str, sent: Variables = NOTHING, operation_name: str | None = None) -> Result:
        """The result of an operation; every failure is a coded error in it."""
        return await self.coded(self._answer(text, sent, operation_name))

    def asked(self, text: str, sent: Variables, operation_name: str | None) -> tuple[Operation, Variables]:
        """The operation that is asked for, and its variables. Raises Refused, GraphQLError."""
        document = self.document(text)
        if document.errors:
            raise Refused(document.errors)
        operation = document.operation(operation_name)
        variables = operation.variables(sent)
        if self.explanation:
            self.explanation.cost = {"values": min(operation.cost.of(variables)[0], SHOWN), "limit": self.limits.cost}
        operation.cost.check(variables)
        return operation, variables

    async def _answer(self, text: str, sent: Variables, operation_name: str | None) -> Result:
        operation, variables = self.asked(text, sent, operation_name)
        if self.through_core or operation.introspective:
            return await self._through_core(operation, variables)
        planned, found, data = await self._run(operation, variables)
        if planned.paths:
            whole = _with_paths(planned, found, json.loads(data))
            data = json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()
        return Result(Finished(data), extensions=_hubs(planned, found))

    async def read(
        self, operation: Operation, variables: Variables, *, marks: bool = False
    ) -> tuple[Planned, dict[str, Any], dict[str, Any] | None]:
        """The plan, its answer, and what is said beside it. `marks` as for `plan`. Raises what `coded` translates."""
        planned, found, data = await self._run(operation, variables, marks)
        return planned, _with_paths(planned, found, json.loads(data)), _hubs(planned, found)

    async def _run(
        self, operation: Operation, variables: Variables, marks: bool = False
    ) -> tuple[Planned, list[PathsFound], bytes]:
        planned, statement = self.plan(operation, variables, marks=marks)
        if self.explanation:
            self.explanation.plan = planned.plan
        values = await self.values(planned, variables)
        found = await self._paths(planned, values)
        return planned, found, await merged.run(self.answers, planned, statement, values)

    async def coded(self, answering: Awaitable[Result]) -> Result:
        """A result, in which every failure is a coded error."""
        try:
            return await answering
        except Refused as refused:
            return Result(errors=refused.errors)
        except GraphQLError as error:
            return Result(errors=[error])
        except PolicyGraphError as error:
            return Result(errors=[of_store(error)])
        except Exception:
            log.exception("an operation failed")
            return Result(errors=[coded("INTERNAL", FAILED)])

    async def _paths(self, planned: Planned, values: list[SlotValue]) -> list[PathsFound]:
        """What the fields find that search before the statement runs; it puts ids into their slots."""

        async def run(plan: Plan, values: list[SlotValue]) -> bytes:
            # To hash a plan costs as much as to run its statement; one that is kept has an id of its own.
            _, statement = self.statements.get(id(plan), lambda: (plan, self.answers.compile(plan)))
            return await self.answers.run(statement, values)

        return [await find(question, values, run, self.options.paths) for question in planned.paths]

    def plan(self, operation: Operation, variables: Variables, *, marks: bool = False) -> tuple[Planned, Any]:
        """The plan and statement of an operation for the shape of these variables; `marks` as in `exporters.marked`."""

        def make() -> Planned:
            planned = self._plan(operation, variables)
            if not marks:
                return planned
            paths = tuple(replace(question, hidden=()) for question in planned.paths)
            return replace(planned, plan=marked(planned.plan, self.model), paths=paths)

        variants = operation.shapes.get((operation.shape(variables), marks), lambda: Variants(make()))
        patterns = tuple(probe.pattern(probe.leaf.of(variables)) for probe in variants.first.probes)

        def compiled() -> tuple[Planned, Any]:
            planned = make() if variants.made.kept else variants.first
            return planned, self.answers.compile(planned.plan)

        return variants.made.get(patterns, compiled)

    def _plan(self, operation: Operation, variables: Variables, *, typed: bool = False) -> Planned:
        with self._timed("plan"):
            selection = Selection(operation.node, operation.document.fragments, variables)
            return make_plan(selection, self.model, self.options, typed=typed)

    async def values(self, planned: Planned, variables: Variables) -> list[SlotValue]:
        """The values of the plan's slots; what is searched for is found first."""
        values = planned.bindings.values(variables)
        for key, search in planned.plan.searches:
            values[search.found.number] = await self._found(search, values, key)
        return values

    async def _found(self, search: Search, values: list[SlotValue], key: str) -> str:
        try:
            return (await self.answers.find(Sought.of(search, values))).as_json()
        except ValueProblem as error:
            raise bad_input(str(error), (key,)) from None

    async def _through_core(self, operation: Operation, variables: Variables) -> Result:
        if operation in self.introspected.kept:
            return Result(self.introspected.kept[operation])
        planned = self._plan(operation, variables, typed=True)
        if self.explanation:
            self.explanation.plan = planned.plan
        data: dict[str, Any] = {}
        found: list[PathsFound] = []
        asks = bool(planned.plan.roots or planned.paths)
        if asks:
            statement = self.answers.compile(planned.plan)
            values = await self.values(planned, variables)
            found = await self._paths(planned, values)
            data = _with_paths(planned, found, json.loads(await merged.run(self.answers, planned, statement, values)))
        # A description of the whole schema takes a second, during which others want to be answered.
        with self._timed("execute"):
            result = await asyncio.to_thread(self._execute, operation, variables, data)
        if result.errors or asks or operation.definitions or not operation.introspective:
            return Result(result.data, result.errors, _hubs(planned, found))
        text = Finished(json.dumps(result.data, ensure_ascii=False, separators=(",", ":")).encode())
        return Result(self.introspected.get(operation, lambda: text))

    def _execute(self, operation: Operation, variables: Variables, data: dict[str, Any]) -> CoreResult:
        assert operation.document.node
        result = execute(
            self.core,
            operation.document.node,
            root_value=data,
            variable_values=dict(variables),
            operation_name=operation.node.name.value if operation.node.name else None,
        )
        assert isinstance(result, CoreResult)
        for error in result.errors or ():
            if not error.extensions or "code" not in error.extensions:
                raise RuntimeError("graphql-core could not answer") from (error.original_error or error)
        return result


def _with_paths(planned: Planned, found: list[PathsFound], data: dict[str, Any]) -> dict[str, Any]:
    """An answer in which paths stand in the place of what was looked up for them."""
    paths = {q.key: put_together(q, f, data) for q, f in zip(planned.paths, found, strict=True)}
    # What graphql-core answers itself, such as __schema, is in neither.
    found_or_asked = data | paths
    return {key: found_or_asked[key] for key in planned.keys if key in found_or_asked}


def _hubs(planned: Planned, found: list[PathsFound]) -> dict[str, Any] | None:
    """What the extensions of an answer say of the hubs that paths left out, by response key."""
    hubs = {q.key: {"hubs": hubs_left_out(f)} for q, f in zip(planned.paths, found, strict=True)}
    return {"paths": hubs} if hubs else None
