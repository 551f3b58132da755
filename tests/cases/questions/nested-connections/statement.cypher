OPTIONAL CALL () {
  MATCH (e1:Entity {id: $p0}) WHERE (e1:`Programme`)
  CALL (e1) {
    MATCH (e1)<-[r3:`MEMBER_OF`]-(e2)
    WITH r3, e2 ORDER BY r3.`since_first`, r3.`since_last`, e2.id LIMIT $p1
    RETURN collect([r3.`since`, r3.`until`, r3.`order`, r3.`rank`, r3.`role`, e2.id, e2.name]) AS v4
  }
  RETURN [e1.name, v4, COUNT { (e1)<-[:`MEMBER_OF`]-() }] AS v5
}
RETURN [v5] AS value
