CALL () {
  MATCH (e2:`Institution`) USING INDEX e2:`Institution`(`id`)
  WHERE NOT coalesce(e2.`founded_last` < $p3, false) AND e2.id IS NOT NULL
  WITH e2 ORDER BY e2.id LIMIT $p5
  RETURN collect([e2.id]) AS v3
}
RETURN [COUNT { MATCH (e1:`Institution`) WHERE e1.`founded_last` < $p0 RETURN e1 }, v3] AS value
