WITH
total4 AS MATERIALIZED (
SELECT 0 AS parent, count(*) AS rows FROM entity e
  WHERE e.type = 'City' AND e.nid IN (SELECT f3.subject FROM fact f3 CROSS JOIN claim c1 ON c1.fid = f3.fid WHERE f3.slot <> '' AND (c1.document IS NOT NULL AND c1.document IN (SELECT x2.nid FROM "Document" x2 WHERE instr(x2."url", ?1) > 0)))
GROUP BY 1),
total9 AS MATERIALIZED (
SELECT 0 AS parent, count(*) AS rows FROM entity e
  WHERE e.type = 'Institution' AND NOT coalesce(e.nid IN (SELECT f8.subject FROM fact f8 CROSS JOIN claim c7 ON c7.fid = f8.fid WHERE f8.slot <> '' AND nullif(c7."kind", '') = ?2), 0)
GROUP BY 1)
SELECT json_object('cities', json((SELECT json_object('totalCount', coalesce(c6.rows, 0))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN total4 c6 ON c6.parent = q.nid)), 'institutions', json((SELECT json_object('totalCount', coalesce(c11.rows, 0))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN total9 c11 ON c11.parent = q.nid)))
  FROM (SELECT 0 AS nid) q
