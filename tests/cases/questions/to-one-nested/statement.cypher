OPTIONAL CALL () {
  MATCH (e1:Entity {id: $p0}) WHERE (e1:`Institution`)
  OPTIONAL CALL (e1) {
    MATCH (e1)-[:`LOCATED_IN`]->(e2:`City`)
    OPTIONAL CALL (e2) {
      MATCH (e2)-[:`LOCATED_IN`]->(e3:`Country`)
      CALL (e3) {
        MATCH (e3)<-[r5:`LOCATED_IN`]-(e4:`Institution`)
        WITH r5, e4 ORDER BY e4.fold, e4.id LIMIT $p1
        RETURN collect([e4.name]) AS v6
      }
      RETURN [coalesce(e3.`name_pl`, e3.name), v6] AS v7
    }
    RETURN [v7] AS v8
  }
  RETURN [v8] AS v9
}
RETURN [v9] AS value
