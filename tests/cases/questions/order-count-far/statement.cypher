CALL () {
  MATCH (e1:`City`)
  OPTIONAL CALL (e1) {
    MATCH (e1)-[:`LOCATED_IN`]->(e3:`Country`)
    RETURN e3
  }
  WITH *, CASE WHEN e3 IS NOT NULL THEN COUNT { (e3)<-[:`LOCATED_IN`]-(:`City`) } END AS k4
  WITH e1 ORDER BY k4, e1.id DESC LIMIT $p0
  RETURN collect([e1.name]) AS v2
}
RETURN [v2] AS value
