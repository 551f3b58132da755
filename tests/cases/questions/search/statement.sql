WITH
found1 AS MATERIALIZED (
SELECT e.nid AS nid, j.key AS n, j.value AS hit FROM json_each(?1, '$.hits') j CROSS JOIN entity e ON e.id = j.value ->> 0),
page5 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (PARTITION BY parent ORDER BY k0 ASC) AS n FROM (SELECT p.nid AS parent, r.src AS nid, r.fact AS fact, e.id AS k0
  FROM (SELECT DISTINCT nid FROM found1) p
  CROSS JOIN "ADOPTED" r ON r.dst = p.nid
  CROSS JOIN entity e ON e.nid = r.src
)
) WHERE n <= ?2),
json6 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('name', e.name) ORDER BY l.n) AS p0
  FROM page5 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent)
SELECT json_object('search', json_object('totalCount', ?1 ->> '$.total', 'exact', json(iif(?1 ->> '$.exact', 'true', 'false')), 'pageInfo', json_object('hasNextPage', json(iif(?1 ->> '$.more', 'true', 'false')), 'hasPreviousPage', json(iif(0, 'true', 'false')), 'startCursor', ?1 ->> '$.hits[0][4]', 'endCursor', ?1 ->> '$.hits[#-1][4]'), 'edges', json((SELECT json_group_array(json_object('cursor', l.hit ->> 4, 'score', l.hit ->> 1, 'matched', json_object('text', l.hit ->> 2, 'language', l.hit ->> 3), 'node', json(CASE WHEN e.type IN ('Country', 'Institution', 'Programme', 'Goal', 'PolicyArea', 'Project', 'Event', 'Document', 'Observation') THEN json_object('id', e.id, 'name', e.name, '__typename', e.type) WHEN e.type = 'City' THEN json_object('id', e.id, 'name', e.name, '__typename', e.type, 'country', json(iif(e3.nid IS NULL, NULL, json_object('code', t4."code")))) WHEN e.type = 'Strategy' THEN json_object('id', e.id, 'name', e.name, '__typename', e.type, 'adoptedBy', json_object('nodes', json(coalesce(j7.p0, '[]')))) END)) ORDER BY l.n)
  FROM found1 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN "LOCATED_IN" r2 ON r2.src = e.nid AND +r2.dst IN (SELECT nid FROM "Country")
  LEFT JOIN entity e3 ON e3.nid = r2.dst
  LEFT JOIN "Country" t4 ON t4.nid = e3.nid
  LEFT JOIN json6 j7 ON j7.parent = e.nid)), 'nodes', json((SELECT json_group_array(json_object('id', e.id) ORDER BY l.n)
  FROM found1 l
  CROSS JOIN entity e ON e.nid = l.nid))))
  FROM (SELECT 0 AS nid) q
