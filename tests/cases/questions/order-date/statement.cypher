CALL () {
  CALL () {
    MATCH (e1:`Project`) USING INDEX e1:`Project`(`period_first`)
    WHERE e1.`period_first` IS NOT NULL
    WITH e1 ORDER BY e1.`period_first`, e1.`period_last`, e1.id LIMIT $p0
    RETURN e1
    UNION ALL
    MATCH (e1:`Project`)
    WHERE e1.`period_first` IS NULL
    WITH e1 ORDER BY e1.id LIMIT $p0
    RETURN e1
  }
  WITH e1 LIMIT $p0
  RETURN collect([e1.id, e1.`period`]) AS v2
}
RETURN [v2] AS value
