SELECT json_object('city', json(CASE WHEN e1.nid IS NOT NULL THEN json_object('country', json(iif(e3.nid IS NULL, NULL, json_object('code', t4."code", 'name', e3.name))), 'name', e1.name) END))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN entity e1 ON e1.id = ?1 AND e1.type = 'City'
  LEFT JOIN "LOCATED_IN" r2 ON r2.src = e1.nid AND +r2.dst IN (SELECT nid FROM "Country")
  LEFT JOIN entity e3 ON e3.nid = r2.dst
  LEFT JOIN "Country" t4 ON t4.nid = e3.nid
