// Marks in the editor what the server says of a question, with its hints, at the place that it means.
import { useGraphiQL, useMonaco } from '@graphiql/react'
import { useEffect } from 'react'

import { useLast } from './asking.js'
import { placeOf } from './places.js'

const OWNER = 'policygraph'

export function Mistakes() {
  const editor = useGraphiQL((state) => state.queryEditor)
  const monaco = useMonaco((state) => state.monaco)
  const last = useLast()

  useEffect(() => {
    const model = editor?.getModel()
    if (!model || !monaco) return
    // GraphiQL sends what it completes: when the editor holds something else by now, no place is right.
    const errors = last && model.getValue() === last.asked.query ? last.errors : []
    const markers = errors.map((error) => marker(model, monaco, error)).filter(Boolean)
    monaco.editor.setModelMarkers(model, OWNER, markers)
    if (markers.length) editor.revealLineInCenterIfOutsideViewport(markers[0].startLineNumber)
    const edited = model.onDidChangeContent(() => monaco.editor.setModelMarkers(model, OWNER, []))
    return () => edited.dispose()
  }, [editor, monaco, last])
  return null
}

function marker(model, monaco, error) {
  const place = placeOf(error, model.getValue())
  if (!place) return undefined
  const word = model.getWordAtPosition({ lineNumber: place.line, column: place.column })
  return {
    startLineNumber: place.line,
    startColumn: place.column,
    endLineNumber: place.line,
    endColumn: word?.endColumn ?? place.column + 1,
    message: error.extensions?.code ? `${error.message} (${error.extensions.code})` : error.message,
    severity: monaco.MarkerSeverity.Error,
    source: 'server',
  }
}
