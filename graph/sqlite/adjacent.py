"""The links of many entities at once as SQL: every kind of link is a part of one UNION."""

from __future__ import annotations

from graph.plan import Adjacent, Crowded, Slot
from graph.sqlite.conditions import Place, condition_sql
from graph.sqlite.tables import quoted
from graph.sqlite.writing import Writing, ends, literal
from schema.model import Link


def adjacent_sql(writing: Writing, adjacent: Adjacent) -> str:
    """JSON of all links of some entities, one more than the limit at most."""
    parts = []
    for link, where in adjacent.links:
        near, far = ends(link)
        test = ""
        if where is not None:
            test = f" AND {condition_sql(writing, where, Place('', edge='r', far='e.nid', far_entity='e'))}"
        parts.append(
            f"SELECT p.id, {literal(link.relation.type)}, {int(link.forward)}, e.id, f.id FROM {{near}} p"
            f" CROSS JOIN {quoted(link.relation.type)} r ON r.{near} = p.nid CROSS JOIN entity e ON e.nid = r.{far}"
            f" CROSS JOIN fact f ON f.fid = r.fact WHERE e.nid <> p.nid{test}"
        )
    columns = "json_array(a, b, json(iif(c, 'true', 'false')), d, e)"
    return _collected(
        writing, adjacent.ids, parts, "a, b, c, d, e", columns, f" LIMIT {writing.slot(adjacent.limit)} + 1"
    )


def crowded_sql(writing: Writing, crowded: Crowded) -> str:
    """JSON of the kinds of links of which an entity has more than the limit."""
    limit = writing.slot(crowded.limit)
    parts = [_counted(link, limit) for link in crowded.links]
    columns = "json_array(a, b, json(iif(c, 'true', 'false')), d)"
    return _collected(writing, crowded.ids, parts, "a, b, c, d", columns, "")


def _counted(link: Link, limit: str) -> str:
    near, _ = ends(link)
    return (
        f"SELECT p.id, {literal(link.relation.type)}, {int(link.forward)}, count(*) FROM {{near}} p"
        f" CROSS JOIN {quoted(link.relation.type)} r ON r.{near} = p.nid GROUP BY p.nid HAVING count(*) > {limit}"
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
