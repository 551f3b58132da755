CALL () {
  MATCH (e1:`City`)
  MATCH (e1)-[r3:`LOCATED_IN`]->(e4:`Country`)
  MATCH (e4)-[:NAMED]->(n5:Name)
  WHERE n5.fold = $p0
  WITH DISTINCT e1
  WITH e1 ORDER BY e1.fold, e1.id LIMIT $p1
  RETURN collect([e1.name]) AS v2
}
RETURN [v2] AS value
