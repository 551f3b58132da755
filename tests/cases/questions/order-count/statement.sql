WITH
page2 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 DESC, k1 ASC, k2 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, (SELECT count(*) FROM "PARTNER_IN" r1 WHERE r1.src = e.nid) AS k0, e.fold AS k1, e.id AS k2
  FROM entity e
  WHERE e.type = 'City'
)
ORDER BY k0 DESC, k1 ASC, k2 ASC LIMIT ?1))),
total3 AS MATERIALIZED (
SELECT p.nid AS parent, count(*) AS rows FROM (SELECT DISTINCT nid FROM page2) p
  CROSS JOIN "PARTNER_IN" r ON r.src = p.nid
GROUP BY 1),
json6 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('name', e.name, 'projects', json_object('totalCount', coalesce(c5.rows, 0))) ORDER BY l.n) AS p0
  FROM page2 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN total3 c5 ON c5.parent = e.nid
  GROUP BY l.parent)
SELECT json_object('cities', json_object('nodes', json(coalesce(j7.p0, '[]'))))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json6 j7 ON j7.parent = q.nid
