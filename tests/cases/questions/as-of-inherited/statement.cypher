CALL () {
  MATCH (e1:`City`) USING INDEX e1:`City`(`id`)
  WHERE e1.id IS NOT NULL
  WITH e1 ORDER BY e1.id LIMIT $p2
  CALL (e1) {
    MATCH (e1)-[r3:`ADOPTED`]->(e2)
    WHERE NOT coalesce(r3.`on_first` > $p1, false) AND NOT coalesce(e2.`period_first` > $p1, false) AND NOT coalesce(e2.`period_last` < $p0, false)
    WITH collect(r3) AS l7
    CALL (l7) {
      UNWIND l7 AS r5
      WITH r5, endNode(r5) AS e4
      WITH r5, e4 ORDER BY e4.id LIMIT $p3
      RETURN collect([e4.id, e4.`period`]) AS v6
    }
    RETURN [size(l7), v6] AS v8
  }
  CALL (e1) {
    MATCH (e1)-[r10:`MEMBER_OF`]->(e9)
    WHERE NOT coalesce(r10.`since_first` > $p1, false) AND NOT coalesce(r10.`until_last` < $p0, false) AND NOT coalesce(e9.`founded_first` > $p1, false)
    WITH r10, e9 ORDER BY e9.id LIMIT $p4
    RETURN collect([r10.`since`, r10.`until`, e9.id]) AS v11
  }
  RETURN collect([e1.id, v8, v11]) AS v12
}
RETURN [v12] AS value
