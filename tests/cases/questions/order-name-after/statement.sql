WITH
page1 AS MATERIALIZED (
SELECT parent, nid, fact, n, pg_cursor('1c331b89', k0, k1) AS cursor, count(*) OVER (PARTITION BY parent) AS found FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC, k1 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.fold AS k0, e.id AS k1
  FROM entity e
  WHERE e.type = 'City'
)
  WHERE (k0 > ?2 OR k0 = ?2 AND (k1 > ?1))
ORDER BY k0 ASC, k1 ASC LIMIT ?3 + 1))),
json2 AS MATERIALIZED (
SELECT l.parent AS parent, max(l.n) > ?3 AS more, json_group_array(json_object('name', e.name) ORDER BY l.n) FILTER (WHERE l.n <= ?3) AS p0, max(iif(l.n = 1 AND ?3 > 0, l.cursor, NULL)) AS first, max(iif(l.n = min(l.found, ?3), l.cursor, NULL)) AS last
  FROM page1 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent)
SELECT json_object('cities', json_object('nodes', json(coalesce(j3.p0, '[]')), 'pageInfo', json_object('endCursor', j3.last, 'hasNextPage', json(iif(coalesce(j3.more, 0), 'true', 'false')))))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json2 j3 ON j3.parent = q.nid
