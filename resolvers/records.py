"""Selections on facts and claims become a part of the plan: how each is shown, and connections of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, TypeAlias

from graphql import FieldNode

from graph.facts import NAME
from graph.plan import (
    Connection,
    Cursor,
    Edges,
    Literal,
    Many,
    Node,
    Nodes,
    OfClaim,
    OfFact,
    Order,
    PageInfo,
    Record,
    RecordEntity,
    RecordQualifier,
    RecordRecord,
    Records,
    RecordValue,
    Slot,
    Total,
)
from resolvers.errors import did_you_mean
from resolvers.pages import mark_of, read_record_order
from resolvers.selection import Given, Leaf, as_list, parts_of
from schema.errors import ValueProblem
from schema.model import ROOT

if TYPE_CHECKING:
    from resolvers.planner import Planner

Path: TypeAlias = tuple[str, ...]
Fields: TypeAlias = list[FieldNode]

_ROWS: Final = {
    ("Query", "facts"): (Records("Fact"), ()),
    ("Query", "claims"): (Records("Claim"), ()),
    (ROOT, "facts"): (Records("Fact", "subject"), (Order(OfFact("property"), False),)),
    ("Document", "claims"): (Records("Claim", "document"), (Order(OfClaim("start"), False),)),
    ("Fact", "claims"): (Records("Claim", "fact"), (Order(OfClaim("place"), False),)),
}
"""By type and field: the rows of a connection, and the order in which they come when none is asked for."""


class RecordPlans:
    """Plans what is asked of facts and claims in one operation."""

    def __init__(self, planner: Planner) -> None:
        self.planner = planner

    def evidence_of(self, arguments: dict[str, Given], path: Path) -> Slot | None:
        """Names of fields to which evidence is narrowed, as a JSON list."""
        given, model = arguments.get("of"), self.planner.model
        if given is None:
            return None
        known = {NAME.field}
        for type_ in model.entities:
            known |= {a.field for a in type_.attributes.values() if not a.derived}
            known |= {link.field for link in type_.links.values() if link.to_one}

        def convert(*fields: object) -> str:
            for field in map(str, fields):
                if field not in known:
                    expected = "fields that hold one fact each, such as `founded` or `country`"
                    raise ValueProblem(f"`of`: expected {expected}, got {field!r}{did_you_mean(field, known)}")
            return json.dumps(fields)

        leaves = [leaf for leaf in as_list(given) if isinstance(leaf, Leaf)]
        return self.planner.bindings.slot(leaves, convert, path)

    def record(self, type: str, nodes: Fields, path: Path) -> Record:
        """How a fact or claim is shown."""
        fields = tuple(
            self._field(type, key, inner, (*path, key)) for key, inner in self.planner.below(nodes, type, path).items()
        )
        return Record(type, (*fields, *self.planner.typed_as(type)))

    def _field(
        self, type: str, key: str, nodes: Fields, path: Path
    ) -> Literal | RecordValue | RecordQualifier | RecordEntity | RecordRecord | Many:
        name, planner = nodes[0].name.value, self.planner
        if name == "__typename":
            return Literal(key, type)
        if name == "fact":
            return RecordRecord(key, self.record("Fact", nodes, path))
        if name == "claims":
            return Many(key, self.connection("Fact", name, nodes, path))
        if name in ("document", "subject", "object"):
            target = planner.model.types["Document" if name == "document" else ROOT]
            return RecordEntity(key, name, planner.object(target, nodes, path))
        if type == "Claim" and name in planner.model.edge_attributes:
            attribute = planner.model.edge_attributes[name]
            return RecordQualifier(key, attribute, planner.money(attribute, nodes, path))
        return RecordValue(key, "object" if name == "objectId" else name)

    def connection(self, owner: str, field: str, nodes: Fields, path: Path) -> Connection:
        """A connection of facts or claims: all of them, or those of an entity or a fact."""
        rows, usual = _ROWS[owner, field]
        planner, arguments = self.planner, self.planner.selection.arguments(nodes[0])
        order = read_record_order(rows.type, usual, arguments.get("orderBy"), path)
        read = planner.conditions.fact if rows.type == "Fact" else planner.conditions.claim
        where = read(arguments["where"], path) if arguments.get("where") else None
        mark = mark_of(owner, field, order)
        page = planner.pages.read(arguments, order, mark, path)
        name = f"{rows.type}Connection"
        parts = tuple(
            self._part(rows.type, key, inner, (*path, key)) for key, inner in planner.below(nodes, name, path).items()
        )
        return Connection(None, (rows.type,), where, order, page, mark, (*parts, *planner.typed_as(name)), rows)

    def _part(self, type: str, key: str, nodes: Fields, path: Path) -> Literal | Edges | Nodes | PageInfo | Total:
        planner = self.planner
        match nodes[0].name.value:
            case "nodes":
                return Nodes(key, self.record(type, nodes, path))
            case "edges":
                edge = f"{type}Edge"
                fields = planner.below(nodes, edge, path).items()
                return Edges(key, tuple(self._edge_field(type, edge, k, inner, (*path, k)) for k, inner in fields))
            case "pageInfo":
                return PageInfo(key, parts_of(planner.below(nodes, "PageInfo", path)))
            case "totalCount":
                return Total(key)
            case _:
                return Literal(key, f"{type}Connection")

    def _edge_field(self, type: str, edge: str, key: str, nodes: Fields, path: Path) -> Cursor | Node | Literal:
        match nodes[0].name.value:
            case "cursor":
                return Cursor(key)
            case "node":
                return Node(key, self.record(type, nodes, path))
            case _:
                return Literal(key, edge)
