OPTIONAL CALL () {
  MATCH (e1:Entity {id: $p0}) WHERE (e1:`City`)
  RETURN [e1.id, e1.name, e1.`latitude`] AS v2
}
RETURN [v2] AS value
