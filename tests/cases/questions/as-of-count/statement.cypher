CALL () {
  MATCH (e1:`City`)
  WHERE COUNT { (e1)-[r7:`MEMBER_OF`]->(e8) WHERE (NOT coalesce(r7.`since_first` > $p1, false) AND NOT coalesce(r7.`until_last` < $p0, false) AND NOT coalesce(e8.`founded_first` > $p1, false)) } >= $p2
  WITH *, COUNT { (e1)-[r10:`MEMBER_OF`]->(e11) WHERE (NOT coalesce(r10.`since_first` > $p1, false) AND NOT coalesce(r10.`until_last` < $p0, false) AND NOT coalesce(e11.`founded_first` > $p1, false)) } AS k9
  WITH e1 ORDER BY k9 DESC, e1.id LIMIT $p3
  RETURN collect([e1.id, COUNT { MATCH (e1)-[r3:`MEMBER_OF`]->(e2) WHERE NOT coalesce(r3.`since_first` > $p1, false) AND NOT coalesce(r3.`until_last` < $p0, false) AND NOT coalesce(e2.`founded_first` > $p1, false) RETURN r3 }]) AS v6
}
RETURN [v6] AS value
