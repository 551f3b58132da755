CALL () {
  MATCH (e1:Claim)
  WHERE EXISTS { MATCH (e1)-[:STATES]->(f11) WHERE (f11.`property` IN $p0 AND f11.subject = $p1) }
  WITH collect(e1) AS l9
  CALL (l9) {
    UNWIND l9 AS e1
    WITH e1 ORDER BY e1.id LIMIT $p2
    OPTIONAL CALL (e1) {
      MATCH (e1)-[:STATES]->(f2)
      OPTIONAL CALL (f2) {
        MATCH (e3:Entity {id: f2.`object`})
        RETURN [e3.id] AS v4
      }
      RETURN [f2.`property`, v4] AS v5
    }
    OPTIONAL CALL (e1) {
      MATCH (e1)-[:STATED_IN]->(e6)
      RETURN [e6.id] AS v7
    }
    RETURN collect([e1.`id`, e1.`kind`, e1.qualifiers, v5, v7]) AS v8
  }
  RETURN [size(l9), v8] AS v10
}
CALL () {
  MATCH (e12:Claim)
  WHERE (EXISTS { MATCH (e12)-[:STATED_IN]->(e16) WHERE e16.`issued_first` > $p4 } AND NOT e12.quote_fold IS NULL)
  WITH collect(e12) AS l14
  CALL (l14) {
    UNWIND l14 AS e12
    WITH e12 ORDER BY e12.id DESC LIMIT $p5
    RETURN collect([e12.id, e12.`value`]) AS v13
  }
  RETURN [size(l14), v13] AS v15
}
RETURN [v10, v15] AS value
