WITH
page2 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC, k1 ASC) AS n FROM (SELECT * FROM (SELECT p.nid AS parent, r.src AS nid, r.fact AS fact, e.fold AS k0, e.id AS k1
  FROM (SELECT x.nid FROM entity x WHERE x.id = ?1) p
  CROSS JOIN "MEMBER_OF" r ON r.dst = p.nid
  CROSS JOIN entity e ON e.nid = r.src
)
ORDER BY k0 ASC, k1 ASC LIMIT ?2))),
total3 AS MATERIALIZED (
SELECT p.nid AS parent, count(*) AS rows FROM (SELECT DISTINCT nid FROM page2) p
  CROSS JOIN "MEMBER_OF" r ON r.src = p.nid
GROUP BY 1),
json14 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json(CASE WHEN e.type IN ('Country', 'Programme') THEN json_object('id', e.id, 'memberOf', json_object('totalCount', coalesce(c5.rows, 0))) WHEN e.type = 'City' THEN json_object('id', e.id, 'country', json(iif(e7.nid IS NULL, NULL, json_object('code', t8."code"))), 'memberOf', json_object('totalCount', coalesce(c10.rows, 0))) WHEN e.type = 'Institution' THEN json_object('id', e.id, 'kind', t11."kind", 'memberOf', json_object('totalCount', coalesce(c13.rows, 0))) END) ORDER BY l.n) AS p0
  FROM page2 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN total3 c5 ON c5.parent = e.nid
  LEFT JOIN "LOCATED_IN" r6 ON r6.src = e.nid AND +r6.dst IN (SELECT nid FROM "Country")
  LEFT JOIN entity e7 ON e7.nid = r6.dst
  LEFT JOIN "Country" t8 ON t8.nid = e7.nid
  LEFT JOIN total3 c10 ON c10.parent = e.nid
  LEFT JOIN "Institution" t11 ON t11.nid = e.nid
  LEFT JOIN total3 c13 ON c13.parent = e.nid
  GROUP BY l.parent),
page18 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT p.nid AS parent, r.src AS nid, r.fact AS fact, e.id AS k0
  FROM (SELECT x.nid FROM entity x WHERE x.id = ?3) p
  CROSS JOIN "MEMBER_OF" r ON r.dst = p.nid
  CROSS JOIN entity e ON e.nid = r.src
)
ORDER BY k0 ASC LIMIT ?4))),
total20 AS MATERIALIZED (
SELECT p.nid AS parent, count(*) AS rows FROM (SELECT DISTINCT nid FROM page18) p
  CROSS JOIN "PARTNER_IN" r ON r.src = p.nid
GROUP BY 1),
total24 AS MATERIALIZED (
SELECT p.nid AS parent, count(*) AS rows FROM (SELECT DISTINCT nid FROM page18) p
  CROSS JOIN "ADOPTED" r ON r.src = p.nid
GROUP BY 1),
json27 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json(CASE WHEN e.type IN ('Country', 'Programme') THEN json_object('__typename', e.type) WHEN e.type = 'City' THEN json_object('__typename', e.type, 'latitude', t19."latitude", 'projects', json_object('totalCount', coalesce(c22.rows, 0))) WHEN e.type = 'Institution' THEN json_object('__typename', e.type, 'founded', t23."founded", 'strategies', json_object('totalCount', coalesce(c26.rows, 0))) END) ORDER BY l.n) AS p0
  FROM page18 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN "City" t19 ON t19.nid = e.nid
  LEFT JOIN total20 c22 ON c22.parent = e.nid
  LEFT JOIN "Institution" t23 ON t23.nid = e.nid
  LEFT JOIN total24 c26 ON c26.parent = e.nid
  GROUP BY l.parent)
SELECT json_object('institution', json((SELECT json(CASE WHEN e1.nid IS NOT NULL THEN json_object('members', json_object('nodes', json(coalesce(j15.p0, '[]')))) END)
  FROM (SELECT 0 AS nid) q
  LEFT JOIN entity e1 ON e1.id = ?1 AND e1.type = 'Institution'
  LEFT JOIN json14 j15 ON j15.parent = e1.nid)), 'programme', json((SELECT json(CASE WHEN e17.nid IS NOT NULL THEN json_object('members', json_object('nodes', json(coalesce(j28.p0, '[]')))) END)
  FROM (SELECT 0 AS nid) q
  LEFT JOIN entity e17 ON e17.id = ?3 AND e17.type = 'Programme'
  LEFT JOIN json27 j28 ON j28.parent = e17.nid)))
  FROM (SELECT 0 AS nid) q
