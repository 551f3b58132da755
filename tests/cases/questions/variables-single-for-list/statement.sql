WITH
page1 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 DESC, k1 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.fold AS k0, e.id AS k1
  FROM entity e
  WHERE e.type = 'City'
)
ORDER BY k0 DESC, k1 ASC LIMIT ?1))),
json2 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('name', e.name) ORDER BY l.n) AS p0
  FROM page1 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent)
SELECT json_object('cities', json((SELECT json_object('nodes', json(coalesce(j3.p0, '[]')))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json2 j3 ON j3.parent = q.nid)), 'nodes', json((SELECT json_group_array(json(coalesce(json(CASE WHEN e5.nid IS NOT NULL THEN json_object('id', e5.id) WHEN x6.fid IS NOT NULL THEN json_object('id', x6."id") WHEN x7.fid IS NOT NULL THEN json_object('id', x7."id") END), 'null')) ORDER BY i.key) FROM json_each(?2) i
  LEFT JOIN entity e5 ON e5.id = i.value AND e5.type IN ('Country', 'City', 'Institution', 'Programme', 'Strategy', 'Goal', 'PolicyArea', 'Project', 'Event', 'Document', 'Observation')
  LEFT JOIN fact x6 ON x6.id = i.value
  LEFT JOIN claim x7 ON x7.id = i.value)))
  FROM (SELECT 0 AS nid) q
