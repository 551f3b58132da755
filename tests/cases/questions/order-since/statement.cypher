OPTIONAL CALL () {
  MATCH (e1:Entity {id: $p0}) WHERE (e1:`Programme`)
  CALL (e1) {
    MATCH (e1)<-[r3:`MEMBER_OF`]-(e2)
    WITH r3, e2 ORDER BY r3.`since_first` IS NULL, r3.`since_first` DESC, r3.`since_last` IS NULL, r3.`since_last` DESC, e2.fold, e2.id LIMIT $p1 + 1
    WITH collect([r3.`since`, e2.name]) AS l5
    RETURN [size(l5) > $p1, l5[..$p1]] AS v4
  }
  RETURN [v4] AS v6
}
RETURN [v6] AS value
