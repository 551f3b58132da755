WITH
page2 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 ASC, k1 ASC) AS n FROM (SELECT * FROM (SELECT p.nid AS parent, r.src AS nid, r.fact AS fact, e.fold AS k0, e.id AS k1
  FROM (SELECT x.nid FROM entity x WHERE x.id = ?1) p
  CROSS JOIN "LOCATED_IN" r ON r.dst = p.nid
  CROSS JOIN entity e ON e.nid = r.src
  WHERE e.type = 'City'
)
ORDER BY k0 ASC, k1 ASC LIMIT ?2))),
page3 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (PARTITION BY parent ORDER BY k0 DESC, k1 ASC) AS n FROM (SELECT p.nid AS parent, r.dst AS nid, r.fact AS fact, e.fold AS k0, e.id AS k1
  FROM (SELECT DISTINCT nid FROM page2) p
  CROSS JOIN "ADOPTED" r ON r.src = p.nid
  CROSS JOIN entity e ON e.nid = r.dst
)
) WHERE n <= ?3),
page5 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (PARTITION BY parent ORDER BY k0 ASC) AS n FROM (SELECT p.nid AS parent, r.dst AS nid, r.fact AS fact, e.id AS k0
  FROM (SELECT DISTINCT nid FROM page3) p
  CROSS JOIN "IN_AREA" r ON r.src = p.nid
  CROSS JOIN entity e ON e.nid = r.dst
)
) WHERE n <= ?4),
json6 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('name', e.name) ORDER BY l.n) AS p0
  FROM page5 l
  CROSS JOIN entity e ON e.nid = l.nid
  GROUP BY l.parent),
page9 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (PARTITION BY parent ORDER BY k0 ASC) AS n FROM (SELECT p.nid AS parent, r.dst AS nid, r.fact AS fact, e.id AS k0
  FROM (SELECT DISTINCT nid FROM page3) p
  CROSS JOIN "HAS_GOAL" r ON r.src = p.nid
  CROSS JOIN entity e ON e.nid = r.dst
)
) WHERE n <= ?5),
total11 AS MATERIALIZED (
SELECT p.nid AS parent, count(*) AS rows FROM (SELECT DISTINCT nid FROM page9) p
  CROSS JOIN "IN_AREA" r ON r.src = p.nid
GROUP BY 1),
json14 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('name', e.name, 'kind', t10."kind", 'text', t10."text", 'areas', json_object('totalCount', coalesce(c13.rows, 0))) ORDER BY l.n) AS p0
  FROM page9 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN "Goal" t10 ON t10.nid = e.nid
  LEFT JOIN total11 c13 ON c13.parent = e.nid
  GROUP BY l.parent),
json17 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('on', r."on", 'node', json_object('name', e.name, 'period', t4."period", 'validFrom', iif(instr(t4."period", '/'), nullif(nullif(substr(t4."period", 1, instr(t4."period", '/') - 1), '..'), ''), t4."period"), 'validUntil', iif(instr(t4."period", '/'), nullif(nullif(substr(t4."period", instr(t4."period", '/') + 1), '..'), ''), t4."period"), 'areas', json_object('nodes', json(coalesce(j7.p0, '[]'))), 'goals', json_object('nodes', json(coalesce(j15.p0, '[]'))))) ORDER BY l.n) AS p0
  FROM page3 l
  CROSS JOIN entity e ON e.nid = l.nid
  CROSS JOIN "ADOPTED" r ON r.src = l.parent AND r.dst = l.nid
  LEFT JOIN "Strategy" t4 ON t4.nid = e.nid
  LEFT JOIN json6 j7 ON j7.parent = e.nid
  LEFT JOIN json14 j15 ON j15.parent = e.nid
  GROUP BY l.parent),
json20 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('name', e.name, 'strategies', json_object('edges', json(coalesce(j18.p0, '[]')))) ORDER BY l.n) AS p0
  FROM page2 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN json17 j18 ON j18.parent = e.nid
  GROUP BY l.parent)
SELECT json_object('country', json(CASE WHEN e1.nid IS NOT NULL THEN json_object('cities', json_object('nodes', json(coalesce(j21.p0, '[]')))) END))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN entity e1 ON e1.id = ?1 AND e1.type = 'Country'
  LEFT JOIN json20 j21 ON j21.parent = e1.nid
