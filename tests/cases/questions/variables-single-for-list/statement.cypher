CALL () {
  MATCH (e1:`City`) USING INDEX e1:`City`(`fold`)
  WHERE e1.fold IS NOT NULL
  WITH e1 ORDER BY e1.fold DESC, e1.id LIMIT $p0
  RETURN collect([e1.name]) AS v2
}
CALL () {
  UNWIND $p1 AS i3
  OPTIONAL CALL (i3) {
    MATCH (e4:Entity {id: i3})
    RETURN [e4.id] AS v5
  }
  OPTIONAL CALL (i3) {
    MATCH (c6:Fact {id: i3})
    RETURN [c6.`id`] AS v7
  }
  OPTIONAL CALL (i3) {
    MATCH (c8:Claim {id: i3})
    RETURN [c8.`id`] AS v9
  }
  RETURN collect([v5, v7, v9]) AS v10
}
RETURN [v2, v10] AS value
