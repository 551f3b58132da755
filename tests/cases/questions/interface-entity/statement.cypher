OPTIONAL CALL () {
  MATCH (e1:Entity {id: $p0}) WHERE (e1:`PolicyArea`)
  CALL (e1) {
    MATCH (e1)<-[r3:`IN_AREA`]-(e2)
    WITH r3, e2 ORDER BY e2.id LIMIT $p1
    RETURN collect([e2.id, CASE WHEN (e2:`Strategy`) THEN [e2.`period`] END, CASE WHEN (e2:`Goal`) THEN [e2.`text`] END]) AS v4
  }
  RETURN [e1.name, v4] AS v5
}
RETURN [v5] AS value
