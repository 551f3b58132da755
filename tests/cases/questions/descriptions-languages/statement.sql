WITH
page1 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.id AS k0
  FROM entity e
  WHERE e.type = 'Programme'
)
ORDER BY k0 ASC LIMIT ?1))),
json2 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id, 'description', coalesce(e."description" ->> '$."pl"', e."description" ->> '$."en"', e."description" ->> '$."mul"', e."description" ->> '$."und"', (SELECT v.value FROM json_each(e."description") v LIMIT 1)), 'label', json_object('text', coalesce(e.names ->> '$."de"', e.names ->> '$."pl"', e.name), 'language', coalesce(CASE WHEN e.names ->> '$."de"' IS NOT NULL THEN 'de' WHEN e.names ->> '$."pl"' IS NOT NULL THEN 'pl' END, (SELECT n.language FROM name n WHERE n.nid = e.nid AND n.place = 0), 'und'))) ORDER BY l.n) AS p0
  FROM page1 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent)
SELECT json_object('programmes', json_object('nodes', json(coalesce(j3.p0, '[]'))))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json2 j3 ON j3.parent = q.nid
