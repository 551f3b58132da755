CALL () {
  MATCH (e1:`City`) USING INDEX e1:`City`(`id`)
  WHERE e1.id IS NOT NULL
  WITH e1 ORDER BY e1.id LIMIT $p0 + 1
  WITH collect([e1.id]) AS l3
  RETURN [size(l3) > $p0, l3[..$p0]] AS v2
}
RETURN [v2, COUNT { (:`City`) }] AS value
