WITH
rows2 AS MATERIALIZED (
SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.id AS k0
  FROM entity e
  WHERE e.type = 'Document' AND e.nid IN (SELECT x1.nid FROM "Document" x1 WHERE instr(x1."text_fold", ?1) > 0)
),
total3 AS MATERIALIZED (
SELECT parent, count(*) AS rows FROM rows2 GROUP BY parent),
page4 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT * FROM rows2)
ORDER BY k0 ASC LIMIT ?2))),
json6 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id, 'passages', json((SELECT json_group_array(json_object('__typename', 'Passage', 'quote', v.value ->> 0, 'start', v.value ->> 1, 'end', v.value ->> 2) ORDER BY v.key) FROM json_each(pg_places(t5."text", ?3, ?4)) v))) ORDER BY l.n) AS p1
  FROM page4 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN "Document" t5 ON t5.nid = e.nid
  GROUP BY l.parent)
SELECT json_object('documents', json_object('totalCount', coalesce(c8.rows, 0), 'nodes', json(coalesce(j7.p1, '[]'))))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json6 j7 ON j7.parent = q.nid
  LEFT JOIN total3 c8 ON c8.parent = q.nid
