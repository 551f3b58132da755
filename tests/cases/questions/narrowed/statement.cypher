CALL () {
  MATCH (e1:`Project`) USING INDEX e1:`Project`(`fold`)
  WHERE e1.fold IS NOT NULL
  WITH e1 ORDER BY e1.fold, e1.id LIMIT $p0
  CALL (e1) {
    MATCH (e1)<-[r3:`PARTNER_IN`]-(e2)
    WHERE r3.`role` = 'LEAD'
    WITH r3, e2 ORDER BY e2.id LIMIT $p1
    RETURN collect([e2.name]) AS v4
  }
  CALL (e1) {
    MATCH (e1)<-[r6:`PARTNER_IN`]-(e5)
    WITH r6, e5 ORDER BY e5.fold, e5.id LIMIT $p2
    RETURN collect([r6.`role`, r6.`role_text`, e5.name]) AS v7
  }
  RETURN collect([e1.name, v4, v7]) AS v8
}
OPTIONAL CALL () {
  MATCH (e9:Entity {id: $p3}) WHERE (e9:`City`)
  CALL (e9) {
    MATCH (e9)-[r11:`PARTNER_IN`]->(e10)
    WHERE r11.`role` = 'LEAD'
    WITH r11, e10 ORDER BY e10.id LIMIT $p4
    RETURN collect([e10.name]) AS v12
  }
  RETURN [v12] AS v13
}
RETURN [v8, v13] AS value
