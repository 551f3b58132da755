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
          WITH collect(e6) AS l11
          CALL (l11) {
            UNWIND l11 AS e6
            WITH e6 ORDER BY e6.place, e6.id LIMIT $p3
            OPTIONAL CALL (e6) {
              MATCH (e6)-[:STATED_IN]->(e7)
              RETURN [e7.id, COUNT { MATCH (e7)<-[:STATED_IN]-(e8:Claim) RETURN e8 }] AS v9
            }
            RETURN collect([e6.`id`, v9]) AS v10
          }
          RETURN [size(l11), v10] AS v12
        }
        RETURN [f5.`id`, COUNT { MATCH (f5)<-[:STATES]-()-[:STATED_IN]->(d) RETURN DISTINCT d }, v12] AS v13
      }
      RETURN collect([c4.`kind`, v13]) AS v14
    }
    RETURN collect([e2.id, v14]) AS v15
  }
  RETURN [v15] AS v16
}
RETURN [v16] AS value
