OPTIONAL CALL () {
  MATCH (e1:Entity {id: $p0}) WHERE (e1:`City`)
  CALL (e1) {
    MATCH (e1)-[r3:`MEMBER_OF`]->(e2)
    WITH r3, e2 ORDER BY e2.id LIMIT $p1
    CALL (r3) {
      MATCH (:Fact {id: r3.fact})<-[:STATES]-(c4) WHERE c4.place < 20
      WITH c4 ORDER BY c4.place
      OPTIONAL CALL (c4) {
        MATCH (c4)-[:STATES]->(f5)
        RETURN [f5.`conflicting`] AS v6
      }
      OPTIONAL CALL (c4) {
        MATCH (c4)-[:STATED_IN]->(e7)
        RETURN [e7.`url`] AS v8
      }
      RETURN collect([c4.qualifiers, v6, v8]) AS v9
    }
    RETURN collect([r3.`since`, r3.`until`, v9]) AS v10
  }
  RETURN [v10] AS v11
}
OPTIONAL CALL () {
  MATCH (e12:Entity {id: $p2}) WHERE (e12:`City`)
  CALL (e12) {
    MATCH (e12)-[r14:`MEMBER_OF`]->(e13)
    WHERE NOT r14.`since` IS NULL
    WITH r14, e13 ORDER BY e13.id LIMIT $p3
    CALL (r14) {
      MATCH (:Fact {id: r14.fact})<-[:STATES]-(c15) WHERE c15.place < 20
      WITH c15 ORDER BY c15.place
      OPTIONAL CALL (c15) {
        MATCH (c15)-[:STATES]->(f16)
        RETURN [f16.`conflicting`] AS v17
      }
      RETURN collect([c15.qualifiers, v17]) AS v18
    }
    RETURN collect([r14.`since`, v18]) AS v19
  }
  RETURN [v19] AS v20
}
RETURN [v11, v20] AS value
