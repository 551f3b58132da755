WITH
page2 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT p.nid AS parent, r.dst AS nid, r.fact AS fact, e.id AS k0
  FROM (SELECT x.nid FROM entity x WHERE x.id = ?1) p
  CROSS JOIN "MEMBER_OF" r ON r.src = p.nid
  CROSS JOIN entity e ON e.nid = r.dst
  WHERE NOT coalesce(r."since" IS NULL, 0)
)
ORDER BY k0 ASC LIMIT ?2))),
json3 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('since', r."since") ORDER BY l.n) AS p0
  FROM page2 l
  CROSS JOIN entity e ON e.nid = l.nid
  CROSS JOIN "MEMBER_OF" r ON r.src = l.parent AND r.dst = l.nid
  GROUP BY l.parent),
total6 AS MATERIALIZED (
SELECT p.nid AS parent, count(*) AS rows FROM (SELECT x.nid FROM entity x WHERE x.id = ?1) p
  CROSS JOIN "MEMBER_OF" r ON r.src = p.nid
GROUP BY 1)
SELECT json_object('city', json(CASE WHEN e1.nid IS NOT NULL THEN json_object('joined', json_object('edges', json(coalesce(j4.p0, '[]'))), 'all', json_object('totalCount', coalesce(c8.rows, 0))) END))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN entity e1 ON e1.id = ?1 AND e1.type = 'City'
  LEFT JOIN json3 j4 ON j4.parent = e1.nid
  LEFT JOIN total6 c8 ON c8.parent = e1.nid
