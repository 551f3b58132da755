WITH
page1 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 DESC, k1 DESC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.fold AS k0, e.id AS k1
  FROM entity e
  WHERE e.type = 'City'
)
ORDER BY k0 DESC, k1 DESC LIMIT ?1 + 1))),
json2 AS MATERIALIZED (
SELECT l.parent AS parent, max(l.n) > ?1 AS more, json_group_array(json_object('node', json_object('name', e.name)) ORDER BY l.n DESC) FILTER (WHERE l.n <= ?1) AS p0
  FROM page1 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent)
SELECT json_object('cities', json_object('edges', json(coalesce(j3.p0, '[]')), 'pageInfo', json_object('hasNextPage', json(iif(0, 'true', 'false')), 'hasPreviousPage', json(iif(coalesce(j3.more, 0), 'true', 'false')))))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json2 j3 ON j3.parent = q.nid
