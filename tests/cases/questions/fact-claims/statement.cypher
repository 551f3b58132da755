OPTIONAL CALL () {
  MATCH (e1:Entity {id: $p0}) WHERE (e1:`Programme`)
  CALL (e1) {
    MATCH (e1)<-[r3:`MEMBER_OF`]-(e2)
    WITH r3, e2 ORDER BY e2.fold, e2.id LIMIT $p1
    CALL (r3) {
      MATCH (:Fact {id: r3.fact})<-[:STATES]-(c4) WHERE c4.place < 20
      WITH c4 ORDER BY c4.place
      OPTIONAL CALL (c4) {
        MATCH (c4)-[:STATES]->(f5)
        CALL (f5) {
          MATCH (f5)<-[:STATES]-(e6:Claim)
          WHERE nullIf(e6.kind, '') = $p2
          WITH collect(e6) AS l13
          CALL (l13) {
            UNWIND l13 AS e7
            WITH e7 ORDER BY e7.place, e7.id LIMIT $p3
            OPTIONAL CALL (e7) {
              MATCH (e7)-[:STATED_IN]->(e8)
              RETURN [e8.id, COUNT { MATCH (e8)<-[:STATED_IN]-(e9:Claim) RETURN e9 }] AS v11
            }
            RETURN collect([e7.`id`, v11]) AS v12
          }
          RETURN [size(l13), v12] AS v14
        }
        RETURN [f5.`id`, COUNT { MATCH (f5)<-[:STATES]-()-[:STATED_IN]->(d) RETURN DISTINCT d }, v14] AS v15
      }
      RETURN collect([c4.`kind`, v15]) AS v16
    }
    RETURN collect([e2.id, v16]) AS v17
  }
  RETURN [v17] AS v18
}
RETURN [v18] AS value
