WITH
page2 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.id AS k0
  FROM entity e
  WHERE e.type = 'City' AND e.nid IN (SELECT x1.nid FROM name x1 WHERE substr(x1.fold, 1, length(?1)) = ?1)
)
ORDER BY k0 ASC LIMIT ?2))),
json3 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id) ORDER BY l.n) AS p0
  FROM page2 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent),
total7 AS MATERIALIZED (
SELECT 0 AS parent, count(*) AS rows FROM entity e
  WHERE e.type = 'Document' AND e.nid IN (SELECT x6.nid FROM "Document" x6 WHERE substr(x6."url", 1, length(?3)) = ?3)
GROUP BY 1)
SELECT json_object('cities', json((SELECT json_object('nodes', json(coalesce(j4.p0, '[]')))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json3 j4 ON j4.parent = q.nid)), 'documents', json((SELECT json_object('totalCount', coalesce(c9.rows, 0))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN total7 c9 ON c9.parent = q.nid)))
  FROM (SELECT 0 AS nid) q
