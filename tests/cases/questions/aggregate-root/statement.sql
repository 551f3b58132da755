WITH
rows1 AS MATERIALIZED (
SELECT 0 AS parent, e.nid AS nid, NULL AS fact
  FROM entity e
  WHERE e.type = 'City'
),
sums3 AS MATERIALIZED (
SELECT l.parent AS parent, count(*) AS rows, count(t2."latitude") AS c0, min(t2."latitude") AS a0, max(t2."latitude") AS z0, count(t2."longitude") AS c1, min(t2."longitude") AS a1, max(t2."longitude") AS z1
  FROM rows1 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN "City" t2 ON t2.nid = e.nid
  GROUP BY 1),
rows7 AS MATERIALIZED (
SELECT 0 AS parent, e.nid AS nid, NULL AS fact
  FROM entity e
  WHERE e.type = 'Observation'
),
sums9 AS MATERIALIZED (
SELECT l.parent AS parent, count(*) AS rows, count(t8."value") AS c0, min(t8."value") AS a0, max(t8."value") AS z0, count(t8."date") AS c1, substr(min(iif(t8."date" IS NULL, NULL, printf('%014d%014d%s', t8."date_first" + 2000000000000, t8."date_last" + 2000000000000, t8."date"))), 29) AS a1, substr(max(iif(t8."date" IS NULL, NULL, printf('%014d%014d%s', t8."date_first" + 2000000000000, t8."date_last" + 2000000000000, t8."date"))), 29) AS z1
  FROM rows7 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN "Observation" t8 ON t8.nid = e.nid
  GROUP BY 1)
SELECT json_object('cities', json((SELECT json_object('aggregate', json_object('count', coalesce(a6.rows, 0), 'latitude', json_object('min', a6.a0, 'max', a6.z0, 'count', coalesce(a6.c0, 0)), 'longitude', json_object('max', a6.z1)))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN sums3 a6 ON a6.parent = q.nid)), 'observations', json((SELECT json_object('aggregate', json_object('__typename', 'ObservationAggregate', 'value', json_object('__typename', 'FloatSummary', 'count', coalesce(a12.c0, 0), 'min', a12.a0, 'max', a12.z0), 'date', json_object('min', a12.a1, 'max', a12.z1)))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN sums9 a12 ON a12.parent = q.nid)))
  FROM (SELECT 0 AS nid) q
