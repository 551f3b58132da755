CALL () {
  MATCH (e1:`Document`)
  WHERE e1.`text_fold` CONTAINS $p1
  WITH collect(e1) AS l4
  CALL (l4) {
    UNWIND l4 AS e2
    WITH e2 ORDER BY e2.id LIMIT $p2
    RETURN collect([e2.id, e2.`text`, $p3, $p4]) AS v3
  }
  RETURN [size(l4), v3] AS v5
}
RETURN [v5] AS value
