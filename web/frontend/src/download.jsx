// The menu that saves the answer to the question in the editor as a file, in a form of one's choice.
import { ToolbarButton, ToolbarMenu, parseJSONC, useGraphiQL } from '@graphiql/react'
import { useState } from 'react'

import { fetchAs } from './asking.js'
import { _ } from './words.js'

const FORMS = [
  ['JSON-LD', 'application/ld+json', 'jsonld'],
  ['Turtle', 'text/turtle', 'ttl'],
  ['CSV', 'text/csv', 'csv'],
  ['JSON', 'application/json', 'json'],
]

export function Download() {
  const question = useGraphiQL((state) => state.queryEditor)
  const variables = useGraphiQL((state) => state.variableEditor)
  const headers = useGraphiQL((state) => state.headerEditor)
  const answer = useGraphiQL((state) => state.responseEditor)
  const operationName = useGraphiQL((state) => state.operationName)
  const [busy, setBusy] = useState(false)

  const download = async (mediaType, suffix) => {
    setBusy(true)
    try {
      const asked = { query: question?.getValue() ?? '', variables: read(variables), operationName }
      const { blob, refusal } = await fetchAs(mediaType, asked, read(headers))
      if (blob) save(blob, `${operationName ?? 'answer'}.${suffix}`)
      else answer?.setValue(indented(refusal))
    } catch (error) {
      answer?.setValue(indented(JSON.stringify({ errors: [{ message: _('Not downloaded: %(reason)s', { reason: error.message }) }] })))
    } finally {
      setBusy(false)
    }
  }

  return (
    <ToolbarMenu
      button={
        <ToolbarButton label={busy ? _('The answer is on its way') : _('Download the answer')} disabled={busy}>
          <svg className="graphiql-toolbar-icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" aria-hidden="true">
            <path d="M12 3v12m-5-5 5 5 5-5M4 20h16" strokeWidth="2" />
          </svg>
        </ToolbarButton>
      }
    >
      {FORMS.map(([name, mediaType, suffix]) => (
        <ToolbarMenu.Item key={suffix} onSelect={() => download(mediaType, suffix)}>
          {name}
        </ToolbarMenu.Item>
      ))}
    </ToolbarMenu>
  )
}

// What an editor with JSON holds; undefined when it is empty.
function read(editor) {
  const text = editor?.getValue() ?? ''
  return text.trim() ? parseJSONC(text) : undefined
}

function indented(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

function save(blob, name) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
