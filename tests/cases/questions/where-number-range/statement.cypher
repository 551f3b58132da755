CALL () {
  MATCH (e1:`City`)
  WHERE e1.`latitude` >= $p0 AND e1.`latitude` < $p1
  WITH e1 ORDER BY e1.id LIMIT $p2
  RETURN collect([e1.id, e1.`latitude`]) AS v2
}
CALL () {
  MATCH (e3:`Observation`)
  WHERE e3.`value` > $p3
  WITH e3 ORDER BY e3.id LIMIT $p4
  RETURN collect([e3.id, e3.`value`]) AS v4
}
RETURN [v2, v4] AS value
