CALL () {
  MATCH (e1:Fact)
  WHERE e1.`conflicting` = $p0
  WITH collect(e1) AS l7
  CALL (l7) {
    UNWIND l7 AS e1
    WITH e1 ORDER BY e1.id LIMIT $p1
    OPTIONAL CALL (e1) {
      MATCH (e2:Entity {id: e1.`subject`})
      RETURN [e2.id] AS v3
    }
    OPTIONAL CALL (e1) {
      MATCH (e4:Entity {id: e1.`object`})
      RETURN [e4.id] AS v5
    }
    RETURN collect([e1.`property`, v3, v5, e1.`value`]) AS v6
  }
  RETURN [size(l7), v6] AS v8
}
CALL () {
  MATCH (e9:Fact)
  WHERE (e9.`property` = $p2 AND e9.object = $p3)
  WITH *, COUNT { MATCH (e9)<-[:STATES]-()-[:STATED_IN]->(d) RETURN DISTINCT d } AS k14
  WITH e9 ORDER BY k14 DESC, e9.id LIMIT $p4 + 1
  WITH collect(e9) AS l15
  CALL (l15) {
    UNWIND l15[..$p4] AS e9
    WITH *, COUNT { MATCH (e9)<-[:STATES]-()-[:STATED_IN]->(d) RETURN DISTINCT d } AS k10
    OPTIONAL CALL (e9) {
      MATCH (e11:Entity {id: e9.`subject`})
      RETURN [e11.id] AS v12
    }
    RETURN collect([k10, e9.id, v12, COUNT { MATCH (e9)<-[:STATES]-()-[:STATED_IN]->(d) RETURN DISTINCT d }]) AS v13
  }
  RETURN [size(l15) > $p4, v13] AS v16
}
RETURN [v8, v16, COUNT { MATCH (e17:Fact) WHERE (EXISTS { MATCH (e18:Entity {id: e17.subject}) WHERE ((e18:`City`) AND EXISTS { MATCH (e18)-[r19:`LOCATED_IN`]->(e20:`Country`) WHERE e20.`code` = $p5 }) } AND COUNT { MATCH (e17)<-[:STATES]-()-[:STATED_IN]->(d) RETURN DISTINCT d } = $p6) RETURN e17 }, COUNT { MATCH (e21:Fact) WHERE (EXISTS { MATCH (e21)<-[:STATES]-(c22) WHERE NOT coalesce(nullIf(c22.kind, '') = $p8, false) } OR e21.`value` STARTS WITH $p9) RETURN e21 }] AS value
