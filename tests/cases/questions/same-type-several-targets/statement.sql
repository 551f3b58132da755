WITH
reached6 AS MATERIALIZED (
SELECT DISTINCT r.dst AS nid FROM (SELECT x.nid FROM entity x WHERE x.id = ?1) p CROSS JOIN "LOCATED_IN" r ON r.src = p.nid)
SELECT json_object('institution', json(CASE WHEN e1.nid IS NOT NULL THEN json_object('country', json(iif(e3.nid IS NULL, NULL, json_object('id', e3.id))), 'city', json(iif(e5.nid IS NULL, NULL, json_object('id', e5.id, 'name', e5.name, 'country', json(iif(e8.nid IS NULL, NULL, json_object('id', e8.id, 'name', e8.name))))))) END))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN entity e1 ON e1.id = ?1 AND e1.type = 'Institution'
  LEFT JOIN "LOCATED_IN" r2 ON r2.src = e1.nid AND +r2.dst IN (SELECT nid FROM "Country")
  LEFT JOIN entity e3 ON e3.nid = r2.dst
  LEFT JOIN "LOCATED_IN" r4 ON r4.src = e1.nid AND +r4.dst IN (SELECT nid FROM "City")
  LEFT JOIN entity e5 ON e5.nid = r4.dst
  LEFT JOIN "LOCATED_IN" r7 ON r7.src = e5.nid AND +r7.dst IN (SELECT nid FROM "Country")
  LEFT JOIN entity e8 ON e8.nid = r7.dst
