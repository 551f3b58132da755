// Links that hold a question: what follows # stays in the browser, so that it may be long.

// The question in this page's address, as a GraphiQL tab; undefined when there is none.
export function questionInAddress() {
  const held = new URLSearchParams(location.hash.slice(1))
  const query = held.get('query')
  return query ? { query, variables: held.get('variables') || undefined } : undefined
}

// The address of this page with a question in it.
export function addressOf(query, variables) {
  const held = new URLSearchParams({ query })
  if (variables?.trim()) held.set('variables', variables)
  return `${location.origin}${location.pathname}#${held}`
}
