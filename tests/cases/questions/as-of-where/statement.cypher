CALL () {
  MATCH (e1:`City`)
  MATCH (e1)-[r6:`MEMBER_OF`]->(e7:`Entity`)
  WHERE NOT coalesce(r6.`since_first` > $p1, false) AND NOT coalesce(r6.`until_last` < $p0, false) AND NOT coalesce(e7.`founded_first` > $p1, false) AND e7.id = $p2
  WITH collect(e1) AS l4
  CALL (l4) {
    UNWIND l4 AS e2
    WITH e2 ORDER BY e2.id LIMIT $p3
    RETURN collect([e2.id]) AS v3
  }
  RETURN [size(l4), v3] AS v5
}
CALL () {
  MATCH (e8:`City`)
  MATCH (e8)-[r10:`MEMBER_OF`]->(e11:`Entity`)
  WHERE NOT coalesce(r10.`since_first` > $p1, false) AND NOT coalesce(r10.`until_last` < $p0, false) AND NOT coalesce(e11.`founded_first` > $p1, false) AND e11.id = $p2
  OPTIONAL CALL (e8) {
    MATCH (e8)-[:`LOCATED_IN`]->(e14:`Country`)
    RETURN e14
  }
  WITH e14 AS k12, count(*) AS n13
  WITH k12, n13 ORDER BY k12 IS NULL, n13 DESC, k12.fold, k12.id LIMIT $p4
  RETURN collect([n13, k12.id]) AS v15
}
RETURN [v5, v15] AS value
