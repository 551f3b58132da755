WITH
rows2 AS MATERIALIZED (
SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.id AS k0
  FROM entity e
  WHERE e.type = 'City' AND e.nid IN (SELECT r1.src FROM "MEMBER_OF" r1 WHERE 1)
),
page3 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT * FROM rows2)
ORDER BY k0 ASC LIMIT ?1))),
json4 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id) ORDER BY l.n) AS p1
  FROM page3 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent),
groups6 AS MATERIALIZED (
SELECT l.parent AS parent, r5.dst AS key, count(*) AS count FROM rows2 l
  LEFT JOIN "LOCATED_IN" r5 ON r5.src = l.nid AND +r5.dst IN (SELECT nid FROM "Country")
  GROUP BY 1, 2),
group7 AS MATERIALIZED (
SELECT * FROM (SELECT g.*, row_number() OVER (PARTITION BY g.parent ORDER BY g.key IS NULL, g.count DESC, k.fold, k.id) AS n FROM groups6 g LEFT JOIN entity k ON k.nid = g.key) WHERE n <= ?2),
chosen8 AS MATERIALIZED (
SELECT * FROM (SELECT c.fid, c.place, p.nid AS parent, row_number() OVER (PARTITION BY p.nid ORDER BY c.place, f.slot, f.id) AS n FROM (SELECT DISTINCT key AS nid FROM group7 WHERE key IS NOT NULL) p CROSS JOIN fact f ON f.subject = p.nid AND f.slot <> '' CROSS JOIN claim c ON c.fid = f.fid) WHERE n <= 20),
json9 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('kind', upper(c.kind)) ORDER BY l.n) AS j
  FROM chosen8 l
  CROSS JOIN claim c ON c.fid = l.fid AND c.place = l.place
  GROUP BY l.parent),
json11 AS MATERIALIZED (
SELECT g.parent AS parent, json_group_array(json_object('key', json(iif(e.nid IS NULL, NULL, json_object('name', coalesce(e.names ->> '$."pl"', e.name), 'evidence', json(coalesce(j10.j, '[]'))))), 'count', g.count) ORDER BY g.n) AS groups
  FROM group7 g
  LEFT JOIN entity e ON e.nid = g.key
  LEFT JOIN json9 j10 ON j10.parent = e.nid
  GROUP BY g.parent)
SELECT json_object('cities', json_object('groups', json(coalesce(g14.groups, '[]')), 'nodes', json(coalesce(j12.p1, '[]'))))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json4 j12 ON j12.parent = q.nid
  LEFT JOIN json11 g14 ON g14.parent = q.nid
