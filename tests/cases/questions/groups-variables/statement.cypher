CALL () {
  MATCH (e1:`City`)
  OPTIONAL CALL (e1) {
    MATCH (e1)-[:`LOCATED_IN`]->(e4:`Country`)
    RETURN e4
  }
  WITH e4 AS k2, count(*) AS n3
  WITH k2, n3 ORDER BY k2 IS NULL, n3 DESC, k2.fold, k2.id LIMIT $p1
  RETURN collect([n3, k2.id]) AS v5
}
RETURN [v5] AS value
