WITH
page5 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 DESC, k1 DESC NULLS LAST, k2 ASC, k3 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, (SELECT count(*) FROM "PARTNER_IN" r1 WHERE r1.src = e.nid) AS k0, t4."code" AS k1, e.fold AS k2, e.id AS k3
  FROM entity e
  LEFT JOIN "LOCATED_IN" r2 ON r2.src = e.nid AND +r2.dst IN (SELECT nid FROM "Country")
  LEFT JOIN entity e3 ON e3.nid = r2.dst
  LEFT JOIN "Country" t4 ON t4.nid = e3.nid
  WHERE e.type = 'City'
)
ORDER BY k0 DESC, k1 DESC NULLS LAST, k2 ASC, k3 ASC LIMIT ?1))),
json6 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id) ORDER BY l.n) AS p0
  FROM page5 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent)
SELECT json_object('cities', json_object('nodes', json(coalesce(j7.p0, '[]'))))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json6 j7 ON j7.parent = q.nid
