"""The links of many entities at once as SQL.

Facts know all links by either end, whatever their kind. Where a kind of link has a condition on what the link says,
its own table is asked: a part of one UNION for each such kind and direction.
"""

from __future__ import annotations

from collections.abc import Sequence

from graph.plan import Adjacent, Condition, Crowded, Slot
from graph.sqlite.conditions import Place, condition_sql
from graph.sqlite.tables import quoted
from graph.sqlite.writing import Writing, ends, literal
from schema.model import Link


def adjacent_sql(writing: Writing, adjacent: Adjacent) -> str:
    """JSON of all links of some entities, one more than the limit at most."""
    parts = []
    for forward, near, far in _DIRECTIONS:
        free = [link for link, where in adjacent.links if where is None and link.forward == forward]
        if free:
            parts.append(
                f"SELECT p.id, f.property, {int(forward)}, e.id, f.id FROM {{near}} p"
                f" CROSS JOIN fact f ON f.{near} = p.nid CROSS JOIN entity e ON e.nid = f.{far}"
                f" WHERE e.nid <> p.nid{_of_kinds(writing, free)}"
            )
    parts += [_held(writing, link, where) for link, where in adjacent.links if where is not None]
    columns = "json_array(a, b, json(iif(c, 'true', 'false')), d, e)"
    return _collected(
        writing, adjacent.ids, parts, "a, b, c, d, e", columns, f" LIMIT {writing.slot(adjacent.limit)} + 1"
    )


def crowded_sql(writing: Writing, crowded: Crowded) -> str:
    """JSON of the kinds of links of which an entity has more than the limit."""
    parts = []
    for forward, near, _ in _DIRECTIONS:
        links = [link for link in crowded.links if link.forward == forward]
        if links:
            many = (
                f"SELECT property, count(*) AS n FROM fact WHERE {near} = p.nid AND object IS NOT NULL"
                f"{_of_kinds(writing, links)} GROUP BY property HAVING n > {writing.slot(crowded.limit)}"
            )
            parts.append(
                f"SELECT p.id, j.value ->> 0, {int(forward)}, j.value ->> 1 FROM {{near}} p"
                f" CROSS JOIN json_each((SELECT json_group_array(json_array(property, n)) FROM ({many}))) j"
            )
    return _collected(
        writing, crowded.ids, parts, "a, b, c, d", "json_array(a, b, json(iif(c, 'true', 'false')), d)", ""
    )


_DIRECTIONS = ((True, "subject", "object"), (False, "object", "subject"))
"""Whether a link is walked forward; the columns of a fact with the near and the far end."""


def _of_kinds(writing: Writing, links: Sequence[Link]) -> str:
    types = {link.relation.type for link in links}
    if types == writing.model.relation_types.keys():
        return ""
    return f" AND property IN ({', '.join(map(literal, sorted(types)))})"


def _held(writing: Writing, link: Link, where: Condition) -> str:
    near, far = ends(link)
    test = condition_sql(writing, where, Place("", edge="r", far="e.nid", far_entity="e"))
    return (
        f"SELECT p.id, {literal(link.relation.type)}, {int(link.forward)}, e.id, f.id FROM {{near}} p"
        f" CROSS JOIN {quoted(link.relation.type)} r ON r.{near} = p.nid CROSS JOIN entity e ON e.nid = r.{far}"
        f" CROSS JOIN fact f ON f.fid = r.fact WHERE e.nid <> p.nid AND {test}"
    )


def _collected(writing: Writing, ids: Slot, parts: list[str], names: str, columns: str, tail: str) -> str:
    near = writing.cte(
        "near",
        f"SELECT e.nid, e.id FROM json_each({writing.slot(ids)}) i CROSS JOIN entity e ON e.id = i.value",
    )
    union = "\n  UNION ALL ".join(part.format(near=near) for part in parts)
    found = writing.name("links")
    writing.ctes.append(f"{found} ({names}) AS (\n{union}{tail})")
    return f"json((SELECT json_group_array({columns}) FROM {found}))"
