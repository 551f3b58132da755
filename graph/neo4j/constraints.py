"""Constraints and indexes of the graph in Neo4j, derived from the model.

Ids are unique; everything that can be sorted or compared has a range index, per entity type and per relationship
type. All of it is to be had in the Community edition.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.materialise import signature
from graph.neo4j.writing import quoted
from schema.model import Attribute, Model
from schema.values import Passage

META = "MATCH (m:Meta {key: 'store'})"
"""Finds the one node that describes the store itself."""


@dataclass(frozen=True)
class Definition:
    """A constraint or an index."""

    name: str
    pattern: str
    """What it is on, with the variable x."""
    properties: tuple[str, ...]
    unique: bool = False

    def __str__(self) -> str:
        on = ", ".join(f"x.{quoted(name)}" for name in self.properties)
        kind, verb = ("CONSTRAINT", f"REQUIRE ({on}) IS UNIQUE") if self.unique else ("INDEX", f"ON ({on})")
        return f"CREATE {kind} {quoted(self.name)} IF NOT EXISTS FOR {self.pattern} {verb}"


_FIXED = (
    Definition("entity_id", "(x:Entity)", ("id",), unique=True),
    Definition("fact_id", "(x:Fact)", ("id",), unique=True),
    Definition("claim_id", "(x:Claim)", ("id",), unique=True),
    Definition("origin_name", "(x:Origin)", ("root", "name"), unique=True),
    Definition("meta_key", "(x:Meta)", ("key",), unique=True),
    Definition("name_fold", "(x:Name)", ("fold",)),
    Definition("word_text", "(x:Word)", ("text",), unique=True),
    Definition("word_reversed", "(x:Word)", ("reversed",)),
    Definition("fact_subject", "(x:Fact)", ("subject",)),
    Definition("fact_object", "(x:Fact)", ("object",)),
    Definition("claim_fact", "(x:Claim)", ("fact",)),
)


def sought(node: str, value: str = "id", key: str = "id") -> str:
    """Matches the nodes with this value: `node` is a variable with its label, the key one that has an index.

    Without the hint a plan may go through all nodes of the label once for each row, and without SEEK through the whole
    index, when more conditions follow.
    """
    return f"MATCH ({node} {{{key}: {value}}}) USING INDEX SEEK {node}({key})"


def definitions(model: Model) -> Iterator[Definition]:
    """Everything that makes an empty store ready."""
    yield from _FIXED
    for type_ in model.entities:
        for column in ("id", "fold", *_sorted_columns(type_.attributes.values())):
            yield Definition(f"{type_.name}_{column}", f"(x:{quoted(type_.name)})", (column,))
    for relation, edge in model.relation_types.items():
        for column in _sorted_columns(edge.attributes):
            yield Definition(f"{relation}_{column}", f"()-[x:{quoted(relation)}]-()", (column,))


def constraints(model: Model) -> Iterator[str]:
    """The statements that make an empty store ready; repeating them changes nothing."""
    return map(str, definitions(model))


def _sorted_columns(attributes: Iterable[Attribute]) -> Iterator[str]:
    """The columns by which attributes with one stored value are sorted; an index cannot hold long texts."""
    for attribute in attributes:
        if not (attribute.many or attribute.multilingual or attribute.derived or attribute.value is Passage):
            yield from (attribute.name + suffix for suffix in attribute.value.order)


def model_version(model: Model) -> str:
    """Changes whenever a store made for another model cannot be used: properties or the identity of facts differ."""
    columns = ["Claim quote_fold", "Name words size"]
    columns += [f"{t.name} {a.columns}" for t in model.entities for a in t.attributes.values()]
    columns += [f"{e.name} {a.columns}" for e in model.edges.values() for a in e.attributes]
    return hashlib.sha256("\n".join([*constraints(model), *columns, *signature(model)]).encode()).hexdigest()[:16]
