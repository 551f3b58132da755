CALL () {
  MATCH (e1:`City`)
  WHERE COUNT { (e1)-[r5:`MEMBER_OF`]->(e6) WHERE (NOT coalesce(r5.`since_first` > $p1, false) AND NOT coalesce(r5.`until_last` < $p0, false) AND NOT coalesce(e6.`founded_first` > $p1, false)) } >= $p2
  WITH *, COUNT { (e1)-[r8:`MEMBER_OF`]->(e9) WHERE (NOT coalesce(r8.`since_first` > $p1, false) AND NOT coalesce(r8.`until_last` < $p0, false) AND NOT coalesce(e9.`founded_first` > $p1, false)) } AS k7
  WITH e1 ORDER BY k7 DESC, e1.id LIMIT $p3
  RETURN collect([e1.id, COUNT { MATCH (e1)-[r3:`MEMBER_OF`]->(e2) WHERE NOT coalesce(r3.`since_first` > $p1, false) AND NOT coalesce(r3.`until_last` < $p0, false) AND NOT coalesce(e2.`founded_first` > $p1, false) RETURN r3 }]) AS v4
}
RETURN [v4] AS value
