WITH
page1 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.id AS k0
  FROM entity e
  WHERE e.type = 'Programme'
)
ORDER BY k0 ASC LIMIT ?1))),
rows2 AS MATERIALIZED (
SELECT p.nid AS parent, r.src AS nid, r.fact AS fact, r."since" AS "r.since", r."since_first" AS "r.since_first", r."since_last" AS "r.since_last", r."since_year" AS "r.since_year", r."order" AS "r.order"
  FROM (SELECT DISTINCT nid FROM page1) p
  CROSS JOIN "MEMBER_OF" r ON r.dst = p.nid
),
sums3 AS MATERIALIZED (
SELECT l.parent AS parent, count(*) AS rows, count(l."r.since") AS c0, substr(min(iif(l."r.since" IS NULL, NULL, printf('%014d%014d%s', l."r.since_first" + 2000000000000, l."r.since_last" + 2000000000000, l."r.since"))), 29) AS a0, substr(max(iif(l."r.since" IS NULL, NULL, printf('%014d%014d%s', l."r.since_first" + 2000000000000, l."r.since_last" + 2000000000000, l."r.since"))), 29) AS z0, count(l."r.order") AS c1, min(l."r.order") AS a1, max(l."r.order") AS z1
  FROM rows2 l
  GROUP BY 1),
json7 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id, 'members', json_object('aggregate', json_object('count', coalesce(a6.rows, 0), 'since', json_object('count', coalesce(a6.c0, 0), 'min', a6.a0, 'max', a6.z0), 'order', json_object('count', coalesce(a6.c1, 0), 'min', a6.a1, 'max', a6.z1)))) ORDER BY l.n) AS p0
  FROM page1 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN sums3 a6 ON a6.parent = e.nid
  GROUP BY l.parent)
SELECT json_object('programmes', json_object('nodes', json(coalesce(j8.p0, '[]'))))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json7 j8 ON j8.parent = q.nid
