WITH
page1 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.id AS k0
  FROM entity e
  WHERE e.type = 'Document'
)
ORDER BY k0 ASC LIMIT ?1))),
rows2 AS MATERIALIZED (
SELECT p.nid AS parent, e.place AS nid, e.fid AS fact, e."start" AS k0, e.id AS k1
  FROM (SELECT DISTINCT nid FROM page1) p
  CROSS JOIN claim e ON e.document = p.nid
),
total3 AS MATERIALIZED (
SELECT parent, count(*) AS rows FROM rows2 GROUP BY parent),
page4 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (PARTITION BY parent ORDER BY k0 ASC NULLS LAST, k1 ASC) AS n FROM (SELECT * FROM rows2)
) WHERE n <= ?2),
json7 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('kind', upper(e.kind), 'quote', e."quote", 'start', e."start", 'end', e."end", 'fact', json_object('subject', json(iif(e6.nid IS NULL, NULL, json_object('id', e6.id))), 'property', f5."property", 'value', nullif(f5.value, ''))) ORDER BY l.n) AS p1
  FROM page4 l
  CROSS JOIN claim e ON e.fid = l.fact AND e.place = l.nid
  LEFT JOIN fact f5 ON f5.fid = e.fid
  LEFT JOIN entity e6 ON e6.nid = f5.subject
  GROUP BY l.parent),
json10 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id, 'claims', json_object('totalCount', coalesce(c9.rows, 0), 'nodes', json(coalesce(j8.p1, '[]')))) ORDER BY l.n) AS p0
  FROM page1 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN json7 j8 ON j8.parent = e.nid
  LEFT JOIN total3 c9 ON c9.parent = e.nid
  GROUP BY l.parent)
SELECT json_object('documents', json_object('nodes', json(coalesce(j11.p0, '[]'))))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json10 j11 ON j11.parent = q.nid
