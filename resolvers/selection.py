"""What an operation selects: variables, fragments, @skip and @include applied.

A value keeps the path to the variable from which it came, so that a plan made once serves other variables: it reads
the shape of values (null or not, keys, lengths, enums) and leaves the leaves to be bound for each request.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from graphql import (
    BooleanValueNode,
    EnumValueNode,
    FieldNode,
    FloatValueNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    NullValueNode,
    ObjectValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    StringValueNode,
    ValueNode,
    VariableNode,
)

Variables: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True)
class Leaf:
    """A value that is no list and no object. `path` leads to it from the variables; None for a literal."""

    value: Any
    path: tuple[str | int, ...] | None = None

    def of(self, variables: Variables) -> Any:
        """The value in these variables."""
        if self.path is None:
            return self.value
        found: Any = variables
        for step in self.path:
            found = found[step]
        return found


Given: TypeAlias = "Leaf | list[Given] | dict[str, Given] | None"
"""A value as given: None for null."""


def given(value: Any, path: tuple[str | int, ...]) -> Given:
    """A variable's value, each leaf with its path."""
    if value is None:
        return None
    if isinstance(value, dict):
        return {key: given(inner, (*path, key)) for key, inner in value.items()}
    if isinstance(value, list):
        return [given(inner, (*path, i)) for i, inner in enumerate(value)]
    return Leaf(value, path)


def as_list(value: Given) -> list[Given]:
    """A value where a list is expected: a single one stands for a list of one (GraphQL's input coercion)."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


_LITERALS: dict[type[ValueNode], Callable[[str], Any]] = {
    IntValueNode: int, FloatValueNode: float, StringValueNode: str, EnumValueNode: str,
}  # fmt: skip


class Selection:
    """An operation with its fragments and the variables whose shape it is planned for."""

    def __init__(
        self,
        operation: OperationDefinitionNode,
        fragments: Mapping[str, FragmentDefinitionNode],
        variables: Variables,
    ) -> None:
        self.operation = operation
        self.fragments = fragments
        self.variables = variables

    def value(self, node: ValueNode) -> Given:
        """The value of a node."""
        if isinstance(node, VariableNode):
            name = node.name.value
            return given(self.variables.get(name), (name,))
        if isinstance(node, NullValueNode):
            return None
        if isinstance(node, ListValueNode):
            return [self.value(inner) for inner in node.values]
        if isinstance(node, ObjectValueNode):
            return {field.name.value: self.value(field.value) for field in node.fields if self._is_given(field.value)}
        if isinstance(node, BooleanValueNode):
            return Leaf(node.value)
        return Leaf(_LITERALS[type(node)](node.value))  # type: ignore[attr-defined]

    def _is_given(self, node: ValueNode) -> bool:
        return not (isinstance(node, VariableNode) and node.name.value not in self.variables)

    def arguments(self, field: FieldNode) -> dict[str, Given]:
        """The arguments of a field that are given and not null."""
        values = {a.name.value: self.value(a.value) for a in field.arguments or () if self._is_given(a.value)}
        return {name: value for name, value in values.items() if value is not None}

    def included(self, node: FieldNode | FragmentSpreadNode | InlineFragmentNode) -> bool:
        """Whether @skip and @include let a selection stand."""
        for directive in node.directives or ():
            if directive.name.value in ("skip", "include"):
                condition = self.value((directive.arguments or ())[0].value)
                holds = isinstance(condition, Leaf) and bool(condition.value)
                if holds == (directive.name.value == "skip"):
                    return False
        return True

    def collect(self, sets: Sequence[SelectionSetNode], applies: Callable[[str], bool]) -> dict[str, list[FieldNode]]:
        """Fields by response key in the order in which they first occur (GraphQL's CollectFields).

        `applies` says whether a fragment on a type concerns the object.
        """
        found: dict[str, list[FieldNode]] = {}
        seen: set[str] = set()

        def visit(selection_set: SelectionSetNode) -> None:
            for node in selection_set.selections:
                if not self.included(node):  # type: ignore[arg-type]
                    continue
                if isinstance(node, FieldNode):
                    found.setdefault((node.alias or node.name).value, []).append(node)
                elif isinstance(node, InlineFragmentNode):
                    if node.type_condition is None or applies(node.type_condition.name.value):
                        visit(node.selection_set)
                elif isinstance(node, FragmentSpreadNode) and node.name.value not in seen:
                    seen.add(node.name.value)
                    fragment = self.fragments[node.name.value]
                    if applies(fragment.type_condition.name.value):
                        visit(fragment.selection_set)

        for selection_set in sets:
            visit(selection_set)
        return found


def sets_of(nodes: Sequence[FieldNode]) -> list[SelectionSetNode]:
    """The selection sets below fields of one response key."""
    return [node.selection_set for node in nodes if node.selection_set is not None]


def parts_of(fields: Mapping[str, Sequence[FieldNode]]) -> tuple[tuple[str, str], ...]:
    """Response key and name of fields that have no selections of their own."""
    return tuple((key, nodes[0].name.value) for key, nodes in fields.items())
