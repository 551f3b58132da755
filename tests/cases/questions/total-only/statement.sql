WITH
total1 AS MATERIALIZED (
SELECT 0 AS parent, count(*) AS rows FROM entity e
  WHERE e.type = 'City'
GROUP BY 1),
total5 AS MATERIALIZED (
SELECT p.nid AS parent, count(*) AS rows FROM (SELECT x.nid FROM entity x WHERE x.id = ?1) p
  CROSS JOIN "MEMBER_OF" r ON r.dst = p.nid
GROUP BY 1)
SELECT json_object('cities', json((SELECT json_object('totalCount', coalesce(c3.rows, 0))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN total1 c3 ON c3.parent = q.nid)), 'programme', json((SELECT json(CASE WHEN e4.nid IS NOT NULL THEN json_object('members', json_object('totalCount', coalesce(c7.rows, 0))) END)
  FROM (SELECT 0 AS nid) q
  LEFT JOIN entity e4 ON e4.id = ?1 AND e4.type = 'Programme'
  LEFT JOIN total5 c7 ON c7.parent = e4.nid)))
  FROM (SELECT 0 AS nid) q
