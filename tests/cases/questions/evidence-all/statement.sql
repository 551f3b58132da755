WITH
chosen2 AS MATERIALIZED (
SELECT * FROM (SELECT c.fid, c.place, p.nid AS parent, row_number() OVER (PARTITION BY p.nid ORDER BY c.place, f.slot, f.id) AS n FROM (SELECT x.nid FROM entity x WHERE x.id = ?1) p CROSS JOIN fact f ON f.subject = p.nid AND f.slot <> '' CROSS JOIN claim c ON c.fid = f.fid) WHERE n <= 20),
json4 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('value', nullif(c.value, ''), 'fact', json_object('property', f3."property"), '__typename', 'Claim') ORDER BY l.n) AS j
  FROM chosen2 l
  CROSS JOIN claim c ON c.fid = l.fid AND c.place = l.place
  LEFT JOIN fact f3 ON f3.fid = c.fid
  GROUP BY l.parent)
SELECT json_object('city', json(CASE WHEN e1.nid IS NOT NULL THEN json_object('evidence', json(coalesce(j5.j, '[]'))) END))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN entity e1 ON e1.id = ?1 AND e1.type = 'City'
  LEFT JOIN json4 j5 ON j5.parent = e1.nid
