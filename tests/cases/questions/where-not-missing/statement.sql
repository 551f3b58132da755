WITH
total2 AS MATERIALIZED (
SELECT 0 AS parent, count(*) AS rows FROM entity e
  WHERE e.type = 'Institution' AND e.nid IN (SELECT x1.nid FROM "Institution" x1 WHERE x1."founded_last" < ?1)
GROUP BY 1),
page6 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.id AS k0
  FROM entity e
  WHERE e.type = 'Institution' AND NOT coalesce(e.nid IN (SELECT x5.nid FROM "Institution" x5 WHERE x5."founded_last" < ?2), 0)
)
ORDER BY k0 ASC LIMIT ?3))),
json7 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id) ORDER BY l.n) AS p0
  FROM page6 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent)
SELECT json_object('a', json((SELECT json_object('totalCount', coalesce(c4.rows, 0))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN total2 c4 ON c4.parent = q.nid)), 'b', json((SELECT json_object('nodes', json(coalesce(j8.p0, '[]')))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json7 j8 ON j8.parent = q.nid)))
  FROM (SELECT 0 AS nid) q
