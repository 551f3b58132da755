CALL () {
  UNWIND $p0 AS i1
  OPTIONAL CALL (i1) {
    MATCH (e2:Entity {id: i1})
    RETURN [e2.id, e2.name] AS v3
  }
  OPTIONAL CALL (i1) {
    MATCH (c4:Fact {id: i1})
    RETURN [c4.`id`] AS v5
  }
  OPTIONAL CALL (i1) {
    MATCH (c6:Claim {id: i1})
    RETURN [c6.`id`] AS v7
  }
  RETURN collect([v3, v5, v7]) AS v8
}
RETURN [v8] AS value
