WITH
page1 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.id AS k0
  FROM entity e
  WHERE e.type = 'Programme'
)
ORDER BY k0 ASC LIMIT ?1))),
page2 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (PARTITION BY parent ORDER BY k0 ASC) AS n FROM (SELECT p.nid AS parent, r.src AS nid, r.fact AS fact, e.id AS k0
  FROM (SELECT DISTINCT nid FROM page1) p
  CROSS JOIN "MEMBER_OF" r ON r.dst = p.nid
  CROSS JOIN entity e ON e.nid = r.src
  WHERE r."order" <= ?2
)
) WHERE n <= ?3),
json3 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('order', r."order", 'node', json_object('id', e.id)) ORDER BY l.n) AS p0
  FROM page2 l
  CROSS JOIN entity e ON e.nid = l.nid
  CROSS JOIN "MEMBER_OF" r ON r.dst = l.parent AND r.src = l.nid
  GROUP BY l.parent),
json6 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id, 'members', json_object('edges', json(coalesce(j4.p0, '[]')))) ORDER BY l.n) AS p0
  FROM page1 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN json3 j4 ON j4.parent = e.nid
  GROUP BY l.parent)
SELECT json_object('programmes', json_object('nodes', json(coalesce(j7.p0, '[]'))))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json6 j7 ON j7.parent = q.nid
