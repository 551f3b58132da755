CALL () {
  MATCH (e1:`City`) USING INDEX e1:`City`(`fold`)
  WHERE e1.fold >= $p1 AND CASE e1.fold WHEN $p1 THEN (e1.id > $p2) ELSE true END
  WITH e1 ORDER BY e1.fold, e1.id LIMIT $p0 + 1
  WITH collect([e1.name, e1.fold, e1.id]) AS l3
  RETURN [size(l3) > $p0, l3[..$p0]] AS v2
}
RETURN [v2] AS value
