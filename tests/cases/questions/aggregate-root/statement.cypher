CALL () {
  MATCH (e1:`City`)
  RETURN [count(*), [count(e1.`latitude`), min(e1.`latitude`), max(e1.`latitude`)], [count(e1.`longitude`), min(e1.`longitude`), max(e1.`longitude`)]] AS v2
}
CALL () {
  MATCH (e3:`Observation`)
  RETURN [count(*), [count(e3.`value`), min(e3.`value`), max(e3.`value`)], [count(CASE WHEN e3.`date` IS NOT NULL THEN [e3.`date_first`, e3.`date_last`, e3.`date`] END), min(CASE WHEN e3.`date` IS NOT NULL THEN [e3.`date_first`, e3.`date_last`, e3.`date`] END)[2], max(CASE WHEN e3.`date` IS NOT NULL THEN [e3.`date_first`, e3.`date_last`, e3.`date`] END)[2]]] AS v4
}
RETURN [v2, v4] AS value
