MATCH (c:City)
WHERE EXISTS { (c)-[:PARTNER_IN]->()-[:FUNDED_BY]->() }
WITH c, COUNT { (c)-[:PARTNER_IN]->() } AS k WHERE k >= 5
WITH c ORDER BY k DESC, c.id
WITH collect(c) AS every
RETURN size(every), [
  c IN every[..20] | [c.id, COUNT { MATCH (c)-[:PARTNER_IN]->(p) WHERE EXISTS { (p)-[:FUNDED_BY]->() } }]
]
