OPTIONAL CALL () {
  MATCH (e1:Entity {id: $p0}) WHERE (e1:`Institution`)
  OPTIONAL CALL (e1) {
    MATCH (e1)-[:`LOCATED_IN`]->(e2:`Country`)
    RETURN [e2.id] AS v3
  }
  OPTIONAL CALL (e1) {
    MATCH (e1)-[:`LOCATED_IN`]->(e4:`City`)
    OPTIONAL CALL (e4) {
      MATCH (e4)-[:`LOCATED_IN`]->(e5:`Country`)
      RETURN [e5.id, e5.name] AS v6
    }
    RETURN [e4.id, e4.name, v6] AS v7
  }
  RETURN [v3, v7] AS v8
}
RETURN [v8] AS value
