CALL () {
  MATCH (e1:`City`)
  MATCH (e1)-[:NAMED]->(n3:Name)
  WHERE n3.fold = $p0
  WITH DISTINCT e1
  WITH e1 ORDER BY e1.id LIMIT $p1
  RETURN collect([e1.name]) AS v2
}
CALL () {
  MATCH (e4:`Programme`) USING INDEX e4:`Programme`(`id`)
  WHERE EXISTS { MATCH (e4)-[:NAMED]->(n6:Name) WHERE n6.fold CONTAINS $p2 } AND e4.id IS NOT NULL
  WITH e4 ORDER BY e4.id LIMIT $p3
  RETURN collect([e4.name]) AS v5
}
CALL () {
  MATCH (e7:`Institution`)
  MATCH (e7)-[:NAMED]->(n9:Name)
  WHERE n9.fold = $p4
  WITH DISTINCT e7
  WITH e7 ORDER BY e7.id LIMIT $p5
  RETURN collect([e7.name]) AS v8
}
RETURN [v2, v5, v8] AS value
