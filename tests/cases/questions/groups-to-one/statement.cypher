CALL () {
  MATCH (e1:`Programme`) USING INDEX e1:`Programme`(`id`)
  WHERE e1.id IS NOT NULL
  WITH e1 ORDER BY e1.id LIMIT $p0
  CALL (e1) {
    MATCH (e1)<-[r3:`MEMBER_OF`]-(e2)
    OPTIONAL CALL (e2) {
      MATCH (e2)-[:`LOCATED_IN`]->(e6:`Country`)
      RETURN e6
    }
    WITH e6 AS k4, count(*) AS n5
    WITH k4, n5 ORDER BY k4 IS NULL, n5 DESC, k4.fold, k4.id LIMIT $p2
    RETURN collect([n5, k4.id, k4.name]) AS v7
  }
  RETURN collect([e1.id, COUNT { (e1)<-[:`MEMBER_OF`]-() }, v7]) AS v8
}
RETURN [v8] AS value
