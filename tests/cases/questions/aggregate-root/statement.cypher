CALL () {
  MATCH (e1:`City`)
  WITH e1.`latitude` AS s2, e1.`longitude` AS s3
  RETURN [count(*), [count(s2), min(s2), max(s2)], [count(s3), min(s3), max(s3)]] AS v4
}
CALL () {
  MATCH (e5:`Observation`)
  WITH e5.`value` AS s6, CASE WHEN e5.`date` IS NOT NULL THEN [e5.`date_first`, e5.`date_last`, e5.`date`] END AS s7
  RETURN [count(*), [count(s6), min(s6), max(s6)], [count(s7), min(s7)[2], max(s7)[2]]] AS v8
}
RETURN [v4, v8] AS value
