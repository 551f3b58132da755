"""Paths between two entities, found in the plainest way: all simple ones are listed and sorted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from random import Random
from typing import Any, Final, NamedTuple

from graph.facts import Claim, Fact
from schema.edtf import span
from schema.model import Attribute, Model
from tests.contract.reference import Reference


class Way(NamedTuple):
    """Ids of entities, and relation, direction and fact of each step."""

    nodes: tuple[str, ...]
    steps: tuple[tuple[str, bool, str], ...]


def all_ways(
    graph: Reference, start: str, end: str, *, longest: int, hub: int, through: Collection[str] | None, as_of: str
) -> list[Way]:
    """Every simple path, the shortest ones first, then by the ids along them, then by relation, direction and fact."""
    crowded = hubs(graph, hub) if through is None else set()
    links: dict[str, list[tuple[str, tuple[str, bool, str]]]] = defaultdict(list)
    for fact in graph.facts.values():
        if fact.object and (through is None or fact.key.property in through) and link_holds(graph.model, fact, as_of):
            links[fact.key.subject].append((fact.object, (fact.key.property, True, fact.id)))
            links[fact.object].append((fact.key.subject, (fact.key.property, False, fact.id)))

    def further(way: Way) -> Iterator[Way]:
        here = way.nodes[-1]
        if here == end:
            yield way
        elif len(way.steps) < longest and (here == start or (here not in crowded and entity_holds(graph, here, as_of))):
            for far, step in links[here]:
                if far not in way.nodes:
                    yield from further(Way((*way.nodes, far), (*way.steps, step)))

    found = further(Way((start,), ())) if start != end else iter(())
    return sorted(found, key=lambda way: (len(way.steps), way.nodes, way.steps))


def hubs(graph: Reference, most: int) -> set[str]:
    """Entities with more links of one kind than a number."""
    counts: Counter[tuple[str, str, bool]] = Counter()
    for fact in graph.facts.values():
        if fact.object:
            counts[fact.key.subject, fact.key.property, True] += 1
            counts[fact.object, fact.key.property, False] += 1
    return {id for (id, _, _), count in counts.items() if count > most}


def link_holds(model: Model, fact: Fact, as_of: str) -> bool:
    """Whether a link may hold on a date."""
    edge = model.relation_types[fact.key.property].attributes
    return all(_holds(a, fact.qualifiers[a.field], as_of) for a in edge if a.field in fact.qualifiers)


def entity_holds(graph: Reference, id: str, as_of: str) -> bool:
    """Whether an entity may hold on a date."""
    if id not in graph.entities:
        return False
    entity = graph.entities[id]
    attributes = graph.model.types[entity.type].attributes.values()
    return all(_holds(a, text, as_of) for a in attributes if a.holds for text in entity.values(a))


def _holds(attribute: Attribute, text: str, as_of: str) -> bool:
    if not as_of or not attribute.holds:
        return True
    found, asked = span(text), span(as_of)
    begins = attribute.holds in ("from", "during") and found.first > asked.last
    ended = attribute.holds in ("until", "during") and found.last < asked.first
    return not (begins or ended)


DATES: Final = ("2015", "2018-05", "2020/2022", "2021")


def draw_claims(random: Random, model: Model) -> list[Claim]:
    """A small graph: cycles, parallel relations, entities without links, and one or two with many of a kind."""
    slugs = "abcdef"[: random.randint(2, 6)]
    ids: dict[str, list[str]] = {
        t.name: [f"{t.slug}/{s}" for s in slugs if random.random() < 0.6] for t in model.entities
    }
    claims: dict[str, Claim] = {}

    def add(*claimed: Any, **more: Any) -> None:
        claim = Claim(*claimed, **more)
        claims[claim.id] = claim

    for id in (id for known in ids.values() for id in known):
        add(id, "name", "", id, "en")
        type_ = model.type_of_id(id)
        assert type_
        for attribute in type_.attributes.values():
            if attribute.holds and random.random() < 0.5:
                add(id, attribute.field, "", random.choice(DATES))
    few = random.sample(model.relations, random.randint(2, len(model.relations)))
    for relation in few:
        sources = [id for type in relation.sources for id in ids[type]]
        targets = [id for type in relation.targets for id in ids[type]]
        dated = [a.field for a in relation.edge.attributes if a.holds]
        middle = random.choice(targets) if targets else ""
        for source in sources:
            for target in {middle} if random.random() < 0.3 else set(random.sample(targets, min(len(targets), 1))):
                qualifiers = tuple(sorted((f, random.choice(DATES)) for f in dated if random.random() < 0.4))
                if target:
                    add(source, relation.type, target, qualifiers=qualifiers)
    return list(claims.values())
