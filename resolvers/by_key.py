"""How graphql-core reads a finished answer: each field by its response key."""

from __future__ import annotations

from typing import Any

from graphql import GraphQLObjectType, GraphQLResolveInfo, is_abstract_type

from resolvers.planner import TYPE_KEY


def resolve_by_key(schema: Any) -> None:
    """Let graphql-core take each field from finished JSON by its response key, and each type from TYPE_KEY."""

    def by_key(source: Any, info: GraphQLResolveInfo[Any], **arguments: Any) -> Any:
        return source.get(info.path.key) if isinstance(source, dict) else None

    def type_of(value: Any, info: GraphQLResolveInfo[Any], abstract: Any) -> str:
        return str(value[TYPE_KEY])

    for type_ in schema.type_map.values():
        if isinstance(type_, GraphQLObjectType) and not type_.name.startswith("__"):
            type_.is_type_of = None
            for field in type_.fields.values():
                field.resolve = by_key
        elif is_abstract_type(type_):
            type_.resolve_type = type_of
