CALL () {
  MATCH (e1:`Programme`) USING INDEX e1:`Programme`(`id`)
  WHERE e1.id IS NOT NULL
  WITH e1 ORDER BY e1.id LIMIT $p0
  CALL (e1) {
    MATCH (e1)<-[r3:`MEMBER_OF`]-(e2)
    WHERE NOT (e2:`City`)
    WITH r3, e2 ORDER BY e2.id LIMIT $p1
    RETURN collect([e2.id]) AS v4
  }
  RETURN collect([e1.id, v4, COUNT { MATCH (e1)<-[r6:`MEMBER_OF`]-(e5) WHERE NOT (e5:`City`|`Country`) RETURN r6 }]) AS v7
}
RETURN [v7] AS value
