CALL () {
  MATCH (e1:`Programme`) USING INDEX e1:`Programme`(`id`)
  WHERE e1.id IS NOT NULL
  WITH e1 ORDER BY e1.id LIMIT $p0
  CALL (e1) {
    MATCH (e1)<-[r3:`MEMBER_OF`]-(e2)
    WHERE EXISTS { MATCH (:Fact {id: r3.fact})<-[:STATES]-(c7) WHERE nullIf(c7.kind, '') = $p1 }
    WITH collect(r3) AS l5
    CALL (l5) {
      UNWIND l5 AS r3
      WITH r3, startNode(r3) AS e2
      WITH r3, e2 ORDER BY e2.id LIMIT $p2
      RETURN collect([e2.id]) AS v4
    }
    RETURN [size(l5), v4] AS v6
  }
  RETURN collect([e1.id, v6]) AS v8
}
RETURN [v8] AS value
