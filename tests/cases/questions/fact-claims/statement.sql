WITH
page2 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC, k1 ASC) AS n FROM (SELECT * FROM (SELECT p.nid AS parent, r.src AS nid, r.fact AS fact, e.fold AS k0, e.id AS k1
  FROM (SELECT x.nid FROM entity x WHERE x.id = ?1) p
  CROSS JOIN "MEMBER_OF" r ON r.dst = p.nid
  CROSS JOIN entity e ON e.nid = r.src
)
ORDER BY k0 ASC, k1 ASC LIMIT ?2))),
chosen3 AS MATERIALIZED (
SELECT c.fid, c.place, c.fid AS parent, c.place AS n FROM (SELECT DISTINCT fact AS fid FROM page2) p CROSS JOIN claim c ON c.fid = p.fid WHERE c.place < 20),
rows5 AS MATERIALIZED (
SELECT p.nid AS parent, e.place AS nid, e.fid AS fact, e."place" AS k0, e.id AS k1
  FROM (SELECT DISTINCT x.fid AS nid FROM (SELECT fid FROM chosen3) x) p
  CROSS JOIN claim e ON e.fid = p.nid
  WHERE nullif(e."kind", '') = ?3
),
total6 AS MATERIALIZED (
SELECT parent, count(*) AS rows FROM rows5 GROUP BY parent),
page7 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (PARTITION BY parent ORDER BY k0 ASC, k1 ASC) AS n FROM (SELECT * FROM rows5)
) WHERE n <= ?4),
total9 AS MATERIALIZED (
SELECT p.nid AS parent, count(*) AS rows FROM (SELECT DISTINCT x.document AS nid FROM claim x WHERE x.fid IN (SELECT DISTINCT fact AS fid FROM page7)) p
  CROSS JOIN claim e ON e.document = p.nid
GROUP BY 1),
json12 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e."id", 'document', json(iif(e8.nid IS NULL, NULL, json_object('id', e8.id, 'claims', json_object('totalCount', coalesce(c11.rows, 0)))))) ORDER BY l.n) AS p1
  FROM page7 l
  CROSS JOIN claim e ON e.fid = l.fact AND e.place = l.nid
  LEFT JOIN entity e8 ON e8.nid = e.document
  LEFT JOIN total9 c11 ON c11.parent = e8.nid
  GROUP BY l.parent),
json15 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('kind', upper(c.kind), 'fact', json_object('id', f4."id", 'sources', (SELECT count(DISTINCT c.document) FROM claim c WHERE c.fid = f4.fid), 'claims', json_object('totalCount', coalesce(c14.rows, 0), 'nodes', json(coalesce(j13.p1, '[]'))))) ORDER BY l.n) AS j
  FROM chosen3 l
  CROSS JOIN claim c ON c.fid = l.fid AND c.place = l.place
  LEFT JOIN fact f4 ON f4.fid = c.fid
  LEFT JOIN json12 j13 ON j13.parent = f4.fid
  LEFT JOIN total6 c14 ON c14.parent = f4.fid
  GROUP BY l.parent),
json17 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('node', json_object('id', e.id), 'evidence', json(coalesce(j16.j, '[]'))) ORDER BY l.n) AS p0
  FROM page2 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN json15 j16 ON j16.parent = l.fact
  GROUP BY l.parent)
SELECT json_object('programme', json(CASE WHEN e1.nid IS NOT NULL THEN json_object('members', json_object('edges', json(coalesce(j18.p0, '[]')))) END))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN entity e1 ON e1.id = ?1 AND e1.type = 'Programme'
  LEFT JOIN json17 j18 ON j18.parent = e1.nid
