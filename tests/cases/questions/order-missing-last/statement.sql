WITH
page2 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC NULLS LAST, k1 ASC NULLS LAST, k2 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, t1."founded_first" AS k0, t1."founded_last" AS k1, e.id AS k2
  FROM entity e
  LEFT JOIN "Institution" t1 ON t1.nid = e.nid
  WHERE e.type = 'Institution'
)
ORDER BY k0 ASC NULLS LAST, k1 ASC NULLS LAST, k2 ASC LIMIT ?1))),
json4 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('name', e.name, 'founded', t3."founded") ORDER BY l.n) AS p0
  FROM page2 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN "Institution" t3 ON t3.nid = e.nid
  GROUP BY l.parent),
page8 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 DESC NULLS LAST, k1 DESC NULLS LAST, k2 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, t7."founded_first" AS k0, t7."founded_last" AS k1, e.id AS k2
  FROM entity e
  LEFT JOIN "Institution" t7 ON t7.nid = e.nid
  WHERE e.type = 'Institution'
)
ORDER BY k0 DESC NULLS LAST, k1 DESC NULLS LAST, k2 ASC LIMIT ?2))),
json10 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('name', e.name, 'founded', t9."founded") ORDER BY l.n) AS p0
  FROM page8 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN "Institution" t9 ON t9.nid = e.nid
  GROUP BY l.parent)
SELECT json_object('asc', json_object('nodes', json(coalesce(j5.p0, '[]'))), 'desc', json_object('nodes', json(coalesce(j11.p0, '[]'))))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json4 j5 ON j5.parent = q.nid
  LEFT JOIN json10 j11 ON j11.parent = q.nid
