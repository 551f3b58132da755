OPTIONAL CALL () {
  MATCH (e1:Entity {id: $p0}) WHERE (e1:`Institution`)
  CALL (e1) {
    MATCH (f2:Fact {subject: e1.id})<-[:STATES]-(c3) WHERE f2.slot IN $p1
    WITH c3, f2 ORDER BY c3.place, f2.slot, f2.id LIMIT 20
    OPTIONAL CALL (c3) {
      MATCH (c3)-[:STATED_IN]->(e4)
      RETURN [e4.`url`] AS v5
    }
    OPTIONAL CALL (c3) {
      MATCH (c3)-[:STATES]->(f6)
      OPTIONAL CALL (f6) {
        MATCH (e7:Entity {id: f6.`object`})
        RETURN [e7.id] AS v8
      }
      RETURN [f6.`property`, f6.`value`, v8] AS v9
    }
    RETURN collect([c3.`kind`, c3.`value`, v5, v9]) AS v10
  }
  RETURN [e1.`founded`, v10] AS v11
}
RETURN [v11] AS value
