"""GraphQL operations drawn at random from the schema itself: every field, argument, operator and sort key.

What is drawn validates, and stays small enough to be answered in milliseconds. A connection may take cursors: these
are variables that are absent at first; `Operation.paged` puts in cursors of an earlier answer of the same question.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import Any, Final

from graphql import (
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_leaf_type,
)

from tests.contract.arguments import Arguments, Values
from tests.contract.operation import Operation, Walk

Composite = GraphQLObjectType | GraphQLInterfaceType

RECORDS: Final = ("Fact", "Claim")
"""Types whose fields have names that fields of entities have as well, with other types."""
_DIRECTIVES: Final = (*[()] * 90, *[("include",)] * 5, *[("skip",)] * 4, ("skip", "include"))


def draw_operation(random: Random, schema: GraphQLSchema, values: Values, size: int = 4) -> Operation:
    """An operation. `size`: how many entities are nested and how many fields stand in a selection set, at most."""
    return _Drawing(random, schema, values, size).operation()


def draw_walk(random: Random, schema: GraphQLSchema, values: Values) -> Walk:
    """A connection in any order, with any conditions."""
    return _Drawing(random, schema, values, 2).walk()


@dataclass
class _Scope:
    """A selection set while it is written."""

    type: Composite
    depth: int
    """How many entities may still be nested."""
    apart: bool = False
    """Whether fields must have names of their own, because those of other types stand beside them."""
    fields: list[str] = field(default_factory=list)
    composite: list[tuple[str, GraphQLField, str]] = field(default_factory=list)
    """Fields with a selection of their own: what stands before it, definition, cursor variable."""


@dataclass
class _Fragment:
    """A fragment with a name."""

    name: str
    type: Composite
    depth: int
    text: str


class _Drawing(Arguments):
    """Writes one operation."""

    def __init__(self, random: Random, schema: GraphQLSchema, values: Values, size: int) -> None:
        super().__init__(random, schema, values)
        self.size = size
        self.fragments: list[_Fragment] = []
        self.plain: dict[str, str] = {}
        """Arguments of the fields that stand under their own name."""

    def operation(self) -> Operation:
        assert self.schema.query_type
        scope = _Scope(self.schema.query_type, min(self.size, 3))
        for _ in range(self.random.randint(1, min(self.size, 2))):
            self.root(scope)
        if self.chance(10):
            scope.fields.append("__typename")
        fragments = "\n".join(f"fragment {f.name} on {f.type.name} {f.text}" for f in self.fragments)
        return Operation(f"{{ {' '.join(scope.fields)} }}", self.definitions, self.sent, self.cursors, fragments)

    def root(self, scope: _Scope) -> None:
        fields = scope.type.fields
        lists = [n for n, f in fields.items() if _is_list(f)]
        others = [n for n, f in fields.items() if n not in lists and _is_usable(f)]
        name = self.pick([*others, "node", "nodes"] if self.chance(35) else lists)
        self.field(scope, name, fields[name])

    def walk(self) -> Walk:
        """A connection with nothing but what is needed to walk along it."""
        assert self.schema.query_type
        here: Any = self.schema.query_type
        before, behind = "", ""
        path: tuple[str, ...] = ()
        if self.values.all_ids and self.chance(50):
            id = self.pick(self.values.all_ids)
            type = self.values.model.type_of_id(id)
            assert type
            before, behind, path = f"node(id: {self.written(id)}) {{ ... on {type.name} {{ ", " } }", ("node",)
            here = self.schema.type_map[type.name]
        name = self.pick([n for n, f in here.fields.items() if _is_list(f)])
        given = {k: f"${k}" for k in ("first", "after", "last", "before")}
        for key in ("where", "orderBy"):
            if key == "orderBy" or self.chance(20):
                given[key] = self.written(self.argument(key, get_named_type(here.fields[name].args[key].type)))
        arguments = ", ".join(f"{k}: {v}" for k, v in given.items())
        info = "pageInfo { hasNextPage hasPreviousPage startCursor endCursor }"
        field = f"{name}({arguments}) {{ totalCount {info} edges {{ cursor node {{ id }} }} }}"
        variables = "$first: Int, $after: String, $last: Int, $before: String"
        return Walk(f"query ({variables}) {{ {before}{field}{behind} }}", (*path, name))

    # Selection sets ---------------------------------------------------------------------------------------------

    def selection(self, type: Composite, depth: int, cursor: str = "", *, apart: bool = False) -> str:
        """A selection set in braces. `cursor`: the variable for which it must show cursors."""
        scope = _Scope(type, depth, apart)
        if cursor:
            scope.fields.append(
                f"pageInfo {{ {cursor}_s: startCursor {cursor}_e: endCursor }}"
                if self.chance(50)
                else f"edges {{ {cursor}_c: cursor }}"
            )
        for _ in range(self.random.randint(1, self.size)):
            self.part(scope)
        return f"{{ {' '.join(scope.fields)} }}"

    def part(self, scope: _Scope) -> None:
        """One more field or fragment."""
        fields = {n: f for n, f in scope.type.fields.items() if _is_usable(f) and (scope.depth > 0 or _is_shallow(f))}
        deep = [n for n, f in fields.items() if not is_leaf_type(get_named_type(f.type))]
        flat = [n for n in fields if n not in deep] or ["__typename"]
        types = _overlapping(self.schema, scope.type)
        kind = self.random.randrange(100)
        if kind < 40:
            name = self.pick(flat)
        elif kind < 70 or (kind < 90 and len(types) < 2):
            name = self.pick(self.chosen(fields, deep) or flat)
        elif kind < 93:
            self.fragment(scope, self.pick(types))
            return
        elif kind < 96 and scope.composite:
            self.again(scope)
            return
        else:
            name = "__typename"
        if name == "__typename":
            scope.fields.append(self.head(name, "", apart=False) + self.directives())
        else:
            self.field(scope, name, fields[name])

    def chosen(self, fields: Mapping[str, GraphQLField], names: list[str]) -> list[str]:
        """Some of these fields, so that there are not only connections, of which types have most."""
        lists = [n for n in names if _is_list(fields[n])]
        others = [n for n in names if n not in lists]
        rich = [n for n in lists if _has_properties(get_named_type(fields[n].type))]
        return self.pick([some for some in (lists, rich, others) if some] or [[]])

    def fragment(self, scope: _Scope, type: Composite) -> None:
        """A fragment on a type: written here, or with a name, or one that was named before."""
        apart = scope.type.name == "Node" and type.name in RECORDS
        known = [f.name for f in self.fragments if f.type is type and f.depth <= scope.depth and not apart]
        if known and self.chance(30):
            scope.fields.append(f"...{self.pick(known)}{self.directives()}")
            return
        text = self.selection(type, scope.depth, apart=apart)
        if self.chance(25):
            fragment = _Fragment(self.name("F"), type, scope.depth, text)
            self.fragments.append(fragment)
            scope.fields.append(f"...{fragment.name}{self.directives()}")
        else:
            on = "" if type is scope.type and self.chance(30) else f" on {type.name}"
            scope.fields.append(f"...{on}{self.directives()} {text}")

    # Fields -----------------------------------------------------------------------------------------------------

    def field(self, scope: _Scope, name: str, field: GraphQLField) -> None:
        cursor = ""
        if "after" in field.args and self.chance(30):
            cursor = self.name("c")
            self.cursors[cursor] = cursor
        head = self.head(name, self.arguments(field, cursor), apart=scope.apart)
        if is_leaf_type(get_named_type(field.type)):
            scope.fields.append(head + self.directives())
        else:
            scope.composite.append((head, field, cursor))
            scope.fields.append(f"{head}{self.directives()} {self.below(field, scope.depth, cursor)}")

    def again(self, scope: _Scope) -> None:
        """A field of this selection set once more: GraphQL merges the two."""
        head, field, cursor = self.pick(scope.composite)
        scope.fields.append(f"{head}{self.directives()} {self.below(field, scope.depth, cursor)}")

    def head(self, name: str, arguments: str, *, apart: bool) -> str:
        """A field under its own name or an alias; one name stands for one set of arguments in the whole document."""
        if apart or self.chance(15) or self.plain.setdefault(name, arguments) != arguments:
            return f"{self.name('a')}: {name}{arguments}"
        return name + arguments

    def below(self, field: GraphQLField, depth: int, cursor: str) -> str:
        """The selection set of a field."""
        type = get_named_type(field.type)
        assert isinstance(type, GraphQLObjectType | GraphQLInterfaceType)
        on_the_way = type.name.endswith(("Connection", "Edge"))
        return self.selection(type, depth if on_the_way else depth - 1, cursor)

    def directives(self) -> str:
        """@skip and @include, now and then."""
        text = ""
        for name in self.pick(_DIRECTIVES):
            holds = self.chance(75) == (name == "include")
            condition = self.varied(holds, GraphQLNonNull(self.schema.type_map["Boolean"]), 60)
            text += f" @{name}(if: {self.written(condition)})"
        return text


@cache
def _overlapping(schema: GraphQLSchema, type: Composite) -> list[Composite]:
    """Types on which a fragment can stand at a place of this type."""

    def concrete(type: Composite) -> set[GraphQLObjectType]:
        return set(schema.get_possible_types(type)) if isinstance(type, GraphQLInterfaceType) else {type}

    if type.name in RECORDS:
        return [type]
    all_types = [t for t in schema.type_map.values() if isinstance(t, GraphQLObjectType | GraphQLInterfaceType)]
    return [other for other in all_types if concrete(other) & concrete(type)]


def _is_list(field: GraphQLField) -> bool:
    """Whether a field is a connection."""
    return "where" in field.args


def _is_usable(field: GraphQLField) -> bool:
    """Whether there is a value for every argument that a field asks for."""
    return {name for name, argument in field.args.items() if isinstance(argument.type, GraphQLNonNull)} <= {
        "id",
        "ids",
        "by",
        "text",
        "contains",
    }


def _is_shallow(field: GraphQLField) -> bool:
    """Whether a field leads to no further entity, or to those that are only counted."""
    type = get_named_type(field.type)
    if not isinstance(type, GraphQLObjectType | GraphQLInterfaceType) or _is_list(field) or type.name.endswith("Edge"):
        return True
    return all(is_leaf_type(get_named_type(inner.type)) for inner in type.fields.values())


def _has_properties(connection: Any) -> bool:
    """Whether the links in a connection have properties of their own."""
    edge = get_named_type(connection.fields["edges"].type)
    return not edge.fields.keys() <= {"cursor", "node", "evidence"}
