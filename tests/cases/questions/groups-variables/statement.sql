WITH
rows1 AS MATERIALIZED (
SELECT 0 AS parent, e.nid AS nid, NULL AS fact
  FROM entity e
  WHERE e.type = 'City'
),
groups3 AS MATERIALIZED (
SELECT l.parent AS parent, r2.dst AS key, count(*) AS count FROM rows1 l
  LEFT JOIN "LOCATED_IN" r2 ON r2.src = l.nid AND +r2.dst IN (SELECT nid FROM "Country")
  GROUP BY 1, 2),
group4 AS MATERIALIZED (
SELECT * FROM (SELECT g.*, row_number() OVER (PARTITION BY g.parent ORDER BY g.key IS NULL, g.count DESC, k.fold, k.id) AS n FROM groups3 g LEFT JOIN entity k ON k.nid = g.key) WHERE n <= ?1),
json5 AS MATERIALIZED (
SELECT g.parent AS parent, json_group_array(json_object('key', json(iif(e.nid IS NULL, NULL, json_object('id', e.id))), 'count', g.count) ORDER BY g.n) AS groups
  FROM group4 g
  LEFT JOIN entity e ON e.nid = g.key
  GROUP BY g.parent)
SELECT json_object('cities', json_object('groups', json(coalesce(g8.groups, '[]'))))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json5 g8 ON g8.parent = q.nid
