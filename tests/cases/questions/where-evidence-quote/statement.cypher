CALL () {
  MATCH (e1:`City`) USING INDEX e1:`City`(`id`)
  WHERE EXISTS { MATCH (e1)-[r3:`MEMBER_OF`]->(e4) WHERE EXISTS { MATCH (:Fact {id: r3.fact})<-[:STATES]-(c5) WHERE c5.quote_fold IS NULL } } AND e1.id IS NOT NULL
  WITH e1 ORDER BY e1.id LIMIT $p0
  RETURN collect([e1.id]) AS v2
}
CALL () {
  MATCH (e6:`City`) USING INDEX e6:`City`(`id`)
  WHERE EXISTS { MATCH (e6)-[r8:`MEMBER_OF`]->(e9) WHERE EXISTS { MATCH (:Fact {id: r8.fact})<-[:STATES]-(c10) WHERE c10.quote_fold CONTAINS $p1 } } AND e6.id IS NOT NULL
  WITH e6 ORDER BY e6.id LIMIT $p2
  RETURN collect([e6.id]) AS v7
}
RETURN [v2, v7] AS value
