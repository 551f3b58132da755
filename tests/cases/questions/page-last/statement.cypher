CALL () {
  MATCH (e1:`City`) USING INDEX e1:`City`(`fold`)
  WHERE e1.fold IS NOT NULL
  WITH e1 ORDER BY e1.fold DESC, e1.id DESC LIMIT $p0 + 1
  WITH collect(e1) AS l4
  CALL (l4) {
    UNWIND l4[..$p0] AS e2
    RETURN collect([e2.name]) AS v3
  }
  RETURN [size(l4) > $p0, v3] AS v5
}
RETURN [v5] AS value
