CALL () {
  MATCH (e1:`City`) USING INDEX e1:`City`(`id`)
  WHERE EXISTS { (e1)-[:`MEMBER_OF`]->() } AND e1.id IS NOT NULL
  WITH e1 ORDER BY e1.id LIMIT $p0
  RETURN collect([e1.id]) AS v2
}
CALL () {
  MATCH (e3:`City`)
  WHERE EXISTS { (e3)-[:`MEMBER_OF`]->() }
  OPTIONAL CALL (e3) {
    MATCH (e3)-[:`LOCATED_IN`]->(e6:`Country`)
    RETURN e6
  }
  WITH e6 AS k4, count(*) AS n5
  WITH k4, n5 ORDER BY k4 IS NULL, n5 DESC, k4.fold, k4.id LIMIT $p1
  CALL (k4) {
    MATCH (f7:Fact {subject: k4.id})<-[:STATES]-(c8) WHERE f7.slot <> ''
    WITH c8, f7 ORDER BY c8.place, f7.slot, f7.id LIMIT 20
    RETURN collect([c8.`kind`]) AS v9
  }
  RETURN collect([n5, k4.id, coalesce(k4.`name_pl`, k4.name), v9]) AS v10
}
RETURN [v2, v10] AS value
