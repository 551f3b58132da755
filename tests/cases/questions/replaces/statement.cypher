CALL () {
  CALL () {
    MATCH (e1:`Strategy`) USING INDEX e1:`Strategy`(`period_first`)
    WHERE e1.`period_first` IS NOT NULL
    WITH e1 ORDER BY e1.`period_first`, e1.`period_last`, e1.id LIMIT $p0
    RETURN e1
    UNION ALL
    MATCH (e1:`Strategy`)
    WHERE e1.`period_first` IS NULL
    WITH e1 ORDER BY e1.id LIMIT $p0
    RETURN e1
  }
  WITH e1 LIMIT $p0
  CALL (e1) {
    MATCH (e1)-[r3:`REPLACES`]->(e2)
    WITH r3, e2 ORDER BY e2.id LIMIT $p1
    RETURN collect([e2.id]) AS v4
  }
  CALL (e1) {
    MATCH (e1)<-[r6:`REPLACES`]-(e5)
    WITH r6, e5 ORDER BY e5.id LIMIT $p2
    RETURN collect([e5.id]) AS v7
  }
  CALL (e1) {
    MATCH (e1)<-[r9:`ADOPTED`]-(e8)
    WITH r9, e8 ORDER BY e8.id LIMIT $p3
    RETURN collect([r9.`on`, e8.name]) AS v10
  }
  RETURN collect([e1.id, v4, v7, v10]) AS v11
}
RETURN [v11] AS value
