OPTIONAL CALL () {
  MATCH (e1:Entity {id: $p0}) WHERE (e1:`Programme`)
  CALL (e1) {
    MATCH (e1)<-[r3:`MEMBER_OF`]-(e2)
    WITH r3, e2 ORDER BY r3.`since_first` IS NULL, r3.`since_first` DESC, r3.`since_last` IS NULL, r3.`since_last` DESC, e2.fold, e2.id LIMIT $p1 + 1
    WITH collect(r3) AS l7
    CALL (l7) {
      UNWIND l7[..$p1] AS r5
      WITH r5, startNode(r5) AS e4
      RETURN collect([r5.`since`, e4.name]) AS v6
    }
    RETURN [size(l7) > $p1, v6] AS v8
  }
  RETURN [v8] AS v9
}
RETURN [v9] AS value
