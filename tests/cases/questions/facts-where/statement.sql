WITH
rows1 AS MATERIALIZED (
SELECT 0 AS parent, e.fid AS nid, e.fid AS fact, e.id AS k0
  FROM fact e
  WHERE e."conflicting" = ?1
),
total2 AS MATERIALIZED (
SELECT parent, count(*) AS rows FROM rows1 GROUP BY parent),
page3 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT * FROM rows1)
ORDER BY k0 ASC LIMIT ?2))),
json6 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('property', e."property", 'subject', json(iif(e4.nid IS NULL, NULL, json_object('id', e4.id))), 'object', json(iif(e5.nid IS NULL, NULL, json_object('id', e5.id))), 'value', nullif(e.value, '')) ORDER BY l.n) AS p1
  FROM page3 l
  CROSS JOIN fact e ON e.fid = l.fact
  LEFT JOIN entity e4 ON e4.nid = e.subject
  LEFT JOIN entity e5 ON e5.nid = e.object
  GROUP BY l.parent),
page10 AS MATERIALIZED (
SELECT parent, nid, fact, n, pg_cursor('cae5b60b', k0, k1) AS cursor, count(*) OVER (PARTITION BY parent) AS found FROM (SELECT *, row_number() OVER (ORDER BY k0 DESC, k1 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.fid AS nid, e.fid AS fact, (SELECT count(DISTINCT c.document) FROM claim c WHERE c.fid = e.fid) AS k0, e.id AS k1
  FROM fact e
  WHERE (e."property" = ?3 AND (+e.object IS NOT NULL AND e.object IN (SELECT x9.nid FROM entity x9 WHERE x9.id = ?4)))
)
ORDER BY k0 DESC, k1 ASC LIMIT ?5 + 1))),
json12 AS MATERIALIZED (
SELECT l.parent AS parent, max(l.n) > ?5 AS more, json_group_array(json_object('cursor', l.cursor, 'node', json_object('subject', json(iif(e11.nid IS NULL, NULL, json_object('id', e11.id))), 'sources', (SELECT count(DISTINCT c.document) FROM claim c WHERE c.fid = e.fid))) ORDER BY l.n) FILTER (WHERE l.n <= ?5) AS p0, max(iif(l.n = 1 AND ?5 > 0, l.cursor, NULL)) AS first, max(iif(l.n = min(l.found, ?5), l.cursor, NULL)) AS last
  FROM page10 l
  CROSS JOIN fact e ON e.fid = l.fact
  LEFT JOIN entity e11 ON e11.nid = e.subject
  GROUP BY l.parent),
total17 AS MATERIALIZED (
SELECT 0 AS parent, count(*) AS rows FROM fact e
  WHERE ((+e.subject IS NOT NULL AND (+e.subject IN (SELECT nid FROM "City") AND e.subject IN (SELECT r15.src FROM "LOCATED_IN" r15 WHERE +r15.dst IN (SELECT nid FROM "Country") AND r15.dst IN (SELECT x16.nid FROM "Country" x16 WHERE x16."code" = ?6)))) AND (SELECT count(DISTINCT c.document) FROM claim c WHERE c.fid = e.fid) = ?7)
GROUP BY 1),
total21 AS MATERIALIZED (
SELECT 0 AS parent, count(*) AS rows FROM fact e
  WHERE (e.fid IN (SELECT c20.fid FROM claim c20 WHERE NOT coalesce(nullif(c20."kind", '') = ?8, 0)) OR substr(nullif(e.value, ''), 1, length(?9)) = ?9)
GROUP BY 1)
SELECT json_object('conflicting', json((SELECT json_object('totalCount', coalesce(c8.rows, 0), 'nodes', json(coalesce(j7.p1, '[]')))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json6 j7 ON j7.parent = q.nid
  LEFT JOIN total2 c8 ON c8.parent = q.nid)), 'members', json((SELECT json_object('edges', json(coalesce(j13.p0, '[]')), 'pageInfo', json_object('endCursor', j13.last, 'hasNextPage', json(iif(coalesce(j13.more, 0), 'true', 'false'))))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json12 j13 ON j13.parent = q.nid)), 'ofPolishCities', json((SELECT json_object('totalCount', coalesce(c19.rows, 0))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN total17 c19 ON c19.parent = q.nid)), 'doubted', json((SELECT json_object('totalCount', coalesce(c23.rows, 0))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN total21 c23 ON c23.parent = q.nid)))
  FROM (SELECT 0 AS nid) q
