WITH
page1 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC NULLS LAST, k1 ASC NULLS LAST, k2 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, t."period_first" AS k0, t."period_last" AS k1, e.id AS k2
  FROM "Project" t
  CROSS JOIN entity e ON e.nid = t.nid
)
ORDER BY k0 ASC NULLS LAST, k1 ASC NULLS LAST, k2 ASC LIMIT ?1))),
json3 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id, 'period', t2."period") ORDER BY l.n) AS p0
  FROM page1 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN "Project" t2 ON t2.nid = e.nid
  GROUP BY l.parent)
SELECT json_object('projects', json_object('nodes', json(coalesce(j4.p0, '[]'))))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json3 j4 ON j4.parent = q.nid
