WITH
page2 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.id AS k0
  FROM entity e
  WHERE e.type = 'Project' AND e.nid IN (SELECT r1.src FROM "FUNDED_BY" r1 WHERE (r1."amount_currency" = ?1 AND r1."amount_number" >= ?2))
)
ORDER BY k0 ASC LIMIT ?3))),
page3 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (PARTITION BY parent ORDER BY k0 ASC) AS n FROM (SELECT p.nid AS parent, r.dst AS nid, r.fact AS fact, e.id AS k0
  FROM (SELECT DISTINCT nid FROM page2) p
  CROSS JOIN "FUNDED_BY" r ON r.src = p.nid
  CROSS JOIN entity e ON e.nid = r.dst
)
) WHERE n <= ?4),
json4 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('amount', json(iif(r."amount" IS NULL, NULL, json_object('value', r."amount", 'currency', r."amount_currency")))) ORDER BY l.n) AS p0
  FROM page3 l
  CROSS JOIN entity e ON e.nid = l.nid
  CROSS JOIN "FUNDED_BY" r ON r.src = l.parent AND r.dst = l.nid
  GROUP BY l.parent),
json7 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id, 'fundedBy', json_object('edges', json(coalesce(j5.p0, '[]')))) ORDER BY l.n) AS p0
  FROM page2 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN json4 j5 ON j5.parent = e.nid
  GROUP BY l.parent)
SELECT json_object('projects', json_object('nodes', json(coalesce(j8.p0, '[]'))))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json7 j8 ON j8.parent = q.nid
