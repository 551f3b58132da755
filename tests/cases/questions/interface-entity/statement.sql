WITH
page2 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT p.nid AS parent, r.src AS nid, r.fact AS fact, e.id AS k0
  FROM (SELECT x.nid FROM entity x WHERE x.id = ?1) p
  CROSS JOIN "IN_AREA" r ON r.dst = p.nid
  CROSS JOIN entity e ON e.nid = r.src
)
ORDER BY k0 ASC LIMIT ?2))),
json5 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json(CASE WHEN e.type IN ('Country', 'City', 'Institution', 'Programme', 'PolicyArea', 'Project', 'Event', 'Document', 'Observation') THEN json_object('id', e.id, 'type', CASE e.type WHEN 'Country' THEN 'COUNTRY' WHEN 'City' THEN 'CITY' WHEN 'Institution' THEN 'INSTITUTION' WHEN 'Programme' THEN 'PROGRAMME' WHEN 'PolicyArea' THEN 'POLICY_AREA' WHEN 'Project' THEN 'PROJECT' WHEN 'Event' THEN 'EVENT' WHEN 'Document' THEN 'DOCUMENT' WHEN 'Observation' THEN 'OBSERVATION' END) WHEN e.type = 'Strategy' THEN json_object('id', e.id, 'type', 'STRATEGY', 'period', t3."period") WHEN e.type = 'Goal' THEN json_object('id', e.id, 'type', 'GOAL', 'text', t4."text") END) ORDER BY l.n) AS p0
  FROM page2 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN "Strategy" t3 ON t3.nid = e.nid
  LEFT JOIN "Goal" t4 ON t4.nid = e.nid
  GROUP BY l.parent)
SELECT json_object('area', json(CASE WHEN e1.nid IS NOT NULL THEN json_object('name', e1.name, 'inArea', json_object('nodes', json(coalesce(j6.p0, '[]')))) END))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN entity e1 ON e1.id = ?1 AND e1.type = 'PolicyArea'
  LEFT JOIN json5 j6 ON j6.parent = e1.nid
