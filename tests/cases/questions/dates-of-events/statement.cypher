CALL () {
  CALL () {
    MATCH (e1:`Event`) USING INDEX e1:`Event`(`when_first`)
    WHERE e1.`when_first` IS NOT NULL
    WITH e1 ORDER BY e1.`when_first`, e1.`when_last`, e1.id LIMIT $p0
    RETURN e1
    UNION ALL
    MATCH (e1:`Event`)
    WHERE e1.`when_first` IS NULL
    WITH e1 ORDER BY e1.id LIMIT $p0
    RETURN e1
  }
  WITH e1 LIMIT $p0
  CALL (e1) {
    MATCH (e1)-[r3:`HELD_IN`]->(e2)
    WITH r3, e2 ORDER BY e2.id LIMIT $p1
    RETURN collect([e2.name]) AS v4
  }
  CALL (e1) {
    MATCH (e1)-[r6:`EVENT_OF`]->(e5)
    WITH r6, e5 ORDER BY e5.id LIMIT $p2
    RETURN collect([e5.id]) AS v7
  }
  CALL (e1) {
    MATCH (e1)-[r9:`ORGANISED_BY`]->(e8)
    WITH r9, e8 ORDER BY e8.id LIMIT $p3
    RETURN collect([e8.name]) AS v10
  }
  CALL (e1) {
    MATCH (e1)<-[r12:`TOOK_PART_IN`]-(e11)
    WITH r12, e11 ORDER BY e11.id LIMIT $p4
    RETURN collect([r12.`role`, e11.name]) AS v13
  }
  RETURN collect([e1.name, e1.`when`, e1.`kind`, v4, v7, v10, v13]) AS v14
}
RETURN [v14] AS value
