CALL () {
  MATCH (e1:`City`) USING INDEX e1:`City`(`id`)
  WHERE e1.fold CONTAINS $p0 AND e1.id IS NOT NULL
  WITH e1 ORDER BY e1.id LIMIT $p1
  RETURN collect([e1.name]) AS v2
}
CALL () {
  MATCH (e3:`City`)
  WHERE e3.fold = $p2
  WITH e3 ORDER BY e3.id LIMIT $p3
  RETURN collect([e3.name]) AS v4
}
CALL () {
  MATCH (e5:`City`)
  WHERE e5.fold IN $p4
  WITH e5 ORDER BY e5.id LIMIT $p5
  RETURN collect([e5.name]) AS v6
}
RETURN [v2, v4, v6] AS value
