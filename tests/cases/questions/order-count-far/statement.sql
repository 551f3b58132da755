WITH
page4 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC NULLS LAST, k1 DESC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, iif(e2.nid IS NULL, NULL, (SELECT count(*) FROM "LOCATED_IN" r3 WHERE r3.dst = e2.nid AND +r3.src IN (SELECT nid FROM "City"))) AS k0, e.id AS k1
  FROM entity e
  LEFT JOIN "LOCATED_IN" r1 ON r1.src = e.nid AND +r1.dst IN (SELECT nid FROM "Country")
  LEFT JOIN entity e2 ON e2.nid = r1.dst
  WHERE e.type = 'City'
)
ORDER BY k0 ASC NULLS LAST, k1 DESC LIMIT ?1))),
json5 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('name', e.name) ORDER BY l.n) AS p0
  FROM page4 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent)
SELECT json_object('cities', json_object('nodes', json(coalesce(j6.p0, '[]'))))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json5 j6 ON j6.parent = q.nid
