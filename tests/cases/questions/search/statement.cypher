CALL () {
  UNWIND range(0, size($p3.hits) - 1) AS i1
  MATCH (e2:Entity {id: $p3.hits[i1][0]})
  WITH i1, e2 ORDER BY i1
  OPTIONAL CALL (e2) {
    WITH e2 WHERE (e2:`City`)
    OPTIONAL CALL (e2) {
      MATCH (e2)-[:`LOCATED_IN`]->(e3:`Country`)
      RETURN [e3.`code`] AS v4
    }
    RETURN [v4] AS v5
  }
  OPTIONAL CALL (e2) {
    WITH e2 WHERE (e2:`Strategy`)
    CALL (e2) {
      MATCH (e2)<-[r7:`ADOPTED`]-(e6)
      WITH r7, e6 ORDER BY e6.id LIMIT $p0
      RETURN collect([e6.name]) AS v8
    }
    RETURN [v8] AS v9
  }
  RETURN collect([$p3.hits[i1][4], $p3.hits[i1][1], $p3.hits[i1][2], $p3.hits[i1][3], e2.id, e2.name, v5, v9]) AS v10
}
CALL () {
  UNWIND range(0, size($p3.hits) - 1) AS i11
  MATCH (e12:Entity {id: $p3.hits[i11][0]})
  WITH i11, e12 ORDER BY i11
  RETURN collect([e12.id]) AS v13
}
RETURN [$p3.total, $p3.exact, $p3.more, $p3.hits[0][4], $p3.hits[-1][4], v10, v13] AS value
