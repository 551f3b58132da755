WITH
page2 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC NULLS LAST, k1 ASC NULLS LAST, k2 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, t1."period_first" AS k0, t1."period_last" AS k1, e.id AS k2
  FROM entity e
  LEFT JOIN "Strategy" t1 ON t1.nid = e.nid
  WHERE e.type = 'Strategy'
)
ORDER BY k0 ASC NULLS LAST, k1 ASC NULLS LAST, k2 ASC LIMIT ?1))),
page3 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (PARTITION BY parent ORDER BY k0 ASC) AS n FROM (SELECT p.nid AS parent, e.nid AS nid, r.fact AS fact, e.id AS k0
  FROM (SELECT DISTINCT nid FROM page2) p
  CROSS JOIN "REPLACES" r ON r.src = p.nid
  CROSS JOIN entity e ON e.nid = r.dst
)
) WHERE n <= ?2),
json4 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id) ORDER BY l.n) AS p0
  FROM page3 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent),
page7 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (PARTITION BY parent ORDER BY k0 ASC) AS n FROM (SELECT p.nid AS parent, e.nid AS nid, r.fact AS fact, e.id AS k0
  FROM (SELECT DISTINCT nid FROM page2) p
  CROSS JOIN "REPLACES" r ON r.dst = p.nid
  CROSS JOIN entity e ON e.nid = r.src
)
) WHERE n <= ?3),
json8 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id) ORDER BY l.n) AS p0
  FROM page7 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent),
page11 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (PARTITION BY parent ORDER BY k0 ASC) AS n FROM (SELECT p.nid AS parent, e.nid AS nid, r.fact AS fact, e.id AS k0
  FROM (SELECT DISTINCT nid FROM page2) p
  CROSS JOIN "ADOPTED" r ON r.dst = p.nid
  CROSS JOIN entity e ON e.nid = r.src
)
) WHERE n <= ?4),
json12 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('on', r."on", 'node', json_object('name', e.name)) ORDER BY l.n) AS p0
  FROM page11 l
  CROSS JOIN entity e ON e.nid = l.nid
  CROSS JOIN "ADOPTED" r ON r.dst = l.parent AND r.src = l.nid
  GROUP BY l.parent),
json15 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id, 'replaces', json_object('nodes', json(coalesce(j5.p0, '[]'))), 'replacedBy', json_object('nodes', json(coalesce(j9.p0, '[]'))), 'adoptedBy', json_object('edges', json(coalesce(j13.p0, '[]')))) ORDER BY l.n) AS p0
  FROM page2 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN json4 j5 ON j5.parent = e.nid
  LEFT JOIN json8 j9 ON j9.parent = e.nid
  LEFT JOIN json12 j13 ON j13.parent = e.nid
  GROUP BY l.parent)
SELECT json_object('strategies', json_object('nodes', json(coalesce(j16.p0, '[]'))))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json15 j16 ON j16.parent = q.nid
