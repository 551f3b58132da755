// The button that copies a link to the question in the editor.
import { ToolbarButton, useGraphiQL } from '@graphiql/react'
import { useState } from 'react'

import { addressOf } from './links.js'
import { _ } from './words.js'

export function Share() {
  const question = useGraphiQL((state) => state.queryEditor)
  const variables = useGraphiQL((state) => state.variableEditor)
  const [said, say] = useState(_('Copy a link to this question'))
  const share = async () => {
    const address = addressOf(question?.getValue() ?? '', variables?.getValue())
    history.replaceState(null, '', address)
    try {
      await navigator.clipboard.writeText(address)
      say(_('The link is copied'))
    } catch {
      // Browsers give the clipboard to pages of https and localhost only.
      say(_('The link stands in the address bar'))
    }
    setTimeout(() => say(_('Copy a link to this question')), 4000)
  }
  return (
    <ToolbarButton label={said} onClick={share}>
      <svg className="graphiql-toolbar-icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" aria-hidden="true">
        <path d="M10 14a4 4 0 0 0 6 .5l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6-.5l-3 3a4 4 0 0 0 6 6l1-1" strokeWidth="2" />
      </svg>
    </ToolbarButton>
  )
}
