WITH
rows2 AS MATERIALIZED (
SELECT p.nid AS parent, e.fid AS nid, e.fid AS fact, e."property" AS k0, e.id AS k1
  FROM (SELECT x.nid FROM entity x WHERE x.id = ?1) p
  CROSS JOIN fact e ON e.subject = p.nid
),
total3 AS MATERIALIZED (
SELECT parent, count(*) AS rows FROM rows2 GROUP BY parent),
page4 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC, k1 ASC) AS n FROM (SELECT * FROM (SELECT * FROM rows2)
ORDER BY k0 ASC, k1 ASC LIMIT ?2 + 1))),
rows6 AS MATERIALIZED (
SELECT p.nid AS parent, e.place AS nid, e.fid AS fact, e."place" AS k0, e.id AS k1
  FROM (SELECT DISTINCT x.fid AS nid FROM (SELECT DISTINCT fact AS fid FROM page4 WHERE n <= ?2) x) p
  CROSS JOIN claim e ON e.fid = p.nid
),
total7 AS MATERIALIZED (
SELECT parent, count(*) AS rows FROM rows6 GROUP BY parent),
page8 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (PARTITION BY parent ORDER BY k0 ASC, k1 ASC) AS n FROM (SELECT * FROM rows6)
) WHERE n <= ?3),
json10 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('kind', upper(e.kind), 'document', json(iif(e9.nid IS NULL, NULL, json_object('id', e9.id)))) ORDER BY l.n) AS p1
  FROM page8 l
  CROSS JOIN claim e ON e.fid = l.fact AND e.place = l.nid
  LEFT JOIN entity e9 ON e9.nid = e.document
  GROUP BY l.parent),
json13 AS MATERIALIZED (
SELECT l.parent AS parent, max(l.n) > ?2 AS more, json_group_array(json_object('property', e."property", 'object', json(iif(e5.nid IS NULL, NULL, json_object('id', e5.id, 'name', e5.name))), 'value', nullif(e.value, ''), 'sources', (SELECT count(DISTINCT c.document) FROM claim c WHERE c.fid = e.fid), 'conflicting', json(iif(e.conflicting, 'true', 'false')), 'claims', json_object('totalCount', coalesce(c12.rows, 0), 'nodes', json(coalesce(j11.p1, '[]')))) ORDER BY l.n) FILTER (WHERE l.n <= ?2) AS p2
  FROM page4 l
  CROSS JOIN fact e ON e.fid = l.fact
  LEFT JOIN entity e5 ON e5.nid = e.object
  LEFT JOIN json10 j11 ON j11.parent = e.fid
  LEFT JOIN total7 c12 ON c12.parent = e.fid
  GROUP BY l.parent)
SELECT json_object('city', json(CASE WHEN e1.nid IS NOT NULL THEN json_object('facts', json_object('totalCount', coalesce(c15.rows, 0), 'pageInfo', json_object('hasNextPage', json(iif(coalesce(j14.more, 0), 'true', 'false'))), 'nodes', json(coalesce(j14.p2, '[]')))) END))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN entity e1 ON e1.id = ?1 AND e1.type = 'City'
  LEFT JOIN json13 j14 ON j14.parent = e1.nid
  LEFT JOIN total3 c15 ON c15.parent = e1.nid
