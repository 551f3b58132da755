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
    """JSON of all links of some entities by their kinds, one link more than the limit at most."""
    left_out = f" WHERE e.nid NOT IN (SELECT nid FROM {_crowd(writing, adjacent.unless)})" if adjacent.unless else ""
    near_by = writing.cte("near", f"SELECT e.nid, e.id FROM {_entities(writing, adjacent.ids)}{left_out}")
    parts = [
        f"SELECT p.id, f.property, {int(forward)}, e.id FROM {near_by} p"
        f" CROSS JOIN fact f ON f.{near} = p.nid AND f.object IS NOT NULL CROSS JOIN entity e ON e.nid = f.{far}"
        f" WHERE e.nid <> p.nid{_of_kinds(writing, free)}"
        for forward, near, far in _DIRECTIONS
        if (free := [link for link, where in adjacent.links if where is None and link.forward == forward])
    ]
    parts += [_held(writing, near_by, link, where) for link, where in adjacent.links if where is not None]
    links = writing.name("links")
    union = "\n  UNION ALL ".join(parts)
    limit = writing.slot(adjacent.limit)
    writing.ctes.append(f"{links} (near, relation, forward, far) AS (\n{union} LIMIT {limit} + 1)")
    return (
        "json((SELECT json_group_array(json_array(near, relation, json(iif(forward, 'true', 'false')), json(ends)))"
        f" FROM (SELECT near, relation, forward, json_group_array(far) AS ends FROM {links} GROUP BY 1, 2, 3)))"
    )


def crowded_sql(writing: Writing, crowded: Crowded) -> str:
    """JSON of the kinds of links of which an entity has more than the limit."""
    columns = "id, property, json(iif(forward, 'true', 'false')), links"
    return f"json((SELECT json_group_array(json_array({columns})) FROM {_crowd(writing, crowded)}))"


def _crowd(writing: Writing, crowded: Crowded) -> str:
    """Name of the kinds of links of which an entity has more than the limit."""
    return writing.cte(
        "crowd",
        f"SELECT e.nid, e.id, d.property, d.forward, d.links FROM {_entities(writing, crowded.ids)}"
        f" CROSS JOIN degree d ON d.nid = e.nid WHERE d.links > {writing.slot(crowded.limit)}"
        f"{_of_kinds(writing, crowded.links)}",
    )


def _entities(writing: Writing, ids: Slot) -> str:
    return f"json_each({writing.slot(ids)}) i CROSS JOIN entity e ON e.id = i.value"


_DIRECTIONS = ((True, "subject", "object"), (False, "object", "subject"))
"""Whether a link is walked forward; the columns of a fact with the near and the far end."""


def _of_kinds(writing: Writing, links: Sequence[Link]) -> str:
    types = {link.relation.type for link in links}
    if types == writing.model.relation_types.keys():
        return ""
    return f" AND property IN ({', '.join(map(literal, sorted(types)))})"


def _held(writing: Writing, near_by: str, link: Link, where: Condition) -> str:
    near, far = ends(link)
    test = condition_sql(writing, where, Place("", edge="r", far="e.nid", far_entity="e"))
    return (
        f"SELECT p.id, {literal(link.relation.type)}, {int(link.forward)}, e.id FROM {near_by} p"
        f" CROSS JOIN {quoted(link.relation.type)} r ON r.{near} = p.nid CROSS JOIN entity e ON e.nid = r.{far}"
        f" WHERE e.nid <> p.nid AND {test}"
    )
