CALL () {
  MATCH (e1:`City`)
  MATCH (e1)-[r3:`LOCATED_IN`]->(e4:`Country`)
  WHERE e4.`code` = $p0
  WITH e1 ORDER BY e1.id LIMIT $p1
  RETURN collect([e1.id]) AS v2
}
RETURN [v2] AS value
