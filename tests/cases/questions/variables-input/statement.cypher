CALL () {
  MATCH (e1:`City`)
  MATCH (e1)-[r3:`LOCATED_IN`]->(e4:`Country`)
  WHERE e4.`code` IN $p0 AND NOT coalesce(e1.fold = $p1, false)
  WITH e1 ORDER BY e1.fold DESC, e1.id LIMIT $p2
  RETURN collect([e1.name]) AS v2
}
RETURN [v2] AS value
