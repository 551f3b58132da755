MATCH (:Name {fold: $fold})<-[:NAMED]-(i:Institution)
WITH DISTINCT i ORDER BY i.id LIMIT 20
RETURN collect([
  i.id, i.name, i.founded,
  COLLECT {
    MATCH (i)-[:LOCATED_IN]->(c:City)
    RETURN [c.name, COLLECT { MATCH (c)-[:LOCATED_IN]->(k:Country) RETURN k.name }]
  },
  COLLECT { MATCH (i)-[m:MEMBER_OF]->(n) RETURN [m.since, n.id, n.name] ORDER BY n.id LIMIT 20 },
  COLLECT {
    MATCH (i)-[r:PARTNER_IN]->(p) WITH r, p ORDER BY p.id LIMIT 10
    RETURN [
      r.role, p.id, p.name,
      COLLECT { MATCH (p)<-[l:PARTNER_IN]-(o) WHERE l.role = 'LEAD' RETURN [o.id, o.name] ORDER BY o.id LIMIT 20 }
    ]
  }
])
