SELECT json_object('node', json(CASE WHEN e1.nid IS NOT NULL THEN json_object('id', e1.id, '__typename', e1.type) WHEN x2.fid IS NOT NULL THEN json_object('id', x2."id", '__typename', 'Fact') WHEN x3.fid IS NOT NULL THEN json_object('id', x3."id", '__typename', 'Claim') END))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN entity e1 ON e1.id = ?1 AND e1.type IN ('Country', 'City', 'Institution', 'Programme', 'Strategy', 'Goal', 'PolicyArea', 'Project', 'Event', 'Document', 'Observation')
  LEFT JOIN fact x2 ON x2.id = ?1
  LEFT JOIN claim x3 ON x3.id = ?1
