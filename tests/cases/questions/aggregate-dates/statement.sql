WITH
rows1 AS MATERIALIZED (
SELECT 0 AS parent, e.nid AS nid, NULL AS fact
  FROM entity e
  WHERE e.type = 'Institution'
),
sums3 AS MATERIALIZED (
SELECT l.parent AS parent, count(*) AS rows, count(t2."founded") AS c0, substr(min(iif(t2."founded" IS NULL, NULL, printf('%014d%014d%s', t2."founded_first" + 2000000000000, t2."founded_last" + 2000000000000, t2."founded"))), 29) AS a0, substr(max(iif(t2."founded" IS NULL, NULL, printf('%014d%014d%s', t2."founded_first" + 2000000000000, t2."founded_last" + 2000000000000, t2."founded"))), 29) AS z0
  FROM rows1 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN "Institution" t2 ON t2.nid = e.nid
  GROUP BY 1),
rows7 AS MATERIALIZED (
SELECT 0 AS parent, e.nid AS nid, NULL AS fact
  FROM entity e
  WHERE e.type = 'Strategy' AND e.fold = ?1
),
sums9 AS MATERIALIZED (
SELECT l.parent AS parent, count(*) AS rows, count(t8."period") AS c0, substr(min(iif(t8."period" IS NULL, NULL, printf('%014d%014d%s', t8."period_first" + 2000000000000, t8."period_last" + 2000000000000, t8."period"))), 29) AS a0, substr(max(iif(t8."period" IS NULL, NULL, printf('%014d%014d%s', t8."period_first" + 2000000000000, t8."period_last" + 2000000000000, t8."period"))), 29) AS z0
  FROM rows7 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN "Strategy" t8 ON t8.nid = e.nid
  GROUP BY 1)
SELECT json_object('institutions', json((SELECT json_object('aggregate', json_object('founded', json_object('count', coalesce(a6.c0, 0), 'min', a6.a0, 'max', a6.z0)))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN sums3 a6 ON a6.parent = q.nid)), 'strategies', json((SELECT json_object('aggregate', json_object('count', coalesce(a12.rows, 0), 'period', json_object('count', coalesce(a12.c0, 0), 'min', a12.a0, 'max', a12.z0)))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN sums9 a12 ON a12.parent = q.nid)))
  FROM (SELECT 0 AS nid) q
