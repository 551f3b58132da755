WITH
rows1 AS MATERIALIZED (
SELECT 0 AS parent, e.nid AS nid, NULL AS fact
  FROM entity e
  WHERE e.type = 'Institution'
),
groups3 AS MATERIALIZED (
SELECT l.parent AS parent, t2."founded_year" AS key, count(*) AS count FROM rows1 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN "Institution" t2 ON t2.nid = e.nid
  GROUP BY 1, 2),
group4 AS MATERIALIZED (
SELECT * FROM (SELECT g.*, row_number() OVER (PARTITION BY g.parent ORDER BY g.key IS NULL, g.count DESC, g.key) AS n FROM groups3 g) WHERE n <= ?1),
json5 AS MATERIALIZED (
SELECT g.parent AS parent, json_group_array(json_object('value', CAST(g.key AS TEXT), 'count', g.count) ORDER BY g.n) AS groups
  FROM group4 g
  GROUP BY g.parent),
rows9 AS MATERIALIZED (
SELECT 0 AS parent, e.nid AS nid, NULL AS fact
  FROM entity e
  WHERE e.type = 'Strategy'
),
groups11 AS MATERIALIZED (
SELECT l.parent AS parent, t10."period_year" AS key, count(*) AS count FROM rows9 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN "Strategy" t10 ON t10.nid = e.nid
  GROUP BY 1, 2),
group12 AS MATERIALIZED (
SELECT * FROM (SELECT g.*, row_number() OVER (PARTITION BY g.parent ORDER BY g.key IS NULL, g.count DESC, g.key) AS n FROM groups11 g) WHERE n <= ?2),
json13 AS MATERIALIZED (
SELECT g.parent AS parent, json_group_array(json_object('value', CAST(g.key AS TEXT), 'count', g.count) ORDER BY g.n) AS groups
  FROM group12 g
  GROUP BY g.parent)
SELECT json_object('institutions', json((SELECT json_object('groups', json(coalesce(g8.groups, '[]')))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json5 g8 ON g8.parent = q.nid)), 'strategies', json((SELECT json_object('groups', json(coalesce(g16.groups, '[]')))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json13 g16 ON g16.parent = q.nid)))
  FROM (SELECT 0 AS nid) q
