CALL () {
  MATCH (i:Institution) USING INDEX i:Institution(founded_first)
  WHERE i.founded_first IS NOT NULL
  WITH i ORDER BY i.founded_first DESC, i.founded_last DESC, i.id SKIP 20 LIMIT 21
  RETURN collect([i.id, i.name, i.founded, i.kind]) AS page
}
RETURN COUNT { (:Institution) }, size(page) > 20, page[..20]
