CALL () {
  MATCH (e1:`Document`) USING INDEX e1:`Document`(`id`)
  WHERE e1.id IS NOT NULL
  WITH e1 ORDER BY e1.id LIMIT $p0
  CALL (e1) {
    MATCH (e1)<-[:STATED_IN]-(e2:Claim)
    WITH collect(e2) AS l9
    CALL (l9) {
      UNWIND l9 AS e3
      WITH e3 ORDER BY e3.start, e3.id LIMIT $p1
      OPTIONAL CALL (e3) {
        MATCH (e3)-[:STATES]->(f4)
        OPTIONAL CALL (f4) {
          MATCH (e5:Entity {id: f4.`subject`})
          RETURN [e5.id] AS v6
        }
        RETURN [v6, f4.`property`, f4.`value`] AS v7
      }
      RETURN collect([e3.`kind`, e3.`quote`, e3.`start`, e3.`end`, v7]) AS v8
    }
    RETURN [size(l9), v8] AS v10
  }
  RETURN collect([e1.id, v10]) AS v11
}
RETURN [v11] AS value
