MATCH (c:City {id: $id})
RETURN c.id, coalesce(c.name_pl, c.name_en, c.name),
  COLLECT { MATCH (c)-[:LOCATED_IN]->(k:Country) RETURN [k.code, k.name] },
  COLLECT { MATCH (c)-[m:MEMBER_OF]->(n) RETURN [m.since, m.role, n.id, n.name] ORDER BY n.id LIMIT 20 },
  COLLECT {
    MATCH (c)-[r:PARTNER_IN]->(p) WITH r, p ORDER BY p.id LIMIT 10
    RETURN [
      r.role, p.id, p.name, p.period,
      COLLECT { MATCH (p)<-[q:PARTNER_IN]-(o) RETURN [q.role, o.id, o.name] ORDER BY o.id LIMIT 10 },
      COLLECT { MATCH (p)-[f:FUNDED_BY]->(g) RETURN [f.amount, f.amount_currency, g.id, g.name] ORDER BY g.id LIMIT 20 },
      COLLECT {
        MATCH (p)<-[:EVENT_OF]-(v) WITH v ORDER BY v.id LIMIT 20
        RETURN [v.name, v.kind, v.when, COLLECT { MATCH (v)-[:HELD_IN]->(h) RETURN h.name ORDER BY h.id LIMIT 20 }]
      }
    ]
  }
