OPTIONAL CALL () {
  MATCH (e1:Entity {id: $p1}) WHERE (e1:`Programme`)
  RETURN [COUNT { (e1)<-[:`MEMBER_OF`]-() }] AS v2
}
RETURN [COUNT { (:`City`) }, v2] AS value
