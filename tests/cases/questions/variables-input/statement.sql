WITH
page3 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 DESC, k1 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.fold AS k0, e.id AS k1
  FROM entity e
  WHERE e.type = 'City' AND (e.nid IN (SELECT r1.src FROM "LOCATED_IN" r1 WHERE +r1.dst IN (SELECT nid FROM "Country") AND r1.dst IN (SELECT x2.nid FROM "Country" x2 WHERE x2."code" IN (SELECT value FROM json_each(?1)))) AND NOT coalesce(e.fold = ?2, 0))
)
ORDER BY k0 DESC, k1 ASC LIMIT ?3))),
json4 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('name', e.name) ORDER BY l.n) AS p0
  FROM page3 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent)
SELECT json_object('cities', json_object('nodes', json(coalesce(j5.p0, '[]'))))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json4 j5 ON j5.parent = q.nid
