SELECT json_object('city', json((SELECT json(CASE WHEN e1.nid IS NOT NULL THEN json_object('id', e1.id, 'name', e1.name) END)
  FROM (SELECT 0 AS nid) q
  LEFT JOIN entity e1 ON e1.id = ?1 AND e1.type = 'City')), 'institution', json((SELECT json(CASE WHEN e2.nid IS NOT NULL THEN json_object('id', e2.id) END)
  FROM (SELECT 0 AS nid) q
  LEFT JOIN entity e2 ON e2.id = ?2 AND e2.type = 'Institution')))
  FROM (SELECT 0 AS nid) q
