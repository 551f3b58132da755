OPTIONAL CALL () {
  MATCH (e1:Entity {id: $p0}) WHERE (e1:`Programme`)
  CALL (e1) {
    MATCH (e1)<-[r7:`MEMBER_OF`]-(e6)
    WHERE (e6:`Institution`|`Country`)
    WITH r7, e6 ORDER BY e6.id LIMIT $p2
    RETURN collect([e6.name]) AS v8
  }
  RETURN [COUNT { MATCH (e1)<-[r3:`MEMBER_OF`]-(e2) WHERE (e2:`City`) RETURN r3 }, v8] AS v9
}
RETURN [v9] AS value
