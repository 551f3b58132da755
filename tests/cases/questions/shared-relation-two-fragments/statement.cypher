CALL () {
  UNWIND $p0 AS i1
  OPTIONAL CALL (i1) {
    MATCH (e2:Entity {id: i1})
    OPTIONAL CALL (e2) {
      WITH e2 WHERE (e2:`City`)
      CALL (e2) {
        MATCH (e2)-[r4:`MEMBER_OF`]->(e3)
        WITH r4, e3 ORDER BY e3.id LIMIT $p1
        RETURN collect([e3.id]) AS v5
      }
      RETURN [v5] AS v6
    }
    OPTIONAL CALL (e2) {
      WITH e2 WHERE (e2:`Institution`)
      CALL (e2) {
        MATCH (e2)-[r8:`MEMBER_OF`]->(e7)
        WITH r8, e7 ORDER BY e7.id LIMIT $p2
        RETURN collect([r8.`since`]) AS v9
      }
      RETURN [v9] AS v10
    }
    RETURN [v6, v10, e2.id] AS v11
  }
  OPTIONAL CALL (i1) {
    MATCH (c12:Fact {id: i1})
    RETURN [] AS v13
  }
  OPTIONAL CALL (i1) {
    MATCH (c14:Claim {id: i1})
    RETURN [] AS v15
  }
  RETURN collect([v11, v13, v15]) AS v16
}
RETURN [v16] AS value
