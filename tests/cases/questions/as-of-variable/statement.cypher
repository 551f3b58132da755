CALL () {
  MATCH (e1:`Strategy`) USING INDEX e1:`Strategy`(`id`)
  WHERE NOT coalesce(e1.`period_first` > $p1, false) AND NOT coalesce(e1.`period_last` < $p0, false) AND e1.id IS NOT NULL
  WITH e1 ORDER BY e1.id LIMIT $p2
  RETURN collect([e1.id, e1.`period`]) AS v2
}
RETURN [v2] AS value
