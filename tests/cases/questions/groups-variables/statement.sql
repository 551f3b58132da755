WITH
rows1 AS MATERIALIZED (
SELECT 0 AS parent, e.nid AS nid, NULL AS fact
  FROM entity e
  WHERE e.type = 'City'
),
groups4 AS MATERIALIZED (
SELECT l.parent AS parent, e3.nid AS key, count(*) AS count FROM rows1 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN "LOCATED_IN" r2 ON r2.src = e.nid AND r2.dst IN (SELECT nid FROM "Country")
  LEFT JOIN entity e3 ON e3.nid = r2.dst
  GROUP BY 1, 2),
group5 AS MATERIALIZED (
SELECT * FROM (SELECT g.*, row_number() OVER (PARTITION BY g.parent ORDER BY g.key IS NULL, g.count DESC, k.fold, k.id) AS n FROM groups4 g LEFT JOIN entity k ON k.nid = g.key) WHERE n <= ?1),
json6 AS MATERIALIZED (
SELECT g.parent AS parent, json_group_array(json_object('key', json(iif(e.nid IS NULL, NULL, json_object('id', e.id))), 'count', g.count) ORDER BY g.n) AS groups
  FROM group5 g
  LEFT JOIN entity e ON e.nid = g.key
  GROUP BY g.parent)
SELECT json_object('cities', json_object('groups', json(coalesce(g9.groups, '[]'))))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json6 g9 ON g9.parent = q.nid
