CALL () {
  MATCH (e1:`Programme`) USING INDEX e1:`Programme`(`id`)
  WHERE e1.id IS NOT NULL
  WITH e1 ORDER BY e1.id LIMIT $p0
  CALL (e1) {
    MATCH (e1)<-[r3:`MEMBER_OF`]-(e2)
    WHERE NOT coalesce(r3.`since_first` > $p2, false) AND NOT coalesce(r3.`until_last` < $p1, false) AND NOT coalesce(e2.`founded_first` > $p2, false)
    WITH collect(r3) AS l5
    CALL (l5) {
      UNWIND l5 AS r3
      WITH r3, startNode(r3) AS e2
      WITH r3, e2 ORDER BY e2.id LIMIT $p3
      RETURN collect([e2.id]) AS v4
    }
    RETURN [size(l5), v4] AS v6
  }
  RETURN collect([e1.id, v6]) AS v7
}
RETURN [v7] AS value
