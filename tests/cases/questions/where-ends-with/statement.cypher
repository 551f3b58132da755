CALL () {
  MATCH (e1:`City`) USING INDEX e1:`City`(`id`)
  WHERE e1.fold ENDS WITH $p0 AND e1.id IS NOT NULL
  WITH e1 ORDER BY e1.id LIMIT $p1
  RETURN collect([e1.id]) AS v2
}
RETURN [v2, COUNT { MATCH (e3:`City`) WHERE e3.fold ENDS WITH $p2 RETURN e3 }] AS value
