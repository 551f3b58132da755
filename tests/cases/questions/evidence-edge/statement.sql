WITH
page2 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC NULLS LAST, k1 ASC NULLS LAST, k2 ASC) AS n FROM (SELECT * FROM (SELECT p.nid AS parent, r.src AS nid, r.fact AS fact, r."since_first" AS k0, r."since_last" AS k1, e.id AS k2
  FROM (SELECT x.nid FROM entity x WHERE x.id = ?1) p
  CROSS JOIN "MEMBER_OF" r ON r.dst = p.nid
  CROSS JOIN entity e ON e.nid = r.src
)
ORDER BY k0 ASC NULLS LAST, k1 ASC NULLS LAST, k2 ASC LIMIT ?2))),
chosen3 AS MATERIALIZED (
SELECT c.fid, c.place, c.fid AS parent, c.place AS n FROM (SELECT DISTINCT fact AS fid FROM page2) p CROSS JOIN claim c ON c.fid = p.fid WHERE c.place < 20),
json9 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('kind', upper(c.kind), 'quote', c."quote", 'since', (SELECT v.value ->> 1 FROM json_each(c.qualifiers) v WHERE v.value ->> 0 = 'since'), 'order', CAST((SELECT v.value ->> 1 FROM json_each(c.qualifiers) v WHERE v.value ->> 0 = 'order') AS INTEGER), 'rank', (SELECT v.value ->> 1 FROM json_each(c.qualifiers) v WHERE v.value ->> 0 = 'rank'), 'document', json(iif(e4.nid IS NULL, NULL, json_object('id', e4.id, 'title', e4.name, 'url', t5."url", 'language', t5."language", 'issued', t5."issued"))), 'fact', json_object('property', f6."property", 'conflicting', json(iif(f6.conflicting, 'true', 'false')), 'subject', json(iif(e7.nid IS NULL, NULL, json_object('id', e7.id))), 'object', json(iif(e8.nid IS NULL, NULL, json_object('id', e8.id))))) ORDER BY l.n) AS j
  FROM chosen3 l
  CROSS JOIN claim c ON c.fid = l.fid AND c.place = l.place
  LEFT JOIN entity e4 ON e4.nid = c.document
  LEFT JOIN "Document" t5 ON t5.nid = e4.nid
  LEFT JOIN fact f6 ON f6.fid = c.fid
  LEFT JOIN entity e7 ON e7.nid = f6.subject
  LEFT JOIN entity e8 ON e8.nid = f6.object
  GROUP BY l.parent),
json11 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('evidence', json(coalesce(j10.j, '[]'))) ORDER BY l.n) AS p0
  FROM page2 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN json9 j10 ON j10.parent = l.fact
  GROUP BY l.parent)
SELECT json_object('programme', json(CASE WHEN e1.nid IS NOT NULL THEN json_object('members', json_object('edges', json(coalesce(j12.p0, '[]')))) END))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN entity e1 ON e1.id = ?1 AND e1.type = 'Programme'
  LEFT JOIN json11 j12 ON j12.parent = e1.nid
