CALL () {
  MATCH (e1:`City`) USING INDEX e1:`City`(`id`)
  WHERE EXISTS { MATCH (e1)-[:NAMED]->(n3:Name) WHERE n3.fold STARTS WITH $p0 } AND e1.id IS NOT NULL
  WITH e1 ORDER BY e1.id LIMIT $p1
  RETURN collect([e1.id]) AS v2
}
RETURN [v2, COUNT { MATCH (e4:`Document`) WHERE e4.`url` STARTS WITH $p2 RETURN e4 }] AS value
