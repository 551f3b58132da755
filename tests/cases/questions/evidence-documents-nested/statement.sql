WITH
page2 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT p.nid AS parent, r.dst AS nid, r.fact AS fact, e.id AS k0
  FROM (SELECT x.nid FROM entity x WHERE x.id = ?1) p
  CROSS JOIN "MEMBER_OF" r ON r.src = p.nid
  CROSS JOIN entity e ON e.nid = r.dst
)
ORDER BY k0 ASC LIMIT ?2))),
chosen3 AS MATERIALIZED (
SELECT c.fid, c.place, c.fid AS parent, c.place AS n FROM (SELECT DISTINCT fact AS fid FROM page2) p CROSS JOIN claim c ON c.fid = p.fid WHERE c.place < 20),
total5 AS MATERIALIZED (
SELECT p.nid AS parent, count(*) AS rows FROM (SELECT DISTINCT x.document AS nid FROM claim x WHERE x.fid IN (SELECT fid FROM chosen3)) p
  CROSS JOIN "PUBLISHED" r ON r.dst = p.nid
GROUP BY 1),
json8 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('document', json(iif(e4.nid IS NULL, NULL, json_object('name', e4.name, 'publishedBy', json_object('totalCount', coalesce(c7.rows, 0)))))) ORDER BY l.n) AS j
  FROM chosen3 l
  CROSS JOIN claim c ON c.fid = l.fid AND c.place = l.place
  LEFT JOIN entity e4 ON e4.nid = c.document
  LEFT JOIN total5 c7 ON c7.parent = e4.nid
  GROUP BY l.parent),
json10 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('evidence', json(coalesce(j9.j, '[]'))) ORDER BY l.n) AS p0
  FROM page2 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN json8 j9 ON j9.parent = l.fact
  GROUP BY l.parent)
SELECT json_object('city', json(CASE WHEN e1.nid IS NOT NULL THEN json_object('memberOf', json_object('edges', json(coalesce(j11.p0, '[]')))) END))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN entity e1 ON e1.id = ?1 AND e1.type = 'City'
  LEFT JOIN json10 j11 ON j11.parent = e1.nid
