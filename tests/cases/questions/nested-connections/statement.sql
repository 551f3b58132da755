WITH
rows2 AS MATERIALIZED (
SELECT p.nid AS parent, r.src AS nid, r.fact AS fact, r."since_first" AS k0, r."since_last" AS k1, e.id AS k2
  FROM (SELECT x.nid FROM entity x WHERE x.id = ?1) p
  CROSS JOIN "MEMBER_OF" r ON r.dst = p.nid
  CROSS JOIN entity e ON e.nid = r.src
),
total3 AS MATERIALIZED (
SELECT parent, count(*) AS rows FROM rows2 GROUP BY parent),
page4 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC NULLS LAST, k1 ASC NULLS LAST, k2 ASC) AS n FROM (SELECT * FROM (SELECT * FROM rows2)
ORDER BY k0 ASC NULLS LAST, k1 ASC NULLS LAST, k2 ASC LIMIT ?2))),
json5 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('since', r."since", 'until', r."until", 'order', r."order", 'rank', r."rank", 'role', r."role", 'node', json_object('__typename', e.type, 'name', e.name)) ORDER BY l.n) AS p1
  FROM page4 l
  CROSS JOIN entity e ON e.nid = l.nid
  CROSS JOIN "MEMBER_OF" r ON r.dst = l.parent AND r.src = l.nid
  GROUP BY l.parent)
SELECT json_object('programme', json(CASE WHEN e1.nid IS NOT NULL THEN json_object('name', e1.name, 'members', json_object('totalCount', coalesce(c7.rows, 0), 'edges', json(coalesce(j6.p1, '[]')))) END))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN entity e1 ON e1.id = ?1 AND e1.type = 'Programme'
  LEFT JOIN json5 j6 ON j6.parent = e1.nid
  LEFT JOIN total3 c7 ON c7.parent = e1.nid
