CALL () {
  MATCH (e1:`City`)
  MATCH (e1)-[r5:`MEMBER_OF`]->(e6:`Entity`)
  WHERE NOT coalesce(r5.`since_first` > $p1, false) AND NOT coalesce(r5.`until_last` < $p0, false) AND NOT coalesce(e6.`founded_first` > $p1, false) AND e6.id = $p2
  WITH collect(e1) AS l3
  CALL (l3) {
    UNWIND l3 AS e1
    WITH e1 ORDER BY e1.id LIMIT $p3
    RETURN collect([e1.id]) AS v2
  }
  RETURN [size(l3), v2] AS v4
}
CALL () {
  MATCH (e7:`City`)
  MATCH (e7)-[r8:`MEMBER_OF`]->(e9:`Entity`)
  WHERE NOT coalesce(r8.`since_first` > $p1, false) AND NOT coalesce(r8.`until_last` < $p0, false) AND NOT coalesce(e9.`founded_first` > $p1, false) AND e9.id = $p2
  OPTIONAL CALL (e7) {
    MATCH (e7)-[:`LOCATED_IN`]->(e12:`Country`)
    RETURN e12
  }
  WITH e12 AS k10, count(*) AS n11
  WITH k10, n11 ORDER BY k10 IS NULL, n11 DESC, k10.fold, k10.id LIMIT $p4
  RETURN collect([n11, k10.id]) AS v13
}
RETURN [v4, v13] AS value
