WITH
rows3 AS MATERIALIZED (
SELECT 0 AS parent, e.place AS nid, e.fid AS fact, e.id AS k0
  FROM claim e
  WHERE e.fid IN (SELECT f1.fid FROM fact f1 WHERE (f1."property" IN (SELECT value FROM json_each(?1)) AND (+f1.subject IS NOT NULL AND f1.subject IN (SELECT x2.nid FROM entity x2 WHERE x2.id = ?2))))
),
total4 AS MATERIALIZED (
SELECT parent, count(*) AS rows FROM rows3 GROUP BY parent),
page5 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT * FROM rows3)
ORDER BY k0 ASC LIMIT ?3))),
json9 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e."id", 'kind', upper(e.kind), 'since', (SELECT v.value ->> 1 FROM json_each(e.qualifiers) v WHERE v.value ->> 0 = 'since'), 'on', (SELECT v.value ->> 1 FROM json_each(e.qualifiers) v WHERE v.value ->> 0 = 'on'), 'fact', json_object('property', f6."property", 'object', json(iif(e7.nid IS NULL, NULL, json_object('id', e7.id)))), 'document', json(iif(e8.nid IS NULL, NULL, json_object('id', e8.id)))) ORDER BY l.n) AS p1
  FROM page5 l
  CROSS JOIN claim e ON e.fid = l.fact AND e.place = l.nid
  LEFT JOIN fact f6 ON f6.fid = e.fid
  LEFT JOIN entity e7 ON e7.nid = f6.object
  LEFT JOIN entity e8 ON e8.nid = e.document
  GROUP BY l.parent),
rows13 AS MATERIALIZED (
SELECT 0 AS parent, e.place AS nid, e.fid AS fact, e.id AS k0
  FROM claim e
  WHERE ((e.document IS NOT NULL AND e.document IN (SELECT x12.nid FROM "Document" x12 WHERE x12."issued_first" > ?4)) AND NOT coalesce(pg_fold(e.quote) IS NULL, 0))
),
total14 AS MATERIALIZED (
SELECT parent, count(*) AS rows FROM rows13 GROUP BY parent),
page15 AS MATERIALIZED (
SELECT parent, nid, fact, n, pg_cursor('e2f15039', k0) AS cursor, count(*) OVER (PARTITION BY parent) AS found FROM (SELECT *, row_number() OVER (ORDER BY k0 DESC) AS n FROM (SELECT * FROM (SELECT * FROM rows13)
ORDER BY k0 DESC LIMIT ?5))),
json16 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('cursor', l.cursor, 'node', json_object('value', nullif(e.value, ''))) ORDER BY l.n DESC) AS p1
  FROM page15 l
  CROSS JOIN claim e ON e.fid = l.fact AND e.place = l.nid
  GROUP BY l.parent)
SELECT json_object('claims', json((SELECT json_object('totalCount', coalesce(c11.rows, 0), 'nodes', json(coalesce(j10.p1, '[]')))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json9 j10 ON j10.parent = q.nid
  LEFT JOIN total4 c11 ON c11.parent = q.nid)), 'written', json((SELECT json_object('totalCount', coalesce(c18.rows, 0), 'edges', json(coalesce(j17.p1, '[]')))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json16 j17 ON j17.parent = q.nid
  LEFT JOIN total14 c18 ON c18.parent = q.nid)))
  FROM (SELECT 0 AS nid) q
