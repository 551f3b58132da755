CALL () {
  MATCH (e1:`Programme`) USING INDEX e1:`Programme`(`id`)
  WHERE e1.id IS NOT NULL
  WITH e1 ORDER BY e1.id LIMIT $p0
  CALL (e1) {
    MATCH (e1)<-[r3:`MEMBER_OF`]-(e2)
    WHERE r3.`order` <= $p1
    WITH r3, e2 ORDER BY e2.id LIMIT $p2
    RETURN collect([r3.`order`, e2.id]) AS v4
  }
  RETURN collect([e1.id, v4]) AS v5
}
RETURN [v5] AS value
