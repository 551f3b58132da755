CALL () {
  MATCH (e1:`Document`)
  WHERE e1.`text_fold` CONTAINS $p0
  WITH collect(e1) AS l3
  CALL (l3) {
    UNWIND l3 AS e1
    WITH e1 ORDER BY e1.id LIMIT $p1
    RETURN collect([e1.id, e1.`text`, $p2, $p3]) AS v2
  }
  RETURN [size(l3), v2] AS v4
}
RETURN [v4] AS value
