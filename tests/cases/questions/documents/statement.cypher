CALL () {
  MATCH (e1:`Document`)
  WHERE e1.`language` = $p0
  WITH e1 ORDER BY e1.`issued_first` IS NULL, e1.`issued_first` DESC, e1.`issued_last` IS NULL, e1.`issued_last` DESC, e1.fold, e1.id LIMIT $p1
  RETURN collect([e1.name, e1.`url`, e1.`issued`, e1.`language`, e1.`kind`]) AS v2
}
RETURN [v2] AS value
