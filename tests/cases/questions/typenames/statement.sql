WITH
page1 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC, k1 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.fold AS k0, e.id AS k1
  FROM entity e
  WHERE e.type = 'City'
)
ORDER BY k0 ASC, k1 ASC LIMIT ?1))),
json2 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('__typename', 'CityEdge', 'node', json_object('__typename', e.type, 'label', json_object('__typename', 'Label'), 'names', json((SELECT json_group_array(json_object('__typename', 'Name') ORDER BY n.place) FROM name n WHERE n.nid = e.nid)))) ORDER BY l.n) AS p1
  FROM page1 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent)
SELECT json_object('__typename', 'Query', 'cities', json((SELECT json_object('__typename', 'CityConnection', 'edges', json(coalesce(j3.p1, '[]')), 'pageInfo', json_object('__typename', 'PageInfo'))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json2 j3 ON j3.parent = q.nid)))
  FROM (SELECT 0 AS nid) q
