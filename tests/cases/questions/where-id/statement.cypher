CALL () {
  MATCH (e1:`City`)
  WHERE e1.id IN $p1
  WITH e1 ORDER BY e1.id LIMIT $p2
  RETURN collect([e1.id]) AS v2
}
CALL () {
  MATCH (e3:`Country`)
  WHERE e3.id = $p3
  WITH e3 ORDER BY e3.id LIMIT $p4
  RETURN collect([e3.id]) AS v4
}
RETURN [v2, v4] AS value
