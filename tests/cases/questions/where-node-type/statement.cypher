OPTIONAL CALL () {
  MATCH (e1:Entity {id: $p0}) WHERE (e1:`Programme`)
  CALL (e1) {
    MATCH (e1)<-[r5:`MEMBER_OF`]-(e4)
    WHERE (e4:`Institution`|`Country`)
    WITH r5, e4 ORDER BY e4.id LIMIT $p2
    RETURN collect([e4.name]) AS v6
  }
  RETURN [COUNT { MATCH (e1)<-[r3:`MEMBER_OF`]-(e2) WHERE (e2:`City`) RETURN r3 }, v6] AS v7
}
RETURN [v7] AS value
