WITH
rows1 AS MATERIALIZED (
SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.id AS k0
  FROM entity e
  WHERE e.type = 'City'
),
total2 AS MATERIALIZED (
SELECT parent, count(*) AS rows FROM rows1 GROUP BY parent),
page3 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT * FROM rows1)
ORDER BY k0 ASC LIMIT ?1))),
json4 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id) ORDER BY l.n) AS p1
  FROM page3 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent)
SELECT json_object('cities', json_object('totalCount', coalesce(c6.rows, 0), 'nodes', json(coalesce(j5.p1, '[]'))))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json4 j5 ON j5.parent = q.nid
  LEFT JOIN total2 c6 ON c6.parent = q.nid
