MATCH (c:City)
WITH c, COUNT { (c)-[:PARTNER_IN]->() } AS projects
ORDER BY projects DESC, c.fold, c.id LIMIT 10
RETURN collect([c.id, c.name, projects])
