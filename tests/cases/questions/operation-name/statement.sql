WITH
total1 AS MATERIALIZED (
SELECT 0 AS parent, count(*) AS rows FROM entity e
  WHERE e.type = 'Country'
GROUP BY 1)
SELECT json_object('countries', json_object('totalCount', coalesce(c3.rows, 0)))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN total1 c3 ON c3.parent = q.nid
