OPTIONAL CALL () {
  MATCH (e1:Entity {id: $p0}) WHERE (e1:`Country`)
  CALL (e1) {
    MATCH (e1)<-[r3:`LOCATED_IN`]-(e2:`City`)
    WITH r3, e2 ORDER BY e2.fold, e2.id LIMIT $p1
    CALL (e2) {
      MATCH (e2)-[r5:`ADOPTED`]->(e4)
      WITH r5, e4 ORDER BY e4.fold DESC, e4.id LIMIT $p2
      CALL (e4) {
        MATCH (e4)-[r7:`IN_AREA`]->(e6)
        WITH r7, e6 ORDER BY e6.id LIMIT $p3
        RETURN collect([e6.name]) AS v8
      }
      CALL (e4) {
        MATCH (e4)-[r10:`HAS_GOAL`]->(e9)
        WITH r10, e9 ORDER BY e9.id LIMIT $p4
        RETURN collect([e9.name, e9.`kind`, e9.`text`, COUNT { (e9)-[:`IN_AREA`]->() }]) AS v11
      }
      RETURN collect([r5.`on`, e4.name, e4.`period`, v8, v11]) AS v12
    }
    RETURN collect([e2.name, v12]) AS v13
  }
  RETURN [v13] AS v14
}
RETURN [v14] AS value
