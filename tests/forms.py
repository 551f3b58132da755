"""Answers in all forms, for tests."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

import rdflib

from resolvers.execute import Engine
from resolvers.forms import Forms

NT: Final = "application/n-triples"
TURTLE: Final = "text/turtle"
JSONLD: Final = "application/ld+json"
CSV: Final = "text/csv"

ALIASES: Final = {
    "like prefixes": """{ org: city(id: "city/wroclaw-pl") { schema: name pg: description rdf: memberOf { xsd: edges {
        skos: since rdfs: order https: node { name oa: __typename } prov: evidence { kind quote } } } } }""",
    "like what stands around": """{ data: programmes { edges: totalCount nodes { data: name extensions: members {
        nodes: edges { data: since node { edges: name } } } } } extensions: dataset { nodes: version } }""",
    "one for several things": """{ x: programmes { nodes { x: name y: members { x: edges { x: since y: order node {
        y: name } } y: totalCount } } } y: cities { nodes { x: country { x: code y: name(lang: [pl]) } y: sameAs } }
        }""",
    "one for what speaks and what does not": """{ cities { nodes { x: country { name } } } programmes {
        nodes { x: members { totalCount } } } institutions { nodes { x: names { kind } country { x: id } } } }""",
    "several for one thing": """{ city(id: "city/wroclaw-pl") { a: name b: name(lang: [pl]) label { a: text text
        language b: language } names { t: text t2: text } memberOf { a: edges { since s: since n: node { id }
        node { id } } b: edges { since } nodes { id } } } }""",
    "of texts with a key of their own": """{ documents { nodes { text label { text } title } } goals { nodes { text
        names { text } } } }""",
    "like what is added": """{ city(id: "city/wroclaw-pl") { id: name } programmes { nodes { type: name members {
        edges { node { type: name id: iri } } } } } facts(first: 5) { nodes { subject { id: name type: id } } }
        paths(from: "city/wroclaw-pl", to: "city/oslo-no", first: 1) { nodes { id: name } } }""",
}
"""Operations whose aliases could be mistaken for something else."""

Triples = set[tuple[Any, ...]]


async def formed(
    engine: Engine, kind: str, text: str, variables: Mapping[str, Any] | None = None, name: str | None = None
) -> bytes:
    """An answer in one form; there must be one."""
    found = await Forms(engine).answer(text, variables or {}, name, kind)
    assert isinstance(found, bytes), found.errors
    return found


async def plain(
    engine: Engine, text: str, variables: Mapping[str, Any] | None = None, name: str | None = None
) -> dict[str, Any]:
    """The same answer as GraphQL gives it, with what is told beside the data."""
    result = await engine.answer(text, variables or {}, name)
    assert result.errors is None
    data = result.data if isinstance(result.data, dict) else json.loads(str(result.data))
    return {"data": data, **({"extensions": result.extensions} if result.extensions else {})}


def triples(text: bytes | str, kind: str) -> Triples:
    """What rdflib reads."""
    format = {NT: "nt", TURTLE: "turtle", JSONLD: "json-ld"}[kind]
    return set(rdflib.Graph().parse(data=text, format=format))


def triples_of(lines: Iterable[str]) -> set[str]:
    """Lines of N-Triples, of those of N-Quads."""
    return {f"{line[: line.rindex(' <')]} ." for line in lines}


def without_ld(value: Any) -> Any:
    """JSON-LD without what it has more than JSON."""
    if isinstance(value, dict):
        return {key: without_ld(inner) for key, inner in value.items() if not {"@", ":"} & set(key)}
    return [without_ld(inner) for inner in value] if isinstance(value, list) else value
