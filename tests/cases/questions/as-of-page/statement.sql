WITH
page1 AS MATERIALIZED (
SELECT parent, nid, fact, n, pg_cursor('28335321', k0) AS cursor, count(*) OVER (PARTITION BY parent) AS found FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.id AS k0
  FROM entity e
  WHERE e.type = 'City'
)
ORDER BY k0 ASC LIMIT ?1 + 1))),
json2 AS MATERIALIZED (
SELECT l.parent AS parent, max(l.n) > ?1 AS more, json_group_array(json_object('cursor', l.cursor, 'node', json_object('id', e.id)) ORDER BY l.n) FILTER (WHERE l.n <= ?1) AS p1, max(iif(l.n = 1 AND ?1 > 0, l.cursor, NULL)) AS first, max(iif(l.n = min(l.found, ?1), l.cursor, NULL)) AS last
  FROM page1 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent)
SELECT json_object('cities', json_object('pageInfo', json_object('hasNextPage', json(iif(coalesce(j3.more, 0), 'true', 'false')), 'endCursor', j3.last), 'edges', json(coalesce(j3.p1, '[]'))))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json2 j3 ON j3.parent = q.nid
