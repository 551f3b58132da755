CALL () {
  MATCH (e1:`City`) USING INDEX e1:`City`(`id`)
  WHERE e1.id IS NOT NULL
  WITH e1 ORDER BY e1.id LIMIT $p0
  RETURN collect([e1.id]) AS v2
}
RETURN [v2, COUNT { (:`City`) }] AS value
