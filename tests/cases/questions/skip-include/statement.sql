SELECT json_object('city', json(CASE WHEN e1.nid IS NOT NULL THEN json_object('id', e1.id, 'name', e1.name, 'latitude', t2."latitude") END))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN entity e1 ON e1.id = ?1 AND e1.type = 'City'
  LEFT JOIN "City" t2 ON t2.nid = e1.nid
