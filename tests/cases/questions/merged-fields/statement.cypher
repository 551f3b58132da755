OPTIONAL CALL () {
  MATCH (e1:Entity {id: $p0}) WHERE (e1:`City`)
  OPTIONAL CALL (e1) {
    MATCH (e1)-[:`LOCATED_IN`]->(e2:`Country`)
    RETURN [e2.`code`, e2.name] AS v3
  }
  RETURN [v3, e1.name] AS v4
}
RETURN [v4] AS value
