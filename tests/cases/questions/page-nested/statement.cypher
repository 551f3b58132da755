CALL () {
  CALL () {
    MATCH (e1:`Country`) USING INDEX e1:`Country`(`code`)
    WHERE e1.`code` IS NOT NULL
    WITH e1 ORDER BY e1.`code` DESC, e1.id LIMIT $p0
    RETURN e1
    UNION ALL
    MATCH (e1:`Country`)
    WHERE e1.`code` IS NULL
    WITH e1 ORDER BY e1.id LIMIT $p0
    RETURN e1
  }
  WITH e1 LIMIT $p0
  CALL (e1) {
    MATCH (e1)<-[r3:`LOCATED_IN`]-(e2:`City`)
    WITH collect(r3) AS l6
    CALL (l6) {
      UNWIND l6 AS r3
      WITH r3, startNode(r3) AS e2
      WITH r3, e2 ORDER BY e2.fold DESC, e2.id LIMIT $p1 + 1
      WITH collect([e2.name]) AS l5
      RETURN [size(l5) > $p1, l5[..$p1]] AS v4
    }
    RETURN [size(l6), v4] AS v7
  }
  RETURN collect([e1.`code`, v7]) AS v8
}
RETURN [v8] AS value
