"""GraphQL documents that were seen before: parsed, validated and planned once.

A statement is kept by its document and by what the variables change in it: null or not, lengths of lists, keys and
enum values of inputs, booleans, and which values a cursor lacks. Caches are bounded, because clients that write
literals into their documents send a new one each time.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import Any, Generic, TypeAlias, TypeVar

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLEnumType,
    GraphQLError,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    Undefined,
    parse,
    type_from_ast,
    value_from_ast_untyped,
)
from graphql.execution.values import get_variable_values

from resolvers.errors import coded, with_code
from resolvers.limits import Cost, Limits, costs
from resolvers.planner import Planned
from resolvers.selection import Variables
from resolvers.validation import MOST_ERRORS, mistakes, not_null, problems

Kept = TypeVar("Kept")
Timed: TypeAlias = Callable[[str], AbstractContextManager[None]]
"""Notes how long a step takes."""
MOST_TOKENS = 15_000
"""Tokens of a document; the text of the standard introspection query has about 400."""


def untimed(step: str) -> AbstractContextManager[None]:
    """Does not look at the clock."""
    return nullcontext()


class Cache(Generic[Kept]):
    """Keeps the things used last, up to a number of them."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.kept: OrderedDict[Hashable, Kept] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], Kept]) -> Kept:
        """What is kept under a key, made when it is not there."""
        if key in self.kept:
            self.kept.move_to_end(key)
            return self.kept[key]
        made = make()
        self.kept[key] = made
        if len(self.kept) > self.size:
            self.kept.popitem(last=False)
        return made


@dataclass
class Variants:
    """The plans of one operation for one shape of variables; they differ in what cursors lack."""

    first: Planned
    made: Cache[tuple[Planned, Any]] = field(default_factory=lambda: Cache(16))


class Operation:
    """One operation of a document, ready to be planned."""

    def __init__(self, node: OperationDefinitionNode, document: Document, cost: Cost, shapes: int) -> None:
        self.node = node
        self.document = document
        self.cost = cost
        self.shapes: Cache[Variants] = Cache(shapes)
        schema = document.schema
        self.definitions = tuple(node.variable_definitions or ())
        self.types: dict[str, GraphQLInputType] = {}
        self.defaults: dict[str, Any] = {}
        for definition in self.definitions:
            name = definition.variable.name.value
            self.types[name] = type_from_ast(schema, definition.type)  # type: ignore[assignment]
            if definition.default_value is not None:
                self.defaults[name] = value_from_ast_untyped(definition.default_value)
        self.not_null = not_null(schema, document.node, node) if document.node else frozenset()
        self.introspective = any(name in ("__schema", "__type") for name in self._roots(node.selection_set, set()))

    def _roots(self, selections: SelectionSetNode, seen: set[str]) -> Iterator[str]:
        """Names of the root fields, whatever @skip and @include say."""
        for node in selections.selections:
            if isinstance(node, FieldNode):
                yield node.name.value
            elif isinstance(node, InlineFragmentNode):
                yield from self._roots(node.selection_set, seen)
            elif isinstance(node, FragmentSpreadNode) and node.name.value not in seen:
                seen.add(node.name.value)
                yield from self._roots(self.document.fragments[node.name.value].selection_set, seen)

    def variables(self, sent: Variables) -> Variables:
        """The variables with defaults, checked against their types. Raises GraphQLError."""
        if not self.definitions:
            return {}
        coerced = get_variable_values(self.document.schema, self.definitions, dict(sent), MOST_ERRORS)
        if isinstance(coerced, list):
            raise self._refused(sent, coerced[0])
        known = {name: sent[name] for name in self.types if name in sent}
        merged = {**self.defaults, **known}
        for definition in self.definitions:
            name = definition.variable.name.value
            if name in self.not_null and merged.get(name, Undefined) is None:
                problem = f"expected `${name}` of type {self.types[name]}!, got null; leave it out for its default"
                raise with_code(GraphQLError(problem, definition), "BAD_USER_INPUT")
        return merged

    def _refused(self, sent: Variables, error: GraphQLError) -> GraphQLError:
        """What is wrong with the variables; graphql-core's own words only where we find no better ones."""
        for name, type_ in self.types.items():
            for problem in problems(name, type_, sent.get(name, Undefined)):
                (node,) = (d for d in self.definitions if d.variable.name.value == name)
                return with_code(GraphQLError(problem, node), "BAD_USER_INPUT")
        return with_code(error, "BAD_USER_INPUT")

    def shape(self, variables: Variables) -> Hashable:
        """What of the variables decides the plan."""
        return tuple((name, _shape(type_, variables[name])) for name, type_ in self.types.items() if name in variables)


def _shape(type_: Any, value: Any) -> Hashable:
    if value is None:
        return None
    if isinstance(type_, GraphQLNonNull):
        return _shape(type_.of_type, value)
    if isinstance(type_, GraphQLList):
        # One value may stand for a list of one; the way to it in the variables is then another.
        if not isinstance(value, list):
            return "one", _shape(type_.of_type, value)
        return tuple(_shape(type_.of_type, v) for v in value)
    if isinstance(type_, GraphQLInputObjectType):
        return tuple((key, _shape(type_.fields[key].type, inner)) for key, inner in value.items())
    if isinstance(type_, GraphQLEnumType) or isinstance(value, bool):
        return value  # type: ignore[no-any-return]
    return "*"


class Document:
    """A document with its errors, or with its operations."""

    def __init__(self, text: str, schema: GraphQLSchema, limits: Limits, shapes: int, timed: Timed = untimed) -> None:
        self.schema = schema
        self.node: DocumentNode | None = None
        self.errors: list[GraphQLError] = []
        self.fragments: dict[str, FragmentDefinitionNode] = {}
        self.operations: dict[str | None, Operation] = {}
        try:
            with timed("parse"):
                self.node = parse(text, max_tokens=MOST_TOKENS)
        except GraphQLError as error:
            self.errors = [with_code(error, "GRAPHQL_PARSE_FAILED")]
            return
        except RecursionError:
            self.errors = [coded("GRAPHQL_PARSE_FAILED", "the document is nested too deeply to be read")]
            return
        try:
            with timed("validate"):
                self._read(self.node, limits, shapes)
        except RecursionError:
            self.errors = [coded("COST_LIMIT", "the document is nested too deeply to be checked")]

    def _read(self, node: DocumentNode, limits: Limits, shapes: int) -> None:
        """Measure, validate, and make the operations. What is too large is refused before it takes long to validate."""
        measured = costs(node, self.schema, limits)
        self.errors = [refused for cost in measured if (refused := cost.refusal())]
        if not self.errors:
            self.errors = mistakes(self.schema, node)
        if self.errors:
            return
        self.fragments = {d.name.value: d for d in node.definitions if isinstance(d, FragmentDefinitionNode)}
        for cost in measured:
            name = cost.operation.name.value if cost.operation.name else None
            self.operations[name] = Operation(cost.operation, self, cost, shapes)

    def operation(self, name: str | None) -> Operation:
        """The operation that a request means. Raises GraphQLError."""
        if name is None and len(self.operations) == 1:
            return next(iter(self.operations.values()))
        if name is None:
            raise coded(
                "BAD_USER_INPUT",
                f"expected `operationName`, because the document has {len(self.operations)} operations",
            )
        if name not in self.operations:
            known = ", ".join(n for n in self.operations if n) or "none with a name"
            raise coded(
                "BAD_USER_INPUT",
                f"expected `operationName` to be one of the document's ({known}), got {name!r}",
            )
        return self.operations[name]
