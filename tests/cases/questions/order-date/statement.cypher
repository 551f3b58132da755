CALL () {
  CALL () {
    MATCH (e1:`Project`) USING INDEX e1:`Project`(`period_first`)
    WHERE e1.`period_first` IS NOT NULL
    WITH e1 ORDER BY e1.`period_first`, e1.`period_last`, e1.id LIMIT $p0
    RETURN [e1.id, e1.`period`] AS r3
    UNION ALL
    MATCH (e1:`Project`)
    WHERE e1.`period_first` IS NULL
    WITH e1 ORDER BY e1.id LIMIT $p0
    RETURN [e1.id, e1.`period`] AS r3
  }
  WITH r3 LIMIT $p0
  RETURN collect(r3) AS v2
}
RETURN [v2] AS value
