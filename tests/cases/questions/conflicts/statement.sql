WITH
page2 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT p.nid AS parent, r.dst AS nid, r.fact AS fact, e.id AS k0
  FROM (SELECT x.nid FROM entity x WHERE x.id = ?1) p
  CROSS JOIN "MEMBER_OF" r ON r.src = p.nid
  CROSS JOIN entity e ON e.nid = r.dst
)
ORDER BY k0 ASC LIMIT ?2))),
chosen3 AS MATERIALIZED (
SELECT c.fid, c.place, c.fid AS parent, c.place AS n FROM (SELECT DISTINCT fact AS fid FROM page2) p CROSS JOIN claim c ON c.fid = p.fid WHERE c.place < 20),
json7 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('since', (SELECT v.value ->> 1 FROM json_each(c.qualifiers) v WHERE v.value ->> 0 = 'since'), 'fact', json_object('conflicting', json(iif(f4.conflicting, 'true', 'false'))), 'document', json(iif(e5.nid IS NULL, NULL, json_object('url', t6."url")))) ORDER BY l.n) AS j
  FROM chosen3 l
  CROSS JOIN claim c ON c.fid = l.fid AND c.place = l.place
  LEFT JOIN fact f4 ON f4.fid = c.fid
  LEFT JOIN entity e5 ON e5.nid = c.document
  LEFT JOIN "Document" t6 ON t6.nid = e5.nid
  GROUP BY l.parent),
json9 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('since', r."since", 'until', r."until", 'evidence', json(coalesce(j8.j, '[]'))) ORDER BY l.n) AS p0
  FROM page2 l
  CROSS JOIN entity e ON e.nid = l.nid
  CROSS JOIN "MEMBER_OF" r ON r.src = l.parent AND r.dst = l.nid
  LEFT JOIN json7 j8 ON j8.parent = l.fact
  GROUP BY l.parent),
page13 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT p.nid AS parent, r.dst AS nid, r.fact AS fact, e.id AS k0
  FROM (SELECT x.nid FROM entity x WHERE x.id = ?3) p
  CROSS JOIN "MEMBER_OF" r ON r.src = p.nid
  CROSS JOIN entity e ON e.nid = r.dst
  WHERE NOT coalesce(r."since" IS NULL, 0)
)
ORDER BY k0 ASC LIMIT ?4))),
chosen14 AS MATERIALIZED (
SELECT c.fid, c.place, c.fid AS parent, c.place AS n FROM (SELECT DISTINCT fact AS fid FROM page13) p CROSS JOIN claim c ON c.fid = p.fid WHERE c.place < 20),
json16 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('since', (SELECT v.value ->> 1 FROM json_each(c.qualifiers) v WHERE v.value ->> 0 = 'since'), 'fact', json_object('conflicting', json(iif(f15.conflicting, 'true', 'false')))) ORDER BY l.n) AS j
  FROM chosen14 l
  CROSS JOIN claim c ON c.fid = l.fid AND c.place = l.place
  LEFT JOIN fact f15 ON f15.fid = c.fid
  GROUP BY l.parent),
json18 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('since', r."since", 'evidence', json(coalesce(j17.j, '[]'))) ORDER BY l.n) AS p0
  FROM page13 l
  CROSS JOIN entity e ON e.nid = l.nid
  CROSS JOIN "MEMBER_OF" r ON r.src = l.parent AND r.dst = l.nid
  LEFT JOIN json16 j17 ON j17.parent = l.fact
  GROUP BY l.parent)
SELECT json_object('city', json((SELECT json(CASE WHEN e1.nid IS NOT NULL THEN json_object('memberOf', json_object('edges', json(coalesce(j10.p0, '[]')))) END)
  FROM (SELECT 0 AS nid) q
  LEFT JOIN entity e1 ON e1.id = ?1 AND e1.type = 'City'
  LEFT JOIN json9 j10 ON j10.parent = e1.nid)), 'city2', json((SELECT json(CASE WHEN e12.nid IS NOT NULL THEN json_object('memberOf', json_object('edges', json(coalesce(j19.p0, '[]')))) END)
  FROM (SELECT 0 AS nid) q
  LEFT JOIN entity e12 ON e12.id = ?3 AND e12.type = 'City'
  LEFT JOIN json18 j19 ON j19.parent = e12.nid)))
  FROM (SELECT 0 AS nid) q
