OPTIONAL CALL () {
  MATCH (e1:Entity {id: $p0}) WHERE (e1:`Project`)
  CALL (e1) {
    MATCH (e1)<-[r3:`PARTNER_IN`]-(e2)
    WHERE r3.`role` = $p1
    WITH r3, e2 ORDER BY e2.id LIMIT $p2
    RETURN collect([e2.name]) AS v4
  }
  RETURN [v4] AS v5
}
RETURN [v5] AS value
