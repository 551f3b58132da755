CALL () {
  MATCH (e1:`Document`) USING INDEX e1:`Document`(`id`)
  WHERE e1.id IS NOT NULL
  WITH e1 ORDER BY e1.id LIMIT $p0
  CALL (e1) {
    MATCH (e1)<-[:STATED_IN]-(e2:Claim)
    WITH collect(e2) AS l8
    CALL (l8) {
      UNWIND l8 AS e2
      WITH e2 ORDER BY e2.start, e2.id LIMIT $p1
      OPTIONAL CALL (e2) {
        MATCH (e2)-[:STATES]->(f3)
        OPTIONAL CALL (f3) {
          MATCH (e4:Entity {id: f3.`subject`})
          RETURN [e4.id] AS v5
        }
        RETURN [v5, f3.`property`, f3.`value`] AS v6
      }
      RETURN collect([e2.`kind`, e2.`quote`, e2.`start`, e2.`end`, v6]) AS v7
    }
    RETURN [size(l8), v7] AS v9
  }
  RETURN collect([e1.id, v9]) AS v10
}
RETURN [v10] AS value
