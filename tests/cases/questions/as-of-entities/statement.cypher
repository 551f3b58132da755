CALL () {
  MATCH (e1:`Institution`) USING INDEX e1:`Institution`(`id`)
  WHERE NOT coalesce(e1.`founded_first` > $p1, false) AND e1.id IS NOT NULL
  WITH e1 ORDER BY e1.id LIMIT $p2
  RETURN collect([e1.id, e1.`founded`]) AS v2
}
CALL () {
  MATCH (e3:`Event`) USING INDEX e3:`Event`(`id`)
  WHERE NOT coalesce(e3.`when_first` > $p4, false) AND e3.id IS NOT NULL
  WITH e3 ORDER BY e3.id LIMIT $p5
  RETURN collect([e3.id, e3.`when`]) AS v4
}
CALL () {
  MATCH (e5:`Project`) USING INDEX e5:`Project`(`id`)
  WHERE NOT coalesce(e5.`period_first` > $p7, false) AND NOT coalesce(e5.`period_last` < $p6, false) AND e5.id IS NOT NULL
  WITH e5 ORDER BY e5.id LIMIT $p8
  RETURN collect([e5.id, e5.`period`]) AS v6
}
RETURN [v2, v4, v6] AS value
