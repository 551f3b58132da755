CALL () {
  MATCH (e1:`Institution`)
  WITH e1.`founded_year` AS k2, count(*) AS n3
  WITH k2, n3 ORDER BY k2 IS NULL, n3 DESC, k2 LIMIT $p1
  RETURN collect([n3, k2]) AS v4
}
CALL () {
  MATCH (e5:`Strategy`)
  WITH e5.`period_year` AS k6, count(*) AS n7
  WITH k6, n7 ORDER BY k6 IS NULL, n7 DESC, k6 LIMIT $p3
  RETURN collect([n7, k6]) AS v8
}
RETURN [v4, v8] AS value
