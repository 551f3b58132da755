WITH
page2 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT p.nid AS parent, r.src AS nid, r.fact AS fact, e.id AS k0
  FROM (SELECT x.nid FROM entity x WHERE x.id = ?1) p
  CROSS JOIN "OBSERVED_OF" r ON r.dst = p.nid
  CROSS JOIN entity e ON e.nid = r.src
)
ORDER BY k0 ASC LIMIT ?2))),
json6 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('measure', t3."measure", 'value', t3."value", 'unit', t3."unit", 'qualifier', t3."qualifier", 'date', t3."date", 'of', json(iif(e5.nid IS NULL, NULL, json_object('id', e5.id, 'name', e5.name)))) ORDER BY l.n) AS p0
  FROM page2 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN "Observation" t3 ON t3.nid = e.nid
  LEFT JOIN "OBSERVED_OF" r4 ON r4.src = e.nid
  LEFT JOIN entity e5 ON e5.nid = r4.dst
  GROUP BY l.parent),
page10 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT p.nid AS parent, r.src AS nid, r.fact AS fact, e.id AS k0
  FROM (SELECT x.nid FROM entity x WHERE x.id = ?3) p
  CROSS JOIN "OBSERVED_OF" r ON r.dst = p.nid
  CROSS JOIN entity e ON e.nid = r.src
)
ORDER BY k0 ASC LIMIT ?4))),
json12 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('value', t11."value") ORDER BY l.n) AS p0
  FROM page10 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN "Observation" t11 ON t11.nid = e.nid
  GROUP BY l.parent)
SELECT json_object('programme', json((SELECT json(CASE WHEN e1.nid IS NOT NULL THEN json_object('observations', json_object('nodes', json(coalesce(j7.p0, '[]')))) END)
  FROM (SELECT 0 AS nid) q
  LEFT JOIN entity e1 ON e1.id = ?1 AND e1.type = 'Programme'
  LEFT JOIN json6 j7 ON j7.parent = e1.nid)), 'city', json((SELECT json(CASE WHEN e9.nid IS NOT NULL THEN json_object('observations', json_object('nodes', json(coalesce(j13.p0, '[]')))) END)
  FROM (SELECT 0 AS nid) q
  LEFT JOIN entity e9 ON e9.id = ?3 AND e9.type = 'City'
  LEFT JOIN json12 j13 ON j13.parent = e9.nid)))
  FROM (SELECT 0 AS nid) q
