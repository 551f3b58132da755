WITH
rows4 AS MATERIALIZED (
SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.id AS k0
  FROM entity e
  WHERE e.type = 'City' AND e.nid IN (SELECT r1.src FROM "MEMBER_OF" r1 WHERE (NOT coalesce(r1."since_first" > ?1, 0) AND NOT coalesce(r1."until_last" < ?2, 0) AND NOT coalesce(r1.dst IN (SELECT x2.nid FROM "Institution" x2 WHERE x2."founded_first" > ?1), 0) AND r1.dst IN (SELECT x3.nid FROM entity x3 WHERE x3.id = ?3)))
),
total5 AS MATERIALIZED (
SELECT parent, count(*) AS rows FROM rows4 GROUP BY parent),
page6 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT * FROM rows4)
ORDER BY k0 ASC LIMIT ?4))),
json7 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id) ORDER BY l.n) AS p2
  FROM page6 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent),
groups9 AS MATERIALIZED (
SELECT l.parent AS parent, r8.dst AS key, count(*) AS count FROM rows4 l
  LEFT JOIN "LOCATED_IN" r8 ON r8.src = l.nid AND +r8.dst IN (SELECT nid FROM "Country")
  GROUP BY 1, 2),
group10 AS MATERIALIZED (
SELECT * FROM (SELECT g.*, row_number() OVER (PARTITION BY g.parent ORDER BY g.key IS NULL, g.count DESC, k.fold, k.id) AS n FROM groups9 g LEFT JOIN entity k ON k.nid = g.key) WHERE n <= ?5),
json11 AS MATERIALIZED (
SELECT g.parent AS parent, json_group_array(json_object('key', json(iif(e.nid IS NULL, NULL, json_object('id', e.id))), 'count', g.count) ORDER BY g.n) AS groups
  FROM group10 g
  LEFT JOIN entity e ON e.nid = g.key
  GROUP BY g.parent)
SELECT json_object('cities', json_object('totalCount', coalesce(c13.rows, 0), 'groups', json(coalesce(g14.groups, '[]')), 'nodes', json(coalesce(j12.p2, '[]'))))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json7 j12 ON j12.parent = q.nid
  LEFT JOIN total5 c13 ON c13.parent = q.nid
  LEFT JOIN json11 g14 ON g14.parent = q.nid
