CALL () {
  MATCH (e1:`City`) USING INDEX e1:`City`(`id`)
  WHERE e1.id IS NOT NULL
  WITH e1 ORDER BY e1.id LIMIT $p2
  RETURN collect([e1.id, COUNT { MATCH (e1)-[r3:`MEMBER_OF`]->(e2) WHERE NOT coalesce(r3.`since_first` > $p4, false) AND NOT coalesce(r3.`until_last` < $p3, false) AND NOT coalesce(e2.`founded_first` > $p4, false) RETURN r3 }, COUNT { MATCH (e1)-[r5:`MEMBER_OF`]->(e4) WHERE NOT coalesce(r5.`since_first` > $p1, false) AND NOT coalesce(r5.`until_last` < $p0, false) AND NOT coalesce(e4.`founded_first` > $p1, false) RETURN r5 }]) AS v6
}
RETURN [v6] AS value
