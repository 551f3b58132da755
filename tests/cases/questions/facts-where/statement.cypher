CALL () {
  MATCH (e1:Fact)
  WHERE e1.`conflicting` = $p0
  WITH collect(e1) AS l8
  CALL (l8) {
    UNWIND l8 AS e2
    WITH e2 ORDER BY e2.id LIMIT $p1
    OPTIONAL CALL (e2) {
      MATCH (e3:Entity {id: e2.`subject`})
      RETURN [e3.id] AS v4
    }
    OPTIONAL CALL (e2) {
      MATCH (e5:Entity {id: e2.`object`})
      RETURN [e5.id] AS v6
    }
    RETURN collect([e2.`property`, v4, v6, e2.`value`]) AS v7
  }
  RETURN [size(l8), v7] AS v9
}
CALL () {
  MATCH (e10:Fact)
  WHERE (e10.`property` = $p2 AND e10.object = $p3)
  WITH *, COUNT { MATCH (e10)<-[:STATES]-()-[:STATED_IN]->(d) RETURN DISTINCT d } AS k18
  WITH e10 ORDER BY k18 DESC, e10.id LIMIT $p4 + 1
  WITH collect(e10) AS l16
  CALL (l16) {
    UNWIND l16[..$p4] AS e11
    WITH *, COUNT { MATCH (e11)<-[:STATES]-()-[:STATED_IN]->(d) RETURN DISTINCT d } AS k12
    OPTIONAL CALL (e11) {
      MATCH (e13:Entity {id: e11.`subject`})
      RETURN [e13.id] AS v14
    }
    RETURN collect([k12, e11.id, v14, COUNT { MATCH (e11)<-[:STATES]-()-[:STATED_IN]->(d) RETURN DISTINCT d }]) AS v15
  }
  RETURN [size(l16) > $p4, v15] AS v17
}
RETURN [v9, v17, COUNT { MATCH (e19:Fact) WHERE (EXISTS { MATCH (e21:Entity {id: e19.subject}) WHERE ((e21:`City`) AND EXISTS { MATCH (e21)-[r22:`LOCATED_IN`]->(e23:`Country`) WHERE e23.`code` = $p5 }) } AND COUNT { MATCH (e19)<-[:STATES]-()-[:STATED_IN]->(d) RETURN DISTINCT d } = $p6) RETURN e19 }, COUNT { MATCH (e24:Fact) WHERE (EXISTS { MATCH (e24)<-[:STATES]-(c26) WHERE NOT coalesce(nullIf(c26.kind, '') = $p8, false) } OR e24.`value` STARTS WITH $p9) RETURN e24 }] AS value
