WITH
page4 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC, k1 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.fold AS k0, e.id AS k1
  FROM entity e
  WHERE e.type = 'City' AND (e.fold = ?1 OR (e.nid IN (SELECT r1.src FROM "LOCATED_IN" r1 WHERE +r1.dst IN (SELECT nid FROM "Country") AND r1.dst IN (SELECT x2.nid FROM "Country" x2 WHERE x2."code" = ?2)) AND NOT coalesce(e.nid IN (SELECT r3.src FROM "PARTNER_IN" r3 WHERE 1), 0)))
)
ORDER BY k0 ASC, k1 ASC LIMIT ?3))),
json5 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('name', e.name) ORDER BY l.n) AS p0
  FROM page4 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent)
SELECT json_object('cities', json_object('nodes', json(coalesce(j6.p0, '[]'))))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json5 j6 ON j6.parent = q.nid
