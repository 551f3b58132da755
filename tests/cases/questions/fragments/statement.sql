WITH
page4 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT p.nid AS parent, r.dst AS nid, r.fact AS fact, e.id AS k0
  FROM (SELECT x.nid FROM entity x WHERE x.id = ?1) p
  CROSS JOIN "MEMBER_OF" r ON r.src = p.nid
  CROSS JOIN entity e ON e.nid = r.dst
)
ORDER BY k0 ASC LIMIT ?2))),
json5 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id, 'name', e.name) ORDER BY l.n) AS p0
  FROM page4 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent)
SELECT json_object('city', json(CASE WHEN e1.nid IS NOT NULL THEN json_object('id', e1.id, 'name', e1.name, 'country', json(iif(e3.nid IS NULL, NULL, json_object('id', e3.id, 'name', e3.name))), 'memberOf', json_object('nodes', json(coalesce(j6.p0, '[]')))) END))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN entity e1 ON e1.id = ?1 AND e1.type = 'City'
  LEFT JOIN "LOCATED_IN" r2 ON r2.src = e1.nid AND +r2.dst IN (SELECT nid FROM "Country")
  LEFT JOIN entity e3 ON e3.nid = r2.dst
  LEFT JOIN json5 j6 ON j6.parent = e1.nid
