WITH
page1 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.id AS k0
  FROM entity e
  WHERE e.type = 'City'
)
ORDER BY k0 ASC LIMIT ?1))),
total3 AS MATERIALIZED (
SELECT p.nid AS parent, count(*) AS rows FROM (SELECT DISTINCT nid FROM page1) p
  CROSS JOIN "MEMBER_OF" r ON r.src = p.nid
  CROSS JOIN entity e ON e.nid = r.dst
  WHERE (NOT coalesce(r."since_first" > ?2, 0) AND NOT coalesce(r."until_last" < ?3, 0) AND NOT coalesce(e.nid IN (SELECT x2.nid FROM "Institution" x2 WHERE x2."founded_first" > ?2), 0))
GROUP BY 1),
total7 AS MATERIALIZED (
SELECT p.nid AS parent, count(*) AS rows FROM (SELECT DISTINCT nid FROM page1) p
  CROSS JOIN "MEMBER_OF" r ON r.src = p.nid
  CROSS JOIN entity e ON e.nid = r.dst
  WHERE (NOT coalesce(r."since_first" > ?4, 0) AND NOT coalesce(r."until_last" < ?5, 0) AND NOT coalesce(e.nid IN (SELECT x6.nid FROM "Institution" x6 WHERE x6."founded_first" > ?4), 0))
GROUP BY 1),
json10 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id, 'now', json_object('totalCount', coalesce(c5.rows, 0)), 'then', json_object('totalCount', coalesce(c9.rows, 0))) ORDER BY l.n) AS p0
  FROM page1 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN total3 c5 ON c5.parent = e.nid
  LEFT JOIN total7 c9 ON c9.parent = e.nid
  GROUP BY l.parent)
SELECT json_object('cities', json_object('nodes', json(coalesce(j11.p0, '[]'))))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json10 j11 ON j11.parent = q.nid
