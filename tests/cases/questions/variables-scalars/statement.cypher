OPTIONAL CALL () {
  MATCH (e1:Entity {id: $p0}) WHERE (e1:`Country`)
  CALL (e1) {
    MATCH (e1)<-[r3:`LOCATED_IN`]-(e2:`City`)
    WITH r3, e2 ORDER BY e2.fold, e2.id LIMIT $p1
    RETURN collect([coalesce(e2.`name_pl`, e2.`name_en`, e2.name)]) AS v4
  }
  RETURN [coalesce(e1.`name_pl`, e1.`name_en`, e1.name), v4] AS v5
}
RETURN [v5] AS value
