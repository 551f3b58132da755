CALL () {
  MATCH (e1:`Institution`)
  WITH CASE WHEN e1.`founded` IS NOT NULL THEN [e1.`founded_first`, e1.`founded_last`, e1.`founded`] END AS s2
  RETURN [count(*), [count(s2), min(s2)[2], max(s2)[2]]] AS v3
}
CALL () {
  MATCH (e4:`Strategy`)
  WHERE e4.fold = $p1
  WITH CASE WHEN e4.`period` IS NOT NULL THEN [e4.`period_first`, e4.`period_last`, e4.`period`] END AS s5
  RETURN [count(*), [count(s5), min(s5)[2], max(s5)[2]]] AS v6
}
RETURN [v3, v6] AS value
