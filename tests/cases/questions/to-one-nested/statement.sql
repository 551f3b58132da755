WITH
reached4 AS MATERIALIZED (
SELECT DISTINCT r.dst AS nid FROM (SELECT x.nid FROM entity x WHERE x.id = ?1) p CROSS JOIN "LOCATED_IN" r ON r.src = p.nid),
reached7 AS MATERIALIZED (
SELECT DISTINCT r.dst AS nid FROM (SELECT nid FROM reached4) p CROSS JOIN "LOCATED_IN" r ON r.src = p.nid),
page8 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (PARTITION BY parent ORDER BY k0 ASC, k1 ASC) AS n FROM (SELECT p.nid AS parent, r.src AS nid, r.fact AS fact, e.fold AS k0, e.id AS k1
  FROM (SELECT nid FROM reached7) p
  CROSS JOIN "LOCATED_IN" r ON r.dst = p.nid
  CROSS JOIN entity e ON e.nid = r.src
  WHERE e.type = 'Institution'
)
) WHERE n <= ?2),
json9 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('name', e.name) ORDER BY l.n) AS p0
  FROM page8 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent)
SELECT json_object('institution', json(CASE WHEN e1.nid IS NOT NULL THEN json_object('city', json(iif(e3.nid IS NULL, NULL, json_object('country', json(iif(e6.nid IS NULL, NULL, json_object('name', coalesce(e6.names ->> '$."pl"', e6.name), 'institutions', json_object('nodes', json(coalesce(j10.p0, '[]')))))))))) END))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN entity e1 ON e1.id = ?1 AND e1.type = 'Institution'
  LEFT JOIN "LOCATED_IN" r2 ON r2.src = e1.nid AND +r2.dst IN (SELECT nid FROM "City")
  LEFT JOIN entity e3 ON e3.nid = r2.dst
  LEFT JOIN "LOCATED_IN" r5 ON r5.src = e3.nid AND +r5.dst IN (SELECT nid FROM "Country")
  LEFT JOIN entity e6 ON e6.nid = r5.dst
  LEFT JOIN json9 j10 ON j10.parent = e6.nid
