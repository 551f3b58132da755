OPTIONAL CALL () {
  MATCH (e1:Entity {id: $p0}) WHERE (e1:`City`)
  OPTIONAL CALL (e1) {
    MATCH (e1)-[:`LOCATED_IN`]->(e2:`Country`)
    RETURN [e2.`code`, e2.name, COUNT { MATCH (e2)<-[r4:`LOCATED_IN`]-(e3:`City`) RETURN r4 }] AS v5
  }
  RETURN [e1.name, v5] AS v6
}
OPTIONAL CALL () {
  MATCH (e7:Entity {id: $p2}) WHERE (e7:`Institution`)
  OPTIONAL CALL (e7) {
    MATCH (e7)-[:`LOCATED_IN`]->(e8:`Country`)
    RETURN [e8.name] AS v9
  }
  OPTIONAL CALL (e7) {
    MATCH (e7)-[:`LOCATED_IN`]->(e10:`City`)
    RETURN [e10.name] AS v11
  }
  RETURN [v9, v11] AS v12
}
RETURN [v6, v12] AS value
