"""The cost rule: how much an operation may ask for, known before anything is asked.

One walk over a document measures each selection set once, however often its fragment is spread: it costs time in
proportion to the document's length, not to what fragments spread out to. What the walk finds is kept with the
document; where a list's size comes from a variable it keeps a formula, which is worked out for each request.

The cost is the number of values that an answer can hold at most: each field is one, and what stands below a list counts
as often as the list may have members. @skip and @include are not looked at: the cost is that of the largest answer.
Conditions and sort keys make no values, but statements; they are counted apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Any, Final, TypeAlias

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    NamedTypeNode,
    ObjectValueNode,
    OperationDefinitionNode,
    SchemaMetaFieldDef,
    SelectionNode,
    SelectionSetNode,
    TypeMetaFieldDef,
    ValueNode,
    VariableNode,
    get_introspection_query,
    get_named_type,
    is_enum_type,
    is_input_object_type,
    parse,
)

from resolvers.errors import coded
from schema.graphql import DEFAULT_PAGE, LARGEST_PAGE

SHOWN: Final = 10**15
"""Greatest cost that is said exactly; JSON's readers keep no larger number whole."""

MOST_DIGITS: Final = 12
"""Digits of a literal that may be a size; longer ones are refused elsewhere."""

MOST_REPEATED: Final = 100
"""Fields of one response key in one selection set: validation compares each with each."""

Variable: TypeAlias = tuple[tuple[str, ...], Callable[..., int]]
"""The names of variables, and how their values become a number."""

Size: TypeAlias = int | Variable
"""How many members a list may have: a number, or the variables that say so."""

Type: TypeAlias = GraphQLObjectType | GraphQLInterfaceType | None
"""The type of an object; None when it is not known."""

_META: Final[Mapping[str, GraphQLField]] = {"__schema": SchemaMetaFieldDef, "__type": TypeMetaFieldDef}


@dataclass(frozen=True)
class Limits:
    """How much one operation may ask for. Fragments count as often as they are spread."""

    cost: int = 1_000_000
    """Values in the answer."""
    depth: int = 20
    """Levels of nested fields."""
    fields: int = 1_000
    """Fields."""
    aliases: int = 300
    """Fields with an alias."""
    roots: int = 100
    """Fields at the top."""
    inputs: int = 1_000
    """Keys of conditions and of orders, and members of the lists in them."""


@dataclass(frozen=True)
class Sum:
    """A number that may hang on variables: a constant, and numbers worked out earlier, each taken so many times."""

    constant: int = 0
    terms: tuple[tuple[int, Variable | None, int | None], ...] = ()
    """Factor; variable that is a further factor; step that is a further factor. None: no such factor."""

    def __add__(self, other: Sum) -> Sum:
        return Sum(self.constant + other.constant, self.terms + other.terms)


ONE: Final = Sum(1)


@dataclass(frozen=True)
class Measure:
    """What a selection set or a field comes to, fragments spread out."""

    cost: Sum = Sum()
    """Values, without those of `rows`."""
    rows: Sum = Sum()
    """Values for each row, where the set belongs to a connection."""
    inputs: Sum = Sum()
    """Conditions and sort keys."""
    fields: int = 0
    aliases: int = 0
    depth: int = 0
    roots: int = 0
    """Fields of the set itself."""

    def __add__(self, other: Measure) -> Measure:
        return Measure(
            self.cost + other.cost,
            self.rows + other.rows,
            self.inputs + other.inputs,
            self.fields + other.fields,
            self.aliases + other.aliases,
            max(self.depth, other.depth),
            self.roots + other.roots,
        )


class Walk:
    """Measures the selection sets of one document, each once.

    It also measures what is not valid, so that it can stand before validation, which takes longer: an unknown name is
    one value, a fragment within itself is nothing more.
    """

    def __init__(
        self,
        schema: GraphQLSchema,
        fragments: Mapping[str, FragmentDefinitionNode],
        variables: Mapping[str, Any] | None = None,
        introspection: int = 1,
    ) -> None:
        """With `variables` every measure is a plain number; without them it is a formula.

        `introspection` says as how many a value of the introspection counts.
        """
        self.schema = schema
        self.introspection = introspection
        self.fragments = fragments
        self.variables = variables
        self.steps: list[Sum] = []
        self.measured: dict[int, Measure] = {}
        self.repeated = 0
        """How often a response key stands in one selection set at most."""

    def set(self, selections: SelectionSetNode, owner: Type) -> Measure:
        """What a selection set comes to on an object of a type."""
        if id(selections) not in self.measured:
            self.measured[id(selections)] = Measure()
            keys = Counter((n.alias or n.name).value for n in selections.selections if isinstance(n, FieldNode))
            self.repeated = max(self.repeated, *keys.values(), 0)
            measure = sum((self._selection(node, owner) for node in selections.selections), Measure())
            self.measured[id(selections)] = replace(
                measure, cost=self._kept(measure.cost), rows=self._kept(measure.rows)
            )
        return self.measured[id(selections)]

    def _selection(self, node: SelectionNode, owner: Type) -> Measure:
        if isinstance(node, FieldNode):
            return self.field(node, owner)
        found = self._fragment(node, owner)
        return self.set(*found) if found else Measure()

    def _fragment(self, node: SelectionNode, owner: Type) -> tuple[SelectionSetNode, Type] | None:
        if isinstance(node, InlineFragmentNode):
            return node.selection_set, self._named(node.type_condition) if node.type_condition else owner
        assert isinstance(node, FragmentSpreadNode)
        fragment = self.fragments.get(node.name.value)
        return (fragment.selection_set, self._named(fragment.type_condition)) if fragment else None

    def _named(self, node: NamedTypeNode) -> Type:
        found = self.schema.get_type(node.name.value)
        return found if isinstance(found, GraphQLObjectType | GraphQLInterfaceType) else None

    def field(self, node: FieldNode, owner: Type) -> Measure:
        """What a field comes to."""
        if id(node) in self.measured:
            return self.measured[id(node)]
        inner, cost = Measure(), ONE
        if node.selection_set:
            inner = self.set(node.selection_set, self.type_of(node, owner))
            cost += self._times(self.size(node, owner), inner.cost) + self._times(self.page(node, owner), inner.rows)
        is_row = _is_row(node, owner)
        found = Measure(
            Sum() if is_row else cost,
            cost if is_row else Sum(),
            inner.inputs + self._inputs(node, owner),
            inner.fields + 1,
            inner.aliases + (node.alias is not None),
            inner.depth + 1,
            1,
        )
        self.measured[id(node)] = found
        return found

    def type_of(self, node: FieldNode, owner: Type) -> Type:
        """The type of the objects that a field gives."""
        field = self._declared(node, owner)
        found = get_named_type(field.type) if field else None
        return found if isinstance(found, GraphQLObjectType | GraphQLInterfaceType) else None

    def size(self, node: FieldNode, owner: Type) -> Size:
        """How many objects a field gives at most, where they are no rows of a connection."""
        field = self._declared(node, owner)
        if field in _META.values():
            return self.introspection
        if field is None or not _is_list(field.type) or _is_row(node, owner):
            return 1
        if owner is not None and owner.name.startswith("__"):
            return _introspected(self.schema, node.name.value)
        return self._asked(node, ("first", "last", "ids"))

    def page(self, node: FieldNode, owner: Type) -> Size:
        """How many rows a field gives at most, where it is a connection."""
        return self._asked(node, ("first", "last")) if _is_connection(self.type_of(node, owner)) else 1

    def flat(self, selections: SelectionSetNode, owner: Type) -> Iterator[tuple[FieldNode, Type]]:
        """The fields of a selection set, those of its fragments among them, each with the type that has it."""
        seen, left = set(), [(selections, owner)]
        while left:
            selections, owner = left.pop()
            for node in selections.selections:
                if isinstance(node, FieldNode):
                    yield node, owner
                elif (found := self._fragment(node, owner)) and id(found[0]) not in seen:
                    seen.add(id(found[0]))
                    left.append(found)

    def _declared(self, node: FieldNode, owner: Type) -> GraphQLField | None:
        name = node.name.value
        if owner is not None and owner == self.schema.query_type and name in _META:
            return _META[name]
        return owner.fields.get(name) if owner is not None else None

    def _asked(self, node: FieldNode, names: tuple[str, ...]) -> Size:
        """The size that a field's arguments ask for."""
        values = [argument.value for argument in node.arguments or () if argument.name.value in names]
        variables = tuple(value.name.value for value in values if isinstance(value, VariableNode))
        meant = partial(size_of, *map(_literal, values))
        if not variables:
            return meant()
        return (variables, meant) if self.variables is None else meant(*map(self.variables.get, variables))

    def _inputs(self, node: FieldNode, owner: Type) -> Sum:
        """How many conditions and sort keys a field has."""
        field, total = self._declared(node, owner), Sum()
        for argument in node.arguments or ():
            declared = field.args.get(argument.name.value) if field else None
            if declared and is_input_object_type(get_named_type(declared.type)):
                total += _keys(argument.value)
        return total

    def _times(self, size: Size, number: Sum) -> Sum:
        if not number.terms:
            constant = number.constant
            return Sum(size * constant) if isinstance(size, int) else Sum(0, ((constant, size, None),))
        if isinstance(size, int):
            return Sum(0, ((size, None, self._step(number)),))
        return Sum(0, ((1, size, self._step(number)),))

    def _kept(self, number: Sum) -> Sum:
        """The same number with at most one term, so that sums do not grow with each spread of a fragment."""
        return number if len(number.terms) < 2 else Sum(0, ((1, None, self._step(number)),))

    def _step(self, number: Sum) -> int:
        self.steps.append(number)
        return len(self.steps) - 1


class Cost:
    """What one operation costs: limits that hang on no variable are checked once, the cost for each request."""

    def __init__(self, operation: OperationDefinitionNode, walk: Walk, limits: Limits) -> None:
        self.operation = operation
        self.walk = walk
        self.limits = limits
        self.root = walk.schema.get_root_type(operation.operation)
        self.measure = walk.set(operation.selection_set, self.root)
        self.steps = walk.steps if self.measure.cost.terms or self.measure.inputs.terms else []

    def refusal(self) -> GraphQLError | None:
        """Why the operation is too large whatever its variables are."""
        found, limits = self.measure, self.limits
        if found.depth > limits.depth:
            path = self._down(lambda measure: measure.depth, 0)
            return self._refused(f"{limits.depth:,} levels of fields", found.depth, "nest fewer", path)
        if found.fields > limits.fields:
            path = self._down(lambda measure: measure.fields, found.fields)
            return self._refused(
                f"{limits.fields:,} fields with its fragments spread out", found.fields, "ask for fewer", path
            )
        if found.aliases > limits.aliases:
            path = self._down(lambda measure: measure.aliases, found.aliases)
            return self._refused(
                f"{limits.aliases:,} aliases with its fragments spread out", found.aliases, "ask in turns", path
            )
        if found.roots > limits.roots:
            return self._refused(f"{limits.roots:,} fields at the top", found.roots, "ask in turns")
        if self.walk.repeated > MOST_REPEATED:
            return self._refused(
                f"{MOST_REPEATED:,} fields of one name in one place", self.walk.repeated, "once is enough"
            )
        return None

    def _refused(self, most: str, got: int, advice: str, path: list[str] | None = None, **more: Any) -> GraphQLError:
        message = f"expected an operation of at most {most}, got {_shown(got)}; {advice}"
        return coded("COST_LIMIT", message, path, self.operation, **more)

    def _down(self, weigh: Callable[[Measure], int], total: int) -> list[str]:
        """Response keys that lead to the deepest field which holds at least half of a total."""
        path: list[str] = []
        selections: SelectionSetNode | None = self.operation.selection_set
        owner: Type = self.root
        # The document may not be valid yet: without an end, a fragment within itself would lead on for ever.
        while selections and selections.selections and len(path) <= self.limits.depth:
            node, type_ = max(self.walk.flat(selections, owner), key=lambda found: weigh(self.walk.field(*found)))
            if path and 2 * weigh(self.walk.field(node, type_)) < total:
                break
            path.append((node.alias or node.name).value)
            selections, owner = node.selection_set, self.walk.type_of(node, type_)
        return path

    def of(self, variables: Mapping[str, Any]) -> tuple[int, int]:
        """For these variables: the values that the answer can hold at most; the conditions and sort keys."""
        done: list[int] = []
        for step in self.steps:
            done.append(_work_out(step, done, variables))
        return _work_out(self.measure.cost, done, variables), _work_out(self.measure.inputs, done, variables)

    def check(self, variables: Mapping[str, Any]) -> None:
        """Raise GraphQLError, coded COST_LIMIT, when the operation asks for too much with these variables."""
        cost, inputs = self.of(variables)
        if inputs > self.limits.inputs:
            most = f"{self.limits.inputs:,} keys in conditions and orders"
            raise self._refused(most, inputs, "ask in turns")
        if cost > self.limits.cost:
            path = self.heaviest(variables)
            field = ".".join(path)
            advice = f"most are at `{field}`: ask for fewer there with `first`, or for less below it"
            more = {"cost": min(cost, SHOWN), "limit": self.limits.cost, "field": field}
            raise self._refused(f"{self.limits.cost:,} values", cost, advice, path, **more)

    def heaviest(self, variables: Mapping[str, Any]) -> list[str]:
        """Response keys that lead to the deepest field with selections which holds at least half of all values."""
        walk = Walk(self.walk.schema, self.walk.fragments, variables, self.walk.introspection)
        selections, path = self.operation.selection_set, list[str]()
        owner: Type = self.root
        times, page, most = 1, 1, 0
        while True:
            weighed = []
            for node, type_ in walk.flat(selections, owner):
                measure = walk.field(node, type_)
                weighed.append((measure.cost.constant + page * measure.rows.constant, node, type_))
            cost, node, type_ = max(weighed, key=lambda found: found[0])
            most = most or times * cost
            if path and (node.selection_set is None or 2 * times * cost < most):
                return path
            path.append((node.alias or node.name).value)
            if node.selection_set is None:
                return path
            times *= _number(walk.size(node, type_)) * (page if _is_row(node, type_) else 1)
            page = _number(walk.page(node, type_))
            selections, owner = node.selection_set, walk.type_of(node, type_)


def costs(document: DocumentNode, schema: GraphQLSchema, limits: Limits) -> list[Cost]:
    """What the operations of a document cost. It need not be valid."""
    walk = Walk(schema, _fragments(document), introspection=_weight(schema, limits.cost))
    return [Cost(d, walk, limits) for d in document.definitions if isinstance(d, OperationDefinitionNode)]


def _fragments(document: DocumentNode) -> dict[str, FragmentDefinitionNode]:
    return {d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)}


@cache
def _weight(schema: GraphQLSchema, limit: int) -> int:
    """As how many a value of the introspection counts: the whole schema, told once, makes most of what is allowed.

    graphql-core answers it field by field and takes many times as long for a value as the store.
    """
    document = parse(get_introspection_query())
    (operation,) = (d for d in document.definitions if isinstance(d, OperationDefinitionNode))
    once = Walk(schema, _fragments(document), {}).set(operation.selection_set, schema.query_type).cost.constant
    return max(1, 4 * limit // (5 * once))


def _work_out(number: Sum, done: list[int], variables: Mapping[str, Any]) -> int:
    total = number.constant
    for factor, variable, step in number.terms:
        if variable is not None:
            names, meant = variable
            factor *= meant(*map(variables.get, names))  # noqa: PLW2901 (one product)
        total += factor if step is None else factor * done[step]
    return total


def size_of(*values: Any) -> int:
    """How many members the values of `first`, `last` or `ids` stand for, whichever are not null.

    What is refused later counts as allowed.
    """
    return max((_size(value) for value in values if value is not None), default=DEFAULT_PAGE)


def _size(value: Any) -> int:
    if isinstance(value, list):
        return len(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return int(min(max(value, 0), LARGEST_PAGE))
    return DEFAULT_PAGE


def _literal(node: ValueNode) -> int | list[ValueNode] | None:
    """A number or list as it is written; None for what says no size."""
    if isinstance(node, IntValueNode):
        return int(node.value) if len(node.value) < MOST_DIGITS else LARGEST_PAGE
    return list(node.values) if isinstance(node, ListValueNode) else None


def keys_of(value: Any) -> int:
    """How many keys the value of a variable has at all levels, and members of lists that have none."""
    if isinstance(value, dict):
        return sum(1 + keys_of(inner) for inner in value.values())
    if isinstance(value, list):
        return sum(keys_of(inner) or 1 for inner in value)
    return 0


def _keys(node: ValueNode) -> Sum:
    """The same for a value in a document."""
    if isinstance(node, VariableNode):
        return Sum(0, ((1, ((node.name.value,), keys_of), None),))
    if isinstance(node, ObjectValueNode):
        return sum((ONE + _keys(field.value) for field in node.fields), Sum())
    if isinstance(node, ListValueNode):
        found = [_keys(inner) for inner in node.values]
        return sum((number if number.constant or number.terms else ONE for number in found), Sum())
    return Sum()


def _shown(number: int) -> str:
    return f"{number:,}" if number <= SHOWN else f"more than {SHOWN:,}"


def _number(size: Size) -> int:
    assert isinstance(size, int)
    return size


def _is_list(type_: object) -> bool:
    return isinstance(type_.of_type if isinstance(type_, GraphQLNonNull) else type_, GraphQLList)


def _is_connection(type_: Type) -> bool:
    return type_ is not None and "pageInfo" in type_.fields


def _is_row(node: FieldNode, owner: Type) -> bool:
    """Whether a field gives the rows of a connection, as many as its page has."""
    return node.name.value in ("nodes", "edges") and _is_connection(owner)


@cache
def _introspected(schema: GraphQLSchema, list_: str) -> int:
    """How many members a list of the introspection has: for lists below a type the mean of all types."""
    types = schema.type_map.values()
    fielded = [t for t in types if isinstance(t, GraphQLObjectType | GraphQLInterfaceType)]
    fields = [field for t in fielded for field in t.fields.values()]
    counted = {
        "types": (len(types), 1),
        "directives": (len(schema.directives), 1),
        "fields": (len(fields), len(types)),
        "args": (sum(len(field.args) for field in fields), len(fields)),
        "inputFields": (sum(len(t.fields) for t in types if is_input_object_type(t)), len(types)),
        "enumValues": (sum(len(t.values) for t in types if is_enum_type(t)), len(types)),
        "interfaces": (sum(len(t.interfaces) for t in fielded), len(types)),
    }
    total, among = counted.get(list_, (1, 1))
    return -(-total // among)
