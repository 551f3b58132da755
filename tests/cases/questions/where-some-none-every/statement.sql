WITH
page2 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.id AS k0
  FROM entity e
  WHERE e.type = 'City' AND e.nid IN (SELECT r1.src FROM "PARTNER_IN" r1 WHERE r1."role" = ?1)
)
ORDER BY k0 ASC LIMIT ?2))),
json3 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('name', e.name) ORDER BY l.n) AS p0
  FROM page2 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent),
page7 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.id AS k0
  FROM entity e
  WHERE e.type = 'City' AND NOT coalesce(e.nid IN (SELECT r6.src FROM "MEMBER_OF" r6 WHERE 1), 0)
)
ORDER BY k0 ASC LIMIT ?3))),
json8 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('name', e.name) ORDER BY l.n) AS p0
  FROM page7 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent),
page13 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC, k1 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.fold AS k0, e.id AS k1
  FROM entity e
  WHERE e.type = 'City' AND NOT coalesce(e.nid IN (SELECT r11.src FROM "ADOPTED" r11 WHERE NOT coalesce(r11.dst IN (SELECT x12.nid FROM "Strategy" x12 WHERE (x12."period_first" <= ?5 AND x12."period_last" >= ?4)), 0)), 0)
)
ORDER BY k0 ASC, k1 ASC LIMIT ?6))),
json14 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('name', e.name) ORDER BY l.n) AS p0
  FROM page13 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent)
SELECT json_object('some', json((SELECT json_object('nodes', json(coalesce(j4.p0, '[]')))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json3 j4 ON j4.parent = q.nid)), 'none', json((SELECT json_object('nodes', json(coalesce(j9.p0, '[]')))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json8 j9 ON j9.parent = q.nid)), 'every', json((SELECT json_object('nodes', json(coalesce(j15.p0, '[]')))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json14 j15 ON j15.parent = q.nid)))
  FROM (SELECT 0 AS nid) q
