"""The words in which entity types and relations are declared: decorators and field descriptions.

    @entity(plural="cities", rdf="schema:City")
    class City(Actor):
        \"\"\"A city, or a part of one that joins networks by itself.\"\"\"

        country: Country | None = relation("LOCATED_IN", "The country it lies in.", inverse="cities", ...)

A declaration holds no logic: `schema.model` reads it, checks it and derives everything else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, TypeAlias, TypeVar

Target = TypeVar("Target")
Edge = TypeVar("Edge")
Class = TypeVar("Class", bound=type)

Holds: TypeAlias = Literal["", "from", "until", "during"]
"""How a date bounds the time in which something holds: it begins then, ends then, or lasts so long."""


class Many(Generic[Target, Edge]):
    """Annotation of a relation to any number of entities: `Many[Network, Membership]`, `Many[Goal, Plain]`."""


class Plain:
    """The edge of a relation that has no properties of its own."""


@dataclass(frozen=True)
class AttributeDeclaration:
    """What `attribute(…)` was given."""

    text: str
    rdf: str | None = None
    multilingual: bool = False
    required: bool = False
    unique: bool = False
    default: str | None = None
    derived: tuple[str, ...] = ()
    holds: str = ""


@dataclass(frozen=True)
class RelationDeclaration:
    """What `relation(…)` was given."""

    type: str
    text: str
    inverse: str | None
    inverse_text: str
    inverse_as: str | None = None
    to: tuple[str, ...] = ()
    rdf: str | None = None


@dataclass(frozen=True)
class NarrowedDeclaration:
    """What `narrowed(…)` was given."""

    of: str
    text: str
    inverse: str
    inverse_text: str
    only: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class TypeDeclaration:
    """What a decorator was given."""

    kind: str
    plural: str = ""
    slug: str = ""
    rdf: tuple[str, ...] = ()


def attribute(
    text: str,
    rdf: str | None = None,
    *,
    multilingual: bool = False,
    required: bool = False,
    unique: bool = False,
    default: str | None = None,
    holds: Holds = "",
) -> Any:
    """An attribute and what it means. `rdf` is its property as a CURIE; without it the term is our own.

    `multilingual`: one value for each language. `default`: the value when no claim states one. `holds`: the date bounds
    the time in which its entity or link holds; what is missing bounds nothing.
    """
    return AttributeDeclaration(text, rdf, multilingual, required, unique, default, holds=holds)


def derived(text: str, rdf: str | None = None, *, first: str = "", last: str = "") -> Any:
    """An attribute that is not stored: the first or last end of a period, or (with neither) the name again."""
    return AttributeDeclaration(text, rdf, derived=("first", first) if first else ("last", last) if last else ("name",))


def relation(
    type: str,
    text: str,
    *,
    inverse: str | None = None,
    inverse_text: str = "",
    inverse_as: str | None = None,
    to: tuple[str, ...] = (),
    rdf: str | None = None,
) -> Any:
    """A relation, seen from its source; `inverse` is the name of the field at its target.

    `to` narrows the target to some entity types when the annotation names a wider interface;
    `inverse_as` widens what the inverse field gives to an interface.
    """
    return RelationDeclaration(type, text, inverse, inverse_text, inverse_as, to, rdf)


def narrowed(of: str, text: str, *, inverse: str, inverse_text: str, **only: str) -> Any:
    """A part of another relation of the same class: the links whose properties have the given values."""
    return NarrowedDeclaration(of, text, inverse, inverse_text, only)


def _mark(declaration: TypeDeclaration) -> Callable[[Class], Class]:
    def mark(cls: Class) -> Class:
        cls.__declaration__ = declaration  # type: ignore[attr-defined]
        return cls

    return mark


def interface(cls: Class) -> Class:
    """Declares what several entity types share."""
    return _mark(TypeDeclaration("interface"))(cls)


def edge(cls: Class) -> Class:
    """Declares the properties of a relation."""
    return _mark(TypeDeclaration("edge"))(cls)


def entity(*, plural: str, rdf: str | tuple[str, ...], slug: str = "") -> Callable[[Class], Class]:
    """Declares an entity type. `plural` is its root field; `slug` begins its ids (default: its name in lower case)."""
    return _mark(TypeDeclaration("entity", plural, slug, (rdf,) if isinstance(rdf, str) else rdf))
