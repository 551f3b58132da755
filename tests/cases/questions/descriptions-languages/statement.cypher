CALL () {
  MATCH (e1:`Programme`) USING INDEX e1:`Programme`(`id`)
  WHERE e1.id IS NOT NULL
  WITH e1 ORDER BY e1.id LIMIT $p0
  RETURN collect([e1.id, coalesce(e1.`description_pl`, e1.`description_en`, e1.`description_mul`, e1.`description_und`, CASE WHEN e1.`description_folds` IS NOT NULL THEN head([x2 IN ['ar', 'bg', 'ca', 'cs', 'da', 'de', 'el', 'es', 'et', 'eu', 'fi', 'fr', 'ga', 'gl', 'he', 'hr', 'hu', 'is', 'it', 'ja', 'ko', 'lb', 'lt', 'lv', 'mk', 'mt', 'nb', 'nl', 'pt', 'ro', 'ru', 'sk', 'sl', 'sq', 'sr', 'sv', 'tr', 'uk', 'zh'] WHERE e1['description_' + x2] IS NOT NULL | e1['description_' + x2]]) END), coalesce(e1.`name_de`, e1.`name_pl`, e1.name), CASE WHEN e1.`name_de` IS NOT NULL THEN 'de' WHEN e1.`name_pl` IS NOT NULL THEN 'pl' ELSE e1.nameLanguage END]) AS v3
}
RETURN [v3] AS value
