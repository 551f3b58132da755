OPTIONAL CALL () {
  MATCH (e1:Entity {id: $p0}) WHERE (e1:`City`)
  RETURN [e1.id, e1.name, coalesce(e1.`description_en`, e1.`description_mul`, e1.`description_und`, CASE WHEN e1.`description_folds` IS NOT NULL THEN head([x2 IN ['ar', 'bg', 'ca', 'cs', 'da', 'de', 'el', 'es', 'et', 'eu', 'fi', 'fr', 'ga', 'gl', 'he', 'hr', 'hu', 'is', 'it', 'ja', 'ko', 'lb', 'lt', 'lv', 'mk', 'mt', 'nb', 'nl', 'pl', 'pt', 'ro', 'ru', 'sk', 'sl', 'sq', 'sr', 'sv', 'tr', 'uk', 'zh'] WHERE e1['description_' + x2] IS NOT NULL | e1['description_' + x2]]) END), e1.`same_as`, e1.`latitude`, e1.`longitude`, e1.`geonames_id`] AS v3
}
RETURN [v3] AS value
