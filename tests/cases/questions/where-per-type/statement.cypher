OPTIONAL CALL () {
  MATCH (e1:Entity {id: $p0}) WHERE (e1:`Programme`)
  CALL (e1) {
    MATCH (e1)<-[r3:`MEMBER_OF`]-(e2)
    WHERE (((e2:`City`) AND EXISTS { MATCH (e2)-[r5:`LOCATED_IN`]->(e6:`Country`) WHERE e6.`code` = $p1 }) OR ((e2:`Institution`) AND e2.`kind` = $p2))
    WITH r3, e2 ORDER BY e2.id LIMIT $p3
    RETURN collect([e2.name]) AS v4
  }
  RETURN [v4] AS v7
}
RETURN [v7] AS value
