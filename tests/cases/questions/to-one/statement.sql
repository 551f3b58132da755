WITH
reached4 AS MATERIALIZED (
SELECT DISTINCT r.dst AS nid FROM (SELECT x.nid FROM entity x WHERE x.id = ?1) p CROSS JOIN "LOCATED_IN" r ON r.src = p.nid),
total6 AS MATERIALIZED (
SELECT p.nid AS parent, count(*) AS rows FROM (SELECT nid FROM reached4) p
  CROSS JOIN "LOCATED_IN" r ON r.dst = p.nid
  CROSS JOIN entity e ON e.nid = r.src
  WHERE e.type = 'City'
GROUP BY 1)
SELECT json_object('city', json((SELECT json(CASE WHEN e1.nid IS NOT NULL THEN json_object('name', e1.name, 'country', json(iif(e3.nid IS NULL, NULL, json_object('code', t5."code", 'name', e3.name, 'cities', json_object('totalCount', coalesce(c8.rows, 0)))))) END)
  FROM (SELECT 0 AS nid) q
  LEFT JOIN entity e1 ON e1.id = ?1 AND e1.type = 'City'
  LEFT JOIN "LOCATED_IN" r2 ON r2.src = e1.nid AND +r2.dst IN (SELECT nid FROM "Country")
  LEFT JOIN entity e3 ON e3.nid = r2.dst
  LEFT JOIN "Country" t5 ON t5.nid = e3.nid
  LEFT JOIN total6 c8 ON c8.parent = e3.nid)), 'institution', json((SELECT json(CASE WHEN e9.nid IS NOT NULL THEN json_object('country', json(iif(e11.nid IS NULL, NULL, json_object('name', e11.name))), 'city', json(iif(e13.nid IS NULL, NULL, json_object('name', e13.name)))) END)
  FROM (SELECT 0 AS nid) q
  LEFT JOIN entity e9 ON e9.id = ?2 AND e9.type = 'Institution'
  LEFT JOIN "LOCATED_IN" r10 ON r10.src = e9.nid AND +r10.dst IN (SELECT nid FROM "Country")
  LEFT JOIN entity e11 ON e11.nid = r10.dst
  LEFT JOIN "LOCATED_IN" r12 ON r12.src = e9.nid AND +r12.dst IN (SELECT nid FROM "City")
  LEFT JOIN entity e13 ON e13.nid = r12.dst)))
  FROM (SELECT 0 AS nid) q
