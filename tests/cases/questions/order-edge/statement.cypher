OPTIONAL CALL () {
  MATCH (e1:Entity {id: $p0}) WHERE (e1:`Programme`)
  CALL (e1) {
    MATCH (e1)<-[r3:`MEMBER_OF`]-(e2)
    WITH r3, e2 ORDER BY r3.`order` IS NULL, r3.`order` DESC, e2.fold, e2.id LIMIT $p1
    RETURN collect([r3.`order`, e2.name]) AS v4
  }
  RETURN [v4] AS v5
}
RETURN [v5] AS value
