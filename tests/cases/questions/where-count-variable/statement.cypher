CALL () {
  MATCH (e1:`City`) USING INDEX e1:`City`(`id`)
  WHERE COUNT { (e1)-[:`MEMBER_OF`]->() } > $p0 AND e1.id IS NOT NULL
  WITH e1 ORDER BY e1.id LIMIT $p1
  RETURN collect([e1.id]) AS v2
}
RETURN [v2] AS value
