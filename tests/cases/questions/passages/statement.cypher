CALL () {
  MATCH (e1:`Document`)
  WHERE e1.`text_fold` CONTAINS $p0
  WITH collect(e1) AS l4
  CALL (l4) {
    UNWIND l4 AS e2
    WITH e2 ORDER BY e2.id LIMIT $p1
    RETURN collect([e2.id, e2.`text`, $p2, $p3]) AS v3
  }
  RETURN [size(l4), v3] AS v5
}
RETURN [v5] AS value
