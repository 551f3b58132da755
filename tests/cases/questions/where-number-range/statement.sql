WITH
page3 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.id AS k0
  FROM entity e
  WHERE e.type = 'City' AND (e.nid IN (SELECT x1.nid FROM "City" x1 WHERE x1."latitude" >= ?1) AND e.nid IN (SELECT x2.nid FROM "City" x2 WHERE x2."latitude" < ?2))
)
ORDER BY k0 ASC LIMIT ?3))),
json5 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id, 'latitude', t4."latitude") ORDER BY l.n) AS p0
  FROM page3 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN "City" t4 ON t4.nid = e.nid
  GROUP BY l.parent),
page9 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.id AS k0
  FROM entity e
  WHERE e.type = 'Observation' AND e.nid IN (SELECT x8.nid FROM "Observation" x8 WHERE x8."value" > ?4)
)
ORDER BY k0 ASC LIMIT ?5))),
json11 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id, 'value', t10."value") ORDER BY l.n) AS p0
  FROM page9 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN "Observation" t10 ON t10.nid = e.nid
  GROUP BY l.parent)
SELECT json_object('cities', json((SELECT json_object('nodes', json(coalesce(j6.p0, '[]')))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json5 j6 ON j6.parent = q.nid)), 'observations', json((SELECT json_object('nodes', json(coalesce(j12.p0, '[]')))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json11 j12 ON j12.parent = q.nid)))
  FROM (SELECT 0 AS nid) q
