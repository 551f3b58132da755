CALL () {
  MATCH (e1:`Strategy`)
  WHERE e1.`period_last` < $p0
  WITH e1 ORDER BY e1.id LIMIT $p2
  RETURN collect([e1.id]) AS v2
}
CALL () {
  MATCH (e3:`Strategy`)
  WHERE e3.`period_first` > $p4
  WITH e3 ORDER BY e3.id LIMIT $p5
  RETURN collect([e3.id]) AS v4
}
CALL () {
  MATCH (e5:`Strategy`)
  WHERE (e5.`period_first` <= $p7 AND e5.`period_last` >= $p6)
  WITH e5 ORDER BY e5.id LIMIT $p8
  RETURN collect([e5.id]) AS v6
}
CALL () {
  MATCH (e7:`Institution`)
  WHERE (e7.`founded_first` = $p9 AND e7.`founded_last` = $p10)
  WITH e7 ORDER BY e7.id LIMIT $p11
  RETURN collect([e7.id]) AS v8
}
CALL () {
  MATCH (e9:`Institution`) USING INDEX e9:`Institution`(`id`)
  WHERE ((e9.`founded_first` = $p12 AND e9.`founded_last` = $p13) OR (e9.`founded_first` = $p14 AND e9.`founded_last` = $p15)) AND e9.id IS NOT NULL
  WITH e9 ORDER BY e9.id LIMIT $p16
  RETURN collect([e9.id]) AS v10
}
RETURN [v2, v4, v6, v8, v10] AS value
