SELECT json_object('node', json(CASE WHEN e1.nid IS NOT NULL THEN json(CASE WHEN e1.type IN ('Country', 'Institution', 'Programme', 'Goal', 'PolicyArea', 'Project', 'Event', 'Document', 'Observation') THEN json_object('__typename', e1.type, 'id', e1.id) WHEN e1.type = 'City' THEN json_object('__typename', e1.type, 'id', e1.id, 'latitude', t2."latitude") WHEN e1.type = 'Strategy' THEN json_object('__typename', e1.type, 'id', e1.id, 'period', t3."period") END) WHEN x4.fid IS NOT NULL THEN json_object('__typename', 'Fact', 'id', x4."id") WHEN x5.fid IS NOT NULL THEN json_object('__typename', 'Claim', 'id', x5."id") END))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN entity e1 ON e1.id = ?1 AND e1.type IN ('Country', 'Institution', 'Programme', 'Goal', 'PolicyArea', 'Project', 'Event', 'Document', 'Observation', 'City', 'Strategy')
  LEFT JOIN "City" t2 ON t2.nid = e1.nid
  LEFT JOIN "Strategy" t3 ON t3.nid = e1.nid
  LEFT JOIN fact x4 ON x4.id = ?1
  LEFT JOIN claim x5 ON x5.id = ?1
