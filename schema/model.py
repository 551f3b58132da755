"""The model: entity types, attributes and relations as data.

Everything else (GraphQL types, tables, constraints, RDF terms, reference page) is derived from a `Model`. It is read
from declarations by `schema.reading` and checked by `schema.checks`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from schema.values import Value, columns_of

ROOT = "Entity"
"""The interface of everything that has a name."""


@dataclass(frozen=True)
class Attribute:
    """A property whose value is not an entity."""

    name: str
    """Name in the declaration and in tables, such as `legal_form`."""
    field: str
    """Name in GraphQL, such as `legalForm`."""
    owner: str
    value: type[Value]
    text: str
    iri: str
    many: bool = False
    multilingual: bool = False
    required: bool = False
    unique: bool = False
    default: str | None = None
    derived: tuple[str, ...] = ()
    """`("first", period)`, `("last", period)` or `("name",)` for what is not stored but computed."""
    holds: str = ""
    """`from`, `until` or `during` for a date that bounds the time in which its entity or link holds."""

    @property
    def columns(self) -> tuple[tuple[str, str], ...]:
        """Name and SQL type of its columns; a value per language or several values are one JSON column."""
        if self.many or self.multilingual:
            return ((self.name, "TEXT"),)
        return columns_of(self.value, self.name)


@dataclass(frozen=True)
class Edge:
    """The properties that a relation has of its own."""

    name: str
    text: str
    attributes: tuple[Attribute, ...]


@dataclass(frozen=True)
class Relation:
    """A declared relation. Several declarations may share a `type` (LOCATED_IN has three)."""

    type: str
    owner: str
    sources: tuple[str, ...]
    """Entity types that it may start from."""
    target: str
    targets: tuple[str, ...]
    """Entity types that it may lead to."""
    to_one: bool
    edge: Edge
    iri: str


@dataclass(frozen=True)
class Link:
    """A relation as a field of one of its ends."""

    name: str
    field: str
    owner: str
    text: str
    relation: Relation
    forward: bool
    target: str
    """Type or interface that the field gives."""
    targets: tuple[str, ...]
    """Entity types that can stand there."""
    only: tuple[tuple[str, str], ...] = ()
    """Values that the relation's properties must have."""

    @property
    def to_one(self) -> bool:
        """Whether the field is an object and not a connection."""
        return self.relation.to_one and self.forward

    @property
    def connection(self) -> str:
        """Beginning of the names of the field's GraphQL types."""
        return self.owner + self.field[0].upper() + self.field[1:]


@dataclass(frozen=True)
class Type:
    """An entity type, or an interface that several of them share."""

    name: str
    text: str
    abstract: bool
    interfaces: tuple[str, ...]
    """All interfaces that it implements, the nearest first."""
    attributes: Mapping[str, Attribute]
    """By GraphQL name, inherited ones first."""
    links: Mapping[str, Link]
    """By GraphQL name, inherited ones first."""
    concrete: tuple[str, ...]
    """Entity types that it stands for; an entity type stands for itself."""
    slug: str = ""
    plural: str = ""
    rdf: tuple[str, ...] = ()

    @property
    def singular(self) -> str:
        """Name of the root field that gives one of them."""
        return self.name[0].lower() + self.name[1:]


@dataclass(frozen=True)
class Model:
    """All types and edges, by name. Build it with `Model.of`."""

    types: Mapping[str, Type]
    edges: Mapping[str, Edge]

    @classmethod
    def of(cls, declarations: Iterable[type]) -> Model:
        """The model of these declared classes. Raises ModelError, which names the declaration and what to do."""
        # Both make use of the classes above.
        from schema.checks import check
        from schema.reading import read

        model = read(tuple(declarations))
        check(model)
        return model

    @cached_property
    def entities(self) -> tuple[Type, ...]:
        """The entity types, in the order of their declaration."""
        return tuple(t for t in self.types.values() if not t.abstract)

    @cached_property
    def interfaces(self) -> tuple[Type, ...]:
        return tuple(t for t in self.types.values() if t.abstract)

    @cached_property
    def by_slug(self) -> Mapping[str, Type]:
        """Entity types by the beginning of their ids."""
        return {t.slug: t for t in self.entities}

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """Declared relations, each once."""
        found: dict[tuple[str, str, str], Relation] = {}
        for type_ in self.types.values():
            for link in type_.links.values():
                if link.forward and link.owner == type_.name and not link.only:
                    found[link.relation.type, link.relation.owner, link.relation.target] = link.relation
        return tuple(found.values())

    @cached_property
    def relation_types(self) -> Mapping[str, Edge]:
        """Relationship types and their properties: one table, one Neo4j relationship type each."""
        return {r.type: r.edge for r in self.relations}

    @cached_property
    def edge_attributes(self) -> Mapping[str, Attribute]:
        """Every property that some relation has, by GraphQL name."""
        return {a.field: a for e in self.edges.values() for a in e.attributes}

    def type_of_id(self, id: str) -> Type | None:
        """The entity type that an id's beginning names."""
        return self.by_slug.get(id.partition("/")[0])

    def relation_between(self, type: str, source: str, target: str) -> Relation | None:
        """The declaration under which two entity types are related."""
        for relation in self.relations:
            if relation.type == type and source in relation.sources and target in relation.targets:
                return relation
        return None
