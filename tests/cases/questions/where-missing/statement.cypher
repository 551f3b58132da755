CALL () {
  MATCH (e1:`City`)
  WHERE e1.`latitude` IS NULL
  WITH e1 ORDER BY e1.id LIMIT $p0
  RETURN collect([e1.name]) AS v2
}
CALL () {
  MATCH (e3:`City`) USING INDEX e3:`City`(`id`)
  WHERE NOT e3.`latitude` IS NULL AND e3.id IS NOT NULL
  WITH e3 ORDER BY e3.id LIMIT $p1
  RETURN collect([e3.name]) AS v4
}
RETURN [v2, v4] AS value
