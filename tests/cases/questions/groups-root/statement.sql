WITH
rows1 AS MATERIALIZED (
SELECT 0 AS parent, e.nid AS nid, NULL AS fact
  FROM entity e
  WHERE e.type = 'Institution'
),
groups4 AS MATERIALIZED (
SELECT l.parent AS parent, e3.nid AS key, count(*) AS count FROM rows1 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN "LOCATED_IN" r2 ON r2.src = e.nid AND r2.dst IN (SELECT nid FROM "Country")
  LEFT JOIN entity e3 ON e3.nid = r2.dst
  GROUP BY 1, 2),
group5 AS MATERIALIZED (
SELECT * FROM (SELECT g.*, row_number() OVER (PARTITION BY g.parent ORDER BY g.key IS NULL, k.fold, k.id) AS n FROM groups4 g LEFT JOIN entity k ON k.nid = g.key) WHERE n <= ?1),
rows7 AS MATERIALIZED (
SELECT p.nid AS parent, e.nid AS nid, r.fact AS fact, e.id AS k0
  FROM (SELECT DISTINCT key AS nid FROM group5 WHERE key IS NOT NULL) p
  CROSS JOIN "LOCATED_IN" r ON r.dst = p.nid
  CROSS JOIN entity e ON e.nid = r.src
  WHERE e.type = 'City'
),
total8 AS MATERIALIZED (
SELECT parent, count(*) AS rows FROM rows7 GROUP BY parent),
page9 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (PARTITION BY parent ORDER BY k0 ASC) AS n FROM (SELECT * FROM rows7)
) WHERE n <= ?2),
json10 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id) ORDER BY l.n) AS p1
  FROM page9 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent),
json13 AS MATERIALIZED (
SELECT g.parent AS parent, json_group_array(json_object('key', json(iif(e.nid IS NULL, NULL, json(CASE WHEN e.type = 'Country' THEN json_object('id', e.id, 'code', t6."code", 'cities', json_object('totalCount', coalesce(c12.rows, 0), 'nodes', json(coalesce(j11.p1, '[]')))) WHEN e.type IN ('City', 'Institution', 'Programme', 'Strategy', 'Goal', 'PolicyArea', 'Project', 'Event', 'Document', 'Observation') THEN json_object('id', e.id) END))), 'count', g.count) ORDER BY g.n) AS groups
  FROM group5 g
  LEFT JOIN entity e ON e.nid = g.key
  LEFT JOIN "Country" t6 ON t6.nid = e.nid
  LEFT JOIN json10 j11 ON j11.parent = e.nid
  LEFT JOIN total8 c12 ON c12.parent = e.nid
  GROUP BY g.parent),
rows17 AS MATERIALIZED (
SELECT 0 AS parent, e.nid AS nid, NULL AS fact
  FROM entity e
  WHERE e.type = 'Programme'
),
total18 AS MATERIALIZED (
SELECT parent, count(*) AS rows FROM rows17 GROUP BY parent),
groups20 AS MATERIALIZED (
SELECT l.parent AS parent, t19."kind" AS key, count(*) AS count FROM rows17 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN "Programme" t19 ON t19.nid = e.nid
  GROUP BY 1, 2),
group21 AS MATERIALIZED (
SELECT * FROM (SELECT g.*, row_number() OVER (PARTITION BY g.parent ORDER BY g.key IS NULL, g.count DESC, g.key) AS n FROM groups20 g) WHERE n <= ?3),
json22 AS MATERIALIZED (
SELECT g.parent AS parent, json_group_array(json_object('value', CAST(g.key AS TEXT), 'count', g.count) ORDER BY g.n) AS groups
  FROM group21 g
  GROUP BY g.parent)
SELECT json_object('institutions', json_object('groups', json(coalesce(g16.groups, '[]'))), 'programmes', json_object('totalCount', coalesce(c24.rows, 0), 'groups', json(coalesce(g25.groups, '[]'))))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json13 g16 ON g16.parent = q.nid
  LEFT JOIN total18 c24 ON c24.parent = q.nid
  LEFT JOIN json22 g25 ON g25.parent = q.nid
