CALL () {
  MATCH (e1:`City`) USING INDEX e1:`City`(`id`)
  WHERE COUNT { (e1)-[:`PARTNER_IN`]->() } >= $p0 AND e1.id IS NOT NULL
  WITH e1 ORDER BY e1.id LIMIT $p1
  RETURN collect([e1.id, COUNT { (e1)-[:`PARTNER_IN`]->() }]) AS v2
}
CALL () {
  MATCH (e3:`Country`) USING INDEX e3:`Country`(`id`)
  WHERE COUNT { (e3)<-[:`LOCATED_IN`]-(:`City`) } = $p3 AND e3.id IS NOT NULL
  WITH e3 ORDER BY e3.id LIMIT $p4
  RETURN collect([e3.id]) AS v4
}
RETURN [v2, v4] AS value
