WITH
page1 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.id AS k0
  FROM entity e
  WHERE e.type = 'Programme'
)
ORDER BY k0 ASC LIMIT ?1))),
rows2 AS MATERIALIZED (
SELECT p.nid AS parent, r.src AS nid, r.fact AS fact, r."since" AS "r.since", r."since_first" AS "r.since_first", r."since_last" AS "r.since_last", r."since_year" AS "r.since_year"
  FROM (SELECT DISTINCT nid FROM page1) p
  CROSS JOIN "MEMBER_OF" r ON r.dst = p.nid
),
groups3 AS MATERIALIZED (
SELECT l.parent AS parent, l."r.since_year" AS key, count(*) AS count FROM rows2 l
  GROUP BY 1, 2),
group4 AS MATERIALIZED (
SELECT * FROM (SELECT g.*, row_number() OVER (PARTITION BY g.parent ORDER BY g.key IS NULL, g.key) AS n FROM groups3 g) WHERE n <= ?2),
json5 AS MATERIALIZED (
SELECT g.parent AS parent, json_group_array(json_object('value', CAST(g.key AS TEXT), 'count', g.count, 'key', NULL) ORDER BY g.n) AS groups
  FROM group4 g
  GROUP BY g.parent),
json9 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id, 'members', json_object('groups', json(coalesce(g8.groups, '[]')))) ORDER BY l.n) AS p0
  FROM page1 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN json5 g8 ON g8.parent = e.nid
  GROUP BY l.parent)
SELECT json_object('programmes', json_object('nodes', json(coalesce(j10.p0, '[]'))))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json9 j10 ON j10.parent = q.nid
