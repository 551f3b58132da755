CALL () {
  MATCH (e1:`City`)
  WITH *, COUNT { (e1)-[:`PARTNER_IN`]->() } AS k3
  WITH e1 ORDER BY k3 DESC, e1.fold, e1.id LIMIT $p0
  RETURN collect([e1.name, COUNT { (e1)-[:`PARTNER_IN`]->() }]) AS v2
}
RETURN [v2] AS value
