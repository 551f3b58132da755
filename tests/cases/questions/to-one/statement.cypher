OPTIONAL CALL () {
  MATCH (e1:Entity {id: $p0}) WHERE (e1:`City`)
  OPTIONAL CALL (e1) {
    MATCH (e1)-[:`LOCATED_IN`]->(e2:`Country`)
    RETURN [e2.`code`, e2.name, COUNT { MATCH (e2)<-[r4:`LOCATED_IN`]-(e3:`City`) RETURN r4 }] AS v7
  }
  RETURN [e1.name, v7] AS v8
}
OPTIONAL CALL () {
  MATCH (e9:Entity {id: $p2}) WHERE (e9:`Institution`)
  OPTIONAL CALL (e9) {
    MATCH (e9)-[:`LOCATED_IN`]->(e10:`Country`)
    RETURN [e10.name] AS v11
  }
  OPTIONAL CALL (e9) {
    MATCH (e9)-[:`LOCATED_IN`]->(e12:`City`)
    RETURN [e12.name] AS v13
  }
  RETURN [v11, v13] AS v14
}
RETURN [v8, v14] AS value
