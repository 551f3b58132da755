CALL () {
  MATCH (e1:`Programme`) USING INDEX e1:`Programme`(`id`)
  WHERE e1.id IS NOT NULL
  WITH e1 ORDER BY e1.id LIMIT $p0
  CALL (e1) {
    MATCH (e1)<-[r3:`MEMBER_OF`]-(e2)
    WHERE NOT coalesce(r3.`since_first` > $p2, false) AND NOT coalesce(r3.`until_last` < $p1, false) AND NOT coalesce(e2.`founded_first` > $p2, false)
    WITH collect(r3) AS l7
    CALL (l7) {
      UNWIND l7 AS r5
      WITH r5, startNode(r5) AS e4
      WITH r5, e4 ORDER BY e4.id LIMIT $p3
      RETURN collect([e4.id]) AS v6
    }
    RETURN [size(l7), v6] AS v8
  }
  RETURN collect([e1.id, v8]) AS v9
}
RETURN [v9] AS value
