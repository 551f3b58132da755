CALL () {
  MATCH (e1:`Programme`) USING INDEX e1:`Programme`(`id`)
  WHERE e1.id IS NOT NULL
  WITH e1 ORDER BY e1.id LIMIT $p0
  CALL (e1) {
    MATCH (e1)<-[r3:`MEMBER_OF`]-(e2)
    WHERE EXISTS { MATCH (:Fact {id: r3.fact})<-[:STATES]-(c9) WHERE nullIf(c9.kind, '') = $p1 }
    WITH collect(r3) AS l7
    CALL (l7) {
      UNWIND l7 AS r5
      WITH r5, startNode(r5) AS e4
      WITH r5, e4 ORDER BY e4.id LIMIT $p2
      RETURN collect([e4.id]) AS v6
    }
    RETURN [size(l7), v6] AS v8
  }
  RETURN collect([e1.id, v8]) AS v10
}
RETURN [v10] AS value
