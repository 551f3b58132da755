WITH
rows1 AS MATERIALIZED (
SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.id AS k0
  FROM entity e
  WHERE e.type = 'City'
),
total2 AS MATERIALIZED (
SELECT parent, count(*) AS rows FROM rows1 GROUP BY parent),
page3 AS MATERIALIZED (
SELECT parent, nid, fact, n, pg_cursor('28335321', k0) AS cursor, count(*) OVER (PARTITION BY parent) AS found FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT * FROM rows1)
ORDER BY k0 ASC LIMIT ?1 + 1))),
json4 AS MATERIALIZED (
SELECT l.parent AS parent, max(l.n) > ?1 AS more, json_group_array(json_object('id', e.id) ORDER BY l.n) FILTER (WHERE l.n <= ?1) AS p1, max(iif(l.n = 1 AND ?1 > 0, l.cursor, NULL)) AS first, max(iif(l.n = min(l.found, ?1), l.cursor, NULL)) AS last
  FROM page3 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent)
SELECT json_object('cities', json_object('totalCount', coalesce(c6.rows, 0), 'nodes', json(coalesce(j5.p1, '[]')), 'pageInfo', json_object('hasNextPage', json(iif(coalesce(j5.more, 0), 'true', 'false')), 'hasPreviousPage', json(iif(0, 'true', 'false')), 'startCursor', j5.first, 'endCursor', j5.last)))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json4 j5 ON j5.parent = q.nid
  LEFT JOIN total2 c6 ON c6.parent = q.nid
