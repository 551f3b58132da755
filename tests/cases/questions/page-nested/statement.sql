WITH
page2 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 DESC NULLS LAST, k1 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, t1."code" AS k0, e.id AS k1
  FROM entity e
  LEFT JOIN "Country" t1 ON t1.nid = e.nid
  WHERE e.type = 'Country'
)
ORDER BY k0 DESC NULLS LAST, k1 ASC LIMIT ?1))),
rows4 AS MATERIALIZED (
SELECT p.nid AS parent, r.src AS nid, r.fact AS fact, e.fold AS k0, e.id AS k1
  FROM (SELECT DISTINCT nid FROM page2) p
  CROSS JOIN "LOCATED_IN" r ON r.dst = p.nid
  CROSS JOIN entity e ON e.nid = r.src
  WHERE e.type = 'City'
),
total5 AS MATERIALIZED (
SELECT parent, count(*) AS rows FROM rows4 GROUP BY parent),
page6 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (PARTITION BY parent ORDER BY k0 DESC, k1 ASC) AS n FROM (SELECT * FROM rows4)
) WHERE n <= ?2 + 1),
json7 AS MATERIALIZED (
SELECT l.parent AS parent, max(l.n) > ?2 AS more, json_group_array(json_object('name', e.name) ORDER BY l.n) FILTER (WHERE l.n <= ?2) AS p0
  FROM page6 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent),
json10 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('code', t3."code", 'cities', json_object('nodes', json(coalesce(j8.p0, '[]')), 'pageInfo', json_object('hasNextPage', json(iif(coalesce(j8.more, 0), 'true', 'false'))), 'totalCount', coalesce(c9.rows, 0))) ORDER BY l.n) AS p0
  FROM page2 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN "Country" t3 ON t3.nid = e.nid
  LEFT JOIN json7 j8 ON j8.parent = e.nid
  LEFT JOIN total5 c9 ON c9.parent = e.nid
  GROUP BY l.parent)
SELECT json_object('countries', json_object('nodes', json(coalesce(j11.p0, '[]'))))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json10 j11 ON j11.parent = q.nid
