"""What of the schema operations use: operators on keys, quantifiers, sort keys, groups, values summed up.

What several types share counts once, for the type that declares it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from graphql import (
    ArgumentNode,
    DocumentNode,
    FieldNode,
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLObjectType,
    GraphQLSchema,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    get_named_type,
    value_from_ast_untyped,
    visit,
)

from schema.model import Model
from tests.contract.arguments import is_filter

Feature = tuple[str, str]
"""A kind of feature, and its name."""

KINDS: Final = ("operators on keys", "relations in conditions", "sort keys", "groups", "aggregates")
_OPERATORS, _RELATIONS, _ORDERS, _GROUPS, _AGGREGATES = KINDS
_COMBINED: Final = ("AND", "OR", "NOT")


class Coverage:
    """What of a schema was used so far."""

    def __init__(self, schema: GraphQLSchema, model: Model) -> None:
        self.schema, self.model = schema, model
        self.operations = 0
        self.used: set[Feature] = set()
        self.every = set(self._every())

    def add(self, document: DocumentNode, sent: Mapping[str, Any]) -> None:
        """Count what an operation uses."""
        self.operations += 1
        self.used |= set(self._features(document, sent)) & self.every

    def missing(self) -> list[Feature]:
        return sorted(self.every - self.used)

    def line(self) -> str:
        """How much of each kind was used."""
        parts = []
        for kind in KINDS:
            used, every = (sum(found == kind for found, _ in features) for features in (self.used, self.every))
            parts.append(f"{kind} {used} of {every}")
        return f"{self.operations:,} questions; {', '.join(parts)}"

    # What there is ----------------------------------------------------------------------------------------------

    def _every(self) -> Iterator[Feature]:
        concrete = {entity.name for entity in self.model.entities}
        for name, type in self.schema.type_map.items():
            owner = name.removesuffix("Where").removesuffix("OrderBy").removesuffix("Aggregate")
            if owner in self.model.types and owner not in concrete:
                continue
            if isinstance(type, GraphQLInputObjectType) and name.endswith("Where"):
                for key, field in type.fields.items():
                    if key not in _COMBINED:
                        yield from self._conditions(type, key, get_named_type(field.type).fields)
            elif isinstance(type, GraphQLInputObjectType) and name.endswith("OrderBy") and name != "CountOrderBy":
                yield from ((_ORDERS, self._name(type, key)) for key in type.fields)
            elif isinstance(type, GraphQLEnumType) and name.endswith("GroupBy"):
                yield from ((_GROUPS, f"{name}.{value}") for value in type.values)
            elif isinstance(type, GraphQLObjectType) and name.endswith("Aggregate"):
                yield from ((_AGGREGATES, f"{name}.{field}") for field in type.fields)

    def _conditions(self, where: GraphQLInputObjectType, key: str, inner: Mapping[str, Any]) -> Iterator[Feature]:
        name = self._name(where, key)
        type = get_named_type(where.fields[key].type)
        if is_filter(type):
            yield from ((_OPERATORS, f"{name}.{operator}") for operator in inner)
        elif type.name.endswith("Filter"):
            yield from ((_RELATIONS, f"{name}.{quantifier}") for quantifier in inner)
        else:
            yield _RELATIONS, name

    def _name(self, type: GraphQLInputObjectType, key: str) -> str:
        """The name of a key of an input type, with the type that declares it."""
        owner = self.model.types.get(type.name.removesuffix("Where").removesuffix("OrderBy"))
        declared = (owner.attributes.get(key) or owner.links.get(key)) if owner else None
        if declared:
            return f"{declared.owner}.{key}"
        return key if owner else f"{type.name}.{key}"

    # What is used -----------------------------------------------------------------------------------------------

    def _features(self, document: DocumentNode, sent: Mapping[str, Any]) -> list[Feature]:
        found: list[Feature] = []
        info = TypeInfo(self.schema)
        coverage = self

        class Looking(Visitor):
            def enter_argument(self, node: ArgumentNode, *_: Any) -> None:
                found.extend(coverage._of_value(info.get_input_type(), value_from_ast_untyped(node.value, dict(sent))))

            def enter_field(self, node: FieldNode, *_: Any) -> None:
                parent = info.get_parent_type()
                if parent and parent.name.endswith("Aggregate"):
                    found.append((_AGGREGATES, f"{parent.name}.{node.name.value}"))

        visit(document, TypeInfoVisitor(info, Looking()))
        return found

    def _of_value(self, type: Any, value: Any) -> Iterator[Feature]:
        type = get_named_type(type)
        if isinstance(value, list):
            for each in value:
                yield from self._of_value(type, each)
        elif isinstance(type, GraphQLEnumType) and type.name.endswith("GroupBy") and value is not None:
            yield _GROUPS, f"{type.name}.{value}"
        elif isinstance(type, GraphQLInputObjectType) and isinstance(value, dict):
            for key, inner in value.items():
                if inner is not None:
                    yield from self._of_key(type, key, inner)

    def _of_key(self, type: GraphQLInputObjectType, key: str, value: Any) -> Iterator[Feature]:
        below = get_named_type(type.fields[key].type)
        if type.name.endswith("OrderBy"):
            yield _ORDERS, self._name(type, key)
        elif type.name.endswith("Where") and key not in _COMBINED:
            given = {k: v for k, v in value.items() if v is not None} if isinstance(value, dict) else {}
            yield from self._conditions(type, key, given)
        yield from self._of_value(below, value)
