WITH
page2 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.id AS k0
  FROM entity e
  WHERE e.type = 'Strategy' AND e.nid IN (SELECT x1.nid FROM "Strategy" x1 WHERE x1."period_last" < ?1)
)
ORDER BY k0 ASC LIMIT ?2))),
json3 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id) ORDER BY l.n) AS p0
  FROM page2 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent),
page7 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.id AS k0
  FROM entity e
  WHERE e.type = 'Strategy' AND e.nid IN (SELECT x6.nid FROM "Strategy" x6 WHERE x6."period_first" > ?3)
)
ORDER BY k0 ASC LIMIT ?4))),
json8 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id) ORDER BY l.n) AS p0
  FROM page7 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent),
page12 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.id AS k0
  FROM entity e
  WHERE e.type = 'Strategy' AND e.nid IN (SELECT x11.nid FROM "Strategy" x11 WHERE (x11."period_first" <= ?6 AND x11."period_last" >= ?5))
)
ORDER BY k0 ASC LIMIT ?7))),
json13 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id) ORDER BY l.n) AS p0
  FROM page12 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent),
page17 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.id AS k0
  FROM entity e
  WHERE e.type = 'Institution' AND e.nid IN (SELECT x16.nid FROM "Institution" x16 WHERE (x16."founded_first" = ?8 AND x16."founded_last" = ?9))
)
ORDER BY k0 ASC LIMIT ?10))),
json18 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id) ORDER BY l.n) AS p0
  FROM page17 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent),
page23 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.id AS k0
  FROM entity e
  WHERE e.type = 'Institution' AND (e.nid IN (SELECT x21.nid FROM "Institution" x21 WHERE (x21."founded_first" = ?11 AND x21."founded_last" = ?12)) OR e.nid IN (SELECT x22.nid FROM "Institution" x22 WHERE (x22."founded_first" = ?13 AND x22."founded_last" = ?14)))
)
ORDER BY k0 ASC LIMIT ?15))),
json24 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id) ORDER BY l.n) AS p0
  FROM page23 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent)
SELECT json_object('before', json((SELECT json_object('nodes', json(coalesce(j4.p0, '[]')))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json3 j4 ON j4.parent = q.nid)), 'after', json((SELECT json_object('nodes', json(coalesce(j9.p0, '[]')))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json8 j9 ON j9.parent = q.nid)), 'during', json((SELECT json_object('nodes', json(coalesce(j14.p0, '[]')))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json13 j14 ON j14.parent = q.nid)), 'eq', json((SELECT json_object('nodes', json(coalesce(j19.p0, '[]')))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json18 j19 ON j19.parent = q.nid)), 'in', json((SELECT json_object('nodes', json(coalesce(j25.p0, '[]')))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json24 j25 ON j25.parent = q.nid)))
  FROM (SELECT 0 AS nid) q
