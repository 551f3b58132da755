WITH
page2 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC, k1 ASC) AS n FROM (SELECT * FROM (SELECT p.nid AS parent, r.src AS nid, r.fact AS fact, e.fold AS k0, e.id AS k1
  FROM (SELECT x.nid FROM entity x WHERE x.id = ?1) p
  CROSS JOIN "LOCATED_IN" r ON r.dst = p.nid
  CROSS JOIN entity e ON e.nid = r.src
  WHERE e.type = 'City'
)
ORDER BY k0 ASC, k1 ASC LIMIT ?2))),
json3 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('name', coalesce(e.names ->> '$."pl"', e.names ->> '$."en"', e.name)) ORDER BY l.n) AS p0
  FROM page2 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent)
SELECT json_object('country', json(CASE WHEN e1.nid IS NOT NULL THEN json_object('name', coalesce(e1.names ->> '$."pl"', e1.names ->> '$."en"', e1.name), 'cities', json_object('nodes', json(coalesce(j4.p0, '[]')))) END))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN entity e1 ON e1.id = ?1 AND e1.type = 'Country'
  LEFT JOIN json3 j4 ON j4.parent = e1.nid
