WITH
total2 AS MATERIALIZED (
SELECT 0 AS parent, count(*) AS rows FROM entity e
  WHERE e.type = 'City'
GROUP BY 1)
SELECT json_object('a', json((SELECT json(CASE WHEN e1.nid IS NOT NULL THEN json_object('name', e1.name) END)
  FROM (SELECT 0 AS nid) q
  LEFT JOIN entity e1 ON e1.id = ?1 AND e1.type = 'City')), 'cities', json((SELECT json_object('totalCount', coalesce(c4.rows, 0))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN total2 c4 ON c4.parent = q.nid)), 'b', json((SELECT json(CASE WHEN e5.nid IS NOT NULL THEN json_object('name', e5.name) END)
  FROM (SELECT 0 AS nid) q
  LEFT JOIN entity e5 ON e5.id = ?2 AND e5.type = 'City')), '__typename', 'Query')
  FROM (SELECT 0 AS nid) q
