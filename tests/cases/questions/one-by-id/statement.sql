SELECT json_object('city', json(CASE WHEN e1.nid IS NOT NULL THEN json_object('id', e1.id, 'iri', 'https://example.org/id/' || e1.id, 'type', 'CITY', '__typename', e1.type, 'name', e1.name, 'description', coalesce(e1."description" ->> '$."en"', e1."description" ->> '$."mul"', e1."description" ->> '$."und"', (SELECT v.value FROM json_each(e1."description") v LIMIT 1)), 'sameAs', json(coalesce(e1."same_as", '[]')), 'latitude', t2."latitude", 'longitude', t2."longitude", 'geonamesId', t2."geonames_id") END))
  FROM (SELECT 0 AS nid) q
  LEFT JOIN entity e1 ON e1.id = ?1 AND e1.type = 'City'
  LEFT JOIN "City" t2 ON t2.nid = e1.nid
