WITH
total1 AS MATERIALIZED (
SELECT 0 AS parent, count(*) AS rows FROM entity e
  WHERE e.type = 'City' AND 0
GROUP BY 1),
total4 AS MATERIALIZED (
SELECT 0 AS parent, count(*) AS rows FROM entity e
  WHERE e.type = 'City' AND 1
GROUP BY 1),
total7 AS MATERIALIZED (
SELECT 0 AS parent, count(*) AS rows FROM entity e
  WHERE e.type = 'City' AND e.fold IN (SELECT value FROM json_each(?1))
GROUP BY 1)
SELECT json_object('a', json((SELECT json_object('totalCount', coalesce(c3.rows, 0))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN total1 c3 ON c3.parent = q.nid)), 'b', json((SELECT json_object('totalCount', coalesce(c6.rows, 0))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN total4 c6 ON c6.parent = q.nid)), 'c', json((SELECT json_object('totalCount', coalesce(c9.rows, 0))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN total7 c9 ON c9.parent = q.nid)))
  FROM (SELECT 0 AS nid) q
