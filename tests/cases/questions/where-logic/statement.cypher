CALL () {
  MATCH (e1:`City`) USING INDEX e1:`City`(`fold`)
  WHERE (e1.fold = $p0 OR (EXISTS { MATCH (e1)-[r3:`LOCATED_IN`]->(e4:`Country`) WHERE e4.`code` = $p1 } AND NOT EXISTS { (e1)-[:`PARTNER_IN`]->() })) AND e1.fold IS NOT NULL
  WITH e1 ORDER BY e1.fold, e1.id LIMIT $p2
  RETURN collect([e1.name]) AS v2
}
RETURN [v2] AS value
