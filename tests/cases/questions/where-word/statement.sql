WITH
page2 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.id AS k0
  FROM entity e
  WHERE e.type = 'Country' AND e.nid IN (SELECT x1.nid FROM "Country" x1 WHERE x1."code" IN (SELECT value FROM json_each(?1)))
)
ORDER BY k0 ASC LIMIT ?2))),
json4 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('code', t3."code") ORDER BY l.n) AS p0
  FROM page2 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN "Country" t3 ON t3.nid = e.nid
  GROUP BY l.parent)
SELECT json_object('countries', json_object('nodes', json(coalesce(j5.p0, '[]'))))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json4 j5 ON j5.parent = q.nid
