WITH
page1 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.id AS k0
  FROM entity e
  WHERE e.type = 'Programme'
)
ORDER BY k0 ASC LIMIT ?1))),
rows3 AS MATERIALIZED (
SELECT p.nid AS parent, r.src AS nid, r.fact AS fact, e.id AS k0
  FROM (SELECT DISTINCT nid FROM page1) p
  CROSS JOIN "MEMBER_OF" r ON r.dst = p.nid
  CROSS JOIN entity e ON e.nid = r.src
  WHERE (NOT coalesce(r."since_first" > ?2, 0) AND NOT coalesce(r."until_last" < ?3, 0) AND NOT coalesce(e.nid IN (SELECT x2.nid FROM "Institution" x2 WHERE x2."founded_first" > ?2), 0))
),
total4 AS MATERIALIZED (
SELECT parent, count(*) AS rows FROM rows3 GROUP BY parent),
page5 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (PARTITION BY parent ORDER BY k0 ASC) AS n FROM (SELECT * FROM rows3)
) WHERE n <= ?4),
json6 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id) ORDER BY l.n) AS p1
  FROM page5 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent),
json9 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id, 'members', json_object('totalCount', coalesce(c8.rows, 0), 'nodes', json(coalesce(j7.p1, '[]')))) ORDER BY l.n) AS p0
  FROM page1 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN json6 j7 ON j7.parent = e.nid
  LEFT JOIN total4 c8 ON c8.parent = e.nid
  GROUP BY l.parent)
SELECT json_object('programmes', json_object('nodes', json(coalesce(j10.p0, '[]'))))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json9 j10 ON j10.parent = q.nid
