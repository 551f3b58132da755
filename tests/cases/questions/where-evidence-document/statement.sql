WITH
page5 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.id AS k0
  FROM entity e
  WHERE e.type = 'City' AND e.nid IN (SELECT r1.src FROM "MEMBER_OF" r1 WHERE EXISTS (SELECT 1 FROM claim c2 WHERE c2.fid = r1.fact AND (NOT coalesce((c2.document IS NOT NULL AND c2.document IN (SELECT x3.nid FROM "Document" x3 WHERE x3."language" = ?1)), 0) AND (c2.document IS NOT NULL AND c2.document IN (SELECT x4.nid FROM "Document" x4 WHERE x4."issued_first" > ?2)))))
)
ORDER BY k0 ASC LIMIT ?3))),
json6 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id) ORDER BY l.n) AS p0
  FROM page5 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent),
page13 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.id AS k0
  FROM entity e
  WHERE e.type = 'Strategy' AND e.nid IN (SELECT r9.dst FROM "ADOPTED" r9 WHERE EXISTS (SELECT 1 FROM claim c10 WHERE c10.fid = r9.fact AND (c10.document IS NOT NULL AND c10.document IN (SELECT r11.dst FROM "PUBLISHED" r11 WHERE r11.src IN (SELECT x12.nid FROM entity x12 WHERE substr(x12.fold, 1, length(?4)) = ?4)))))
)
ORDER BY k0 ASC LIMIT ?5))),
json14 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id) ORDER BY l.n) AS p0
  FROM page13 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent)
SELECT json_object('cities', json((SELECT json_object('nodes', json(coalesce(j7.p0, '[]')))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json6 j7 ON j7.parent = q.nid)), 'published', json((SELECT json_object('nodes', json(coalesce(j15.p0, '[]')))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json14 j15 ON j15.parent = q.nid)))
  FROM (SELECT 0 AS nid) q
