OPTIONAL CALL () {
  MATCH (e1:Entity {id: $p0}) WHERE (e1:`City`)
  CALL (e1) {
    MATCH (e2:Fact {subject: e1.id})
    WITH collect(e2) AS l12
    CALL (l12) {
      UNWIND l12 AS e2
      WITH e2 ORDER BY e2.property, e2.id LIMIT $p1 + 1
      WITH collect(e2) AS l13
      CALL (l13) {
        UNWIND l13[..$p1] AS e2
        OPTIONAL CALL (e2) {
          MATCH (e3:Entity {id: e2.`object`})
          RETURN [e3.id, e3.name] AS v4
        }
        CALL (e2) {
          MATCH (e2)<-[:STATES]-(e5:Claim)
          WITH collect(e5) AS l9
          CALL (l9) {
            UNWIND l9 AS e5
            WITH e5 ORDER BY e5.place, e5.id LIMIT $p2
            OPTIONAL CALL (e5) {
              MATCH (e5)-[:STATED_IN]->(e6)
              RETURN [e6.id] AS v7
            }
            RETURN collect([e5.`kind`, v7]) AS v8
          }
          RETURN [size(l9), v8] AS v10
        }
        RETURN collect([e2.`property`, v4, e2.`value`, COUNT { MATCH (e2)<-[:STATES]-()-[:STATED_IN]->(d) RETURN DISTINCT d }, e2.`conflicting`, v10]) AS v11
      }
      RETURN [size(l13) > $p1, v11] AS v14
    }
    RETURN [size(l12), v14] AS v15
  }
  RETURN [v15] AS v16
}
RETURN [v16] AS value
