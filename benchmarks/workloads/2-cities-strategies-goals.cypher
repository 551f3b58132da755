MATCH (c:City) USING INDEX c:City(id) WHERE c.id IS NOT NULL
WITH c ORDER BY c.id LIMIT 10
RETURN collect([
  c.id, c.name,
  COLLECT {
    MATCH (c)-[a:ADOPTED]->(s) WITH a, s ORDER BY s.id LIMIT 20
    RETURN [
      a.on, s.id, s.name, s.period,
      COLLECT { MATCH (s)-[:HAS_GOAL]->(g) RETURN [g.id, g.name, g.text] ORDER BY g.fold, g.id LIMIT 5 }
    ]
  }
])
