WITH
page1 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.id AS k0
  FROM entity e
  WHERE e.type = 'City' AND NOT coalesce(e.fold = ?1, 0)
)
ORDER BY k0 ASC LIMIT ?2))),
json2 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id) ORDER BY l.n) AS p0
  FROM page1 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent),
page6 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.id AS k0
  FROM entity e
  WHERE e.type = 'Programme' AND NOT coalesce(e.nid IN (SELECT x5.nid FROM "Programme" x5 WHERE x5."kind" = ?3), 0)
)
ORDER BY k0 ASC LIMIT ?4))),
json8 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id, 'kind', t7."kind") ORDER BY l.n) AS p0
  FROM page6 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN "Programme" t7 ON t7.nid = e.nid
  GROUP BY l.parent)
SELECT json_object('cities', json((SELECT json_object('nodes', json(coalesce(j3.p0, '[]')))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json2 j3 ON j3.parent = q.nid)), 'programmes', json((SELECT json_object('nodes', json(coalesce(j9.p0, '[]')))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json8 j9 ON j9.parent = q.nid)))
  FROM (SELECT 0 AS nid) q
