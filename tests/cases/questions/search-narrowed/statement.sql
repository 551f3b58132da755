WITH
found1 AS MATERIALIZED (
SELECT e.nid AS nid, j.key AS n, j.value AS hit FROM json_each(?1, '$.hits') j CROSS JOIN entity e ON e.id = j.value ->> 0),
found2 AS MATERIALIZED (
SELECT e.nid AS nid, j.key AS n, j.value AS hit FROM json_each(?2, '$.hits') j CROSS JOIN entity e ON e.id = j.value ->> 0)
SELECT json_object('__typename', 'Query', 'first', json_object('__typename', 'SearchConnection', 'edges', json((SELECT json_group_array(json_object('__typename', 'SearchEdge', 'matched', json_object('__typename', 'Label', 'text', l.hit ->> 2), 'node', json_object('id', e.id)) ORDER BY l.n)
  FROM found1 l
  CROSS JOIN entity e ON e.nid = l.nid))), 'second', json_object('totalCount', ?2 ->> '$.total', 'nodes', json((SELECT json_group_array(json_object('id', e.id) ORDER BY l.n)
  FROM found2 l
  CROSS JOIN entity e ON e.nid = l.nid))))
  FROM (SELECT 0 AS nid) q
