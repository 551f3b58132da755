SELECT json_object('nodes', json((SELECT json_group_array(json(coalesce(json(CASE WHEN e1.nid IS NOT NULL THEN json_object('id', e1.id, '__typename', e1.type, 'name', e1.name) WHEN x2.fid IS NOT NULL THEN json_object('id', x2."id", '__typename', 'Fact') WHEN x3.fid IS NOT NULL THEN json_object('id', x3."id", '__typename', 'Claim') END), 'null')) ORDER BY i.key) FROM json_each(?1) i
  LEFT JOIN entity e1 ON e1.id = i.value AND e1.type IN ('Country', 'City', 'Institution', 'Programme', 'Strategy', 'Goal', 'PolicyArea', 'Project', 'Event', 'Document', 'Observation')
  LEFT JOIN fact x2 ON x2.id = i.value
  LEFT JOIN claim x3 ON x3.id = i.value)))
  FROM (SELECT 0 AS nid) q
