"""Whether an answer is what a schema promises for a document: an own reading of GraphQL's rules, for tests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLEnumType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    TypeNameMetaFieldDef,
)


def breaks(schema: GraphQLSchema, document: DocumentNode, data: Any) -> list[str]:
    """What in the answer to a document of one operation without variables and directives is not as it should be."""
    (operation,) = (d for d in document.definitions if isinstance(d, OperationDefinitionNode))
    fragments = {d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)}
    assert schema.query_type
    return list(_Reading(schema, fragments).object(schema.query_type, [operation.selection_set], data, "data"))


class _Reading:
    def __init__(self, schema: GraphQLSchema, fragments: dict[str, FragmentDefinitionNode]) -> None:
        self.schema = schema
        self.fragments = fragments

    def object(self, type_: Any, sets: Sequence[SelectionSetNode], value: Any, place: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield f"{place}: expected an object, got {value!r}"
            return
        if not isinstance(type_, GraphQLObjectType):
            tried = [list(self.object(t, sets, value, place)) for t in self.schema.get_possible_types(type_)]
            yield from min(tried, key=len)
            return
        fields: dict[str, list[FieldNode]] = {}
        for selections in sets:
            self.collect(type_, selections, fields)
        if list(fields) != list(value):
            yield f"{place}: expected the keys {list(fields)} of {type_.name}, got {list(value)}"
            return
        for key, nodes in fields.items():
            name = nodes[0].name.value
            field = TypeNameMetaFieldDef if name == "__typename" else type_.fields[name]
            below = [node.selection_set for node in nodes if node.selection_set]
            yield from self.value(field.type, below, value[key], f"{place}.{key}")
            if name == "__typename" and value[key] != type_.name:
                yield f"{place}.{key}: expected {type_.name}, got {value[key]!r}"

    def collect(self, type_: GraphQLObjectType, selections: SelectionSetNode, into: dict[str, list[FieldNode]]) -> None:
        for node in selections.selections:
            if isinstance(node, FieldNode):
                into.setdefault((node.alias or node.name).value, []).append(node)
            elif isinstance(node, InlineFragmentNode):
                if node.type_condition is None or self.applies(type_, node.type_condition.name.value):
                    self.collect(type_, node.selection_set, into)
            elif isinstance(node, FragmentSpreadNode):
                fragment = self.fragments[node.name.value]
                if self.applies(type_, fragment.type_condition.name.value):
                    self.collect(type_, fragment.selection_set, into)

    def applies(self, type_: GraphQLObjectType, condition: str) -> bool:
        return condition == type_.name or condition in {interface.name for interface in type_.interfaces}

    def value(self, type_: Any, below: Sequence[SelectionSetNode], value: Any, place: str) -> Iterator[str]:
        if isinstance(type_, GraphQLNonNull):
            if value is None:
                yield f"{place}: expected {type_}, got null"
                return
            type_ = type_.of_type
        if value is None:
            return
        if isinstance(type_, GraphQLList):
            if not isinstance(value, list):
                yield f"{place}: expected a list, got {value!r}"
                return
            for number, member in enumerate(value):
                yield from self.value(type_.of_type, below, member, f"{place}[{number}]")
        elif isinstance(type_, GraphQLObjectType | GraphQLInterfaceType | GraphQLUnionType):
            yield from self.object(type_, below, value, place)
        elif not _is_leaf(type_, value):
            yield f"{place}: expected {type_}, got {value!r}"


def _is_leaf(type_: Any, value: Any) -> bool:
    if isinstance(type_, GraphQLEnumType):
        return value in type_.values
    match type_.name:
        case "Int":
            return isinstance(value, int) and not isinstance(value, bool) and -(2**31) <= value < 2**31
        case "Float":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case "Boolean":
            return isinstance(value, bool)
        case _:
            return isinstance(value, str)
