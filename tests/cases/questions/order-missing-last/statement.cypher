CALL () {
  CALL () {
    MATCH (e1:`Institution`) USING INDEX e1:`Institution`(`founded_first`)
    WHERE e1.`founded_first` IS NOT NULL
    WITH e1 ORDER BY e1.`founded_first`, e1.`founded_last`, e1.id LIMIT $p0
    RETURN e1
    UNION ALL
    MATCH (e1:`Institution`)
    WHERE e1.`founded_first` IS NULL
    WITH e1 ORDER BY e1.id LIMIT $p0
    RETURN e1
  }
  WITH e1 LIMIT $p0
  RETURN collect([e1.name, e1.`founded`]) AS v2
}
CALL () {
  CALL () {
    MATCH (e3:`Institution`) USING INDEX e3:`Institution`(`founded_first`)
    WHERE e3.`founded_first` IS NOT NULL
    WITH e3 ORDER BY e3.`founded_first` DESC, e3.`founded_last` IS NULL, e3.`founded_last` DESC, e3.id LIMIT $p1
    RETURN e3
    UNION ALL
    MATCH (e3:`Institution`)
    WHERE e3.`founded_first` IS NULL
    WITH e3 ORDER BY e3.id LIMIT $p1
    RETURN e3
  }
  WITH e3 LIMIT $p1
  RETURN collect([e3.name, e3.`founded`]) AS v4
}
RETURN [v2, v4] AS value
