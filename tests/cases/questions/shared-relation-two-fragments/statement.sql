WITH
page2 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (PARTITION BY parent ORDER BY k0 ASC) AS n FROM (SELECT p.nid AS parent, r.dst AS nid, r.fact AS fact, e.id AS k0
  FROM (SELECT x.nid FROM entity x WHERE x.id IN (SELECT value FROM json_each(?1))) p
  CROSS JOIN "MEMBER_OF" r ON r.src = p.nid
  CROSS JOIN entity e ON e.nid = r.dst
)
) WHERE n <= ?2),
json3 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id) ORDER BY l.n) AS p0
  FROM page2 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent),
page6 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (PARTITION BY parent ORDER BY k0 ASC) AS n FROM (SELECT p.nid AS parent, r.dst AS nid, r.fact AS fact, e.id AS k0
  FROM (SELECT x.nid FROM entity x WHERE x.id IN (SELECT value FROM json_each(?1))) p
  CROSS JOIN "MEMBER_OF" r ON r.src = p.nid
  CROSS JOIN entity e ON e.nid = r.dst
)
) WHERE n <= ?3),
json7 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('since', r."since") ORDER BY l.n) AS p0
  FROM page6 l
  CROSS JOIN entity e ON e.nid = l.nid
  CROSS JOIN "MEMBER_OF" r ON r.src = l.parent AND r.dst = l.nid
  GROUP BY l.parent)
SELECT json_object('nodes', json((SELECT json_group_array(json(coalesce(json(CASE WHEN e1.nid IS NOT NULL THEN json(CASE WHEN e1.type IN ('Country', 'Programme', 'Strategy', 'Goal', 'PolicyArea', 'Project', 'Event', 'Document', 'Observation') THEN json_object() WHEN e1.type = 'City' THEN json_object('memberOf', json_object('nodes', json(coalesce(j4.p0, '[]')))) WHEN e1.type = 'Institution' THEN json_object('memberOf', json_object('edges', json(coalesce(j8.p0, '[]')))) END) WHEN x10.fid IS NOT NULL THEN json_object() WHEN x11.fid IS NOT NULL THEN json_object() END), 'null')) ORDER BY i.key) FROM json_each(?1) i
  LEFT JOIN entity e1 ON e1.id = i.value AND e1.type IN ('Country', 'Programme', 'Strategy', 'Goal', 'PolicyArea', 'Project', 'Event', 'Document', 'Observation', 'City', 'Institution')
  LEFT JOIN json3 j4 ON j4.parent = e1.nid
  LEFT JOIN json7 j8 ON j8.parent = e1.nid
  LEFT JOIN fact x10 ON x10.id = i.value
  LEFT JOIN claim x11 ON x11.id = i.value)))
  FROM (SELECT 0 AS nid) q
