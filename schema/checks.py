"""What the declarations of a model must not contradict: names, attributes and IRIs."""

from __future__ import annotations

import re

from schema import values, vocabulary
from schema.errors import ModelError
from schema.model import Attribute, Model

RESERVED = {
    "Query", "Mutation", "Subscription", "Node", "PageInfo", "Fact", "Claim", "Label", "Dataset", "TypeCount",
    "Group", "GroupOrder", "EDTFSummary", "IntSummary", "FloatSummary",
    "FactConnection", "ClaimConnection", "FactEdge", "ClaimEdge", "Path", "PathStep", "Direction", "EDTF", "Decimal",
    "EntityType", "ClaimKind", "Property", "Name", "Meta", "Origin", "Support", "Aside",
    "ID", "Int", "Float", "String", "Boolean", "Many", "Plain", *values.BY_NAME,
}  # fmt: skip
"""Names of GraphQL types and of tables that every graph has."""

_RESERVED_FIELDS = {
    "id", "iri", "type", "name", "label", "names", "passages", "evidence", "facts", "claims", "anyName", "node", "nid",
    "fold",
    "AND", "OR", "NOT",
}  # fmt: skip
"""What stands beside the attributes of an entity: in GraphQL and in its table."""

_RESERVED_PROPERTIES = {
    "id", "cursor", "node", "evidence", "kind", "quote", "start", "end", "document", "fact", "value", "rule",
    "src", "dst", "AND", "OR", "NOT",
}  # fmt: skip
"""What stands beside the properties of a relation: on its edges, in its conditions, on claims and in its table."""

_ROOT_FIELDS = ("node", "nodes", "dataset", "search", "paths", "facts", "claims", "fact/", "claim/")
"""Root fields and beginnings of ids that every graph has."""


def check(model: Model) -> None:
    """Raise ModelError when the model contradicts itself: which declaration, and what to do."""
    _check_names(model)
    _check_attributes(model)
    _check_iris(model)


def _check_names(model: Model) -> None:
    seen = dict.fromkeys(_ROOT_FIELDS, "the API itself")
    for type_ in model.types.values():
        for key in {*type_.attributes, *type_.links} & _RESERVED_FIELDS:
            raise ModelError(f"{type_.name}.{key}: this name belongs to the API itself; choose another")
    for edge in model.edges.values():
        for key in {a.field for a in edge.attributes} & _RESERVED_PROPERTIES:
            raise ModelError(f"{edge.name}.{key}: this name belongs to the API itself; choose another")
    for type_ in model.entities:
        for name in (type_.plural, type_.singular, f"{type_.slug}/"):
            if not re.fullmatch(r"[a-z][A-Za-z]*/?", name):
                raise ModelError(f"{type_.name}: {name!r} is no name for a root field or an id; use letters")
            if name in seen:
                raise ModelError(f"{type_.name}: the name {name!r} is declared twice, in {seen[name]} as well")
            seen[name] = type_.name


def _check_attributes(model: Model) -> None:
    for type_ in model.types.values():
        for a in type_.attributes.values():
            if a.derived[1:] and a.derived[1] not in type_.attributes:
                raise ModelError(
                    f"{a.owner}.{a.name}: there is no attribute {a.derived[1]!r} of which it can be an end"
                )
    known: dict[str, Attribute] = {}
    owned = [a for t in model.types.values() for a in t.attributes.values() if a.owner == t.name]
    for attribute in [*owned, *(a for e in model.edges.values() for a in e.attributes)]:
        other = known.setdefault(attribute.field, attribute)
        if (other.value, other.many, other.multilingual) != (
            attribute.value,
            attribute.many,
            attribute.multilingual,
        ):
            raise ModelError(
                f"{attribute.owner}.{attribute.name}: one name has two types, {attribute.value.__name__} here "
                f"and {other.value.__name__} in {other.owner}; GraphQL clients could not ask for both: rename one"
            )
    tables = {t.name.upper() for t in model.entities}
    edges: dict[str, str] = {}
    for relation in model.relations:
        if relation.type.upper() in tables:
            raise ModelError(f"{relation.owner}: {relation.type} is the name of an entity type too; rename one of them")
        other_edge = edges.setdefault(relation.type, relation.edge.name)
        if other_edge != relation.edge.name:
            raise ModelError(
                f"{relation.owner}: {relation.type} has two kinds of edge, {other_edge} and {relation.edge.name}"
            )


def _check_iris(model: Model) -> None:
    known: dict[str, str] = {}
    terms = [(iri, t.name, t.name) for t in model.entities for iri in t.rdf[:1]]
    terms += [(a.iri, a.field, f"{t.name}.{a.name}") for t in model.types.values() for a in t.attributes.values()]
    terms += [(a.iri, a.field, f"{e.name}.{a.name}") for e in model.edges.values() for a in e.attributes]
    terms += [(r.iri, r.type, f"{r.owner} {r.type}") for r in model.relations]
    further = [(iri, iri, t.name) for t in model.entities for iri in t.rdf[1:]]
    for iri, _, where in terms + further:
        if not vocabulary.is_known(iri):
            raise ModelError(f"{where}: {iri!r} is no term of a known vocabulary; see schema/vocabulary.py")
    for iri, meaning, where in terms:
        if known.setdefault(iri, meaning) != meaning:
            raise ModelError(f"{where}: the IRI {iri} is used twice, for {known[iri]} as well")
