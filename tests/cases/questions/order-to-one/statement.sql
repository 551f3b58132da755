WITH
page3 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 DESC NULLS LAST, k1 ASC, k2 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e2.fold AS k0, e.fold AS k1, e.id AS k2
  FROM entity e
  LEFT JOIN "LOCATED_IN" r1 ON r1.src = e.nid AND +r1.dst IN (SELECT nid FROM "Country")
  LEFT JOIN entity e2 ON e2.nid = r1.dst
  WHERE e.type = 'City'
)
ORDER BY k0 DESC NULLS LAST, k1 ASC, k2 ASC LIMIT ?1))),
json6 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('name', e.name, 'country', json(iif(e5.nid IS NULL, NULL, json_object('name', e5.name)))) ORDER BY l.n) AS p0
  FROM page3 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN "LOCATED_IN" r4 ON r4.src = e.nid AND +r4.dst IN (SELECT nid FROM "Country")
  LEFT JOIN entity e5 ON e5.nid = r4.dst
  GROUP BY l.parent)
SELECT json_object('cities', json_object('nodes', json(coalesce(j7.p0, '[]'))))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json6 j7 ON j7.parent = q.nid
