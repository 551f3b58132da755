WITH
page3 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.id AS k0
  FROM entity e
  WHERE e.type = 'City' AND e.nid IN (SELECT r1.src FROM "MEMBER_OF" r1 WHERE EXISTS (SELECT 1 FROM claim c2 WHERE c2.fid = r1.fact AND pg_fold(c2.quote) IS NULL))
)
ORDER BY k0 ASC LIMIT ?1))),
json4 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id) ORDER BY l.n) AS p0
  FROM page3 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent),
page9 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.id AS k0
  FROM entity e
  WHERE e.type = 'City' AND e.nid IN (SELECT r7.src FROM "MEMBER_OF" r7 WHERE EXISTS (SELECT 1 FROM claim c8 WHERE c8.fid = r7.fact AND instr(pg_fold(c8.quote), ?2) > 0))
)
ORDER BY k0 ASC LIMIT ?3))),
json10 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id) ORDER BY l.n) AS p0
  FROM page9 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent)
SELECT json_object('cities', json((SELECT json_object('nodes', json(coalesce(j5.p0, '[]')))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json4 j5 ON j5.parent = q.nid)), 'quoted', json((SELECT json_object('nodes', json(coalesce(j11.p0, '[]')))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json10 j11 ON j11.parent = q.nid)))
  FROM (SELECT 0 AS nid) q
