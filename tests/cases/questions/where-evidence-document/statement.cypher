CALL () {
  MATCH (e1:`City`) USING INDEX e1:`City`(`id`)
  WHERE EXISTS { MATCH (e1)-[r3:`MEMBER_OF`]->(e4) WHERE EXISTS { MATCH (:Fact {id: r3.fact})<-[:STATES]-(c5) WHERE (NOT EXISTS { MATCH (c5)-[:STATED_IN]->(e6) WHERE e6.`language` = $p0 } AND EXISTS { MATCH (c5)-[:STATED_IN]->(e7) WHERE e7.`issued_first` > $p2 }) } } AND e1.id IS NOT NULL
  WITH e1 ORDER BY e1.id LIMIT $p3
  RETURN collect([e1.id]) AS v2
}
CALL () {
  MATCH (e8:`Strategy`) USING INDEX e8:`Strategy`(`id`)
  WHERE EXISTS { MATCH (e8)<-[r10:`ADOPTED`]-(e11) WHERE EXISTS { MATCH (:Fact {id: r10.fact})<-[:STATES]-(c12) WHERE EXISTS { MATCH (c12)-[:STATED_IN]->(e13) WHERE EXISTS { MATCH (e13)<-[r14:`PUBLISHED`]-(e15) WHERE e15.fold STARTS WITH $p4 } } } } AND e8.id IS NOT NULL
  WITH e8 ORDER BY e8.id LIMIT $p5
  RETURN collect([e8.id]) AS v9
}
RETURN [v2, v9] AS value
