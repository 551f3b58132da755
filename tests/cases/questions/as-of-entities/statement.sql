WITH
page2 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.id AS k0
  FROM entity e
  WHERE e.type = 'Institution' AND NOT coalesce(e.nid IN (SELECT x1.nid FROM "Institution" x1 WHERE x1."founded_first" > ?1), 0)
)
ORDER BY k0 ASC LIMIT ?2))),
json4 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id, 'founded', t3."founded") ORDER BY l.n) AS p0
  FROM page2 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN "Institution" t3 ON t3.nid = e.nid
  GROUP BY l.parent),
page8 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.id AS k0
  FROM entity e
  WHERE e.type = 'Event' AND NOT coalesce(e.nid IN (SELECT x7.nid FROM "Event" x7 WHERE x7."when_first" > ?3), 0)
)
ORDER BY k0 ASC LIMIT ?4))),
json10 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id, 'when', t9."when") ORDER BY l.n) AS p0
  FROM page8 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN "Event" t9 ON t9.nid = e.nid
  GROUP BY l.parent),
page15 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.id AS k0
  FROM entity e
  WHERE e.type = 'Project' AND (NOT coalesce(e.nid IN (SELECT x13.nid FROM "Project" x13 WHERE x13."period_first" > ?5), 0) AND NOT coalesce(e.nid IN (SELECT x14.nid FROM "Project" x14 WHERE x14."period_last" < ?6), 0))
)
ORDER BY k0 ASC LIMIT ?7))),
json17 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id, 'period', t16."period") ORDER BY l.n) AS p0
  FROM page15 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN "Project" t16 ON t16.nid = e.nid
  GROUP BY l.parent)
SELECT json_object('institutions', json((SELECT json_object('nodes', json(coalesce(j5.p0, '[]')))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json4 j5 ON j5.parent = q.nid)), 'events', json((SELECT json_object('nodes', json(coalesce(j11.p0, '[]')))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json10 j11 ON j11.parent = q.nid)), 'projects', json((SELECT json_object('nodes', json(coalesce(j18.p0, '[]')))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json17 j18 ON j18.parent = q.nid)))
  FROM (SELECT 0 AS nid) q
