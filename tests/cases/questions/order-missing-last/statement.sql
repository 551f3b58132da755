WITH
page1 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC NULLS LAST, k1 ASC NULLS LAST, k2 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, t."founded_first" AS k0, t."founded_last" AS k1, e.id AS k2
  FROM "Institution" t
  CROSS JOIN entity e ON e.nid = t.nid
)
ORDER BY k0 ASC NULLS LAST, k1 ASC NULLS LAST, k2 ASC LIMIT ?1))),
json3 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('name', e.name, 'founded', t2."founded") ORDER BY l.n) AS p0
  FROM page1 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN "Institution" t2 ON t2.nid = e.nid
  GROUP BY l.parent),
page6 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 DESC NULLS LAST, k1 DESC NULLS LAST, k2 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, t."founded_first" AS k0, t."founded_last" AS k1, e.id AS k2
  FROM "Institution" t
  CROSS JOIN entity e ON e.nid = t.nid
)
ORDER BY k0 DESC NULLS LAST, k1 DESC NULLS LAST, k2 ASC LIMIT ?2))),
json8 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('name', e.name, 'founded', t7."founded") ORDER BY l.n) AS p0
  FROM page6 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN "Institution" t7 ON t7.nid = e.nid
  GROUP BY l.parent)
SELECT json_object('asc', json((SELECT json_object('nodes', json(coalesce(j4.p0, '[]')))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json3 j4 ON j4.parent = q.nid)), 'desc', json((SELECT json_object('nodes', json(coalesce(j9.p0, '[]')))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json8 j9 ON j9.parent = q.nid)))
  FROM (SELECT 0 AS nid) q
