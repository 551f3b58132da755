OPTIONAL CALL () {
  MATCH (e1:Entity {id: $p0}) WHERE (e1:`City`)
  CALL (e1) {
    MATCH (e2:Fact {subject: e1.id})
    WITH collect(e2) AS l17
    CALL (l17) {
      UNWIND l17 AS e3
      WITH e3 ORDER BY e3.property, e3.id LIMIT $p1 + 1
      WITH collect(e3) AS l15
      CALL (l15) {
        UNWIND l15[..$p1] AS e4
        OPTIONAL CALL (e4) {
          MATCH (e5:Entity {id: e4.`object`})
          RETURN [e5.id, e5.name] AS v6
        }
        CALL (e4) {
          MATCH (e4)<-[:STATES]-(e7:Claim)
          WITH collect(e7) AS l12
          CALL (l12) {
            UNWIND l12 AS e8
            WITH e8 ORDER BY e8.place, e8.id LIMIT $p2
            OPTIONAL CALL (e8) {
              MATCH (e8)-[:STATED_IN]->(e9)
              RETURN [e9.id] AS v10
            }
            RETURN collect([e8.`kind`, v10]) AS v11
          }
          RETURN [size(l12), v11] AS v13
        }
        RETURN collect([e4.`property`, v6, e4.`value`, COUNT { MATCH (e4)<-[:STATES]-()-[:STATED_IN]->(d) RETURN DISTINCT d }, e4.`conflicting`, v13]) AS v14
      }
      RETURN [size(l15) > $p1, v14] AS v16
    }
    RETURN [size(l17), v16] AS v18
  }
  RETURN [v18] AS v19
}
RETURN [v19] AS value
