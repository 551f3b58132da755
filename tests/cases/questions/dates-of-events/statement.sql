WITH
page2 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC NULLS LAST, k1 ASC NULLS LAST, k2 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, t1."when_first" AS k0, t1."when_last" AS k1, e.id AS k2
  FROM entity e
  LEFT JOIN "Event" t1 ON t1.nid = e.nid
  WHERE e.type = 'Event'
)
ORDER BY k0 ASC NULLS LAST, k1 ASC NULLS LAST, k2 ASC LIMIT ?1))),
page4 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (PARTITION BY parent ORDER BY k0 ASC) AS n FROM (SELECT p.nid AS parent, e.nid AS nid, r.fact AS fact, e.id AS k0
  FROM (SELECT DISTINCT nid FROM page2) p
  CROSS JOIN "HELD_IN" r ON r.src = p.nid
  CROSS JOIN entity e ON e.nid = r.dst
)
) WHERE n <= ?2),
json5 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('name', e.name) ORDER BY l.n) AS p0
  FROM page4 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent),
page8 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (PARTITION BY parent ORDER BY k0 ASC) AS n FROM (SELECT p.nid AS parent, e.nid AS nid, r.fact AS fact, e.id AS k0
  FROM (SELECT DISTINCT nid FROM page2) p
  CROSS JOIN "EVENT_OF" r ON r.src = p.nid
  CROSS JOIN entity e ON e.nid = r.dst
)
) WHERE n <= ?3),
json9 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('__typename', e.type, 'id', e.id) ORDER BY l.n) AS p0
  FROM page8 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent),
page12 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (PARTITION BY parent ORDER BY k0 ASC) AS n FROM (SELECT p.nid AS parent, e.nid AS nid, r.fact AS fact, e.id AS k0
  FROM (SELECT DISTINCT nid FROM page2) p
  CROSS JOIN "ORGANISED_BY" r ON r.src = p.nid
  CROSS JOIN entity e ON e.nid = r.dst
)
) WHERE n <= ?4),
json13 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('name', e.name) ORDER BY l.n) AS p0
  FROM page12 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent),
page16 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (PARTITION BY parent ORDER BY k0 ASC) AS n FROM (SELECT p.nid AS parent, e.nid AS nid, r.fact AS fact, e.id AS k0
  FROM (SELECT DISTINCT nid FROM page2) p
  CROSS JOIN "TOOK_PART_IN" r ON r.dst = p.nid
  CROSS JOIN entity e ON e.nid = r.src
)
) WHERE n <= ?5),
json17 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('role', r."role", 'node', json_object('name', e.name)) ORDER BY l.n) AS p0
  FROM page16 l
  CROSS JOIN entity e ON e.nid = l.nid
  CROSS JOIN "TOOK_PART_IN" r ON r.dst = l.parent AND r.src = l.nid
  GROUP BY l.parent),
json20 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('name', e.name, 'when', t3."when", 'kind', t3."kind", 'heldIn', json_object('nodes', json(coalesce(j6.p0, '[]'))), 'eventOf', json_object('nodes', json(coalesce(j10.p0, '[]'))), 'organisedBy', json_object('nodes', json(coalesce(j14.p0, '[]'))), 'participants', json_object('edges', json(coalesce(j18.p0, '[]')))) ORDER BY l.n) AS p0
  FROM page2 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN "Event" t3 ON t3.nid = e.nid
  LEFT JOIN json5 j6 ON j6.parent = e.nid
  LEFT JOIN json9 j10 ON j10.parent = e.nid
  LEFT JOIN json13 j14 ON j14.parent = e.nid
  LEFT JOIN json17 j18 ON j18.parent = e.nid
  GROUP BY l.parent)
SELECT json_object('events', json_object('nodes', json(coalesce(j21.p0, '[]'))))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json20 j21 ON j21.parent = q.nid
