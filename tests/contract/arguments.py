"""Arguments of fields drawn at random: conditions, orders, pages, ids and languages, with variables among them.

Input types are read as the schema has them. What is compared with is held by the graph, or part of that, or other.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from random import Random
from typing import Any, Final, TypeVar

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    get_named_type,
    get_nullable_type,
    is_leaf_type,
)

from graph.facts import ISSUED, NAME, Claim, key_of
from schema.errors import ValueProblem
from schema.model import ROOT, Model
from schema.values import Date, Integer, Money, Number, Text, Url
from schema.vocabulary import LANGUAGES
from tests.contract.graphs import canonical

T = TypeVar("T")
Tree = Any
"""A value of an argument: None, bool, int, float, str, Enumerated, Variable, or a list or dict of them."""

DEEPEST: Final = 3
"""Levels of conditions."""
UNKNOWN: Final = ("city/unknown", "nothing", "", "fact/0", "claim/0", "city/ł'\\")
USUAL: Final = ("en", "en", "pl", "pl", "de", "uk", "mul", "und")


_LIKELY: Final = {"lang": 55, "of": 55, "where": 35, "orderBy": 55}
"""How often an argument is given, in percent."""


class Enumerated(str):
    """The name of an enum's value."""

    __slots__ = ()


class Variable(str):
    """The name of a variable that stands in place of a value."""

    __slots__ = ()


class Values:
    """What a graph holds: values by the key of the condition or argument that asks for them, and ids."""

    def __init__(self, model: Model, claims: Sequence[Claim]) -> None:
        self.model = model
        held: dict[str, set[str]] = defaultdict(set)
        ids: dict[str, set[str]] = defaultdict(set)
        for claim in claims:
            for id in (claim.subject, claim.object, claim.document):
                if type_ := model.type_of_id(id):
                    ids[type_.name].add(id)
            if claim.value:
                held[claim.property].add(claim.value)
            for name, value in claim.qualifiers:
                held[name].add(value)
            if claim.quote:
                held["quote"].add(claim.quote)
            if claim.rule:
                held["rule"].add(claim.rule)
            held["kind"].add(claim.kind.upper())
            held["property"].add(claim.property)
            held["value"].add(claim.value or claim.kind)
        held["anyName"] = held[NAME.field]
        held["date"] |= held[ISSUED]
        attributes_ = [a for t in model.types.values() for a in t.attributes.values()]
        self.money = {a.field for a in (*attributes_, *model.edge_attributes.values()) if a.value is Money}
        self.held = {name: sorted(texts) for name, texts in held.items()}
        self.ids = {name: sorted(found) for name, found in ids.items()}
        self.all_ids = sorted(id for found in ids.values() for id in found)
        self.ids["Fact"] = sorted({key_of(model, c).id for c in claims})
        self.ids["Claim"] = sorted({c.id for c in claims})
        self.records = sorted(self.ids["Fact"] + self.ids["Claim"])
        attributes = {a.field for t in model.entities for a in t.attributes.values() if not a.derived}
        to_one = {link.field for t in model.entities for link in t.links.values() if link.to_one}
        self.fields = sorted({NAME.field} | attributes | to_one)
        """To what evidence can be narrowed."""


OTHERS: Final = {
    "String": canonical(Text) + canonical(Url),
    "EDTF": canonical(Date),
    "Int": canonical(Integer),
    "Float": canonical(Number),
    "Money": canonical(Money),
}
"""Canonical texts to compare with, whatever the graph holds, by GraphQL type."""


class Arguments:
    """Draws arguments, and keeps the variables that they use."""

    def __init__(self, random: Random, schema: GraphQLSchema, values: Values) -> None:
        self.random = random
        self.schema = schema
        self.values = values
        self.numbers = 0
        self.definitions: dict[str, str] = {}
        """Type (and default) of each variable."""
        self.sent: dict[str, Any] = {}
        self.cursors: dict[str, str] = {}
        """Variables that take cursors, each with the beginning of the keys under which there will be some."""

    def chance(self, percent: int) -> bool:
        return self.random.randrange(100) < percent

    def pick(self, options: Sequence[T]) -> T:
        return self.random.choice(options)

    def some(self) -> range:
        """A few times, seldom never."""
        return range(self.pick((1, 1, 1, 2, 2, 3, 0)))

    def name(self, prefix: str) -> str:
        """A name that nothing else in the document has."""
        self.numbers += 1
        return f"{prefix}{self.numbers}"

    # Arguments --------------------------------------------------------------------------------------------------

    def arguments(self, field: GraphQLField, cursor: str) -> str:
        """The arguments of a field in brackets. `cursor`: a variable that takes one."""
        given: dict[str, Tree] = {}
        for key, argument in field.args.items():
            type = get_named_type(argument.type)
            if key == "id":
                given[key] = self.id(get_named_type(field.type).name)
            elif key == "ids":
                given[key] = [self.id("Node") for _ in self.some()]
            elif key == "text":
                given[key] = self.searched()
            elif key == "contains":
                given[key] = self.altered(self.pick(self.values.held.get("text") or ["x"]), "contains")
            elif key in ("types", "countries"):
                if self.chance(25):
                    given[key] = None if self.chance(3) else [self.within(key, type) for _ in self.some()]
            elif isinstance(type, GraphQLEnumType) and (key == "by" or (key == "orderBy" and self.chance(50))):
                given[key] = Enumerated(self.pick(list(type.values)))
            elif key == "asOf":
                if self.chance(12):
                    given[key] = None if self.chance(3) else self.compared("", "since", "during", type)
            elif self.chance(_LIKELY.get(key, 0)) and type.name != "GroupOrder":
                given[key] = None if self.chance(3) else self.argument(key, type)
        if "last" in field.args:
            given |= self.page()
        elif "first" in field.args and self.chance(70):
            given["first"] = self.pick((0, 1, 2, 5, 100))
        given = {key: self.varied(value, field.args[key].type) for key, value in given.items()}
        if cursor:
            given |= self.place(cursor, [name for name in ("after", "before") if name in field.args])
        return "(" + ", ".join(f"{k}: {self.written(v)}" for k, v in given.items()) + ")" if given else ""

    def argument(self, key: str, type: Any) -> Tree:
        match key:
            case "lang":
                known = USUAL if not self.chance(10) else tuple(LANGUAGES)
                return [Enumerated(self.pick(known)) for _ in range(self.random.randint(0, 4))]
            case "of":
                return [self.pick(self.values.fields) for _ in self.some()]
            case "where":
                return self.conditions(type, DEEPEST)
        orders = [self.order(type) for _ in self.some()]
        if "id" in type.fields and self.chance(15):
            orders.insert(0, {"id": Enumerated("ASC")})
        return orders

    def id(self, type: str) -> str:
        """An id: mostly of this type, else of another, of a fact or claim, or unknown."""
        fitting = self.values.ids.get(type) or self.values.all_ids
        others = self.pick([self.values.all_ids, self.values.records, UNKNOWN])
        return self.pick((others if self.chance(25) else fitting) or UNKNOWN)

    def page(self) -> dict[str, Tree]:
        size = self.pick((1, 2, 2, 3, 3, 4, 5, 7, 0))
        return self.pick([*[{"first": size}] * 6, *[{"last": size}] * 2, {"first": None, "last": size}, {}])

    def searched(self) -> str:
        """A text to search for: a name or some words of some, cut, misspelt or strange."""
        held = self.values.held.get("anyName") or ["x"]
        said = [word for _ in range(self.pick((1, 1, 2))) for word in self.pick(held).split()]
        some = [self.pick(said) for _ in self.some()] or said
        text = " ".join(self.pick([said, some]))
        kind = self.random.randrange(10)
        if kind < 3:
            place = self.random.randint(0, len(text))
            return text[:place] + self.pick(("", "", "x", "é", "浜", " ")) + text[place + self.random.randrange(2) :]
        if kind < 5:
            return text[: self.random.randint(0, len(text))]
        return (
            text
            if kind < 9
            else self.pick(("", "  ", "wroclwa", "Wrocławiu", "city of a", '"*) OR (', "\x00", text * 99))
        )

    def within(self, key: str, type: Any) -> Tree:
        """A type of entities, or a country by id or code."""
        if isinstance(type, GraphQLEnumType):
            return Enumerated(self.pick(list(type.values)))
        return self.pick([*self.values.held.get("code", []), *self.values.ids.get("Country", []), "XX", ""])

    def place(self, cursor: str, names: Sequence[str]) -> dict[str, Tree]:
        """Where a page begins or ends: at cursors that come with a later request."""
        self.definitions[cursor] = "String"
        if len(names) > 1 and self.chance(20):
            other = self.name("c")
            self.cursors[other] = cursor
            self.definitions[other] = "String"
            return {"after": Variable(cursor), "before": Variable(other)}
        return {self.pick(names): Variable(cursor)}

    def order(self, type: GraphQLInputObjectType) -> Tree:
        """A sort key: exactly one key in each object."""
        fields = {name: get_named_type(field.type) for name, field in type.fields.items()}
        ends = [name for name, inner in fields.items() if isinstance(inner, GraphQLEnumType)]
        further = [name for name in fields if name not in ends]
        linked = [name for name in further if fields[name].name != "CountOrderBy"]
        name = self.pick(self.pick([names for names in (ends, further, linked) if names]))
        inner = fields[name]
        return {
            name: self.order(inner)
            if isinstance(inner, GraphQLInputObjectType)
            else Enumerated(self.pick(("ASC", "DESC")))
        }

    # Conditions -------------------------------------------------------------------------------------------------

    def conditions(self, type: GraphQLInputObjectType, depth: int) -> Tree:
        """Conditions on an entity or link, or on what there must be among links."""
        flat = [name for name, field in type.fields.items() if is_filter(get_named_type(field.type))]
        deep = [name for name in type.fields if name not in flat]
        if depth <= 0 and "node" in deep:
            deep = ["node"]
        found: dict[str, Tree] = {}
        for _ in range(self.pick((1, 1, 1, 1, 1, 1, 2, 2, 3, 0))):
            name = self.pick(deep if not flat or (depth > 0 and self.chance(50)) else flat)
            field = type.fields[name]
            inner = get_named_type(field.type)
            assert isinstance(inner, GraphQLInputObjectType)
            if self.chance(3):
                found[name] = None
            elif name in flat:
                found[name] = self.comparison(type.name.removesuffix("Where"), name, inner)
            elif name == "node":
                found[name] = self.conditions(inner, depth)
            elif depth <= 0:
                found[name] = {}
            elif isinstance(get_nullable_type(field.type), GraphQLList):
                found[name] = [self.conditions(inner, depth - 1) for _ in self.some()]
            else:
                found[name] = self.conditions(inner, depth - 1)
        return found

    def comparison(self, owner: str, key: str, type: GraphQLInputObjectType) -> Tree:
        found: dict[str, Tree] = {}
        for _ in range(1 + self.chance(15)):
            operator = self.pick(list(type.fields))
            inner = type.fields[operator].type
            if self.chance(3):
                found[operator] = None
            elif isinstance(get_nullable_type(inner), GraphQLList):
                found[operator] = [self.compared(owner, key, operator, get_named_type(inner)) for _ in self.some()]
            else:
                found[operator] = self.compared(owner, key, operator, get_named_type(inner))
        return found

    def compared(self, owner: str, key: str, operator: str, type: Any) -> Tree:
        """A value to compare with: one that the graph holds, a part or variation of it, or another."""
        held = self.values.held.get(key, [])
        if isinstance(type, GraphQLEnumType):
            fitting = [text for text in held if text in type.values]
            return Enumerated(self.pick(fitting if fitting and not self.chance(30) else list(type.values)))
        if type.name == "Boolean":
            return self.chance(50)
        if type.name == "ID":
            return self.id(owner)
        if key in ("count", "sources"):
            return self.random.randrange(4)
        held = [text for text in held if _fits(text, type.name)]
        text = self.pick(held if held and not self.chance(20) else OTHERS[self.other(key, type.name)])
        match type.name:
            case "Int":
                return int(text)
            case "Float":
                return float(text) if "." in text or self.chance(50) else int(text)
            case "EDTF":
                year = re.match(r"[0-9]{4}(?=-|$)", text)
                return self.pick((text, text, year[0], f"{year[0]}-01-01", f"{year[0]}-12-31")) if year else text
        return text if key in self.values.money else self.altered(text, operator)

    def comparisons(self, owner: str, where: Any) -> Iterator[str]:
        """Every operator on every key of an input type that has operators."""
        for key, field in where.fields.items():
            filter = get_named_type(field.type)
            if is_filter(filter):
                for operator, inner in filter.fields.items():
                    value = self.compared(owner, key, operator, get_named_type(inner.type))
                    yield f"{key}: {{{operator}: {self.written(value)}}}"

    def other(self, key: str, type: str) -> str:
        """The kind of values that an operand of a key has."""
        return "Money" if type == "String" and key in self.values.money else type

    def altered(self, text: str, operator: str) -> str:
        if operator == "startsWith" and self.chance(70):
            return text[: self.random.randint(0, 4)]
        if operator == "endsWith" and self.chance(70):
            return text[len(text) - self.random.randint(0, min(len(text), 4)) :]
        if operator == "contains" and self.chance(70):
            start = self.random.randint(0, min(len(text), 10))
            return text[start : start + self.random.randint(0, 4)]
        return self.pick((*[text] * 7, text.upper(), f" {text.lower()}  ", text + "x"))

    # Variables --------------------------------------------------------------------------------------------------

    def varied(self, value: Tree, type: Any, percent: int = 12, *, one_of: bool = False, alone: bool = False) -> Tree:
        """The same value, with variables in place of parts of it. `alone`: it stands for a list of one."""
        if not alone and self.chance(percent):
            return self.variable(value, type, one_of=one_of)
        inner = get_nullable_type(type)
        if isinstance(value, list) and isinstance(inner, GraphQLList):
            if len(value) == 1 and value[0] is not None and self.chance(10):
                return self.varied(value[0], inner.of_type, percent, alone=True)
            return [self.varied(v, inner.of_type, percent) for v in value]
        if isinstance(value, dict) and isinstance(inner, GraphQLInputObjectType):
            one = inner.is_one_of
            return {k: self.varied(v, inner.fields[k].type, percent, one_of=one) for k, v in value.items()}
        return value

    def variable(self, value: Tree, type: Any, *, one_of: bool) -> Variable:
        """A variable that comes to this value: it is sent, or it is the default, or it is null or absent."""
        name, kind = self.name("v"), str(get_nullable_type(type))
        if value is None:
            self.definitions[name] = kind + self.pick(("", " = null"))
            if self.chance(50):
                self.sent[name] = None
        elif not one_of and self.chance(25):
            self.definitions[name] = f"{kind} = {self.written(value)}"
        else:
            nullable = not isinstance(type, GraphQLNonNull) and not one_of
            self.definitions[name] = kind if nullable and self.chance(60) else f"{kind}!"
            self.sent[name] = self.as_json(value)
        return Variable(name)

    def as_json(self, value: Tree) -> Any:
        """A value as a client sends it: a list of one may be its member, a whole number may be written 5.0."""
        if isinstance(value, dict):
            return {k: self.as_json(v) for k, v in value.items()}
        if isinstance(value, list):
            found = [self.as_json(v) for v in value]
            return found[0] if len(found) == 1 and found[0] is not None and self.chance(10) else found
        if isinstance(value, int) and not isinstance(value, bool) and self.chance(5):
            return float(value)
        return str(value) if isinstance(value, str) else value

    def written(self, value: Tree) -> str:
        """A value as GraphQL writes it."""
        match value:
            case Variable():
                return f"${value}"
            case None:
                return "null"
            case Enumerated():
                return str(value)
            case dict():
                return "{" + ", ".join(f"{k}: {self.written(v)}" for k, v in value.items()) + "}"
            case list():
                return "[" + ", ".join(map(self.written, value)) + "]"
        return json.dumps(value, ensure_ascii=False)


def every_order(type: Any) -> Iterator[str]:
    """Every sort key in both directions, over at most one to-one link, as `orderBy` arguments."""
    for name, field in type.fields.items():
        inner = get_named_type(field.type)
        for direction in ("ASC", "DESC"):
            if isinstance(inner, GraphQLEnumType):
                yield f"orderBy: {{{name}: {direction}}}"
            else:
                yield from (
                    f"orderBy: {{{name}: {{{key}: {direction}}}}}"
                    for key, further in inner.fields.items()
                    if isinstance(get_named_type(further.type), GraphQLEnumType)
                )


def every_order_of_links(type: Any) -> Iterator[str]:
    """Every sort key of a link's own, in both directions, and one of the entities at its far end."""
    for name, field in type.fields.items():
        for direction in ("ASC", "DESC"):
            leaf = isinstance(get_named_type(field.type), GraphQLEnumType)
            yield f"orderBy: {{{name}: {direction}}}" if leaf else f"orderBy: {{{name}: {{name: {direction}}}}}"


def every_condition(random: Random, schema: GraphQLSchema, values: Values, type: str) -> Iterator[str]:
    """Every operator on every key, of the entity itself and of its links, as `where` arguments.

    What several types share is asked of the first of them.
    """
    drawing = Arguments(random, schema, values)
    model = values.model

    def is_first(key: str) -> bool:
        declared = model.types[type].attributes.get(key) or model.types[type].links.get(key)
        owner = declared.owner if declared else ROOT
        return model.types[owner].concrete[0] == type

    where = schema.type_map[f"{type}Where"]
    assert isinstance(where, GraphQLInputObjectType)
    for condition in drawing.comparisons(type, where):
        if is_first(condition.partition(":")[0]):
            yield f"where: {{NOT: {{{condition}}}}}" if random.random() < 0.5 else f"where: {{{condition}}}"
    for key, field in where.fields.items():
        filter = get_named_type(field.type)
        if not is_first(key):
            continue
        if key == "evidence":
            yield from (f"where: {{evidence: {{{condition}}}}}" for condition in drawing.comparisons(type, filter))
            for further in ("document", "publisher"):
                inner = get_named_type(filter.fields[further].type)
                yield f"where: {{evidence: {{{further}: {{{random.choice(list(drawing.comparisons(type, inner)))}}}}}}}"
        if "some" not in filter.fields:
            if not is_filter(filter) and key not in ("AND", "OR", "NOT", "evidence"):
                yield f"where: {{{key}: {{{random.choice(list(drawing.comparisons(type, filter)))}}}}}"
            continue
        quantifiers = ("some", "none", "every")
        yield from (f"where: {{{key}: {{{quantifier}: {{}}}}}}" for quantifier in quantifiers)
        for condition in drawing.comparisons(type, get_named_type(filter.fields["some"].type)):
            yield f"where: {{{key}: {{{random.choice(quantifiers)}: {{{condition}}}}}}}"
        below = get_named_type(get_named_type(filter.fields["some"].type).fields["node"].type)
        yield f"where: {{{key}: {{some: {{node: {{{random.choice(list(drawing.comparisons(type, below)))}}}}}}}}}"
        counts = get_named_type(filter.fields["count"].type)
        operator = random.choice(list(counts.fields))
        yield f"where: {{{key}: {{count: {{{operator}: {random.randrange(3)}}}}}}}"
        claims = list(drawing.comparisons(type, schema.type_map["EvidenceWhere"]))
        yield f"where: {{{key}: {{some: {{evidence: {{{random.choice(claims)}}}}}}}}}"


def every_record_condition(random: Random, schema: GraphQLSchema, values: Values, type: str) -> Iterator[str]:
    """Every operator on every key of facts or claims, and something of all that they speak of."""
    drawing = Arguments(random, schema, values)
    where: Any = schema.type_map[f"{type}Where"]
    yield from (f"where: {{{condition}}}" for condition in drawing.comparisons(type, where))
    yield from (f"where: {{NOT: {{{condition}}}}}" for condition in drawing.comparisons(type, where))
    for key, field in where.fields.items():
        below = get_named_type(field.type)
        if is_filter(below):
            continue
        conditions = [*drawing.comparisons(below.name.removesuffix("Where"), below), ""]
        by_id = [condition for condition in conditions if condition.startswith("id:")]
        yield from (
            f"where: {{{form.format(key, condition)}}}"
            for condition in dict.fromkeys([*by_id, *random.sample(conditions, min(len(conditions), 6))])
            for form in (
                ("{}: [{{{}}}]", "{}: []")
                if key in ("AND", "OR")
                else ("{}: {{{}}}", "{}: {{NOT: {{{}}}}}", "NOT: {{{}: {{{}}}}}")
            )
        )


def every_summary(type: Any) -> Iterator[str]:
    """Every key by which a connection type can be grouped, in either order, and all its values summed up."""
    if "groups" in type.fields:
        keys = get_named_type(type.fields["groups"].args["by"].type).values
        for i, key in enumerate(keys):
            order = ("COUNT_DESC", "KEY_ASC")[i % 2]
            yield f"g{i}: groups(by: {key}, orderBy: {order}, first: 100) {{ key {{ id }} value count }}"
    if "aggregate" in type.fields:
        summed = get_named_type(type.fields["aggregate"].type).fields
        fields = (f"{name} {{ count min max }}" for name in summed if name != "count")
        yield f"aggregate {{ count {' '.join(fields)} }}"


def is_filter(type: Any) -> bool:
    """Whether an input type has operators and nothing else."""
    return isinstance(type, GraphQLInputObjectType) and all(
        is_leaf_type(get_named_type(field.type)) for field in type.fields.values()
    )


def _fits(text: str, type: str) -> bool:
    """Whether a text that the graph holds can be an operand of a GraphQL type: one name may stand for two things."""
    if type in ("Int", "Float"):
        return re.fullmatch(r"-?[0-9]+(\.[0-9]+)?" if type == "Float" else r"-?[0-9]+", text) is not None
    if type != "EDTF":
        return True
    try:
        Date.parse(text)
    except ValueProblem:
        return False
    return True
