CALL () {
  MATCH (e1:`Institution`) USING INDEX e1:`Institution`(`id`)
  WHERE e1.fold CONTAINS $p0 AND e1.id IS NOT NULL
  WITH e1 ORDER BY e1.id LIMIT $p1
  RETURN collect([e1.name]) AS v2
}
CALL () {
  MATCH (e3:`Project`)
  WHERE e3.fold = $p2
  WITH e3 ORDER BY e3.id LIMIT $p3
  RETURN collect([e3.name]) AS v4
}
RETURN [v2, v4] AS value
