"""The `where` arguments as conditions of a plan."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from graph.plan import (
    All,
    AnyName,
    Compare,
    Condition,
    DefaultName,
    Far,
    Id,
    IsType,
    Not,
    OfEdge,
    Operand,
    Own,
    Related,
    Slot,
    Some,
)
from resolvers.bindings import Bindings, plain_text
from resolvers.errors import bad_input
from resolvers.selection import Given, Leaf, as_list
from schema.edtf import span
from schema.model import Attribute, Link, Model, Type
from schema.names import enum_value
from schema.text import fold
from schema.values import Date, Integer, Number, Text, Value

Path = tuple[str, ...]


class Conditions:
    """Reads `where` arguments of one operation."""

    def __init__(self, model: Model, bindings: Bindings) -> None:
        self.model = model
        self.bindings = bindings
        self.types = {enum_value(t.name): t.name for t in model.entities}

    def entity(self, type_: Type, where: Given, path: Path) -> Condition:
        """Conditions on an entity."""
        parts: list[Condition] = []
        for key, value in _keys(where):
            if (logic := self._logic(key, value, lambda v: self.entity(type_, v, path))) is not None:
                parts.append(logic)
            elif key == "id":
                parts += self._operators(Id(), None, value, path)
            elif key in ("name", "anyName"):
                parts += self._operators(DefaultName() if key == "name" else AnyName(), Text, value, path)
            elif type_.abstract:
                parts.append(self._on_interface(type_, key, value, path))
            elif key in type_.attributes:
                parts += self._attribute(type_.attributes[key], value, path)
            else:
                parts.append(self._relation(type_.links[key], value, path))
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def link(self, link: Link, where: Given, path: Path) -> Condition:
        """Conditions on a link and on what stands at its other end."""
        edge = {a.field: a for a in link.relation.edge.attributes}
        parts: list[Condition] = []
        for key, value in _keys(where):
            if (logic := self._logic(key, value, lambda v: self.link(link, v, path))) is not None:
                parts.append(logic)
            elif key == "node":
                parts.append(Far(self.entity(self.model.types[link.target], value, path)))
            else:
                parts += self._operators(OfEdge(edge[key]), edge[key].value, value, path)
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _logic(self, key: str, value: Given, inner: Callable[[Given], Condition]) -> Condition | None:
        if key == "NOT":
            return Not(inner(value))
        if key in ("AND", "OR"):
            parts = tuple(inner(part) for part in as_list(value))
            return All(parts) if key == "AND" else Some(parts)
        return None

    def _on_interface(self, type_: Type, key: str, value: Given, path: Path) -> Condition:
        if key == "type":
            tests: list[Condition] = []
            for operator, names in _keys(value):
                del operator  # eq has one value and in a list, which is the same question here
                found = (self.types[str(leaf.value)] for leaf in as_list(names) if isinstance(leaf, Leaf))
                tests.append(IsType(tuple(dict.fromkeys(found))))
            return All(tuple(tests))
        inner = next(t for t in (self.model.types[name] for name in type_.concrete) if t.singular == key)
        return All((IsType((inner.name,)), self.entity(inner, value, path)))

    def _relation(self, link: Link, value: Given, path: Path) -> Condition:
        if link.to_one:
            return Related(link, Far(self.entity(self.model.types[link.target], value, path)))
        parts: list[Condition] = []
        for key, inner in _keys(value):
            condition = self.link(link, inner, path)
            if key == "some":
                parts.append(Related(link, condition))
            elif key == "none":
                parts.append(Not(Related(link, condition)))
            else:
                parts.append(Not(Related(link, Not(condition))))
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _attribute(self, attribute: Attribute, value: Given, path: Path) -> list[Condition]:
        return self._operators(Own(attribute), attribute.value, value, path)

    def _operators(self, operand: Operand, kind: type[Value] | None, given: Given, path: Path) -> list[Condition]:
        """One condition for each operator that is given. `kind` is the value type; None for ids."""
        found: list[Condition] = []
        for operator, value in _keys(given):
            if operator == "isNull":
                assert isinstance(value, Leaf)
                missing = Compare(operand, "isNull", ())
                found.append(missing if value.value else Not(missing))
            elif operator == "in" and kind is Date:
                found.append(Some(tuple(Compare(operand, "eq", self._date(v, path)) for v in as_list(value))))
            elif operator == "in":
                found.append(Compare(operand, "in", (self._list(value, _converter(kind), path),)))
            elif kind is Date:
                found.append(Compare(operand, operator, self._date(value, path)))
            else:
                assert isinstance(value, Leaf)
                found.append(Compare(operand, operator, (self.bindings.slot([value], _converter(kind), path),)))
        return found

    def _date(self, value: Given, path: Path) -> tuple[Slot, Slot]:
        """Two slots: the first and the last day."""
        if not isinstance(value, Leaf):
            raise bad_input("expected a date, got null", path)
        first = self.bindings.slot([value], lambda text: span(str(text)).first, path)
        return first, self.bindings.slot([value], lambda text: span(str(text)).last, path)

    def _list(self, value: Given, convert: Callable[[Any], Any], path: Path) -> Slot:
        """A slot with a JSON list."""
        leaves = [leaf for leaf in as_list(value) if isinstance(leaf, Leaf)]
        return self.bindings.slot(leaves, lambda *found: json.dumps([convert(v) for v in found]), path)


def _keys(where: Given) -> list[tuple[str, Given]]:
    """Keys that are given; one that is null is as if absent."""
    assert where is None or isinstance(where, dict)
    return [(key, value) for key, value in (where or {}).items() if value is not None]


def _converter(kind: type[Value] | None) -> Callable[[Any], Any]:
    """How a client's value is made comparable with the columns of a value type."""
    if kind is None:
        return plain_text
    if issubclass(kind, Text):
        return lambda value: fold(str(value))
    if issubclass(kind, Integer):
        return int
    if issubclass(kind, Number):
        return float
    return plain_text
