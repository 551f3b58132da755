CALL () {
  MATCH (e1:`Programme`) USING INDEX e1:`Programme`(`id`)
  WHERE e1.id IS NOT NULL
  WITH e1 ORDER BY e1.id LIMIT $p0
  CALL (e1) {
    MATCH (e1)<-[r3:`MEMBER_OF`]-(e2)
    WITH CASE WHEN r3.`since` IS NOT NULL THEN [r3.`since_first`, r3.`since_last`, r3.`since`] END AS s4, r3.`order` AS s5
    RETURN [count(*), [count(s4), min(s4)[2], max(s4)[2]], [count(s5), min(s5), max(s5)]] AS v6
  }
  RETURN collect([e1.id, v6]) AS v7
}
RETURN [v7] AS value
