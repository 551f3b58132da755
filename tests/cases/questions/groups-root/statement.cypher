CALL () {
  MATCH (e1:`Institution`)
  OPTIONAL CALL (e1) {
    MATCH (e1)-[:`LOCATED_IN`]->(e4:`Country`)
    RETURN e4
  }
  WITH e4 AS k2, count(*) AS n3
  WITH k2, n3 ORDER BY k2 IS NULL, k2.fold, k2.id LIMIT $p2
  OPTIONAL CALL (k2) {
    WITH k2 WHERE (k2:`Country`)
    CALL (k2) {
      MATCH (k2)<-[r6:`LOCATED_IN`]-(e5:`City`)
      WITH collect(r6) AS l10
      CALL (l10) {
        UNWIND l10 AS r8
        WITH r8, startNode(r8) AS e7
        WITH r8, e7 ORDER BY e7.id LIMIT $p1
        RETURN collect([e7.id]) AS v9
      }
      RETURN [size(l10), v9] AS v11
    }
    RETURN [k2.`code`, v11] AS v12
  }
  RETURN collect([n3, k2.id, v12]) AS v13
}
CALL () {
  MATCH (e14:`Programme`)
  WITH e14.`kind` AS k15, count(*) AS n16
  WITH k15, n16 ORDER BY k15 IS NULL, n16 DESC, k15 LIMIT $p4
  RETURN collect([n16, k15]) AS v17
}
RETURN [v13, COUNT { (:`Programme`) }, v17] AS value
