CALL () {
  MATCH (e1:`Programme`) USING INDEX e1:`Programme`(`id`)
  WHERE e1.id IS NOT NULL
  WITH e1 ORDER BY e1.id LIMIT $p1
  CALL (e1) {
    MATCH (e1)<-[r3:`MEMBER_OF`]-(e2)
    RETURN [count(*), [count(CASE WHEN r3.`since` IS NOT NULL THEN [r3.`since_first`, r3.`since_last`, r3.`since`] END), min(CASE WHEN r3.`since` IS NOT NULL THEN [r3.`since_first`, r3.`since_last`, r3.`since`] END)[2], max(CASE WHEN r3.`since` IS NOT NULL THEN [r3.`since_first`, r3.`since_last`, r3.`since`] END)[2]], [count(r3.`order`), min(r3.`order`), max(r3.`order`)]] AS v4
  }
  RETURN collect([e1.id, v4]) AS v5
}
RETURN [v5] AS value
