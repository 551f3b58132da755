"""Whether a document and its variables fit the schema: graphql-core's rules, with messages that help."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from graphql import (
    ASTValidationRule,
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
    IntValueNode,
    NonNullTypeNode,
    OperationDefinitionNode,
    SelectionSetNode,
    TypeInfo,
    Undefined,
    ValidationContext,
    coerce_input_value,
    specified_rules,
    validate,
)

from resolvers.errors import did_you_mean, with_code

MOST_ERRORS: Final = 10
"""Mistakes of one document, or of its variables, that are told at once."""

MOST_DIGITS: Final = 300
"""Digits of a whole number in a document."""


class Filled(ASTValidationRule):
    """A selection set selects something: graphql-core's parser lets `{ }` pass."""

    def enter_selection_set(self, node: SelectionSetNode, *_: Any) -> None:
        if not node.selections:
            self.report_error(GraphQLError("Expected at least one field between { and }, got none.", node))


class Held(ASTValidationRule):
    """Whole numbers are no longer than what holds them: Python reads 4,300 digits at most, a float some 308."""

    def enter_int_value(self, node: IntValueNode, *_: Any) -> None:
        if len(node.value) > MOST_DIGITS:
            got = f"got one of {len(node.value):,}"
            self.report_error(GraphQLError(f"Expected a number of at most {MOST_DIGITS} digits, {got}.", node))


RULES: Final = (*specified_rules, Filled, Held)


def not_null(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode) -> frozenset[str]:
    """Variables that may be left out but not be null: they have a default, and stand where null cannot."""
    defined = operation.variable_definitions or ()
    nullable = {d.variable.name.value for d in defined if not isinstance(d.type, NonNullTypeNode)}
    if not nullable:
        return frozenset()
    context = ValidationContext(schema, document, TypeInfo(schema), lambda error: None)
    used = context.get_recursive_variable_usages(operation)
    return frozenset(nullable & {usage.node.name.value for usage in used if isinstance(usage.type, GraphQLNonNull)})


def mistakes(schema: GraphQLSchema, document: DocumentNode) -> list[GraphQLError]:
    """What is wrong with a document, coded; the path leads to the field, where the mistake is in an operation."""
    errors = validate(schema, document, RULES, max_errors=MOST_ERRORS)
    names: dict[str, list[str]] = {
        "fragment": [d.name.value for d in document.definitions if isinstance(d, FragmentDefinitionNode)],
        "directive": [f"@{directive.name}" for directive in schema.directives],
    }
    return [_helpful(error, document, names) for error in errors]


def _helpful(error: GraphQLError, document: DocumentNode, names: Mapping[str, list[str]]) -> GraphQLError:
    message = error.message.replace("not to be None", "not to be null")
    if found := re.fullmatch(r"Unknown (fragment|directive) '(\S+)'\.", message):
        message = message.removesuffix(".") + (did_you_mean(found[2], names[found[1]]) or ".")
    places = [node.loc.start for node in error.nodes or () if node.loc]
    path = _path(document, places[0]) if places else None
    return with_code(GraphQLError(message, error.nodes, path=path), "GRAPHQL_VALIDATION_FAILED")


def _path(document: DocumentNode, place: int) -> list[str | int] | None:
    """Response keys that lead to the innermost field at a place of an operation's text."""
    keys: list[str | int] = []
    inner: list[Any] = [d for d in document.definitions if isinstance(d, OperationDefinitionNode)]
    while node := next((n for n in inner if n.loc.start <= place < n.loc.end), None):
        if isinstance(node, FieldNode):
            keys.append((node.alias or node.name).value)
        has_more = not isinstance(node, FragmentSpreadNode) and node.selection_set
        inner = list(node.selection_set.selections) if has_more else []
    return keys or None


def problems(name: str, type_: GraphQLInputType, value: Any) -> Iterator[str]:
    """Why a variable's value is not of its type: what was expected where, and what arrived.

    `value` is Undefined when none was sent.
    """
    yield from _problems(f"${name}", type_, value)


def _problems(place: str, type_: GraphQLInputType, value: Any) -> Iterator[str]:
    if value is None or value is Undefined:
        if isinstance(type_, GraphQLNonNull):
            yield f"expected `{place}` of type {type_}, got {'null' if value is None else 'none'}"
        return
    inner = type_.of_type if isinstance(type_, GraphQLNonNull) else type_
    if isinstance(inner, GraphQLList):
        for number, member in enumerate(value if isinstance(value, list) else [value]):
            yield from _problems(f"{place}[{number}]" if isinstance(value, list) else place, inner.of_type, member)
    elif isinstance(inner, GraphQLInputObjectType) and isinstance(value, dict):
        yield from _in_object(place, inner, value)
    elif coerce_input_value(value, inner) is Undefined:
        known = inner.values if isinstance(inner, GraphQLEnumType) and isinstance(value, str) else ()
        yield f"expected `{place}` of type {type_}, got {_json(value)}{did_you_mean(str(value), known)}"


def _in_object(place: str, type_: GraphQLInputObjectType, value: dict[str, Any]) -> Iterator[str]:
    for key in value.keys() - type_.fields.keys():
        yield f"expected `{place}` of type {type_}, got an unknown key {key!r}{did_you_mean(key, type_.fields)}"
    given = [key for key in value if value[key] is not None]
    if type_.is_one_of and (len(given) != 1 or len(value) != 1):
        yield f"expected `{place}` of type {type_} to have exactly one key, got {', '.join(value) or 'none'}"
    for key, field in type_.fields.items():
        yield from _problems(f"{place}.{key}", field.type, value.get(key, Undefined))


def _json(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else f"{text[:80]}…"
