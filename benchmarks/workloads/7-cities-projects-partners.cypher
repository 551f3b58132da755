MATCH (c:City) USING INDEX c:City(id) WHERE c.id IS NOT NULL
WITH c ORDER BY c.id LIMIT 50
RETURN collect([
  c.id, c.name,
  COLLECT {
    MATCH (c)-[:PARTNER_IN]->(p) WITH p ORDER BY p.id LIMIT 10
    RETURN [
      p.id, p.name,
      COLLECT { MATCH (p)<-[r:PARTNER_IN]-(o) RETURN [r.role, o.id, o.name] ORDER BY o.id LIMIT 10 }
    ]
  }
])
