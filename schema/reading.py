"""Declared classes become a model; what cannot be read is refused with the name of the declaration."""

from __future__ import annotations

import inspect
from dataclasses import dataclass, field, replace
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from schema import values, vocabulary
from schema.checks import RESERVED
from schema.declare import (
    AttributeDeclaration,
    Many,
    NarrowedDeclaration,
    Plain,
    RelationDeclaration,
    TypeDeclaration,
)
from schema.errors import ModelError, ValueProblem
from schema.model import Attribute, Edge, Link, Model, Relation, Type
from schema.names import camel
from schema.values import Date, Value


def read(classes: tuple[type, ...]) -> Model:
    """The model of declared classes. Raises ModelError."""
    return _Reader(classes).model()


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
            if cls.__name__ in RESERVED:
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
        return Model(types, self.edges)

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
            if declared.holds and value is not Date:
                raise ModelError(f"{draft.name}.{name}: only a date can bound the time in which something holds")
            if declared.default is not None:
                _check_value(f"{draft.name}.{name}", value, declared.default)
            draft.attributes[camel(name)] = Attribute(
                name=name, field=camel(name), owner=draft.name, value=value, text=declared.text,
                iri=declared.rdf or f"{vocabulary.OWN}:{camel(name)}", many=many, multilingual=declared.multilingual,
                required=declared.required, unique=declared.unique, default=declared.default,
                derived=tuple(map(camel, declared.derived)), holds=declared.holds,
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


def _check_value(where: str, value: type[Value], text: str) -> None:
    try:
        value.parse(text)
    except ValueProblem as problem:
        raise ModelError(f"{where}: {problem}") from problem
