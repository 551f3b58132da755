CALL () {
  MATCH (e1:`City`)
  WITH *, COUNT { (e1)-[:`PARTNER_IN`]->() } AS k3
  OPTIONAL CALL (e1) {
    MATCH (e1)-[:`LOCATED_IN`]->(e4:`Country`)
    RETURN e4
  }
  WITH e1 ORDER BY k3 DESC, e4.`code` IS NULL, e4.`code` DESC, e1.fold, e1.id LIMIT $p0
  RETURN collect([e1.id]) AS v2
}
RETURN [v2] AS value
