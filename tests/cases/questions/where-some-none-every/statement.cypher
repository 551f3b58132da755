CALL () {
  MATCH (e1:`City`) USING INDEX e1:`City`(`id`)
  WHERE EXISTS { MATCH (e1)-[r3:`PARTNER_IN`]->(e4) WHERE r3.`role` = $p0 } AND e1.id IS NOT NULL
  WITH e1 ORDER BY e1.id LIMIT $p1
  RETURN collect([e1.name]) AS v2
}
CALL () {
  MATCH (e5:`City`) USING INDEX e5:`City`(`id`)
  WHERE NOT EXISTS { (e5)-[:`MEMBER_OF`]->() } AND e5.id IS NOT NULL
  WITH e5 ORDER BY e5.id LIMIT $p2
  RETURN collect([e5.name]) AS v6
}
CALL () {
  MATCH (e7:`City`) USING INDEX e7:`City`(`fold`)
  WHERE NOT EXISTS { MATCH (e7)-[r9:`ADOPTED`]->(e10) WHERE NOT coalesce((e10.`period_first` <= $p4 AND e10.`period_last` >= $p3), false) } AND e7.fold IS NOT NULL
  WITH e7 ORDER BY e7.fold, e7.id LIMIT $p5
  RETURN collect([e7.name]) AS v8
}
RETURN [v2, v6, v8] AS value
