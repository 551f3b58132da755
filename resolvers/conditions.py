"""The `where` arguments as conditions of a plan."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from graph.facts import DOCUMENT, ISSUED
from graph.plan import (
    All,
    AnyName,
    ByClaim,
    Compare,
    Condition,
    DefaultName,
    Far,
    Id,
    InDocument,
    IsType,
    Not,
    OfClaim,
    OfEdge,
    OfFact,
    OnFact,
    Operand,
    Own,
    Points,
    Related,
    Slot,
    Some,
    Stated,
)
from resolvers.bindings import Bindings, plain_text
from resolvers.errors import bad_input
from resolvers.moments import Moment, counted
from resolvers.selection import Given, Leaf, as_list
from schema.edtf import span
from schema.model import ROOT, Attribute, Link, Model, Type
from schema.names import enum_value
from schema.operators import OPERATORS
from schema.text import fold
from schema.values import Date, Integer, Language, Money, Number, Text, Value, Word

Path = tuple[str, ...]


class Conditions:
    """Reads `where` arguments of one operation. Relations are asked as of `moment`."""

    def __init__(self, model: Model, bindings: Bindings) -> None:
        self.model = model
        self.bindings = bindings
        self.types = {enum_value(t.name): t.name for t in model.entities}
        self.moment: Moment | None = None

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
            elif key == "evidence":
                parts.append(Stated(self.claim(value, path), of_link=False))
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
            elif key == "evidence":
                parts.append(Stated(self.claim(value, path), of_link=True))
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
                # `eq` has one value and `in` a list, which is the same question here.
                test = IsType(self.types_of(names))
                tests.append(Not(test) if OPERATORS[operator].opposite_of else test)
            return All(tuple(tests))
        inner = next(t for t in (self.model.types[name] for name in type_.concrete) if t.singular == key)
        return All((IsType((inner.name,)), self.entity(inner, value, path)))

    def types_of(self, names: Given) -> tuple[str, ...]:
        """The types that one value of their enum names, or a list of them."""
        found = (self.types[str(leaf.value)] for leaf in as_list(names) if isinstance(leaf, Leaf))
        return tuple(dict.fromkeys(found))

    def _relation(self, link: Link, value: Given, path: Path) -> Condition:
        if link.to_one:
            return self._some(link, Far(self.entity(self.model.types[link.target], value, path)))
        parts: list[Condition] = []
        for key, inner in _keys(value):
            if key == "count":
                parts += self._operators(counted(self.model, link, self.moment), Integer, inner, path)
                continue
            condition = self.link(link, inner, path)
            if key == "some":
                parts.append(self._some(link, condition))
            elif key == "none":
                parts.append(Not(self._some(link, condition)))
            else:
                parts.append(Not(self._some(link, Not(condition))))
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _some(self, link: Link, condition: Condition) -> Condition:
        """Some link that may hold at the moment fulfils a condition."""
        holding = self.moment.link(self.model, link) if self.moment else ()
        return Related(link, All((*holding, condition)) if holding else condition)

    def fact(self, where: Given, path: Path) -> Condition:
        """Conditions on a fact."""
        root = self.model.types[ROOT]
        kinds = {"value": Word, "sources": Integer}
        parts: list[Condition] = []
        for key, value in _keys(where):
            if (logic := self._logic(key, value, lambda v: self.fact(v, path))) is not None:
                parts.append(logic)
            elif key in ("subject", "object"):
                parts.append(Points(key, self.entity(root, value, path)))
            elif key == "evidence":
                parts.append(ByClaim(self.claim(value, path)))
            else:
                parts += self._operators(OfFact(key), kinds.get(key), value, path)
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def claim(self, where: Given, path: Path) -> Condition:
        """Conditions on a claim; those on its document are several questions of one document."""
        document = self.model.types[DOCUMENT]
        parts: list[Condition] = []
        for key, value in _keys(where):
            if (logic := self._logic(key, value, lambda v: self.claim(v, path))) is not None:
                parts.append(logic)
                continue
            match key:
                case "id" | "kind" | "quote" | "rule" | "value":
                    kind = {"quote": Text, "rule": Word, "value": Word}.get(key)
                    parts += self._operators(OfClaim(key), kind, value, path)
                case "fact":
                    parts.append(OnFact(self.fact(value, path)))
                case "document":
                    parts.append(InDocument(self.entity(document, value, path)))
                case "publisher":
                    link = document.links["publishedBy"]
                    published = Far(self.entity(self.model.types[link.target], value, path))
                    parts.append(InDocument(Related(link, published)))
                case "language" | "date":
                    name, about = ("language", Language) if key == "language" else (ISSUED, Date)
                    parts += map(_of_document, self._operators(Own(document.attributes[name]), about, value, path))
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _attribute(self, attribute: Attribute, value: Given, path: Path) -> list[Condition]:
        return self._operators(Own(attribute), attribute.value, value, path)

    def _operators(self, operand: Operand, kind: type[Value] | None, given: Given, path: Path) -> list[Condition]:
        """One condition for each operator that is given. `kind` is the value type; None for ids and kinds of claims."""
        found: list[Condition] = []
        for name, value in _keys(given):
            opposite_of = OPERATORS[name].opposite_of
            condition = self._operator(operand, kind, opposite_of or name, value, path)
            found.append(Not(condition) if opposite_of else condition)
        return found

    def _operator(
        self, operand: Operand, kind: type[Value] | None, operator: str, value: Given, path: Path
    ) -> Condition:
        if operator == "isNull":
            assert isinstance(value, Leaf)
            missing = Compare(operand, "isNull", ())
            return missing if value.value else Not(missing)
        if operator == "in" and kind is Date:
            return Some(tuple(Compare(operand, "eq", self._date(v, path)) for v in as_list(value)))
        if operator == "in":
            return Compare(operand, "in", (self._list(value, _converter(operand, kind), path),))
        if kind is Date:
            return Compare(operand, operator, self._date(value, path))
        assert isinstance(value, Leaf)
        if kind is Money:
            currency = self.bindings.slot([value], lambda text: Money.cells(Money.parse(str(text)))[1], path)
            number = self.bindings.slot([value], lambda text: Money.cells(Money.parse(str(text)))[2], path)
            return Compare(operand, operator, (currency, number))
        return Compare(operand, operator, (self.bindings.slot([value], _converter(operand, kind), path),))

    def as_of(self, value: Given, path: Path) -> Moment | None:
        """The moment of an `asOf` argument; None when there is none."""
        return Moment(*self._date(value, path)) if value is not None else None

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


def _of_document(test: Condition) -> Condition:
    """A comparison of what a claim's document has; it is missing for a claim without a document."""
    match test:
        case Not(inner):
            return Not(_of_document(inner))
        case Compare(_, "isNull"):
            return Not(InDocument(Not(test)))
    return InDocument(test)


def _keys(where: Given) -> list[tuple[str, Given]]:
    """Keys that are given; one that is null is as if absent."""
    assert where is None or isinstance(where, dict)
    return [(key, value) for key, value in (where or {}).items() if value is not None]


def _converter(operand: Operand, kind: type[Value] | None) -> Callable[[Any], Any]:
    """How a client's value is made comparable with the columns of a value type."""
    if operand == OfClaim("kind"):
        return lambda value: str(value).lower()
    if operand == OfFact("conflicting"):
        return bool
    if kind is None:
        return plain_text
    if issubclass(kind, Text):
        return lambda value: fold(str(value))
    if issubclass(kind, Integer):
        return int
    if issubclass(kind, Number):
        return float
    return plain_text
