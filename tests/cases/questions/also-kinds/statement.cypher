CALL () {
  MATCH (e1:`Programme`)
  WHERE $p0 IN e1.`also_kinds`
  WITH e1 ORDER BY e1.id LIMIT $p1
  CALL (e1) {
    MATCH (e1)-[r3:`RUN_BY`]->(e2)
    WITH r3, e2 ORDER BY e2.id LIMIT $p2
    RETURN collect([e2.name]) AS v4
  }
  RETURN collect([e1.name, e1.`kind`, e1.`also_kinds`, e1.`started`, v4]) AS v5
}
RETURN [v5] AS value
