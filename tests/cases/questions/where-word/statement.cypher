CALL () {
  MATCH (e1:`Country`)
  WHERE e1.`code` IN $p0
  WITH e1 ORDER BY e1.id LIMIT $p1
  RETURN collect([e1.`code`]) AS v2
}
RETURN [v2] AS value
