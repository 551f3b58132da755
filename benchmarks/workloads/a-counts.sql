WITH c AS MATERIALIZED (
  SELECT e.nid, e.id, (SELECT count(*) FROM PARTNER_IN r WHERE r.src = e.nid) AS k
  FROM entity e WHERE e.type = 'City'
    AND e.nid IN (SELECT r.src FROM PARTNER_IN r WHERE r.dst IN (SELECT src FROM FUNDED_BY))
), f AS MATERIALIZED (SELECT * FROM c WHERE k >= 5)
SELECT json_array((SELECT count(*) FROM f), (
  SELECT json_group_array(json_array(id, (
    SELECT count(*) FROM PARTNER_IN r WHERE r.src = p.nid AND r.dst IN (SELECT src FROM FUNDED_BY)
  )) ORDER BY k DESC, id) FROM (SELECT * FROM f ORDER BY k DESC, id LIMIT 20) p))
