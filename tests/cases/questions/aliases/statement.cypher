OPTIONAL CALL () {
  MATCH (e1:Entity {id: $p0}) WHERE (e1:`City`)
  CALL (e1) {
    MATCH (e1)-[r3:`MEMBER_OF`]->(e2)
    WHERE NOT r3.`since` IS NULL
    WITH r3, e2 ORDER BY e2.id LIMIT $p1
    RETURN collect([r3.`since`]) AS v4
  }
  RETURN [v4, COUNT { (e1)-[:`MEMBER_OF`]->() }] AS v5
}
RETURN [v5] AS value
