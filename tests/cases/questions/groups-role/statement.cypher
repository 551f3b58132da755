CALL () {
  MATCH (e1:`Project`) USING INDEX e1:`Project`(`id`)
  WHERE e1.id IS NOT NULL
  WITH e1 ORDER BY e1.id LIMIT $p0
  CALL (e1) {
    MATCH (e1)<-[r3:`PARTNER_IN`]-(e2)
    WITH r3.`role` AS k4, count(*) AS n5
    WITH k4, n5 ORDER BY k4 IS NULL, n5 DESC, k4 LIMIT $p2
    RETURN collect([n5, k4]) AS v6
  }
  RETURN collect([e1.id, v6]) AS v7
}
RETURN [v7] AS value
