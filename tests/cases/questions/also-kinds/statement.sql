WITH
page2 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, e.id AS k0
  FROM entity e
  WHERE e.type = 'Programme' AND e.nid IN (SELECT x1.nid FROM "Programme" x1 WHERE EXISTS (SELECT 1 FROM json_each(x1."also_kinds") v WHERE v.value = ?1))
)
ORDER BY k0 ASC LIMIT ?2))),
page4 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (PARTITION BY parent ORDER BY k0 ASC) AS n FROM (SELECT p.nid AS parent, r.dst AS nid, r.fact AS fact, e.id AS k0
  FROM (SELECT DISTINCT nid FROM page2) p
  CROSS JOIN "RUN_BY" r ON r.src = p.nid
  CROSS JOIN entity e ON e.nid = r.dst
)
) WHERE n <= ?3),
json5 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('name', e.name) ORDER BY l.n) AS p0
  FROM page4 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent),
json8 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('name', e.name, 'kind', t3."kind", 'alsoKinds', json(coalesce(t3."also_kinds", '[]')), 'started', t3."started", 'runBy', json_object('nodes', json(coalesce(j6.p0, '[]')))) ORDER BY l.n) AS p0
  FROM page2 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN "Programme" t3 ON t3.nid = e.nid
  LEFT JOIN json5 j6 ON j6.parent = e.nid
  GROUP BY l.parent)
SELECT json_object('programmes', json_object('nodes', json(coalesce(j9.p0, '[]'))))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json8 j9 ON j9.parent = q.nid
