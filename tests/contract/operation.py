"""A drawn GraphQL operation: its text and variables, and what else can be asked with them."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from graphql import (
    REMOVE,
    ArgumentNode,
    ConstValueNode,
    GraphQLSchema,
    Node,
    ObjectFieldNode,
    OperationDefinitionNode,
    VariableNode,
    Visitor,
    is_input_type,
    parse,
    print_ast,
    type_from_ast,
    visit,
)
from graphql.utilities import value_to_literal


@dataclass(frozen=True)
class Operation:
    """A document with one operation, and the variables that are sent with it."""

    body: str
    definitions: Mapping[str, str]
    """Type (and default) of each variable."""
    sent: Mapping[str, Any]
    cursors: Mapping[str, str]
    """Variables that take cursors, each with the beginning of the keys under which the answer has some."""
    fragments: str = ""

    @property
    def text(self) -> str:
        """The document."""
        definitions = ", ".join(f"${name}: {type}" for name, type in self.definitions.items())
        head = f"query Q({definitions}) " if definitions else ""
        return f"{head}{self.body}\n{self.fragments}".strip()

    def found(self, answer: Any) -> dict[str, list[str]]:
        """The cursors in an answer, by the variables that take them."""
        found: dict[str, list[str]] = defaultdict(list)

        def visit(value: Any) -> None:
            for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
                if isinstance(inner, dict | list):
                    visit(inner)
                elif inner is not None:
                    found[str(key).partition("_")[0]].append(inner)

        visit(answer)
        return {variable: found[key] for variable, key in self.cursors.items() if key in found}

    def paged(self, cursors: Mapping[str, str], written: Iterable[str] = ()) -> Operation:
        """The same question with these cursors sent, or written into the document."""
        operation = replace(self, sent={**self.sent, **{n: c for n, c in cursors.items() if n not in written}})
        for name in written:
            put, cursor = re.compile(rf"\${name}\b"), json.dumps(cursors[name])
            operation = replace(
                operation,
                body=put.sub(cursor, operation.body),
                fragments=put.sub(cursor, operation.fragments),
                definitions={n: type for n, type in operation.definitions.items() if n != name},
            )
        return operation

    def otherwise(self, random: Random) -> Operation:
        """The same document with other variables: null or absent, the other truth, another number."""
        sent = dict(self.sent)
        for name, type in self.definitions.items():
            nullable = not type.endswith("!") and "=" not in type
            if type.rstrip("!") == "Boolean" and name in sent:
                sent[name] = random.random() < 0.5
            elif type in ("Int", "Int!") and sent.get(name) is not None:
                sent[name] = random.randrange(6)
            elif nullable and random.random() < 0.4:
                sent.pop(name, None)
            elif nullable and random.random() < 0.4:
                sent[name] = None
        return replace(self, sent=sent)

    def written_out(self, schema: GraphQLSchema) -> Operation:
        """The same question without variables: their values stand in the document."""
        document = parse(self.text)
        values: dict[str, ConstValueNode | None] = {}
        for operation in document.definitions:
            for definition in getattr(operation, "variable_definitions", None) or ():
                assert isinstance(operation, OperationDefinitionNode)
                name, type = definition.variable.name.value, type_from_ast(schema, definition.type)
                assert is_input_type(type)
                values[name] = (
                    value_to_literal(self.sent[name], type) if name in self.sent else definition.default_value
                )
        return Operation(print_ast(visit(document, _Written(values))), {}, {}, {})


class _Written(Visitor):
    """Puts values in the place of variables; what has the value of an absent one is left out."""

    def __init__(self, values: Mapping[str, ConstValueNode | None]) -> None:
        super().__init__()
        self.values = values

    def enter_variable_definition(self, *_: Any) -> Any:
        return REMOVE

    def enter_argument(self, node: ArgumentNode, *_: Any) -> Any:
        return REMOVE if self._is_absent(node.value) else None

    def enter_object_field(self, node: ObjectFieldNode, *_: Any) -> Any:
        return REMOVE if self._is_absent(node.value) else None

    def enter_variable(self, node: VariableNode, *_: Any) -> Any:
        return self.values[node.name.value]

    def _is_absent(self, value: Node) -> bool:
        return isinstance(value, VariableNode) and self.values[value.name.value] is None


@dataclass(frozen=True)
class Walk:
    """A connection, at the root or under an entity, whose page is chosen by the variables of Relay."""

    text: str
    path: tuple[str, ...]
    """Response keys that lead to the connection; its edges have a cursor and their node's id."""
