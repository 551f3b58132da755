WITH
page1 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.id AS k0
  FROM entity e
  WHERE e.type = 'City'
)
ORDER BY k0 ASC LIMIT ?1))),
rows4 AS MATERIALIZED (
SELECT p.nid AS parent, r.dst AS nid, r.fact AS fact, e.id AS k0
  FROM (SELECT DISTINCT nid FROM page1) p
  CROSS JOIN "ADOPTED" r ON r.src = p.nid
  CROSS JOIN entity e ON e.nid = r.dst
  WHERE (NOT coalesce(r."on_first" > ?2, 0) AND NOT coalesce(e.nid IN (SELECT x2.nid FROM "Strategy" x2 WHERE x2."period_first" > ?2), 0) AND NOT coalesce(e.nid IN (SELECT x3.nid FROM "Strategy" x3 WHERE x3."period_last" < ?3), 0))
),
total5 AS MATERIALIZED (
SELECT parent, count(*) AS rows FROM rows4 GROUP BY parent),
page6 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (PARTITION BY parent ORDER BY k0 ASC) AS n FROM (SELECT * FROM rows4)
) WHERE n <= ?4),
json8 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id, 'period', t7."period") ORDER BY l.n) AS p1
  FROM page6 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN "Strategy" t7 ON t7.nid = e.nid
  GROUP BY l.parent),
page12 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (PARTITION BY parent ORDER BY k0 ASC) AS n FROM (SELECT p.nid AS parent, r.dst AS nid, r.fact AS fact, e.id AS k0
  FROM (SELECT DISTINCT nid FROM page1) p
  CROSS JOIN "MEMBER_OF" r ON r.src = p.nid
  CROSS JOIN entity e ON e.nid = r.dst
  WHERE (NOT coalesce(r."since_first" > ?2, 0) AND NOT coalesce(r."until_last" < ?3, 0) AND NOT coalesce(e.nid IN (SELECT x11.nid FROM "Institution" x11 WHERE x11."founded_first" > ?2), 0))
)
) WHERE n <= ?5),
json13 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('since', r."since", 'until', r."until", 'node', json_object('id', e.id)) ORDER BY l.n) AS p0
  FROM page12 l
  CROSS JOIN entity e ON e.nid = l.nid
  CROSS JOIN "MEMBER_OF" r ON r.src = l.parent AND r.dst = l.nid
  GROUP BY l.parent),
json16 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id, 'strategies', json_object('totalCount', coalesce(c10.rows, 0), 'nodes', json(coalesce(j9.p1, '[]'))), 'memberOf', json_object('edges', json(coalesce(j14.p0, '[]')))) ORDER BY l.n) AS p0
  FROM page1 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN json8 j9 ON j9.parent = e.nid
  LEFT JOIN total5 c10 ON c10.parent = e.nid
  LEFT JOIN json13 j14 ON j14.parent = e.nid
  GROUP BY l.parent)
SELECT json_object('cities', json_object('nodes', json(coalesce(j17.p0, '[]'))))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json16 j17 ON j17.parent = q.nid
