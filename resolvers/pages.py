"""The arguments of a connection that choose its order and its page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from graph.cursors import CursorValue, decode_cursor, question_mark
from graph.plan import Count, DefaultName, Id, Keyset, OfClaim, OfEdge, OfFact, Order, Own, Page, Slot
from graph.plan_text import show
from resolvers.bindings import Bindings
from resolvers.errors import bad_input
from resolvers.moments import Moment, counted
from resolvers.selection import Given, Leaf, as_list
from schema.errors import ValueProblem
from schema.graphql import DEFAULT_PAGE, LARGEST_PAGE
from schema.model import Link, Model, Type

Path = tuple[str, ...]
_KINDS: dict[str, type] = {"TEXT": str, "INTEGER": int, "REAL": float}


@dataclass(frozen=True)
class Probe:
    """A cursor whose missing values decide the statement's text: what stands at the leaf belongs to the plan's key."""

    leaf: Leaf
    decode: Callable[[Any], tuple[CursorValue, ...]]

    def pattern(self, cursor: Any) -> tuple[bool, ...]:
        return tuple(value is None for value in self.decode(cursor))


def read_order(model: Model, target: Type, link: Link | None, given: Given, path: Path) -> tuple[Order, ...]:
    """The sort keys, made total by the id."""
    return _total([_order(model, target, link, key, path) for key in as_list(given)])


def read_record_order(type: str, usual: tuple[Order, ...], given: Given, path: Path) -> tuple[Order, ...]:
    """The sort keys of facts or claims, made total by the id; the usual ones when none are given."""
    orders = []
    for each in as_list(given):
        key, value = _only_key(each, path)
        column = Id() if key == "id" else OfFact(key) if type == "Fact" else OfClaim(key)
        orders.append(Order(column, _descending(value)))
    return _total(orders or list(usual))


def _total(orders: list[Order]) -> tuple[Order, ...]:
    once: dict[object, Order] = {}
    for order in orders:
        # What is equal by a key is so the next time as well.
        once.setdefault((order.key, order.over), order)
    orders = list(once.values())
    total = next((i for i, order in enumerate(orders) if order.key == Id() and not order.over), None)
    # Nothing is equal any more after the id; a cursor ends in it.
    return (*orders, Order(Id(), False)) if total is None else tuple(orders[: total + 1])


def _only_key(given: Given, path: Path) -> tuple[str, Given]:
    """The one key of a @oneOf object; a variable in it may still be null, which only planning can see."""
    keys = [(key, value) for key, value in given.items() if value is not None] if isinstance(given, dict) else []
    if len(keys) != 1:
        got = ", ".join(key for key, _ in keys) or "none that is not null"
        raise bad_input(f"expected exactly one key in each object of orderBy, got {got}", path)
    return keys[0]


def _order(model: Model, target: Type, link: Link | None, given: Given, path: Path) -> Order:
    key, value = _only_key(given, path)
    if link is not None:
        edge = {a.field: a for a in link.relation.edge.attributes}
        if key in edge:
            return Order(OfEdge(edge[key]), _descending(value))
        return _entity_order(model, target, value, path, ())
    return _entity_order(model, target, given, path, ())


def _entity_order(model: Model, type_: Type, given: Given, path: Path, over: tuple[Link, ...]) -> Order:
    key, value = _only_key(given, path)
    if key == "id":
        return Order(Id(), _descending(value), over)
    if key == "name":
        return Order(DefaultName(), _descending(value), over)
    if key in type_.attributes:
        return Order(Own(type_.attributes[key]), _descending(value), over)
    link = type_.links[key]
    if link.to_one:
        return _entity_order(model, model.types[link.target], value, path, (*over, link))
    _, direction = _only_key(value, path)
    return Order(Count(link), _descending(direction), over)


def order_as_of(model: Model, orders: tuple[Order, ...], moment: Moment | None) -> tuple[Order, ...]:
    """The same order, in which only the links count that may hold at a moment."""
    if moment is None:
        return orders
    return tuple(
        replace(order, key=counted(model, order.key.link, moment)) if isinstance(order.key, Count) else order
        for order in orders
    )


def _descending(value: Given) -> bool:
    return isinstance(value, Leaf) and value.value == "DESC"


def cursor_kinds(orders: tuple[Order, ...]) -> tuple[type, ...]:
    """The Python types of the values in a cursor, one for each column of the order."""
    kinds: list[type] = []
    for order in orders:
        match order.key:
            case OfEdge(attribute) | Own(attribute):
                columns = dict(attribute.value.columns)
                kinds += [_KINDS[columns[suffix]] for suffix in attribute.value.order]
            case Count() | OfFact("sources") | OfClaim():
                kinds.append(int)
            case _:
                kinds.append(str)
    return tuple(kinds)


def mark_of(type_: str, field: str, orders: tuple[Order, ...]) -> str:
    """The mark of the question that cursors belong to: type, relation and order."""
    return question_mark(" ".join([f"{type_}.{field}", *map(show, orders)]))


class Pages:
    """Reads the page arguments of one operation."""

    def __init__(self, bindings: Bindings) -> None:
        self.bindings = bindings
        self.probes: list[Probe] = []

    def read(self, arguments: dict[str, Given], orders: tuple[Order, ...], mark: str, path: Path) -> Page:
        """The page. Raises GraphQLError for what cannot be one."""
        first, last = arguments.get("first"), arguments.get("last")
        if first is not None and last is not None:
            raise bad_input("expected `first` or `last`, got both", path)
        backwards = last is not None
        return Page(
            self.size("last" if backwards else "first", last if backwards else first, path),
            backwards,
            self._keyset(arguments.get("after"), orders, mark, path),
            self._keyset(arguments.get("before"), orders, mark, path),
        )

    def size(self, name: str, given: Given, path: Path) -> Slot:
        """How many are wanted."""

        def convert(value: Any) -> int:
            number = int(value)
            if not 0 <= number <= LARGEST_PAGE:
                raise ValueProblem(
                    f"expected `{name}` from 0 to {LARGEST_PAGE}, got {number}; ask for further pages by cursor"
                )
            return number

        return self.bindings.slot([given if isinstance(given, Leaf) else Leaf(DEFAULT_PAGE)], convert, path)

    def _keyset(self, given: Given, orders: tuple[Order, ...], mark: str, path: Path) -> Keyset | None:
        if not isinstance(given, Leaf):
            return None
        kinds = cursor_kinds(orders)

        def decode(cursor: Any) -> tuple[CursorValue, ...]:
            try:
                return decode_cursor(str(cursor), mark, kinds)
            except ValueProblem as error:
                raise bad_input(str(error), path) from None

        probe = Probe(given, decode)
        self.probes.append(probe)
        missing = probe.pattern(given.value)
        return Keyset(
            tuple(
                None if missing[i] else self.bindings.slot([given], lambda cursor, i=i: decode(cursor)[i], path)
                for i in range(len(kinds))
            )
        )
