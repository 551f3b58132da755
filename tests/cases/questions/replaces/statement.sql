WITH
page1 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC NULLS LAST, k1 ASC NULLS LAST, k2 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, t."period_first" AS k0, t."period_last" AS k1, e.id AS k2
  FROM "Strategy" t
  CROSS JOIN entity e ON e.nid = t.nid
)
ORDER BY k0 ASC NULLS LAST, k1 ASC NULLS LAST, k2 ASC LIMIT ?1))),
page2 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (PARTITION BY parent ORDER BY k0 ASC) AS n FROM (SELECT p.nid AS parent, r.dst AS nid, r.fact AS fact, e.id AS k0
  FROM (SELECT DISTINCT nid FROM page1) p
  CROSS JOIN "REPLACES" r ON r.src = p.nid
  CROSS JOIN entity e ON e.nid = r.dst
)
) WHERE n <= ?2),
json3 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id) ORDER BY l.n) AS p0
  FROM page2 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent),
page6 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (PARTITION BY parent ORDER BY k0 ASC) AS n FROM (SELECT p.nid AS parent, r.src AS nid, r.fact AS fact, e.id AS k0
  FROM (SELECT DISTINCT nid FROM page1) p
  CROSS JOIN "REPLACES" r ON r.dst = p.nid
  CROSS JOIN entity e ON e.nid = r.src
)
) WHERE n <= ?3),
json7 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id) ORDER BY l.n) AS p0
  FROM page6 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent),
page10 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (PARTITION BY parent ORDER BY k0 ASC) AS n FROM (SELECT p.nid AS parent, r.src AS nid, r.fact AS fact, e.id AS k0
  FROM (SELECT DISTINCT nid FROM page1) p
  CROSS JOIN "ADOPTED" r ON r.dst = p.nid
  CROSS JOIN entity e ON e.nid = r.src
)
) WHERE n <= ?4),
json11 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('on', r."on", 'node', json_object('name', e.name)) ORDER BY l.n) AS p0
  FROM page10 l
  CROSS JOIN entity e ON e.nid = l.nid
  CROSS JOIN "ADOPTED" r ON r.dst = l.parent AND r.src = l.nid
  GROUP BY l.parent),
json14 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id, 'replaces', json_object('nodes', json(coalesce(j4.p0, '[]'))), 'replacedBy', json_object('nodes', json(coalesce(j8.p0, '[]'))), 'adoptedBy', json_object('edges', json(coalesce(j12.p0, '[]')))) ORDER BY l.n) AS p0
  FROM page1 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN json3 j4 ON j4.parent = e.nid
  LEFT JOIN json7 j8 ON j8.parent = e.nid
  LEFT JOIN json11 j12 ON j12.parent = e.nid
  GROUP BY l.parent)
SELECT json_object('strategies', json_object('nodes', json(coalesce(j15.p0, '[]'))))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json14 j15 ON j15.parent = q.nid
