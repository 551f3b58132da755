OPTIONAL CALL () {
  MATCH (e1:Entity {id: $p0}) WHERE (e1:`City`)
  RETURN [e1.id, e1.name] AS v2
}
OPTIONAL CALL () {
  MATCH (e3:Entity {id: $p1}) WHERE (e3:`Institution`)
  RETURN [e3.id] AS v4
}
RETURN [v2, v4] AS value
