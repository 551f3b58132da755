WITH
page2 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.id AS k0
  FROM entity e
  WHERE e.type = 'City' AND (SELECT count(*) FROM "PARTNER_IN" r1 WHERE r1.src = e.nid) >= ?1
)
ORDER BY k0 ASC LIMIT ?2))),
total3 AS MATERIALIZED (
SELECT p.nid AS parent, count(*) AS rows FROM (SELECT DISTINCT nid FROM page2) p
  CROSS JOIN "PARTNER_IN" r ON r.src = p.nid
GROUP BY 1),
json6 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id, 'projects', json_object('totalCount', coalesce(c5.rows, 0))) ORDER BY l.n) AS p0
  FROM page2 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN total3 c5 ON c5.parent = e.nid
  GROUP BY l.parent),
page10 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.id AS k0
  FROM entity e
  WHERE e.type = 'Country' AND (SELECT count(*) FROM "LOCATED_IN" r9 WHERE r9.dst = e.nid AND +r9.src IN (SELECT nid FROM "City")) = ?3
)
ORDER BY k0 ASC LIMIT ?4))),
json11 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id) ORDER BY l.n) AS p0
  FROM page10 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent)
SELECT json_object('cities', json((SELECT json_object('nodes', json(coalesce(j7.p0, '[]')))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json6 j7 ON j7.parent = q.nid)), 'none', json((SELECT json_object('nodes', json(coalesce(j12.p0, '[]')))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json11 j12 ON j12.parent = q.nid)))
  FROM (SELECT 0 AS nid) q
