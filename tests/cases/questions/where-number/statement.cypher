CALL () {
  MATCH (e1:`City`)
  WHERE e1.`geonames_id` = $p0
  WITH e1 ORDER BY e1.id LIMIT $p1
  RETURN collect([e1.name]) AS v2
}
CALL () {
  MATCH (e3:`City`)
  WHERE e3.`latitude` = $p2
  WITH e3 ORDER BY e3.id LIMIT $p3
  RETURN collect([e3.name]) AS v4
}
RETURN [v2, v4] AS value
