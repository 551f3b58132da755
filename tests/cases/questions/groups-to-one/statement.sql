WITH
page1 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.id AS k0
  FROM entity e
  WHERE e.type = 'Programme'
)
ORDER BY k0 ASC LIMIT ?1))),
rows2 AS MATERIALIZED (
SELECT p.nid AS parent, e.nid AS nid, r.fact AS fact
  FROM (SELECT DISTINCT nid FROM page1) p
  CROSS JOIN "MEMBER_OF" r ON r.dst = p.nid
  CROSS JOIN entity e ON e.nid = r.src
),
total3 AS MATERIALIZED (
SELECT parent, count(*) AS rows FROM rows2 GROUP BY parent),
groups8 AS MATERIALIZED (
SELECT l.parent AS parent, coalesce(e5.nid, e7.nid) AS key, count(*) AS count FROM rows2 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN "LOCATED_IN" r4 ON r4.src = e.nid AND r4.dst IN (SELECT nid FROM "Country")
  LEFT JOIN entity e5 ON e5.nid = r4.dst
  LEFT JOIN "LOCATED_IN" r6 ON r6.src = e.nid AND r6.dst IN (SELECT nid FROM "Country")
  LEFT JOIN entity e7 ON e7.nid = r6.dst
  GROUP BY 1, 2),
group9 AS MATERIALIZED (
SELECT * FROM (SELECT g.*, row_number() OVER (PARTITION BY g.parent ORDER BY g.key IS NULL, g.count DESC, k.fold, k.id) AS n FROM groups8 g LEFT JOIN entity k ON k.nid = g.key) WHERE n <= ?2),
json10 AS MATERIALIZED (
SELECT g.parent AS parent, json_group_array(json_object('key', json(iif(e.nid IS NULL, NULL, json_object('id', e.id, 'name', e.name))), 'value', NULL, 'count', g.count) ORDER BY g.n) AS groups
  FROM group9 g
  LEFT JOIN entity e ON e.nid = g.key
  GROUP BY g.parent),
json14 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id, 'members', json_object('totalCount', coalesce(c12.rows, 0), 'groups', json(coalesce(g13.groups, '[]')))) ORDER BY l.n) AS p0
  FROM page1 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN total3 c12 ON c12.parent = e.nid
  LEFT JOIN json10 g13 ON g13.parent = e.nid
  GROUP BY l.parent)
SELECT json_object('programmes', json_object('nodes', json(coalesce(j15.p0, '[]'))))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json14 j15 ON j15.parent = q.nid
