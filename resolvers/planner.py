"""Selection and model become a plan.

The document has been validated against the schema that was derived from the same model, so that every field that is
met here exists. What validation cannot see is refused with a coded error and the response path.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from graphql import FieldNode

from graph.plan import (
    Aggregate,
    AllNames,
    Builtin,
    ByLink,
    ByType,
    ByValue,
    Case,
    Connection,
    Counts,
    Cursor,
    Dataset,
    EdgeField,
    Edges,
    Evidence,
    Exact,
    Field,
    GroupField,
    Groups,
    Label,
    Literal,
    Lookup,
    Lookups,
    Many,
    Matched,
    Name,
    Node,
    Nodes,
    Object,
    OfEdge,
    One,
    Own,
    PageInfo,
    Passages,
    Plan,
    Root,
    Scalar,
    Score,
    Search,
    Slot,
    Summed,
    Total,
)
from resolvers.bindings import Bindings, plain_text
from resolvers.conditions import Conditions
from resolvers.errors import bad_input, coded
from resolvers.moments import Moment, all_of
from resolvers.pages import Pages, Probe, mark_of, order_as_of, read_order
from resolvers.paths import PathLimits, PathQuestion, plan_paths
from resolvers.records import RecordPlans
from resolvers.selection import Given, Leaf, Selection, as_list, parts_of, sets_of
from schema.graphql import LARGEST_PAGE
from schema.grouping import TYPE, group_keys, sums
from schema.model import ROOT, Attribute, Link, Model, Type
from schema.text import fold
from schema.values import Money, Passage

TYPE_KEY = "@type"
"""Response key under which answers for graphql-core carry the type of an object; no alias can be written like that."""

Path = tuple[str, ...]


@dataclass(frozen=True)
class Options:
    """What the server's settings say about planning."""

    iri_base: str = "http://localhost:8000/id/"
    """Beginning of the IRIs of entities."""
    licence: str = ""
    """The licence of the data, with its attribution."""
    paths: PathLimits = field(default_factory=PathLimits)
    """How far paths are searched for."""
    most_fields: int = 1_000
    """Fields of a plan; where an interface is asked, those of each of its types count."""


@dataclass(frozen=True)
class Planned:
    """A plan with what is needed to run it again for other variables of the same shape."""

    plan: Plan
    bindings: Bindings
    probes: tuple[Probe, ...]
    paths: tuple[PathQuestion, ...] = ()
    """Fields whose answer is searched for before the statement runs."""
    keys: tuple[str, ...] = ()
    """Response keys of the operation."""


def make_plan(selection: Selection, model: Model, options: Options, *, typed: bool = False) -> Planned:
    """The plan of an operation. `typed`: every object also carries its type under TYPE_KEY, for graphql-core.

    Raises GraphQLError, coded.
    """
    planner = Planner(selection, model, options, typed)
    return Planned(
        planner.plan(), planner.bindings, tuple(planner.pages.probes), tuple(planner.paths), tuple(planner.keys)
    )


class Planner:
    """One operation while it is planned."""

    def __init__(self, selection: Selection, model: Model, options: Options, typed: bool) -> None:
        self.selection = selection
        self.model = model
        self.options = options
        self.typed = typed
        self.bindings = Bindings()
        self.conditions = Conditions(model, self.bindings)
        self.pages = Pages(self.bindings)
        self.left = options.most_fields
        self.records = RecordPlans(self)
        self.paths: list[PathQuestion] = []
        self.keys: list[str] = []
        self.planned: dict[tuple[str, tuple[int, ...], Moment | None], Field] = {}
        """Fields by where they are declared, their nodes and moment: types that share a field share its plan."""

    def plan(self) -> Plan:
        fields = self.collect([self.selection.operation.selection_set], ("Query",), ())
        roots = []
        for key, nodes in fields.items():
            name = nodes[0].name.value
            self.keys.append(key)
            if name == "paths":
                roots += plan_paths(self, nodes, (key,))
            elif not name.startswith("__") or name == "__typename":
                roots.append(Root(key, self.root(nodes, name, (key,))))
        return Plan(tuple(roots))

    def collect(self, sets: Sequence[object], names: tuple[str, ...], path: Path) -> dict[str, list[FieldNode]]:
        """Fields below a place where the object has these type names; counts them against the limits."""
        fields = self.selection.collect(sets, names.__contains__)  # type: ignore[arg-type]
        self.left -= len(fields)
        if self.left < 0:
            limit = self.options.most_fields
            raise coded(
                "COST_LIMIT",
                f"expected an operation of at most {limit:,} fields, those of each type apart, got more; ask for fewer",
                path,
            )
        return fields

    def below(self, nodes: list[FieldNode], name: str, path: Path) -> dict[str, list[FieldNode]]:
        """Fields of an object of a type that is no entity."""
        return self.collect(sets_of(nodes), (name, "Node"), path)

    # Root fields ------------------------------------------------------------------------------------------------

    def root(
        self, nodes: list[FieldNode], name: str, path: Path
    ) -> Lookup | Lookups | Connection | Search | Dataset | Literal:
        arguments = self.selection.arguments(nodes[0])
        if name == "__typename":
            return Literal(path[-1], "Query")
        if name == "dataset":
            return self.dataset(nodes, path)
        if name == "search":
            return self.search(arguments, nodes, path)
        if name in ("facts", "claims"):
            return self.records.connection("Query", name, nodes, path)
        if name == "node":
            return self.lookup(nodes, self.id_slot(arguments, path), path)
        if name == "nodes":
            return Lookups(self.lookup(nodes, self.ids_slot(arguments, path), path))
        for type_ in self.model.entities:
            if name == type_.singular:
                return Lookup(self.id_slot(arguments, path), self.object(type_, nodes, path))
            if name == type_.plural:
                return self.connection(None, type_, nodes, path)
        raise AssertionError(name)

    def id_slot(self, arguments: dict[str, Given], path: Path) -> Slot:
        leaf = arguments["id"]
        assert isinstance(leaf, Leaf)
        return self.bindings.slot([leaf], plain_text, path)

    def ids_slot(self, arguments: dict[str, Given], path: Path) -> Slot:
        leaves = [leaf for leaf in as_list(arguments["ids"]) if isinstance(leaf, Leaf)]
        if len(leaves) > LARGEST_PAGE:
            raise bad_input(f"expected at most {LARGEST_PAGE} ids, got {len(leaves)}", path)
        return self.bindings.slot(leaves, lambda *ids: json.dumps([str(id) for id in ids]), path)

    def lookup(self, nodes: list[FieldNode], id: Slot, path: Path) -> Lookup:
        records = (self.records.record("Fact", nodes, path), self.records.record("Claim", nodes, path))
        return Lookup(id, self.object(self.model.types[ROOT], nodes, path), records)

    def dataset(self, nodes: list[FieldNode], path: Path) -> Dataset:
        parts: list[tuple[str, str, Counts | Slot | None]] = []
        for key, inner in self.below(nodes, "Dataset", path).items():
            name = inner[0].name.value
            more: Counts | Slot | None = None
            if name == "counts":
                more = Counts(parts_of(self.below(inner, "TypeCount", (*path, key))))
            elif name == "licence":
                more = self.bindings.constant(self.options.licence)
            parts.append((key, name, more))
        return Dataset(tuple(parts))

    # Search -----------------------------------------------------------------------------------------------------

    def search(self, arguments: dict[str, Given], nodes: list[FieldNode], path: Path) -> Search:
        text, after, types = arguments["text"], arguments.get("after"), arguments.get("types")
        assert isinstance(text, Leaf)
        countries = [leaf for leaf in as_list(arguments.get("countries")) if isinstance(leaf, Leaf)]
        parts = tuple(
            self.search_part(key, inner, (*path, key))
            for key, inner in self.below(nodes, "SearchConnection", path).items()
        )
        return Search(
            self.bindings.slot([text], plain_text, path),
            self.conditions.types_of(types) if types is not None else None,
            self.bindings.slot(countries, lambda *found: json.dumps(found), path) if "countries" in arguments else None,
            self.pages.size("first", arguments.get("first"), path),
            self.bindings.slot([after], plain_text, path) if isinstance(after, Leaf) else None,
            self.bindings.constant(None),
            (*parts, Literal(TYPE_KEY, "SearchConnection")) if self.typed else parts,
        )

    def search_part(
        self, key: str, nodes: list[FieldNode], path: Path
    ) -> Literal | Edges | Nodes | PageInfo | Total | Exact:
        root = self.model.types[ROOT]
        match nodes[0].name.value:
            case "nodes":
                return Nodes(key, self.object(root, nodes, path))
            case "edges":
                fields = self.below(nodes, "SearchEdge", path).items()
                return Edges(key, tuple(self.hit_field(k, inner, (*path, k)) for k, inner in fields))
            case "pageInfo":
                return PageInfo(key, parts_of(self.below(nodes, "PageInfo", path)))
            case "totalCount":
                return Total(key)
            case "exact":
                return Exact(key)
            case _:
                return Literal(key, "SearchConnection")

    def hit_field(self, key: str, nodes: list[FieldNode], path: Path) -> EdgeField:
        match nodes[0].name.value:
            case "cursor":
                return Cursor(key)
            case "score":
                return Score(key)
            case "matched":
                return Matched(key, parts_of(self.below(nodes, "Label", path)))
            case "node":
                return Node(key, self.object(self.model.types[ROOT], nodes, path))
            case _:
                return Literal(key, "SearchEdge")

    # Entities ---------------------------------------------------------------------------------------------------

    def object(self, type_: Type, nodes: list[FieldNode], path: Path) -> Object:
        """How an entity of a type is shown; types with the same fields share a case."""
        cases: dict[tuple[int, ...], tuple[list[str], tuple[Field, ...]]] = {}
        for name in type_.concrete:
            concrete = self.model.types[name]
            selected = self.collect(sets_of(nodes), (name, *concrete.interfaces, "Node"), path)
            fields = tuple(self.field(concrete, inner, (*path, key)) for key, inner in selected.items())
            if self.typed:
                fields = (*fields, Builtin(TYPE_KEY, "__typename"))
            signature = tuple(id(f) for f in fields[: len(selected)])
            cases.setdefault(signature, ([], fields))[0].append(name)
        return Object(tuple(Case(tuple(names), fields) for names, fields in cases.values()))

    def field(self, type_: Type, nodes: list[FieldNode], path: Path) -> Field:
        name = nodes[0].name.value
        declared = type_.attributes.get(name) or type_.links.get(name)
        key = (declared.owner if declared else ROOT), tuple(id(node) for node in nodes), self.moment
        if key not in self.planned:
            self.planned[key] = self.new_field(type_, name, declared, nodes, path)
        return self.planned[key]

    def new_field(
        self, type_: Type, name: str, declared: Attribute | Link | None, nodes: list[FieldNode], path: Path
    ) -> Field:
        key = path[-1]
        arguments = self.selection.arguments(nodes[0])
        if isinstance(declared, Attribute):
            languages = self.languages(arguments) if declared.multilingual else ()
            return Scalar(key, declared, self.money(declared, nodes, path), languages)
        if isinstance(declared, Link) and declared.to_one:
            holding = all_of(self.moment.link(self.model, declared)) if self.moment else None
            return One(key, declared, self.object(self.model.types[declared.target], nodes, path), holding)
        if isinstance(declared, Link):
            return Many(key, self.connection(declared, self.model.types[declared.target], nodes, path))
        match name:
            case "name":
                return Name(key, self.languages(arguments))
            case "label":
                return Label(key, self.languages(arguments), parts_of(self.below(nodes, "Label", path)))
            case "names":
                return AllNames(key, parts_of(self.below(nodes, "Name", path)))
            case "passages":
                return self.passages(type_, arguments, nodes, path)
            case "evidence":
                return Evidence(
                    key, self.records.record("Claim", nodes, path), self.records.evidence_of(arguments, path)
                )
            case "iri":
                return Builtin(key, "iri", self.options.iri_base)
            case "facts" | "claims":
                return Many(key, self.records.connection(type_.name if name == "claims" else ROOT, name, nodes, path))
            case _:
                return Builtin(key, name)

    def passages(self, type_: Type, arguments: dict[str, Given], nodes: list[FieldNode], path: Path) -> Passages:
        sought = arguments["contains"]
        assert isinstance(sought, Leaf)
        return Passages(
            path[-1],
            next(a for a in type_.attributes.values() if a.value is Passage),
            self.bindings.slot([sought], lambda text: fold(str(text)), path),
            self.pages.size("first", arguments.get("first"), path),
            (*parts_of(self.below(nodes, "Passage", path)), *self.type_mark("Passage")),
        )

    def languages(self, arguments: dict[str, Given]) -> tuple[str, ...]:
        chosen = [str(leaf.value) for leaf in as_list(arguments.get("lang")) if isinstance(leaf, Leaf)]
        return tuple(dict.fromkeys(chosen)) or ("en",)

    def money(self, attribute: Attribute, nodes: list[FieldNode], path: Path) -> tuple[tuple[str, str], ...]:
        return parts_of(self.below(nodes, "Money", path)) if attribute.value is Money else ()

    # Connections ------------------------------------------------------------------------------------------------

    @property
    def moment(self) -> Moment | None:
        """The moment as of which is asked."""
        return self.conditions.moment

    def connection(self, link: Link | None, target: Type, nodes: list[FieldNode], path: Path) -> Connection:
        arguments = self.selection.arguments(nodes[0])
        outer = self.moment
        self.conditions.moment = self.conditions.as_of(arguments.get("asOf"), path) or outer
        found = self.connection_now(link, target, arguments, nodes, path)
        self.conditions.moment = outer
        return found

    def connection_now(
        self, link: Link | None, target: Type, arguments: dict[str, Given], nodes: list[FieldNode], path: Path
    ) -> Connection:
        """A connection as of its moment."""
        owner, field = (link.owner, link.field) if link else ("Query", target.plural)
        order = read_order(self.model, target, link, arguments.get("orderBy"), path)
        where = arguments.get("where")
        condition = None
        if where:
            condition = self.conditions.link(link, where, path) if link else self.conditions.entity(target, where, path)
        if self.moment:
            model, moment = self.model, self.moment
            holding = moment.link(model, link) if link else moment.entity(model, target.concrete)
            condition = all_of((*holding, condition))
        mark = mark_of(owner, field, order)
        page = self.pages.read(arguments, order, mark, path)
        name = f"{link.connection if link else target.name}Connection"
        parts = tuple(
            self.part(link, target, key, inner, (*path, key)) for key, inner in self.below(nodes, name, path).items()
        )
        parts = (*parts, *self.typed_as(name))
        types = link.targets if link else target.concrete
        return Connection(link, types, condition, order_as_of(self.model, order, self.moment), page, mark, parts)

    def part(
        self, link: Link | None, target: Type, key: str, nodes: list[FieldNode], path: Path
    ) -> Literal | Edges | Nodes | PageInfo | Total | Groups | Aggregate:
        name = f"{link.connection if link else target.name}Connection"
        match nodes[0].name.value:
            case "nodes":
                return Nodes(key, self.object(target, nodes, path))
            case "edges":
                edge = name.removesuffix("Connection") + "Edge"
                fields = self.below(nodes, edge, path).items()
                shown = tuple(self.edge_field(link, target, edge, k, inner, (*path, k)) for k, inner in fields)
                return Edges(key, shown)
            case "pageInfo":
                return PageInfo(key, parts_of(self.below(nodes, "PageInfo", path)))
            case "totalCount":
                return Total(key)
            case "groups":
                return self.groups(link, target, key, nodes, path)
            case "aggregate":
                return self.aggregate(link, target, key, nodes, path)
            case _:
                return Literal(key, name)

    def groups(self, link: Link | None, target: Type, key: str, nodes: list[FieldNode], path: Path) -> Groups:
        arguments = self.selection.arguments(nodes[0])
        chosen, order = arguments["by"], arguments.get("orderBy")
        assert isinstance(chosen, Leaf)
        by = group_keys(self.model, link, target)[str(chosen.value)]
        kind: ByValue | ByLink | ByType = ByType() if by.name == TYPE else ByLink(by.links)
        if by.edge or by.attributes:
            kind = ByValue((*((OfEdge(by.edge),) if by.edge else ()), *map(Own, by.attributes)), by.year)
        fields: list[GroupField] = []
        for inner_key, inner in self.below(nodes, "Group", path).items():
            name = inner[0].name.value
            shown = self.object(self.model.types[ROOT], inner, (*path, inner_key)) if name == "key" else None
            fields.append(GroupField(inner_key, "Group" if name == "__typename" else name, shown))
        by_count = not (isinstance(order, Leaf) and order.value == "KEY_ASC")
        size = self.pages.size("first", arguments.get("first"), path)
        return Groups(key, kind, by_count, size, (*fields, *(GroupField(*mark) for mark in self.type_mark("Group"))))

    def aggregate(self, link: Link | None, target: Type, key: str, nodes: list[FieldNode], path: Path) -> Aggregate:
        type = f"{link.connection if link else target.name}Aggregate"
        known = sums(self.model, link, target)
        fields: list[Summed | tuple[str, str]] = []
        for inner_key, inner in self.below(nodes, type, path).items():
            name = inner[0].name.value
            if name not in known:
                fields.append((inner_key, type if name == "__typename" else name))
                continue
            sum = known[name]
            operands = (*((OfEdge(sum.edge),) if sum.edge else ()), *map(Own, sum.attributes))
            summary = f"{sum.value}Summary"
            parts = parts_of(self.below(inner, summary, (*path, inner_key)))
            named = tuple((k, summary if n == "__typename" else n) for k, n in parts)
            fields.append(Summed(inner_key, operands, (*named, *self.type_mark(summary))))
        return Aggregate(key, (*fields, *self.type_mark(type)))

    def typed_as(self, type: str) -> tuple[Literal, ...]:
        """What carries the type of an object to graphql-core, as fields of it."""
        return tuple(Literal(*mark) for mark in self.type_mark(type))

    def type_mark(self, type: str) -> tuple[tuple[str, str], ...]:
        """What carries the type of an object of this kind to graphql-core."""
        return ((TYPE_KEY, type),) if self.typed else ()

    def edge_field(
        self, link: Link | None, target: Type, edge: str, key: str, nodes: list[FieldNode], path: Path
    ) -> EdgeField:
        match nodes[0].name.value:
            case "cursor":
                return Cursor(key)
            case "node":
                return Node(key, self.object(target, nodes, path))
            case "evidence":
                return Evidence(key, self.records.record("Claim", nodes, path))
            case "__typename":
                return Literal(key, edge)
            case name:
                assert link
                attribute = next(a for a in link.relation.edge.attributes if a.field == name)
                return Scalar(key, attribute, self.money(attribute, nodes, path))
