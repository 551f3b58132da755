CALL () {
  MATCH (e1:`City`) USING INDEX e1:`City`(`id`)
  WHERE e1.id IS NOT NULL
  WITH e1 ORDER BY e1.id LIMIT $p2
  CALL (e1) {
    MATCH (e1)-[r3:`ADOPTED`]->(e2)
    WHERE NOT coalesce(r3.`on_first` > $p1, false) AND NOT coalesce(e2.`period_first` > $p1, false) AND NOT coalesce(e2.`period_last` < $p0, false)
    WITH collect(r3) AS l5
    CALL (l5) {
      UNWIND l5 AS r3
      WITH r3, endNode(r3) AS e2
      WITH r3, e2 ORDER BY e2.id LIMIT $p3
      RETURN collect([e2.id, e2.`period`]) AS v4
    }
    RETURN [size(l5), v4] AS v6
  }
  CALL (e1) {
    MATCH (e1)-[r8:`MEMBER_OF`]->(e7)
    WHERE NOT coalesce(r8.`since_first` > $p1, false) AND NOT coalesce(r8.`until_last` < $p0, false) AND NOT coalesce(e7.`founded_first` > $p1, false)
    WITH r8, e7 ORDER BY e7.id LIMIT $p4
    RETURN collect([r8.`since`, r8.`until`, e7.id]) AS v9
  }
  RETURN collect([e1.id, v6, v9]) AS v10
}
RETURN [v10] AS value
