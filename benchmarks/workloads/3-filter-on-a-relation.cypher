MATCH (n:Programme {id: $id})<-[m:MEMBER_OF]-(e)
WHERE m.since_first <= $last AND m.since_last >= $first
WITH m, e ORDER BY m.since_first DESC, m.since_last DESC, e.fold, e.id
WITH collect(m) AS every
UNWIND every[..20] AS m
WITH size(every) AS total, m, startNode(m) AS e
RETURN total, collect([
  m.since, m.role, e.id, e.name,
  COLLECT {
    MATCH (:Fact {id: m.fact})<-[:STATES]-(c) WHERE c.place < 20 WITH c ORDER BY c.place
    RETURN [c.kind, c.quote, COLLECT { MATCH (c)-[:STATED_IN]->(d) RETURN [d.id, d.name] }]
  }
])
