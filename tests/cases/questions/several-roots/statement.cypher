OPTIONAL CALL () {
  MATCH (e1:Entity {id: $p0}) WHERE (e1:`City`)
  RETURN [e1.name] AS v2
}
OPTIONAL CALL () {
  MATCH (e3:Entity {id: $p2}) WHERE (e3:`City`)
  RETURN [e3.name] AS v4
}
RETURN [v2, COUNT { (:`City`) }, v4] AS value
