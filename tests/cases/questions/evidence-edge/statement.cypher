OPTIONAL CALL () {
  MATCH (e1:Entity {id: $p0}) WHERE (e1:`Programme`)
  CALL (e1) {
    MATCH (e1)<-[r3:`MEMBER_OF`]-(e2)
    WITH r3, e2 ORDER BY r3.`since_first`, r3.`since_last`, e2.id LIMIT $p1
    CALL (r3) {
      MATCH (:Fact {id: r3.fact})<-[:STATES]-(c4) WHERE c4.place < 20
      WITH c4 ORDER BY c4.place
      OPTIONAL CALL (c4) {
        MATCH (c4)-[:STATED_IN]->(e5)
        RETURN [e5.id, e5.name, e5.`url`, e5.`language`, e5.`issued`] AS v6
      }
      OPTIONAL CALL (c4) {
        MATCH (c4)-[:STATES]->(f7)
        OPTIONAL CALL (f7) {
          MATCH (e8:Entity {id: f7.`subject`})
          RETURN [e8.id] AS v9
        }
        OPTIONAL CALL (f7) {
          MATCH (e10:Entity {id: f7.`object`})
          RETURN [e10.id] AS v11
        }
        RETURN [f7.`property`, f7.`conflicting`, v9, v11] AS v12
      }
      RETURN collect([c4.`kind`, c4.`quote`, c4.qualifiers, v6, v12]) AS v13
    }
    RETURN collect([v13]) AS v14
  }
  RETURN [v14] AS v15
}
RETURN [v15] AS value
