WITH
page2 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.id AS k0
  FROM entity e
  WHERE e.type = 'City' AND e.nid IN (SELECT x1.nid FROM "City" x1 WHERE x1."latitude" IS NULL)
)
ORDER BY k0 ASC LIMIT ?1))),
json3 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('name', e.name) ORDER BY l.n) AS p0
  FROM page2 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent),
page7 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.id AS k0
  FROM entity e
  WHERE e.type = 'City' AND NOT coalesce(e.nid IN (SELECT x6.nid FROM "City" x6 WHERE x6."latitude" IS NULL), 0)
)
ORDER BY k0 ASC LIMIT ?2))),
json8 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('name', e.name) ORDER BY l.n) AS p0
  FROM page7 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent)
SELECT json_object('a', json((SELECT json_object('nodes', json(coalesce(j4.p0, '[]')))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json3 j4 ON j4.parent = q.nid)), 'b', json((SELECT json_object('nodes', json(coalesce(j9.p0, '[]')))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json8 j9 ON j9.parent = q.nid)))
  FROM (SELECT 0 AS nid) q
