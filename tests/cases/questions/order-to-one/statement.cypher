CALL () {
  MATCH (e1:`City`)
  OPTIONAL CALL (e1) {
    MATCH (e1)-[:`LOCATED_IN`]->(e5:`Country`)
    RETURN e5
  }
  WITH e1 ORDER BY e5.fold IS NULL, e5.fold DESC, e1.fold, e1.id LIMIT $p0
  OPTIONAL CALL (e1) {
    MATCH (e1)-[:`LOCATED_IN`]->(e2:`Country`)
    RETURN [e2.name] AS v3
  }
  RETURN collect([e1.name, v3]) AS v4
}
RETURN [v4] AS value
