WITH
page1 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.id AS k0
  FROM entity e
  WHERE e.type = 'City'
)
ORDER BY k0 ASC LIMIT ?1))),
json2 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('id', e.id, 'name', e.name, 'pl', coalesce(e.names ->> '$."pl"', e.name), 'de', coalesce(e.names ->> '$."de"', e.names ->> '$."pl"', e.name), 'label', json_object('text', e.name, 'language', coalesce(CASE WHEN e.names ->> '$."en"' IS NOT NULL THEN 'en' END, (SELECT n.language FROM name n WHERE n.nid = e.nid AND n.place = 0), 'und')), 'polish', json_object('language', coalesce(CASE WHEN e.names ->> '$."pl"' IS NOT NULL THEN 'pl' END, (SELECT n.language FROM name n WHERE n.nid = e.nid AND n.place = 0), 'und'), 'text', coalesce(e.names ->> '$."pl"', e.name)), 'names', json((SELECT json_group_array(json_object('text', n.text, 'language', n.language, 'kind', n.kind) ORDER BY n.place) FROM name n WHERE n.nid = e.nid))) ORDER BY l.n) AS p0
  FROM page1 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent)
SELECT json_object('cities', json_object('nodes', json(coalesce(j3.p0, '[]'))))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json2 j3 ON j3.parent = q.nid
