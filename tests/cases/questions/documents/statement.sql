WITH
page3 AS MATERIALIZED (
SELECT parent, nid, fact, n FROM (SELECT *, row_number() OVER (ORDER BY k0 DESC NULLS LAST, k1 DESC NULLS LAST, k2 ASC, k3 ASC) AS n FROM (SELECT * FROM (SELECT 0 AS parent, e.nid AS nid, NULL AS fact, t2."issued_first" AS k0, t2."issued_last" AS k1, e.fold AS k2, e.id AS k3
  FROM entity e
  LEFT JOIN "Document" t2 ON t2.nid = e.nid
  WHERE e.type = 'Document' AND e.nid IN (SELECT x1.nid FROM "Document" x1 WHERE x1."language" = ?1)
)
ORDER BY k0 DESC NULLS LAST, k1 DESC NULLS LAST, k2 ASC, k3 ASC LIMIT ?2))),
json5 AS MATERIALIZED (
SELECT l.parent AS parent, json_group_array(json_object('title', e.name, 'name', e.name, 'url', t4."url", 'issued', t4."issued", 'language', t4."language", 'kind', t4."kind") ORDER BY l.n) AS p0
  FROM page3 l
  CROSS JOIN entity e ON e.nid = l.nid
  LEFT JOIN "Document" t4 ON t4.nid = e.nid
  GROUP BY l.parent)
SELECT json_object('documents', json_object('nodes', json(coalesce(j6.p0, '[]'))))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN json5 j6 ON j6.parent = q.nid
