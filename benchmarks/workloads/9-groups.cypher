MATCH (n:Programme {id: $id})
CALL (n) {
  MATCH (n)<-[:MEMBER_OF]-(e) OPTIONAL MATCH (e)-[:LOCATED_IN]->(k:Country)
  WITH k, count(*) AS found ORDER BY k IS NULL, found DESC, k.fold, k.id LIMIT 10
  RETURN collect([k.id, k.name, found]) AS countries
}
CALL (n) {
  MATCH (n)<-[m:MEMBER_OF]-()
  WITH m.since_year AS year, count(*) AS found ORDER BY year IS NULL, year LIMIT 100
  RETURN collect([toString(year), found]) AS years
}
CALL (n) {
  MATCH (n)<-[m:MEMBER_OF]-()
  WITH CASE WHEN m.since IS NOT NULL THEN [m.since_first, m.since_last, m.since] END AS since
  RETURN [count(*), count(since), min(since)[2], max(since)[2]] AS sums
}
RETURN COUNT { (n)<-[:MEMBER_OF]-() }, countries, years, sums
