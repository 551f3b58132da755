WITH
page3 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.id AS k0
  FROM entity e
  WHERE e.type = 'Strategy' AND (NOT coalesce(e.nid IN (SELECT x1.nid FROM "Strategy" x1 WHERE x1."period_first" > ?1), 0) AND NOT coalesce(e.nid IN (SELECT x2.nid FROM "Strategy" x2 WHERE x2."period_last" < ?2), 0))
)
ORDER BY k0 ASC LIMIT ?3))),
json5 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id, 'period', t4."period") ORDER BY l.n) AS p0
  FROM page3 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN "Strategy" t4 ON t4.nid = e.nid
  GROUP BY l.parent)
SELECT json_object('strategies', json_object('nodes', json(coalesce(j6.p0, '[]'))))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json5 j6 ON j6.parent = q.nid
