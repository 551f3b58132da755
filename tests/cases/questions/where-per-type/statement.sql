WITH
page5 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT p.nid AS parent, r.src AS nid, r.fact AS fact, e.id AS k0
  FROM (SELECT x.nid FROM entity x WHERE x.id = ?1) p
  CROSS JOIN "MEMBER_OF" r ON r.dst = p.nid
  CROSS JOIN entity e ON e.nid = r.src
  WHERE ((e.type = 'City' AND e.nid IN (SELECT r2.src FROM "LOCATED_IN" r2 WHERE +r2.dst IN (SELECT nid FROM "Country") AND r2.dst IN (SELECT x3.nid FROM "Country" x3 WHERE x3."code" = ?2))) OR (e.type = 'Institution' AND e.nid IN (SELECT x4.nid FROM "Institution" x4 WHERE x4."kind" = ?3)))
)
ORDER BY k0 ASC LIMIT ?4))),
json6 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('name', e.name) ORDER BY l.n) AS p0
  FROM page5 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent)
SELECT json_object('programme', json(CASE WHEN e1.nid IS NOT NULL THEN json_object('members', json_object('nodes', json(coalesce(j7.p0, '[]')))) END))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN entity e1 ON e1.id = ?1 AND e1.type = 'Programme'
  LEFT JOIN json6 j7 ON j7.parent = e1.nid
