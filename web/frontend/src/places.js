// Where in a question an error belongs.
import { parse } from 'graphql'

// { line, column } of an error: as the server says, else of the field that its path leads to.
export function placeOf({ locations, path }, text) {
  if (locations?.length) return locations[0]
  if (!path?.length) return undefined
  try {
    return ofPath(parse(text), path.filter((key) => typeof key === 'string'))
  } catch {
    return undefined
  }
}

function ofPath(document, path) {
  const fragments = new Map()
  for (const definition of document.definitions) {
    if (definition.kind === 'FragmentDefinition') fragments.set(definition.name.value, definition)
  }
  const operations = document.definitions.filter((each) => each.kind === 'OperationDefinition')
  for (const operation of operations) {
    const field = fieldAt(operation, path, fragments)
    if (field) return { line: field.loc.startToken.line, column: field.loc.startToken.column }
  }
  return undefined
}

function fieldAt(node, [key, ...rest], fragments) {
  for (const selected of node.selectionSet?.selections ?? []) {
    if (selected.kind === 'Field') {
      if ((selected.alias ?? selected.name).value !== key) continue
      const found = rest.length ? fieldAt(selected, rest, fragments) : selected
      if (found) return found
    } else {
      const spread = selected.kind === 'FragmentSpread' ? fragments.get(selected.name.value) : selected
      const found = spread && fieldAt(spread, [key, ...rest], fragments)
      if (found) return found
    }
  }
  return undefined
}
