CALL () {
  MATCH (e1:`City`) USING INDEX e1:`City`(`fold`)
  WHERE e1.fold IS NOT NULL
  WITH e1 ORDER BY e1.fold, e1.id LIMIT $p0
  CALL (e1) {
    MATCH (e1)-[:NAMED]->(n2)
    WITH n2 ORDER BY n2.place
    RETURN collect([]) AS v3
  }
  RETURN collect([v3]) AS v4
}
RETURN [v4] AS value
