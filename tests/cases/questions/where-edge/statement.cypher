OPTIONAL CALL () {
  MATCH (e1:Entity {id: $p0}) WHERE (e1:`Programme`)
  CALL (e1) {
    MATCH (e1)<-[r3:`MEMBER_OF`]-(e2)
    WHERE r3.`since_first` > $p2 AND r3.`rank` IS NULL
    WITH r3, e2 ORDER BY e2.id LIMIT $p3
    RETURN collect([r3.`since`, e2.name]) AS v4
  }
  RETURN [v4] AS v5
}
RETURN [v5] AS value
