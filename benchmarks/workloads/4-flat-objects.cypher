CALL () {
  MATCH (c:City) USING INDEX c:City(id) WHERE c.id IS NOT NULL
  WITH c ORDER BY c.id LIMIT 500
  RETURN collect([c.id, c.name, $base + c.id, c.latitude, c.longitude, c.geonames_id]) AS a
}
CALL () {
  MATCH (c:City) USING INDEX c:City(fold) WHERE c.fold IS NOT NULL
  WITH c ORDER BY c.fold DESC, c.id LIMIT 500
  RETURN collect([c.id, c.name, $base + c.id, c.latitude, c.longitude, c.geonames_id]) AS b
}
RETURN a, b
