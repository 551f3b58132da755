WITH
page2 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.id AS k0
  FROM entity e
  WHERE e.type = 'City' AND e.nid IN (SELECT x1.nid FROM name x1 WHERE x1.fold = ?1)
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
  WHERE e.type = 'Programme' AND e.nid IN (SELECT x6.nid FROM name x6 WHERE instr(x6.fold, ?3) > 0)
)
ORDER BY k0 ASC LIMIT ?4))),
json8 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('name', e.name) ORDER BY l.n) AS p0
  FROM page7 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent),
page12 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.id AS k0
  FROM entity e
  WHERE e.type = 'Institution' AND e.nid IN (SELECT x11.nid FROM name x11 WHERE x11.fold = ?5)
)
ORDER BY k0 ASC LIMIT ?6))),
json13 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('name', e.name) ORDER BY l.n) AS p0
  FROM page12 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent)
SELECT json_object('a', json((SELECT json_object('nodes', json(coalesce(j4.p0, '[]')))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json3 j4 ON j4.parent = q.nid)), 'b', json((SELECT json_object('nodes', json(coalesce(j9.p0, '[]')))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json8 j9 ON j9.parent = q.nid)), 'c', json((SELECT json_object('nodes', json(coalesce(j14.p0, '[]')))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json13 j14 ON j14.parent = q.nid)))
  FROM (SELECT 0 AS nid) q
