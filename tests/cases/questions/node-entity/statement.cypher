OPTIONAL CALL () {
  MATCH (e1:Entity {id: $p0})
  RETURN [e1.id, CASE WHEN (e1:`City`) THEN [e1.`latitude`] END, CASE WHEN (e1:`Strategy`) THEN [e1.`period`] END] AS v2
}
OPTIONAL CALL () {
  MATCH (c3:Fact {id: $p0})
  RETURN [c3.`id`] AS v4
}
OPTIONAL CALL () {
  MATCH (c5:Claim {id: $p0})
  RETURN [c5.`id`] AS v6
}
RETURN [v2, v4, v6] AS value
