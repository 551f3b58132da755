WITH
page1 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC NULLS LAST, k1 ASC NULLS LAST, k2 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, t."when_first" AS k0, t."when_last" AS k1, e.id AS k2
  FROM "Event" t
  CROSS JOIN entity e ON e.nid = t.nid
)
ORDER BY k0 ASC NULLS LAST, k1 ASC NULLS LAST, k2 ASC LIMIT ?1))),
page3 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (PARTITION BY parent ORDER BY k0 ASC) AS n FROM (SELECT p.nid AS parent, r.dst AS nid, r.fact AS fact, e.id AS k0
  FROM (SELECT DISTINCT nid FROM page1) p
  CROSS JOIN "HELD_IN" r ON r.src = p.nid
  CROSS JOIN entity e ON e.nid = r.dst
)
) WHERE n <= ?2),
json4 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('name', e.name) ORDER BY l.n) AS p0
  FROM page3 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent),
page7 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (PARTITION BY parent ORDER BY k0 ASC) AS n FROM (SELECT p.nid AS parent, r.dst AS nid, r.fact AS fact, e.id AS k0
  FROM (SELECT DISTINCT nid FROM page1) p
  CROSS JOIN "EVENT_OF" r ON r.src = p.nid
  CROSS JOIN entity e ON e.nid = r.dst
)
) WHERE n <= ?3),
json8 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('__typename', e.type, 'id', e.id) ORDER BY l.n) AS p0
  FROM page7 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent),
page11 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (PARTITION BY parent ORDER BY k0 ASC) AS n FROM (SELECT p.nid AS parent, r.dst AS nid, r.fact AS fact, e.id AS k0
  FROM (SELECT DISTINCT nid FROM page1) p
  CROSS JOIN "ORGANISED_BY" r ON r.src = p.nid
  CROSS JOIN entity e ON e.nid = r.dst
)
) WHERE n <= ?4),
json12 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('name', e.name) ORDER BY l.n) AS p0
  FROM page11 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent),
page15 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (PARTITION BY parent ORDER BY k0 ASC) AS n FROM (SELECT p.nid AS parent, r.src AS nid, r.fact AS fact, e.id AS k0
  FROM (SELECT DISTINCT nid FROM page1) p
  CROSS JOIN "TOOK_PART_IN" r ON r.dst = p.nid
  CROSS JOIN entity e ON e.nid = r.src
)
) WHERE n <= ?5),
json16 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('role', r."role", 'node', json_object('name', e.name)) ORDER BY l.n) AS p0
  FROM page15 l
  CROSS JOIN entity e ON e.nid = l.nid
  CROSS JOIN "TOOK_PART_IN" r ON r.dst = l.parent AND r.src = l.nid
  GROUP BY l.parent),
json19 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('name', e.name, 'when', t2."when", 'kind', t2."kind", 'heldIn', json_object('nodes', json(coalesce(j5.p0, '[]'))), 'eventOf', json_object('nodes', json(coalesce(j9.p0, '[]'))), 'organisedBy', json_object('nodes', json(coalesce(j13.p0, '[]'))), 'participants', json_object('edges', json(coalesce(j17.p0, '[]')))) ORDER BY l.n) AS p0
  FROM page1 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN "Event" t2 ON t2.nid = e.nid
  LEFT JOIN json4 j5 ON j5.parent = e.nid
  LEFT JOIN json8 j9 ON j9.parent = e.nid
  LEFT JOIN json12 j13 ON j13.parent = e.nid
  LEFT JOIN json16 j17 ON j17.parent = e.nid
  GROUP BY l.parent)
SELECT json_object('events', json_object('nodes', json(coalesce(j20.p0, '[]'))))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json19 j20 ON j20.parent = q.nid
