CALL () {
  MATCH (e1:`City`) USING INDEX e1:`City`(`id`)
  WHERE NOT coalesce(e1.id IN $p0, false) AND e1.id IS NOT NULL
  WITH e1 ORDER BY e1.id LIMIT $p1
  RETURN collect([e1.id]) AS v2
}
CALL () {
  MATCH (e3:`Institution`) USING INDEX e3:`Institution`(`id`)
  WHERE NOT coalesce(((e3.`founded_first` = $p2 AND e3.`founded_last` = $p3) OR (e3.`founded_first` = $p4 AND e3.`founded_last` = $p5)), false) AND e3.id IS NOT NULL
  WITH e3 ORDER BY e3.id LIMIT $p6
  RETURN collect([e3.id, e3.`founded`]) AS v4
}
RETURN [v2, v4] AS value
