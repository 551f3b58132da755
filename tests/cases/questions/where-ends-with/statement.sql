WITH
page1 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.id AS k0
  FROM entity e
  WHERE e.type = 'City' AND (e.fold IS NOT NULL AND (?1 = '' OR substr(e.fold, -length(?1)) = ?1))
)
ORDER BY k0 ASC LIMIT ?2))),
json2 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id) ORDER BY l.n) AS p0
  FROM page1 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent),
total5 AS MATERIALIZED (
SELECT 0 AS parent, count(*) AS rows FROM entity e
  WHERE e.type = 'City' AND (e.fold IS NOT NULL AND (?3 = '' OR substr(e.fold, -length(?3)) = ?3))
GROUP BY 1)
SELECT json_object('cities', json((SELECT json_object('nodes', json(coalesce(j3.p0, '[]')))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json2 j3 ON j3.parent = q.nid)), 'none', json((SELECT json_object('totalCount', coalesce(c7.rows, 0))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN total5 c7 ON c7.parent = q.nid)))
  FROM (SELECT 0 AS nid) q
