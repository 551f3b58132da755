CALL () {
  CALL () {
    MATCH (e1:`Institution`) USING INDEX e1:`Institution`(`founded_first`)
    WHERE e1.`founded_first` IS NOT NULL
    WITH e1 ORDER BY e1.`founded_first`, e1.`founded_last`, e1.id LIMIT $p0
    RETURN [e1.name, e1.`founded`] AS r3
    UNION ALL
    MATCH (e1:`Institution`)
    WHERE e1.`founded_first` IS NULL
    WITH e1 ORDER BY e1.id LIMIT $p0
    RETURN [e1.name, e1.`founded`] AS r3
  }
  WITH r3 LIMIT $p0
  RETURN collect(r3) AS v2
}
CALL () {
  CALL () {
    MATCH (e4:`Institution`) USING INDEX e4:`Institution`(`founded_first`)
    WHERE e4.`founded_first` IS NOT NULL
    WITH e4 ORDER BY e4.`founded_first` DESC, e4.`founded_last` IS NULL, e4.`founded_last` DESC, e4.id LIMIT $p1
    RETURN [e4.name, e4.`founded`] AS r6
    UNION ALL
    MATCH (e4:`Institution`)
    WHERE e4.`founded_first` IS NULL
    WITH e4 ORDER BY e4.id LIMIT $p1
    RETURN [e4.name, e4.`founded`] AS r6
  }
  WITH r6 LIMIT $p1
  RETURN collect(r6) AS v5
}
RETURN [v2, v5] AS value
