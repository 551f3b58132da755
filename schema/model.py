"""The model: entity types, attributes and relations as data, read from the declarations and checked.

Everything else (GraphQL types, tables, constraints, RDF terms, reference page) is derived from a `Model`.
A bad declaration raises ModelError with the name of the declaration and what to do.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from schema import values, vocabulary
from schema.declare import (
    AttributeDeclaration,
    Many,
    NarrowedDeclaration,
    Plain,
    RelationDeclaration,
    TypeDeclaration,
)
from schema.errors import ModelError, ValueProblem
from schema.values import Value

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

    @property
    def columns(self) -> tuple[tuple[str, str], ...]:
        """Name and SQL type of its columns; a value per language or several values are one JSON column."""
        if self.many or self.multilingual:
            return ((self.name, "TEXT"),)
        return values.columns_of(self.value, self.name)


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
        """The model of these declared classes, or ModelError."""
        return _Reader(tuple(declarations)).model()

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


def camel(name: str) -> str:
    """`legal_form` → `legalForm`."""
    head, *rest = name.split("_")
    return head + "".join(part.capitalize() for part in rest)


@dataclass
class _Draft:
    """A declared class while it is read."""

    cls: type
    declaration: TypeDeclaration
    attributes: dict[str, Attribute] = field(default_factory=dict)
    links: dict[str, Link] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.cls.__name__


class _Reader:
    """Reads declared classes into a model; each step refuses what it cannot accept."""

    def __init__(self, classes: tuple[type, ...]) -> None:
        self.drafts: dict[str, _Draft] = {}
        for cls in classes:
            declaration = cls.__dict__.get("__declaration__")
            if declaration is None:
                raise ModelError(f"{cls.__name__}: decorate it with @entity, @interface or @edge")
            if cls.__name__ in self.drafts:
                raise ModelError(f"{cls.__name__}: this name is declared twice; rename one of them")
            if cls.__name__ in _RESERVED:
                raise ModelError(f"{cls.__name__}: this name belongs to the API itself; choose another")
            self.drafts[cls.__name__] = _Draft(cls, declaration)
        self.namespace = {
            **values.BY_NAME,
            "Many": Many,
            "Plain": Plain,
            **{n: d.cls for n, d in self.drafts.items()},
        }
        self.edges: dict[str, Edge] = {}

    def model(self) -> Model:
        for draft in self.drafts.values():
            self._check_text(draft)
            self._read_attributes(draft)
        self.edges = {d.name: self._edge(d) for d in self.drafts.values() if d.declaration.kind == "edge"}
        self.edges["Plain"] = Edge("Plain", "A relation without properties of its own.", ())
        for draft in self.drafts.values():
            self._read_relations(draft)
        for draft in self.drafts.values():
            self._read_narrowed(draft)
        types = {d.name: self._type(d) for d in self.drafts.values() if d.declaration.kind != "edge"}
        model = Model(types, self.edges)
        _check_names(model)
        _check_attributes(model)
        _check_iris(model)
        return model

    def _hints(self, draft: _Draft) -> dict[str, Any]:
        own = inspect.get_annotations(draft.cls)
        try:
            hints = get_type_hints(draft.cls, globalns=self.namespace, localns=self.namespace)
        except NameError as error:
            raise ModelError(
                f"{draft.name}: unknown range {error.name!r}; name a declared entity type, interface or value type"
            ) from error
        return {name: hints[name] for name in own}

    def _fields(self, draft: _Draft) -> list[tuple[str, Any, bool, Any]]:
        """Name, annotated type, whether it may be missing, and declaration of each of its own fields."""
        found = []
        for name, hint in self._hints(draft).items():
            optional = get_origin(hint) is UnionType and NoneType in get_args(hint)
            inner = next(a for a in get_args(hint) if a is not NoneType) if optional else hint
            found.append((name, inner, optional, draft.cls.__dict__.get(name)))
        return found

    def _check_text(self, draft: _Draft) -> None:
        if not (draft.cls.__doc__ or "").strip():
            raise ModelError(f"{draft.name}: write a docstring; it is what a researcher reads in GraphiQL")

    def _read_attributes(self, draft: _Draft) -> None:
        for name, hint, _, declared in self._fields(draft):
            if declared is None:
                raise ModelError(f"{draft.name}.{name}: describe it with attribute(…), relation(…) or narrowed(…)")
            if not declared.text:
                raise ModelError(f"{draft.name}.{name}: write a description")
            if not isinstance(declared, AttributeDeclaration):
                continue
            many = get_origin(hint) is list
            value = get_args(hint)[0] if many else hint
            if not (inspect.isclass(value) and issubclass(value, Value)):
                raise ModelError(f"{draft.name}.{name}: the range {value!r} of an attribute must be a value type")
            if camel(name) in draft.attributes:
                raise ModelError(f"{draft.name}.{name}: the name is declared twice, as {camel(name)} in GraphQL")
            if declared.default is not None:
                _check_value(f"{draft.name}.{name}", value, declared.default)
            draft.attributes[camel(name)] = Attribute(
                name=name, field=camel(name), owner=draft.name, value=value, text=declared.text,
                iri=declared.rdf or f"{vocabulary.OWN}:{camel(name)}", many=many, multilingual=declared.multilingual,
                required=declared.required, unique=declared.unique, default=declared.default,
                derived=tuple(map(camel, declared.derived)),
            )  # fmt: skip

    def _edge(self, draft: _Draft) -> Edge:
        return Edge(draft.name, inspect.getdoc(draft.cls) or "", tuple(draft.attributes.values()))

    def _concrete(self, name: str) -> tuple[str, ...]:
        cls = self.drafts[name].cls
        return tuple(n for n, d in self.drafts.items() if d.declaration.kind == "entity" and issubclass(d.cls, cls))

    def _target(self, where: str, hint: Any) -> tuple[str, Edge, bool]:
        many = get_origin(hint) is Many
        target, edge = get_args(hint) if many else (hint, Plain)
        draft = self.drafts.get(getattr(target, "__name__", ""))
        if draft is None or draft.cls is not target or draft.declaration.kind == "edge":
            raise ModelError(
                f"{where}: unknown range {getattr(target, '__name__', target)!r}; declare it as an entity type"
            )
        if edge.__name__ not in self.edges:
            raise ModelError(f"{where}: {edge.__name__} is no declared @edge")
        return draft.name, self.edges[edge.__name__], not many

    def _read_relations(self, draft: _Draft) -> None:
        for name, hint, _, declared in self._fields(draft):
            if not isinstance(declared, RelationDeclaration):
                continue
            where = f"{draft.name}.{name}"
            target, edge, to_one = self._target(where, hint)
            if not declared.inverse or not declared.inverse_text:
                raise ModelError(f"{where}: missing inverse; give inverse= (the field at {target}) and inverse_text=")
            for other in (*declared.to, *((declared.inverse_as,) if declared.inverse_as else ())):
                if other not in self.drafts:
                    raise ModelError(f"{where}: unknown range {other!r}; name a declared entity type")
            targets = declared.to or self._concrete(target)
            relation = Relation(
                declared.type, draft.name, self._concrete(draft.name), target, targets, to_one, edge,
                declared.rdf or f"{vocabulary.OWN}:{camel(declared.type.lower())}",
            )  # fmt: skip
            self._add_link(Link(name, camel(name), draft.name, declared.text, relation, True, target, targets), where)
            for owner in declared.to or (target,):
                self._add_link(
                    Link(
                        declared.inverse, camel(declared.inverse), owner, declared.inverse_text, relation, False,
                        declared.inverse_as or draft.name, relation.sources,
                    ),
                    where,
                )  # fmt: skip

    def _add_link(self, link: Link, where: str) -> None:
        links = self.drafts[link.owner].links
        if link.field in links:
            raise ModelError(
                f"{where}: {link.owner}.{link.field} is declared twice; choose another name for one of them"
            )
        links[link.field] = link

    def _read_narrowed(self, draft: _Draft) -> None:
        for name, _, _, declared in self._fields(draft):
            if not isinstance(declared, NarrowedDeclaration):
                continue
            where = f"{draft.name}.{name}"
            whole = draft.links.get(camel(declared.of))
            if whole is None:
                raise ModelError(f"{where}: there is no relation {declared.of!r} to narrow")
            known = {a.name: a.value for a in whole.relation.edge.attributes}
            if unknown := declared.only.keys() - known:
                raise ModelError(f"{where}: {whole.relation.edge.name} has no property {', '.join(sorted(unknown))}")
            for key, value in declared.only.items():
                _check_value(where, known[key], value)
            only = tuple(declared.only.items())
            self._add_link(replace(whole, name=name, field=camel(name), text=declared.text, only=only), where)
            inverse = replace(
                whole, name=declared.inverse, field=camel(declared.inverse), owner=whole.target, forward=False,
                text=declared.inverse_text, target=draft.name, targets=whole.relation.sources, only=only,
            )  # fmt: skip
            self._add_link(inverse, where)

    def _type(self, draft: _Draft) -> Type:
        lineage = [self.drafts[c.__name__] for c in reversed(draft.cls.__mro__) if c.__name__ in self.drafts]
        attributes: dict[str, Attribute] = {}
        links: dict[str, Link] = {}
        for ancestor in lineage:
            if not all(base.__name__ in self.drafts or base is object for base in ancestor.cls.__mro__):
                raise ModelError(f"{draft.name}: a base class of it is not declared")
            for key, attribute in ancestor.attributes.items():
                if key in attributes:
                    raise ModelError(
                        f"{draft.name}.{key}: the name is declared twice, in {attributes[key].owner} as well"
                    )
                attributes[key] = attribute
            for key, link in ancestor.links.items():
                if key in links or key in attributes:
                    raise ModelError(f"{draft.name}.{key}: the name is declared twice, also on one of its interfaces")
                links[key] = link
        interfaces = tuple(d.name for d in reversed(lineage) if d is not draft)
        declaration = draft.declaration
        return Type(
            name=draft.name, text=inspect.getdoc(draft.cls) or "", abstract=declaration.kind == "interface",
            interfaces=interfaces, attributes=attributes, links=links, concrete=self._concrete(draft.name),
            slug=declaration.slug or draft.name.lower(), plural=declaration.plural, rdf=declaration.rdf,
        )  # fmt: skip


_RESERVED = {
    "Query", "Mutation", "Subscription", "Node", "PageInfo", "Fact", "Claim", "Label", "Dataset", "TypeCount",
    "Direction", "EDTF", "Decimal", "EntityType", "ClaimKind", "Property", "Name", "Meta", "Origin", "Support", "Aside",
    "ID", "Int", "Float", "String", "Boolean", "Many", "Plain", *values.BY_NAME,
}  # fmt: skip
"""Names of GraphQL types and of tables that every graph has."""

_RESERVED_FIELDS = {
    "id", "iri", "type", "name", "label", "names", "evidence", "facts", "anyName", "node", "nid", "fold",
    "AND", "OR", "NOT",
}  # fmt: skip
"""What stands beside the attributes of an entity: in GraphQL and in its table."""

_RESERVED_PROPERTIES = {
    "id", "cursor", "node", "evidence", "kind", "quote", "start", "end", "document", "fact", "value", "rule",
    "src", "dst", "AND", "OR", "NOT",
}  # fmt: skip
"""What stands beside the properties of a relation: on its edges, in its conditions, on claims and in its table."""

_ROOT_FIELDS = ("node", "nodes", "dataset", "search", "paths", "facts", "fact/", "claim/")
"""Root fields and beginnings of ids that every graph has."""


def _check_value(where: str, value: type[Value], text: str) -> None:
    try:
        value.parse(text)
    except ValueProblem as problem:
        raise ModelError(f"{where}: {problem}") from problem


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
    edges: dict[str, str] = {}
    for relation in model.relations:
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
