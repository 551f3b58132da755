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
    WITH collect(r3) AS l5
    CALL (l5) {
      UNWIND l5 AS r3
      WITH r3, startNode(r3) AS e2
      WITH r3, e2 ORDER BY e2.fold DESC, e2.id LIMIT $p1 + 1
      WITH collect([e2.name]) AS l6
      RETURN [size(l6) > $p1, l6[..$p1]] AS v4
    }
    RETURN [size(l5), v4] AS v7
  }
  RETURN collect([e1.`code`, v7]) AS v8
}
RETURN [v8] AS value
