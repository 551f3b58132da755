"""The links of many entities at once as Cypher."""

from __future__ import annotations

from graph.neo4j.conditions import TRUE, Place, condition_text, simplified
from graph.neo4j.decode import Read, at
from graph.neo4j.writing import Row, Writing, literal, path, quoted
from graph.plan import Adjacent, Crowded


def write_adjacent(row: Row, adjacent: Adjacent) -> Read:
    """All links of some entities by their kinds, one link more than the limit at most."""
    writing = row.writing
    id, near, edge, far, kind, forward, ends = (writing.name(prefix) for prefix in ("i", "e", "r", "e", "k", "f", "l"))
    types = "|".join(dict.fromkeys(quoted(link.relation.type) for link, _ in adjacent.links))
    tests = [f"{far} <> {near}"]
    for link, where in adjacent.links:
        if where is not None and (condition := simplified(where)) != TRUE:
            start = near if link.forward else far
            of_kind = f"type({edge}) = {literal(link.relation.type)} AND startNode({edge}) = {start}"
            test = condition_text(writing, condition, Place(edge=edge, far=far))
            tests.append(f"(NOT ({of_kind}) OR coalesce({test}, false))")
    lines = [
        f"UNWIND {writing.list_slot(adjacent.ids)} AS {id}",
        f"MATCH ({near}:Entity {{id: {id}}}){_not_crowded(writing, near, adjacent.unless)}",
        f"MATCH ({near})-[{edge}:{types}]-({far}) WHERE {' AND '.join(tests)}",
        f"WITH {near}, {edge}, {far} LIMIT {writing.slot(adjacent.limit)} + 1",
        f"WITH {near}, type({edge}) AS {kind}, startNode({edge}) = {near} AS {forward}, collect({far}.id) AS {ends}",
    ]
    return at(row.collected("", lines, f"[{near}.id, {kind}, {forward}, {ends}]"))


def _not_crowded(writing: Writing, near: str, crowded: Crowded | None) -> str:
    if crowded is None:
        return ""
    many = " OR ".join(
        f"COUNT {{ {path(near, link, '', '')} }} > {writing.slot(crowded.limit)}" for link in crowded.links
    )
    return f" WHERE NOT ({near}.id IN {writing.list_slot(crowded.ids)} AND ({many}))"


def write_crowded(row: Row, crowded: Crowded) -> Read:
    """The kinds of links of which an entity has more than the limit."""
    writing = row.writing
    id, near, kind = (writing.name(prefix) for prefix in ("i", "e", "k"))
    kinds = ", ".join(
        f"[{literal(link.relation.type)}, {str(link.forward).lower()}, COUNT {{ {path(near, link, '', '')} }}]"
        for link in crowded.links
    )
    lines = [
        f"UNWIND {writing.list_slot(crowded.ids)} AS {id}",
        f"MATCH ({near}:Entity {{id: {id}}})",
        f"UNWIND [{kinds}] AS {kind}",
        f"WITH {near}, {kind} WHERE {kind}[2] > {writing.slot(crowded.limit)}",
    ]
    return at(row.collected("", lines, f"[{near}.id, {kind}[0], {kind}[1], {kind}[2]]"))
