CALL () {
  CALL () {
    MATCH (e1:`Project`) USING INDEX e1:`Project`(`budget_currency`)
    WHERE e1.`budget_currency` IS NOT NULL
    WITH e1 ORDER BY e1.`budget_currency` DESC, e1.`budget_number` IS NULL, e1.`budget_number` DESC, e1.id LIMIT $p0
    RETURN e1
    UNION ALL
    MATCH (e1:`Project`)
    WHERE e1.`budget_currency` IS NULL
    WITH e1 ORDER BY e1.id LIMIT $p0
    RETURN e1
  }
  WITH e1 LIMIT $p0
  CALL (e1) {
    MATCH (e1)-[r3:`FUNDED_BY`]->(e2)
    WITH r3, e2 ORDER BY e2.id LIMIT $p1
    CALL (r3) {
      MATCH (:Fact {id: r3.fact})<-[:STATES]-(c4) WHERE c4.place < 20
      WITH c4 ORDER BY c4.place
      RETURN collect([c4.qualifiers]) AS v5
    }
    RETURN collect([r3.`amount`, r3.`amount_currency`, e2.name, v5]) AS v6
  }
  RETURN collect([e1.name, e1.`budget`, e1.`budget_currency`, v6]) AS v7
}
RETURN [v7] AS value
