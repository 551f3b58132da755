CALL () {
  MATCH (e1:`City`) USING INDEX e1:`City`(`fold`)
  WHERE e1.fold IS NOT NULL
  WITH e1 ORDER BY e1.fold, e1.id LIMIT $p0 + 1
  WITH collect([e1.name]) AS l3
  RETURN [size(l3) > $p0, l3[..$p0]] AS v2
}
RETURN [v2] AS value
