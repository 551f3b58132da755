WITH
page1 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.id AS k0
  FROM entity e
  WHERE e.type = 'Programme'
)
ORDER BY k0 ASC LIMIT ?1))),
rows2 AS MATERIALIZED (
SELECT p.nid AS parent, r.src AS nid, r.fact AS fact
  FROM (SELECT DISTINCT nid FROM page1) p
  CROSS JOIN "MEMBER_OF" r ON r.dst = p.nid
),
total3 AS MATERIALIZED (
SELECT parent, count(*) AS rows FROM rows2 GROUP BY parent),
groups5 AS MATERIALIZED (
SELECT l.parent AS parent, r4.dst AS key, count(*) AS count FROM rows2 l
  LEFT JOIN "LOCATED_IN" r4 ON r4.src = l.nid AND +r4.dst IN (SELECT nid FROM "Country")
  GROUP BY 1, 2),
group6 AS MATERIALIZED (
SELECT * FROM (SELECT g.*, row_number() OVER (PARTITION BY g.parent ORDER BY g.key IS NULL, g.count DESC, k.fold, k.id) AS n FROM groups5 g LEFT JOIN entity k ON k.nid = g.key) WHERE n <= ?2),
json7 AS MATERIALIZED (
SELECT g.parent AS parent, json_group_array(json_object('key', json(iif(e.nid IS NULL, NULL, json_object('id', e.id, 'name', e.name))), 'value', NULL, 'count', g.count) ORDER BY g.n) AS groups
  FROM group6 g
  LEFT JOIN entity e ON e.nid = g.key
  GROUP BY g.parent),
json11 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id, 'members', json_object('totalCount', coalesce(c9.rows, 0), 'groups', json(coalesce(g10.groups, '[]')))) ORDER BY l.n) AS p0
  FROM page1 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN total3 c9 ON c9.parent = e.nid
  LEFT JOIN json7 g10 ON g10.parent = e.nid
  GROUP BY l.parent)
SELECT json_object('programmes', json_object('nodes', json(coalesce(j12.p0, '[]'))))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json11 j12 ON j12.parent = q.nid
