CALL () {
  MATCH (e1:`Project`) USING INDEX e1:`Project`(`id`)
  WHERE EXISTS { MATCH (e1)-[r6:`FUNDED_BY`]->(e7) WHERE (r6.`amount_currency` = $p0 AND r6.`amount_number` >= $p1) } AND e1.id IS NOT NULL
  WITH e1 ORDER BY e1.id LIMIT $p2
  CALL (e1) {
    MATCH (e1)-[r3:`FUNDED_BY`]->(e2)
    WITH r3, e2 ORDER BY e2.id LIMIT $p3
    RETURN collect([r3.`amount`, r3.`amount_currency`]) AS v4
  }
  RETURN collect([e1.id, v4]) AS v5
}
RETURN [v5] AS value
