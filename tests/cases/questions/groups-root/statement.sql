WITH
rows1 AS MATERIALIZED (
SELECT 0 AS parent, e.nid AS nid, NULL AS fact
  FROM entity e
  WHERE e.type = 'Institution'
),
groups3 AS MATERIALIZED (
SELECT l.parent AS parent, r2.dst AS key, count(*) AS count FROM rows1 l
  LEFT JOIN "LOCATED_IN" r2 ON r2.src = l.nid AND +r2.dst IN (SELECT nid FROM "Country")
  GROUP BY 1, 2),
group4 AS MATERIALIZED (
SELECT * FROM (SELECT g.*, row_number() OVER (PARTITION BY g.parent ORDER BY g.key IS NULL, k.fold, k.id) AS n FROM groups3 g LEFT JOIN entity k ON k.nid = g.key) WHERE n <= ?1),
rows6 AS MATERIALIZED (
SELECT p.nid AS parent, r.src AS nid, r.fact AS fact, e.id AS k0
  FROM (SELECT DISTINCT key AS nid FROM group4 WHERE key IS NOT NULL) p
  CROSS JOIN "LOCATED_IN" r ON r.dst = p.nid
  CROSS JOIN entity e ON e.nid = r.src
  WHERE e.type = 'City'
),
total7 AS MATERIALIZED (
SELECT parent, count(*) AS rows FROM rows6 GROUP BY parent),
page8 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (PARTITION BY parent ORDER BY k0 ASC) AS n FROM (SELECT * FROM rows6)
) WHERE n <= ?2),
json9 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id) ORDER BY l.n) AS p1
  FROM page8 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent),
json12 AS MATERIALIZED (
SELECT g.parent AS parent, json_group_array(json_object('key', json(iif(e.nid IS NULL, NULL, json(CASE WHEN e.type = 'Country' THEN json_object('id', e.id, 'code', t5."code", 'cities', json_object('totalCount', coalesce(c11.rows, 0), 'nodes', json(coalesce(j10.p1, '[]')))) WHEN e.type IN ('City', 'Institution', 'Programme', 'Strategy', 'Goal', 'PolicyArea', 'Project', 'Event', 'Document', 'Observation') THEN json_object('id', e.id) END))), 'count', g.count) ORDER BY g.n) AS groups
  FROM group4 g
  LEFT JOIN entity e ON e.nid = g.key
  LEFT JOIN "Country" t5 ON t5.nid = e.nid
  LEFT JOIN json9 j10 ON j10.parent = e.nid
  LEFT JOIN total7 c11 ON c11.parent = e.nid
  GROUP BY g.parent),
rows16 AS MATERIALIZED (
SELECT 0 AS parent, e.nid AS nid, NULL AS fact
  FROM entity e
  WHERE e.type = 'Programme'
),
total17 AS MATERIALIZED (
SELECT parent, count(*) AS rows FROM rows16 GROUP BY parent),
groups19 AS MATERIALIZED (
SELECT l.parent AS parent, t18."kind" AS key, count(*) AS count FROM rows16 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN "Programme" t18 ON t18.nid = e.nid
  GROUP BY 1, 2),
group20 AS MATERIALIZED (
SELECT * FROM (SELECT g.*, row_number() OVER (PARTITION BY g.parent ORDER BY g.key IS NULL, g.count DESC, g.key) AS n FROM groups19 g) WHERE n <= ?3),
json21 AS MATERIALIZED (
SELECT g.parent AS parent, json_group_array(json_object('value', CAST(g.key AS TEXT), 'count', g.count) ORDER BY g.n) AS groups
  FROM group20 g
  GROUP BY g.parent)
SELECT json_object('institutions', json((SELECT json_object('groups', json(coalesce(g15.groups, '[]')))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json12 g15 ON g15.parent = q.nid)), 'programmes', json((SELECT json_object('totalCount', coalesce(c23.rows, 0), 'groups', json(coalesce(g24.groups, '[]')))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN total17 c23 ON c23.parent = q.nid
  LEFT JOIN json21 g24 ON g24.parent = q.nid)))
  FROM (SELECT 0 AS nid) q
