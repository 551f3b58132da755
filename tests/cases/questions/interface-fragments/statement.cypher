OPTIONAL CALL () {
  MATCH (e1:Entity {id: $p0}) WHERE (e1:`Institution`)
  CALL (e1) {
    MATCH (e1)<-[r3:`MEMBER_OF`]-(e2)
    WITH r3, e2 ORDER BY e2.fold, e2.id LIMIT $p1
    OPTIONAL CALL (e2) {
      WITH e2 WHERE (e2:`City`)
      OPTIONAL CALL (e2) {
        MATCH (e2)-[:`LOCATED_IN`]->(e4:`Country`)
        RETURN [e4.`code`] AS v5
      }
      RETURN [v5] AS v6
    }
    RETURN collect([e2.id, COUNT { (e2)-[:`MEMBER_OF`]->() }, v6, CASE WHEN (e2:`Institution`) THEN [e2.`kind`] END]) AS v7
  }
  RETURN [v7] AS v8
}
OPTIONAL CALL () {
  MATCH (e9:Entity {id: $p3}) WHERE (e9:`Programme`)
  CALL (e9) {
    MATCH (e9)<-[r11:`MEMBER_OF`]-(e10)
    WITH r11, e10 ORDER BY e10.id LIMIT $p4
    RETURN collect([e10.id, CASE WHEN (e10:`City`) THEN [e10.`latitude`, COUNT { (e10)-[:`PARTNER_IN`]->() }] END, CASE WHEN (e10:`Institution`) THEN [e10.`founded`, COUNT { (e10)-[:`ADOPTED`]->() }] END]) AS v12
  }
  RETURN [v12] AS v13
}
RETURN [v8, v13] AS value
