"""The reference page, derived from the model: every entity type, relation, value type and vocabulary term.

`python -m schema.reference > docs/reference.md` writes it; a test keeps it up to date.
"""

from __future__ import annotations

from collections.abc import Iterator

from schema import policy_model, values
from schema.model import Attribute, Link, Model, Type
from schema.operators import OPERATORS
from schema.values import Choice

_HEAD = """\
# Reference

Written by `python -m schema.reference > docs/reference.md` from the model in `schema/`: change it there.
Where to begin: [questions and their answers](questions.md); how a table is written: [tables](tables.md).

An entity has an id (`type/slug`), names in several languages, and everything that its interfaces have. `name` is the
English one, or the canonical name when there is none; `name(lang: [pl, en])` tries these languages in turn, `label`
says which it was, and `names` has all. `evidence` gives the claims behind its attributes, `facts` all that is known
of it.

A relation to any number of entities is a connection: `nodes`, `edges` with the properties of the link and its
evidence, `pageInfo`, `totalCount`, and, where there is something to group by or to sum up, `groups` and `aggregate`;
with the arguments `where`, `orderBy`, `first`, `after`, `last`, `before` and `asOf`.

Besides the two fields of each entity type, one may ask for `node(id:)` and `nodes(ids:)` (entities, facts and claims),
`search(text:)` (entities by their names), `paths(from:, to:)` (how two are connected), `facts`, `claims`, and `dataset`
(counts and version of the whole).
"""


_CONDITIONS = """\
Every attribute has those of its value type (next table). `anyName` is any name in any language, `evidence` a claim that
states it. Of a relation to many: `some`, `none`, `every` (holds when there are none too), each with conditions on the
link and, under `node`, on what it leads to; and `count`, how many there are. All conditions of one object hold
together; `AND`, `OR` and `NOT` join others. `node` of several types has conditions of each of them under its name:
`members(where: {node: {city: {country: {code: {eq: "PL"}}}}})`.
"""


def page(model: Model) -> str:
    """The page as Markdown."""
    return "\n".join(_lines(model)).rstrip() + "\n"


def _lines(model: Model) -> Iterator[str]:
    yield _HEAD
    yield "## Relations\n"
    yield "| relation | from | to | field | inverse | properties | term |\n| --- | --- | --- | --- | --- | --- | --- |"
    yield from _relations(model)
    yield "\n## Entity types\n"
    for type_ in model.entities:
        yield from _type(type_)
    yield "## Interfaces\n"
    for type_ in model.interfaces:
        yield from _type(type_)
    yield "## Properties of relations\n"
    for edge in model.edges.values():
        if edge.attributes:
            yield f"### {edge.name}\n\n{edge.text}\n"
            yield from _attributes(edge.attributes)
    yield "## Conditions\n"
    yield _CONDITIONS
    yield "| operator | meaning |\n| --- | --- |"
    yield from (f"| `{operator.name}` | {operator.text} |" for operator in OPERATORS.values())
    yield "\n## Value types\n"
    yield "| type | in GraphQL | conditions | meaning |\n| --- | --- | --- | --- |"
    for value in values.ALL:
        operators = ", ".join(f"`{operator}`" for operator in value.operators)
        yield f"| {value.name} | `{value.graphql}` | {operators} | {_sentence(value.__doc__)} |"
    for choice in values.ALL:
        if issubclass(choice, Choice):
            yield f"\n### {choice.graphql}\n\n{_sentence(choice.__doc__)}\n\n| value | meaning |\n| --- | --- |"
            yield from (f"| `{value}` | {text} |" for value, text in choice.members.items())


def _sentence(docstring: str | None) -> str:
    return " ".join((docstring or "").split())


def _ends(model: Model) -> Iterator[tuple[Link, Link]]:
    """Each relation as the fields of its two ends."""
    links = {
        (t.name, link.field): link for t in model.types.values() for link in t.links.values() if link.owner == t.name
    }
    for relation in model.relations:
        forward = next(x for x in links.values() if x.relation == relation and x.forward and not x.only)
        inverse = next(x for x in links.values() if x.relation == relation and not x.forward and not x.only)
        yield forward, inverse


def _relations(model: Model) -> Iterator[str]:
    for forward, inverse in _ends(model):
        relation = forward.relation
        properties = ", ".join(f"`{a.field}`" for a in relation.edge.attributes)
        to_one = " (one)" if relation.to_one else ""
        yield (
            f"| {relation.type} | {', '.join(relation.sources)} | {', '.join(relation.targets)}{to_one} |"
            f" `{forward.field}` | `{inverse.field}` | {properties} | `{relation.iri}` |"
        )


def _type(type_: Type) -> Iterator[str]:
    yield f"### {type_.name}\n\n{type_.text}\n"
    if type_.abstract:
        yield f"Entity types: {', '.join(type_.concrete)}.\n"
    else:
        terms = ", ".join(f"`{term}`" for term in type_.rdf)
        asked = f"`{type_.singular}(id:)` and `{type_.plural}`"
        yield f"Ids begin with `{type_.slug}/`; asked by {asked}. Classes: {terms}.\n"
    if type_.interfaces:
        yield f"Interfaces: {', '.join(f'[{name}](#{name.lower()})' for name in type_.interfaces)}.\n"
    yield from _attributes([a for a in type_.attributes.values() if a.owner == type_.name])
    links = [link for link in type_.links.values() if link.owner == type_.name]
    if links:
        yield "| relation | gives | meaning |\n| --- | --- | --- |"
        for link in links:
            gives = link.target if link.to_one else f"any number of {link.target}"
            yield f"| `{link.field}` | {gives} | {link.text} |"
        yield ""


def _attributes(attributes: list[Attribute] | tuple[Attribute, ...]) -> Iterator[str]:
    if not attributes:
        return
    yield "| attribute | type | meaning | term |\n| --- | --- | --- | --- |"
    for attribute in attributes:
        kind = attribute.value.name
        kind += ", one per language" if attribute.multilingual else ", any number" if attribute.many else ""
        kind += ", derived" if attribute.derived else ""
        yield f"| `{attribute.field}` | {kind} | {attribute.text} | `{attribute.iri}` |"
    yield ""


if __name__ == "__main__":
    print(page(policy_model()), end="")  # noqa: T201
