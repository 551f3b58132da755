WITH n AS (SELECT nid FROM entity WHERE id = 'programme/1'),
m AS MATERIALIZED (
  SELECT r.since, r.since_first, r.since_last, r.since_year, l.dst AS country
  FROM n CROSS JOIN MEMBER_OF r ON r.dst = n.nid
  LEFT JOIN LOCATED_IN l ON l.src = r.src AND +l.dst IN (SELECT nid FROM Country)
)
SELECT json_array(
  (SELECT count(*) FROM m),
  (SELECT json_group_array(json_array(id, name, c) ORDER BY id IS NULL, c DESC, fold, id)
   FROM (SELECT k.id, k.name, k.fold, g.c
         FROM (SELECT country, count(*) AS c FROM m GROUP BY country) g LEFT JOIN entity k ON k.nid = g.country
         ORDER BY k.id IS NULL, g.c DESC, k.fold, k.id LIMIT 10)),
  (SELECT json_group_array(json_array(since_year, c) ORDER BY since_year IS NULL, since_year)
   FROM (SELECT since_year, count(*) AS c FROM m GROUP BY since_year ORDER BY since_year IS NULL, since_year LIMIT 100)),
  (SELECT json_array(count(since), (SELECT since FROM m WHERE since IS NOT NULL ORDER BY since_first, since_last LIMIT 1),
    (SELECT since FROM m ORDER BY since_first DESC, since_last DESC LIMIT 1)) FROM m))
