WITH
page1 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC, k1 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.fold AS k0, e.id AS k1
  FROM entity e
  WHERE e.type = 'Project'
)
ORDER BY k0 ASC, k1 ASC LIMIT ?1))),
page2 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (PARTITION BY parent ORDER BY k0 ASC) AS n FROM (SELECT p.nid AS parent, r.src AS nid, r.fact AS fact, e.id AS k0
  FROM (SELECT DISTINCT nid FROM page1) p
  CROSS JOIN "PARTNER_IN" r ON r.dst = p.nid
  CROSS JOIN entity e ON e.nid = r.src
  WHERE r."role" = 'LEAD'
)
) WHERE n <= ?2),
json3 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('name', e.name) ORDER BY l.n) AS p0
  FROM page2 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent),
page6 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (PARTITION BY parent ORDER BY k0 ASC, k1 ASC) AS n FROM (SELECT p.nid AS parent, r.src AS nid, r.fact AS fact, e.fold AS k0, e.id AS k1
  FROM (SELECT DISTINCT nid FROM page1) p
  CROSS JOIN "PARTNER_IN" r ON r.dst = p.nid
  CROSS JOIN entity e ON e.nid = r.src
)
) WHERE n <= ?3),
json7 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('role', r."role", 'roleText', r."role_text", 'node', json_object('name', e.name)) ORDER BY l.n) AS p0
  FROM page6 l
  CROSS JOIN entity e ON e.nid = l.nid
  CROSS JOIN "PARTNER_IN" r ON r.dst = l.parent AND r.src = l.nid
  GROUP BY l.parent),
json10 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('name', e.name, 'leads', json_object('nodes', json(coalesce(j4.p0, '[]'))), 'partners', json_object('edges', json(coalesce(j8.p0, '[]')))) ORDER BY l.n) AS p0
  FROM page1 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN json3 j4 ON j4.parent = e.nid
  LEFT JOIN json7 j8 ON j8.parent = e.nid
  GROUP BY l.parent),
page14 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT p.nid AS parent, r.dst AS nid, r.fact AS fact, e.id AS k0
  FROM (SELECT x.nid FROM entity x WHERE x.id = ?4) p
  CROSS JOIN "PARTNER_IN" r ON r.src = p.nid
  CROSS JOIN entity e ON e.nid = r.dst
  WHERE r."role" = 'LEAD'
)
ORDER BY k0 ASC LIMIT ?5))),
json15 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('name', e.name) ORDER BY l.n) AS p0
  FROM page14 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent)
SELECT json_object('projects', json((SELECT json_object('nodes', json(coalesce(j11.p0, '[]')))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json10 j11 ON j11.parent = q.nid)), 'city', json((SELECT json(CASE WHEN e13.nid IS NOT NULL THEN json_object('ledProjects', json_object('nodes', json(coalesce(j16.p0, '[]')))) END)
  FROM (SELECT 0 AS nid) q
  LEFT JOIN entity e13 ON e13.id = ?4 AND e13.type = 'City'
  LEFT JOIN json15 j16 ON j16.parent = e13.nid)))
  FROM (SELECT 0 AS nid) q
