WITH
page2 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 DESC NULLS LAST, k1 DESC NULLS LAST, k2 ASC, k3 ASC) AS n FROM (SELECT * FROM (SELECT p.nid AS parent, r.src AS nid, r.fact AS fact, r."since_first" AS k0, r."since_last" AS k1, e.fold AS k2, e.id AS k3
  FROM (SELECT x.nid FROM entity x WHERE x.id = ?1) p
  CROSS JOIN "MEMBER_OF" r ON r.dst = p.nid
  CROSS JOIN entity e ON e.nid = r.src
)
ORDER BY k0 DESC NULLS LAST, k1 DESC NULLS LAST, k2 ASC, k3 ASC LIMIT ?2 + 1))),
json3 AS MATERIALIZED (
SELECT l.parent AS parent, max(l.n) > ?2 AS more, json_group_array(json_object('since', r."since", 'node', json_object('name', e.name)) ORDER BY l.n) FILTER (WHERE l.n <= ?2) AS p0
  FROM page2 l
  CROSS JOIN entity e ON e.nid = l.nid
  CROSS JOIN "MEMBER_OF" r ON r.dst = l.parent AND r.src = l.nid
  GROUP BY l.parent)
SELECT json_object('programme', json(CASE WHEN e1.nid IS NOT NULL THEN json_object('members', json_object('edges', json(coalesce(j4.p0, '[]')), 'pageInfo', json_object('hasNextPage', json(iif(coalesce(j4.more, 0), 'true', 'false'))))) END))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN entity e1 ON e1.id = ?1 AND e1.type = 'Programme'
  LEFT JOIN json3 j4 ON j4.parent = e1.nid
