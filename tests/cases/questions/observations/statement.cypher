OPTIONAL CALL () {
  MATCH (e1:Entity {id: $p0}) WHERE (e1:`Programme`)
  CALL (e1) {
    MATCH (e1)<-[r3:`OBSERVED_OF`]-(e2)
    WITH r3, e2 ORDER BY e2.id LIMIT $p1
    OPTIONAL CALL (e2) {
      MATCH (e2)-[:`OBSERVED_OF`]->(e4)
      RETURN [e4.id, e4.name] AS v5
    }
    RETURN collect([e2.`measure`, e2.`value`, e2.`unit`, e2.`qualifier`, e2.`date`, v5]) AS v6
  }
  RETURN [v6] AS v7
}
OPTIONAL CALL () {
  MATCH (e8:Entity {id: $p2}) WHERE (e8:`City`)
  CALL (e8) {
    MATCH (e8)<-[r10:`OBSERVED_OF`]-(e9)
    WITH r10, e9 ORDER BY e9.id LIMIT $p3
    RETURN collect([e9.`value`]) AS v11
  }
  RETURN [v11] AS v12
}
RETURN [v7, v12] AS value
