CALL () {
  MATCH (e1:`Project`)
  MATCH (e1)<-[r3:`PARTNER_IN`]-(e4:`Entity`)
  MATCH (e4)-[r5:`MEMBER_OF`]->(e6:`Entity`)
  WHERE e6.id = $p0 AND (e4:`City`)
  WITH DISTINCT e1
  WITH e1 ORDER BY e1.id LIMIT $p1
  RETURN collect([e1.id]) AS v2
}
RETURN [v2] AS value
