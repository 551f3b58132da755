"""By what the rows of a connection can be grouped, and which of their values can be summed up, from the model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from schema.model import Attribute, Link, Model, Type
from schema.names import enum_value
from schema.values import Choice, Date, Integer, Number, Word

TYPE = "TYPE"
"""The key of grouping by the type of entities, where there are several."""


@dataclass(frozen=True)
class Key:
    """By what rows can be grouped: a value on the link or on the entity, the year of a date, or a to-one relation.

    An interface has what any of its types has; an entity of another type stands in the group without a key.
    """

    name: str
    text: str
    edge: Attribute | None = None
    attributes: tuple[Attribute, ...] = ()
    links: tuple[Link, ...] = ()
    year: bool = False


def group_keys(model: Model, link: Link | None, target: Type) -> dict[str, Key]:
    """The keys by which a connection can be grouped, by their name in the enum."""
    found: dict[str, Key] = {}
    for attribute in link.relation.edge.attributes if link else ():
        for key in _of_attribute(attribute):
            found[key.name] = Key(key.name, key.text, edge=attribute, year=key.year)
    if target.abstract:
        found[TYPE] = Key(TYPE, "The type of the entity.")
    for concrete in (model.types[name] for name in target.concrete):
        for attribute in concrete.attributes.values():
            for key in _of_attribute(attribute):
                known = found.setdefault(key.name, Key(key.name, key.text, year=key.year))
                if attribute not in known.attributes:
                    found[key.name] = Key(
                        known.name, known.text, known.edge, (*known.attributes, attribute), (), key.year
                    )
        for inner in (x for x in concrete.links.values() if x.to_one):
            name = enum_value(inner.field)
            known = found.setdefault(name, Key(name, inner.text))
            if inner not in known.links:
                found[name] = Key(name, known.text, links=(*known.links, inner))
    return found


def _of_attribute(attribute: Attribute) -> Iterator[Key]:
    if attribute.many or attribute.multilingual or attribute.derived or attribute.unique:
        return
    name = enum_value(attribute.field)
    if attribute.value is Date:
        yield Key(f"{name}_YEAR", f"The year in which this begins: {attribute.text}", year=True)
    elif issubclass(attribute.value, Choice | Word | Integer):
        yield Key(name, attribute.text)


@dataclass(frozen=True)
class Sum:
    """A date or number of which the least and the greatest can be asked."""

    field: str
    text: str
    edge: Attribute | None
    attributes: tuple[Attribute, ...]

    @property
    def value(self) -> str:
        """GraphQL name of its type."""
        return (self.edge or self.attributes[0]).value.graphql


def sums(model: Model, link: Link | None, target: Type) -> dict[str, Sum]:
    """The dates and numbers of a connection's links and entities, by field."""
    found: dict[str, Sum] = {}
    for attribute in link.relation.edge.attributes if link else ():
        if _is_summed(attribute):
            found[attribute.field] = Sum(attribute.field, attribute.text, attribute, ())
    for concrete in (model.types[name] for name in target.concrete):
        for attribute in filter(_is_summed, concrete.attributes.values()):
            known = found.get(attribute.field) or Sum(attribute.field, attribute.text, None, ())
            if attribute not in known.attributes:
                found[attribute.field] = Sum(known.field, known.text, known.edge, (*known.attributes, attribute))
    return found


def _is_summed(attribute: Attribute) -> bool:
    summed = issubclass(attribute.value, Date | Integer | Number)
    return summed and not (attribute.many or attribute.multilingual or attribute.derived or attribute.unique)
