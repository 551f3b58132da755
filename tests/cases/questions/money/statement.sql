WITH
page2 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 DESC NULLS LAST, k1 DESC NULLS LAST, k2 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, t1."budget_currency" AS k0, t1."budget_number" AS k1, e.id AS k2
  FROM entity e
  LEFT JOIN "Project" t1 ON t1.nid = e.nid
  WHERE e.type = 'Project'
)
ORDER BY k0 DESC NULLS LAST, k1 DESC NULLS LAST, k2 ASC LIMIT ?1))),
page4 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (PARTITION BY parent ORDER BY k0 ASC) AS n FROM (SELECT p.nid AS parent, r.dst AS nid, r.fact AS fact, e.id AS k0
  FROM (SELECT DISTINCT nid FROM page2) p
  CROSS JOIN "FUNDED_BY" r ON r.src = p.nid
  CROSS JOIN entity e ON e.nid = r.dst
)
) WHERE n <= ?2),
chosen5 AS MATERIALIZED (
SELECT c.fid, c.place, c.fid AS parent, c.place AS n FROM (SELECT DISTINCT fact AS fid FROM page4) p CROSS JOIN claim c ON c.fid = p.fid WHERE c.place < 20),
json6 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('amount', json(iif((SELECT v.value ->> 1 FROM json_each(c.qualifiers) v WHERE v.value ->> 0 = 'amount') IS NULL, NULL, json_object('value', substr((SELECT v.value ->> 1 FROM json_each(c.qualifiers) v WHERE v.value ->> 0 = 'amount'), 1, instr((SELECT v.value ->> 1 FROM json_each(c.qualifiers) v WHERE v.value ->> 0 = 'amount'), ' ') - 1))))) ORDER BY l.n) AS j
  FROM chosen5 l
  CROSS JOIN claim c ON c.fid = l.fid AND c.place = l.place
  GROUP BY l.parent),
json8 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('amount', json(iif(r."amount" IS NULL, NULL, json_object('currency', r."amount_currency", 'value', r."amount"))), 'node', json_object('name', e.name), 'evidence', json(coalesce(j7.j, '[]'))) ORDER BY l.n) AS p0
  FROM page4 l
  CROSS JOIN entity e ON e.nid = l.nid
  CROSS JOIN "FUNDED_BY" r ON r.src = l.parent AND r.dst = l.nid
  LEFT JOIN json6 j7 ON j7.parent = l.fact
  GROUP BY l.parent),
json11 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('name', e.name, 'budget', json(iif(t3."budget" IS NULL, NULL, json_object('value', t3."budget", 'currency', t3."budget_currency"))), 'fundedBy', json_object('edges', json(coalesce(j9.p0, '[]')))) ORDER BY l.n) AS p0
  FROM page2 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN "Project" t3 ON t3.nid = e.nid
  LEFT JOIN json8 j9 ON j9.parent = e.nid
  GROUP BY l.parent)
SELECT json_object('projects', json_object('nodes', json(coalesce(j12.p0, '[]'))))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json11 j12 ON j12.parent = q.nid
