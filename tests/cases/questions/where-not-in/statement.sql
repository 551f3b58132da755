WITH
page1 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.id AS k0
  FROM entity e
  WHERE e.type = 'City' AND NOT coalesce(e.id IN (SELECT value FROM json_each(?1)), 0)
)
ORDER BY k0 ASC LIMIT ?2))),
json2 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id) ORDER BY l.n) AS p0
  FROM page1 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent),
page7 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.id AS k0
  FROM entity e
  WHERE e.type = 'Institution' AND NOT coalesce((e.nid IN (SELECT x5.nid FROM "Institution" x5 WHERE (x5."founded_first" = ?3 AND x5."founded_last" = ?4)) OR e.nid IN (SELECT x6.nid FROM "Institution" x6 WHERE (x6."founded_first" = ?5 AND x6."founded_last" = ?6))), 0)
)
ORDER BY k0 ASC LIMIT ?7))),
json9 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id, 'founded', t8."founded") ORDER BY l.n) AS p0
  FROM page7 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN "Institution" t8 ON t8.nid = e.nid
  GROUP BY l.parent)
SELECT json_object('cities', json((SELECT json_object('nodes', json(coalesce(j3.p0, '[]')))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json2 j3 ON j3.parent = q.nid)), 'institutions', json((SELECT json_object('nodes', json(coalesce(j10.p0, '[]')))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json9 j10 ON j10.parent = q.nid)))
  FROM (SELECT 0 AS nid) q
