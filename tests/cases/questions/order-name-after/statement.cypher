CALL () {
  MATCH (e1:`City`) USING INDEX e1:`City`(`fold`)
  WHERE e1.fold >= $p1 AND CASE e1.fold WHEN $p1 THEN (e1.id > $p2 OR e1.id = $p2 AND false) ELSE true END
  WITH e1 ORDER BY e1.fold, e1.id LIMIT $p0 + 1
  WITH collect(e1) AS l4
  CALL (l4) {
    UNWIND l4[..$p0] AS e2
    RETURN collect([e2.name, e2.fold, e2.id]) AS v3
  }
  RETURN [size(l4) > $p0, v3] AS v5
}
RETURN [v5] AS value
