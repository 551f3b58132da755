WITH
page5 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 DESC, k1 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, (SELECT count(*) FROM "MEMBER_OF" r3 WHERE r3.src = e.nid AND (NOT coalesce(r3."since_first" > ?1, 0) AND NOT coalesce(r3."until_last" < ?2, 0) AND NOT coalesce(r3.dst IN (SELECT x4.nid FROM "Institution" x4 WHERE x4."founded_first" > ?1), 0))) AS k0, e.id AS k1
  FROM entity e
  WHERE e.type = 'City' AND (SELECT count(*) FROM "MEMBER_OF" r1 WHERE r1.src = e.nid AND (NOT coalesce(r1."since_first" > ?1, 0) AND NOT coalesce(r1."until_last" < ?2, 0) AND NOT coalesce(r1.dst IN (SELECT x2.nid FROM "Institution" x2 WHERE x2."founded_first" > ?1), 0))) >= ?3
)
ORDER BY k0 DESC, k1 ASC LIMIT ?4))),
total7 AS MATERIALIZED (
SELECT p.nid AS parent, count(*) AS rows FROM (SELECT DISTINCT nid FROM page5) p
  CROSS JOIN "MEMBER_OF" r ON r.src = p.nid
  CROSS JOIN entity e ON e.nid = r.dst
  WHERE (NOT coalesce(r."since_first" > ?1, 0) AND NOT coalesce(r."until_last" < ?2, 0) AND NOT coalesce(e.nid IN (SELECT x6.nid FROM "Institution" x6 WHERE x6."founded_first" > ?1), 0))
GROUP BY 1),
json10 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id, 'memberOf', json_object('totalCount', coalesce(c9.rows, 0))) ORDER BY l.n) AS p0
  FROM page5 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN total7 c9 ON c9.parent = e.nid
  GROUP BY l.parent)
SELECT json_object('cities', json_object('nodes', json(coalesce(j11.p0, '[]'))))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json10 j11 ON j11.parent = q.nid
