WITH
page4 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.id AS k0
  FROM entity e
  WHERE e.type = 'Project' AND e.nid IN (SELECT r1.dst FROM "PARTNER_IN" r1 WHERE (+r1.src IN (SELECT nid FROM "City") AND r1.src IN (SELECT r2.src FROM "MEMBER_OF" r2 WHERE r2.dst IN (SELECT x3.nid FROM entity x3 WHERE x3.id = ?1))))
)
ORDER BY k0 ASC LIMIT ?2))),
json5 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id) ORDER BY l.n) AS p0
  FROM page4 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent)
SELECT json_object('projects', json_object('nodes', json(coalesce(j6.p0, '[]'))))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json5 j6 ON j6.parent = q.nid
