WITH
chosen3 AS MATERIALIZED (
SELECT * FROM (SELECT c.fid, c.place, p.nid AS parent, row_number() OVER (PARTITION BY p.nid ORDER BY c.place, f.slot, f.id) AS n FROM (SELECT x.nid FROM entity x WHERE x.id = ?1) p CROSS JOIN fact f ON f.subject = p.nid AND f.slot IN (SELECT value FROM json_each(?2)) CROSS JOIN claim c ON c.fid = f.fid) WHERE n <= 20),
json8 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('kind', upper(c.kind), 'value', nullif(c.value, ''), 'document', json(iif(e4.nid IS NULL, NULL, json_object('url', t5."url"))), 'fact', json_object('property', f6."property", 'value', nullif(f6.value, ''), 'object', json(iif(e7.nid IS NULL, NULL, json_object('id', e7.id))))) ORDER BY l.n) AS j
  FROM chosen3 l
  CROSS JOIN claim c ON c.fid = l.fid AND c.place = l.place
  LEFT JOIN entity e4 ON e4.nid = c.document
  LEFT JOIN "Document" t5 ON t5.nid = e4.nid
  LEFT JOIN fact f6 ON f6.fid = c.fid
  LEFT JOIN entity e7 ON e7.nid = f6.object
  GROUP BY l.parent)
SELECT json_object('institution', json(CASE WHEN e1.nid IS NOT NULL THEN json_object('founded', t2."founded", 'evidence', json(coalesce(j9.j, '[]'))) END))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN entity e1 ON e1.id = ?1 AND e1.type = 'Institution'
  LEFT JOIN "Institution" t2 ON t2.nid = e1.nid
  LEFT JOIN json8 j9 ON j9.parent = e1.nid
