CALL () {
  MATCH (e1:`City`) USING INDEX e1:`City`(`id`)
  WHERE EXISTS { MATCH (e1)-[r3:`ADOPTED`]->(e4) WHERE EXISTS { MATCH (:Fact {id: r3.fact})<-[:STATES]-(c5) WHERE (nullIf(c5.kind, '') IN $p0 OR NOT coalesce(c5.quote_fold CONTAINS $p1, false)) } } AND e1.id IS NOT NULL
  WITH e1 ORDER BY e1.id LIMIT $p2
  RETURN collect([e1.id]) AS v2
}
RETURN [v2] AS value
