CALL () {
  MATCH (e1:`City`) USING INDEX e1:`City`(`id`)
  WHERE e1.id IS NOT NULL
  WITH e1 ORDER BY e1.id LIMIT $p0
  CALL (e1) {
    MATCH (e1)-[:NAMED]->(n2)
    WITH n2 ORDER BY n2.place
    RETURN collect([n2.text, n2.language, n2.kind]) AS v3
  }
  RETURN collect([e1.id, e1.name, coalesce(e1.`name_pl`, e1.name), coalesce(e1.`name_de`, e1.`name_pl`, e1.name), CASE WHEN e1.`name_en` IS NOT NULL THEN 'en' ELSE e1.nameLanguage END, CASE WHEN e1.`name_pl` IS NOT NULL THEN 'pl' ELSE e1.nameLanguage END, v3]) AS v4
}
RETURN [v4] AS value
