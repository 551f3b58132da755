CALL () {
  MATCH (e1:`City`) USING INDEX e1:`City`(`id`)
  WHERE NOT coalesce(e1.fold = $p0, false) AND e1.id IS NOT NULL
  WITH e1 ORDER BY e1.id LIMIT $p1
  RETURN collect([e1.id]) AS v2
}
CALL () {
  MATCH (e3:`Programme`) USING INDEX e3:`Programme`(`id`)
  WHERE NOT coalesce(e3.`kind` = $p2, false) AND e3.id IS NOT NULL
  WITH e3 ORDER BY e3.id LIMIT $p3
  RETURN collect([e3.id, e3.`kind`]) AS v4
}
RETURN [v2, v4] AS value
