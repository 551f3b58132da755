CALL () {
  UNWIND range(0, size($p3.hits) - 1) AS i1
  MATCH (e2:Entity {id: $p3.hits[i1][0]})
  WITH i1, e2 ORDER BY i1
  RETURN collect([$p3.hits[i1][2], e2.id]) AS v3
}
CALL () {
  UNWIND range(0, size($p7.hits) - 1) AS i4
  MATCH (e5:Entity {id: $p7.hits[i4][0]})
  WITH i4, e5 ORDER BY i4
  RETURN collect([e5.id]) AS v6
}
RETURN [v3, $p7.total, v6] AS value
