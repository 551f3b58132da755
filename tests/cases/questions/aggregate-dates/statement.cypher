CALL () {
  MATCH (e1:`Institution`)
  RETURN [count(*), [count(CASE WHEN e1.`founded` IS NOT NULL THEN [e1.`founded_first`, e1.`founded_last`, e1.`founded`] END), min(CASE WHEN e1.`founded` IS NOT NULL THEN [e1.`founded_first`, e1.`founded_last`, e1.`founded`] END)[2], max(CASE WHEN e1.`founded` IS NOT NULL THEN [e1.`founded_first`, e1.`founded_last`, e1.`founded`] END)[2]]] AS v2
}
CALL () {
  MATCH (e3:`Strategy`)
  WHERE e3.fold = $p2
  RETURN [count(*), [count(CASE WHEN e3.`period` IS NOT NULL THEN [e3.`period_first`, e3.`period_last`, e3.`period`] END), min(CASE WHEN e3.`period` IS NOT NULL THEN [e3.`period_first`, e3.`period_last`, e3.`period`] END)[2], max(CASE WHEN e3.`period` IS NOT NULL THEN [e3.`period_first`, e3.`period_last`, e3.`period`] END)[2]]] AS v4
}
RETURN [v2, v4] AS value
