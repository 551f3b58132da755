CALL () {
  MATCH (e3:`Institution`) USING INDEX e3:`Institution`(`id`)
  WHERE NOT coalesce(e3.`founded_last` < $p3, false) AND e3.id IS NOT NULL
  WITH e3 ORDER BY e3.id LIMIT $p5
  RETURN collect([e3.id]) AS v4
}
RETURN [COUNT { MATCH (e1:`Institution`) WHERE e1.`founded_last` < $p0 RETURN e1 }, v4] AS value
