OPTIONAL CALL () {
  MATCH (e1:Entity {id: $p0}) WHERE (e1:`City`)
  CALL (e1) {
    MATCH (e1)-[r3:`MEMBER_OF`]->(e2)
    WITH r3, e2 ORDER BY e2.id LIMIT $p1
    CALL (r3) {
      MATCH (:Fact {id: r3.fact})<-[:STATES]-(c4) WHERE c4.place < 20
      WITH c4 ORDER BY c4.place
      OPTIONAL CALL (c4) {
        MATCH (c4)-[:STATED_IN]->(e5)
        RETURN [e5.name, COUNT { (e5)<-[:`PUBLISHED`]-() }] AS v6
      }
      RETURN collect([v6]) AS v7
    }
    RETURN collect([v7]) AS v8
  }
  RETURN [v8] AS v9
}
RETURN [v9] AS value
