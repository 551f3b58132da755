OPTIONAL CALL () {
  MATCH (e1:Entity {id: $p0}) WHERE (e1:`City`)
  OPTIONAL CALL (e1) {
    MATCH (e1)-[:`LOCATED_IN`]->(e2:`Country`)
    RETURN [e2.id, e2.name] AS v3
  }
  CALL (e1) {
    MATCH (e1)-[r5:`MEMBER_OF`]->(e4)
    WITH r5, e4 ORDER BY e4.id LIMIT $p1
    RETURN collect([e4.id, e4.name]) AS v6
  }
  RETURN [e1.id, e1.name, v3, v6] AS v7
}
RETURN [v7] AS value
