"""Writes the GraphQL operations that pages ask, from the model: a new field appears on its pages by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from schema.model import Attribute, Link, Model, Type
from schema.values import Money, Passage

MOST_SHOWN: Final = 100
"""Links of one relation on an entity's page; the rest stand on pages of their own."""

TOLD: Final = {
    "Strategy": "period",
    "Project": "period",
    "Event": "when",
    "Document": "issued",
    "Observation": "measure value unit date",
}
"""What a link says of an entity of a type beside its name."""

MOST_MEMBERS: Final = 500
"""Rows of a list that is shown whole: as many as an operation gives."""

MOST_COUNTED: Final = 500
"""Hits of a search that are counted by type and country: as many as an operation gives."""

LABEL: Final = "label(lang: $lang) { text language }"
TARGET: Final = f"id type {LABEL}"

SOURCE: Final = f"""\
fragment Source on Claim {{
  kind quote start document {{ id language {LABEL} }} fact {{ property conflicting }}
}}
"""
"""What a page says of a claim, whatever it states. Variables: lang."""


START: Final = f"""\
query Start($lang: [Language!]) {{
  dataset {{ loadedAt counts {{ type count }} facts claims licence }}
  events(orderBy: [{{when: DESC}}], first: 5) {{ nodes {{ {TARGET} when }} }}
  strategies(orderBy: [{{period: DESC}}], first: 5) {{ nodes {{ {TARGET} period }} }}
  documents(orderBy: [{{issued: DESC}}], first: 5) {{ nodes {{ {TARGET} issued }} }}
}}
"""
"""What the start page asks. Variables: lang."""


def shown_links(type_: Type) -> tuple[Link, ...]:
    """The relations that a page shows; those that repeat a part of another one are left out."""
    return tuple(link for link in type_.links.values() if not link.only)


def shown_attributes(type_: Type) -> tuple[Attribute, ...]:
    """The attributes that a page shows; what is computed from others is left out, as is a document's whole text."""
    whole_text = type_.name == "Document"
    return tuple(
        a
        for a in type_.attributes.values()
        if not a.derived and not (whole_text and issubclass(a.value, Passage)) and a.field != "description"
    )


def entity_operation(type_: Type) -> str:
    """All that a page says of one entity, as one operation. Variables: id, lang, first."""
    links = [line for link in shown_links(type_) for line in link_lines(link, "first: $first")]
    return _of_one(type_, "Page", "$first: Int", [*_own(type_), *links])


def head_operation(type_: Type) -> str:
    """The entity itself, its to-one relations, and how many others each relation leads to. Variables: id, lang."""
    counts = (f"{link.field} {{ totalCount }}" for link in shown_links(type_) if not link.to_one)
    return _of_one(type_, "Head", "", [*_own(type_), *_to_one(type_), *counts])


def links_operation(type_: Type, fields: Iterable[str]) -> str:
    """What some relations of an entity lead to. Variables: id, lang, first."""
    lines = [line for field in fields for line in link_lines(type_.links[field], "first: $first")]
    return _of_one(type_, "Links", "$first: Int", lines)


def relation_operation(type_: Type, link: Link) -> str:
    """One page of one relation of an entity. Variables: id, lang, first, after."""
    lines = link_lines(link, "first: $first, after: $after", "pageInfo { hasNextPage endCursor }")
    return _of_one(type_, "Relation", "$first: Int, $after: String", [TARGET, *lines])


def search_operation(model: Model) -> str:
    """What has a name like a text, and what else there is of other types and countries. Variables: text, types,
    countries, lang, first, after."""
    found = (
        f"totalCount exact pageInfo {{ hasNextPage endCursor }} edges {{ matched {{ text language }} node {{ {TARGET}"
    )
    countries = "".join(f" ... on {t.name} {{ country {{ id {LABEL} }} }}" for t in model.entities if lies(t))
    return f"""\
query Search(
  $text: String!, $types: [EntityType!], $countries: [String!], $lang: [Language!], $first: Int, $after: String
) {{
  found: search(text: $text, types: $types, countries: $countries, first: $first, after: $after) {{
    {found}{countries} }} }}
  }}
  types: search(text: $text, countries: $countries, first: {MOST_COUNTED}) {{ totalCount nodes {{ type }} }}
  countries: search(text: $text, types: $types, first: {MOST_COUNTED}) {{
    totalCount nodes {{ id type ... on Country {{ {LABEL} }}{countries} }}
  }}
}}
"""


MERGED: Final = f"query Merged($id: ID!, $lang: [Language!]) {{ node(id: $id) {{ id ... on Entity {{ {TARGET} }} }} }}"
"""What an id has become that was merged. Variables: id, lang."""


def browse_operation(type_: Type, *, in_country: bool) -> str:
    """All entities of a type by name, those of a country or of all, and how many there are of each type and in each
    country. Variables: country (an id), lang, first, after."""
    where = "where: {country: {id: {eq: $country}}}, " if in_country else ""
    variables = f"{'$country: ID!, ' if in_country else ''}$lang: [Language!], $first: Int, $after: String"
    country = f" country {{ id {LABEL} }}" if lies(type_) else ""
    groups = f"all: {type_.plural} {{ groups(by: COUNTRY, first: {MOST_MEMBERS}) {{ key {{ id {LABEL} }} count }} }}"
    return f"""\
query Browse{type_.name}({variables}) {{
  dataset {{ counts {{ type count }} }}
  found: {type_.plural}({where}orderBy: [{{name: ASC}}], first: $first, after: $after) {{
    totalCount pageInfo {{ hasNextPage endCursor }} nodes {{ {TARGET}{country} }}
  }}
  {groups if country else ""}
}}
"""


def lies(type_: Type) -> bool:
    """Whether entities of a type lie in a country."""
    return "country" in type_.links


NEAR: Final = f"""\
query Near($text: String!, $types: [EntityType!], $lang: [Language!], $first: Int) {{
  search(text: $text, types: $types, first: $first) {{ nodes {{ {TARGET} }} }}
}}
"""
"""What has a name like a text. Variables: text, types, lang, first."""


def _of_one(type_: Type, name: str, variables: str, lines: Iterable[str]) -> str:
    """An operation on one entity, with the fragment for claims."""
    declared = ", ".join(filter(None, ("$id: ID!", "$lang: [Language!]", variables)))
    body = "".join(f"    {line}\n" for line in lines)
    return f"query {type_.name}{name}({declared}) {{\n  {type_.singular}(id: $id) {{\n{body}  }}\n}}\n{SOURCE}"


def _own(type_: Type) -> Iterator[str]:
    yield f"{TARGET} iri"
    yield "names { text language kind }"
    yield "description(lang: $lang)"
    yield from map(_attribute, shown_attributes(type_))
    yield "evidence { ...Source value objectId fact { object { id } } }"


def _to_one(type_: Type) -> Iterator[str]:
    for link in shown_links(type_):
        if link.to_one:
            yield from link_lines(link, "")


def _attribute(attribute: Attribute) -> str:
    return f"{attribute.field}(lang: $lang)" if attribute.multilingual else value_of(attribute)


def value_of(attribute: Attribute) -> str:
    """An attribute as an operation selects it."""
    return f"{attribute.field} {{ value currency }}" if attribute.value is Money else attribute.field


def link_lines(link: Link, arguments: str, *more: str, node: str = "") -> Iterator[str]:
    """A relation as an operation selects it, with evidence; `more` is asked of it, `node` of its other ends besides."""
    if link.to_one:
        yield f"{link.field} {{ {TARGET} }}"
        return
    qualifiers = "".join(f"{value_of(a)} " for a in link.relation.edge.attributes)
    told = "".join(f" {fields}" for fields in (TOLD.get(link.target, ""), node) if fields)
    yield f"{link.field}({arguments}) {{"
    yield f"  {' '.join(['totalCount', *more])}"
    yield f"  edges {{ {qualifiers}node {{ {TARGET}{told} }} evidence {{ ...Source {qualifiers}}} }}"
    yield "}"
