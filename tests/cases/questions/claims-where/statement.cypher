CALL () {
  MATCH (e1:Claim)
  WHERE EXISTS { MATCH (e1)-[:STATES]->(f12) WHERE (f12.`property` IN $p0 AND f12.subject = $p1) }
  WITH collect(e1) AS l10
  CALL (l10) {
    UNWIND l10 AS e2
    WITH e2 ORDER BY e2.id LIMIT $p2
    OPTIONAL CALL (e2) {
      MATCH (e2)-[:STATES]->(f3)
      OPTIONAL CALL (f3) {
        MATCH (e4:Entity {id: f3.`object`})
        RETURN [e4.id] AS v5
      }
      RETURN [f3.`property`, v5] AS v6
    }
    OPTIONAL CALL (e2) {
      MATCH (e2)-[:STATED_IN]->(e7)
      RETURN [e7.id] AS v8
    }
    RETURN collect([e2.`id`, e2.`kind`, e2.qualifiers, v6, v8]) AS v9
  }
  RETURN [size(l10), v9] AS v11
}
CALL () {
  MATCH (e13:Claim)
  WHERE (EXISTS { MATCH (e13)-[:STATED_IN]->(e18) WHERE e18.`issued_first` > $p4 } AND NOT e13.quote_fold IS NULL)
  WITH collect(e13) AS l16
  CALL (l16) {
    UNWIND l16 AS e14
    WITH e14 ORDER BY e14.id DESC LIMIT $p5
    RETURN collect([e14.id, e14.`value`]) AS v15
  }
  RETURN [size(l16), v15] AS v17
}
RETURN [v11, v17] AS value
