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
      WITH collect(r6) AS l8
      CALL (l8) {
        UNWIND l8 AS r6
        WITH r6, startNode(r6) AS e5
        WITH r6, e5 ORDER BY e5.id LIMIT $p1
        RETURN collect([e5.id]) AS v7
      }
      RETURN [size(l8), v7] AS v9
    }
    RETURN [k2.`code`, v9] AS v10
  }
  RETURN collect([n3, k2.id, v10]) AS v11
}
CALL () {
  MATCH (e12:`Programme`)
  WITH e12.`kind` AS k13, count(*) AS n14
  WITH k13, n14 ORDER BY k13 IS NULL, n14 DESC, k13 LIMIT $p4
  RETURN collect([n14, k13]) AS v15
}
RETURN [v11, COUNT { (:`Programme`) }, v15] AS value
