OPTIONAL CALL () {
  MATCH (e1:Entity {id: $p0}) WHERE (e1:`City`)
  CALL (e1) {
    MATCH (f2:Fact {subject: e1.id})<-[:STATES]-(c3) WHERE f2.slot <> ''
    WITH c3, f2 ORDER BY c3.place, f2.slot, f2.id LIMIT 20
    OPTIONAL CALL (c3) {
      MATCH (c3)-[:STATES]->(f4)
      RETURN [f4.`property`] AS v5
    }
    RETURN collect([c3.`value`, v5]) AS v6
  }
  RETURN [v6] AS v7
}
RETURN [v7] AS value
