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
    WITH collect(r3) AS l11
    CALL (l11) {
      UNWIND l11 AS r5
      WITH r5, startNode(r5) AS e4
      WITH r5, e4 ORDER BY e4.fold DESC, e4.id LIMIT $p1 + 1
      WITH collect(r5) AS l9
      CALL (l9) {
        UNWIND l9[..$p1] AS r7
        WITH r7, startNode(r7) AS e6
        RETURN collect([e6.name]) AS v8
      }
      RETURN [size(l9) > $p1, v8] AS v10
    }
    RETURN [size(l11), v10] AS v12
  }
  RETURN collect([e1.`code`, v12]) AS v13
}
RETURN [v13] AS value
