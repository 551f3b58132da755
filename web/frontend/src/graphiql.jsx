// The query tool at /graphql: GraphiQL with the documentation, the query builder and the ready questions.
import 'graphiql/setup-workers/vite' // first: the editors look for their workers when they are loaded
import 'graphiql/style.css'
import '@graphiql/plugin-explorer/style.css'
import './graphiql.css'

import { DOC_EXPLORER_PLUGIN } from '@graphiql/plugin-doc-explorer'
import { explorerPlugin } from '@graphiql/plugin-explorer'
import { HISTORY_PLUGIN } from '@graphiql/plugin-history'
import { useGraphiQL } from '@graphiql/react'
import { GraphiQL } from 'graphiql'
import { useEffect } from 'react'
import { createRoot } from 'react-dom/client'

import { fetcher } from './asking.js'
import { Download } from './download.jsx'
import { explainPlugin } from './explain.jsx'
import { questionInAddress } from './links.js'
import { Mistakes } from './mistakes.jsx'
import { questions } from './questions.js'
import { Share } from './share.jsx'

const plugins = [explorerPlugin({ showAttribution: false }), HISTORY_PLUGIN, explainPlugin]

// GraphiQL 5.4 leaves the first default tab's variables out of their editor. Given always,
// `initialVariables` would add a tab at each reload, when the tabs come from the browser's storage.
const firstVisit = localStorage.getItem('graphiql:tabState') === null

// A link can hold a question; it gets a tab of its own, once.
const shared = questionInAddress()
const tabs = shared ? [shared, ...questions] : questions
const initial = shared ?? (firstVisit ? questions[0] : undefined)

// The questions have lines that are wider than the editor.
function WrapLines() {
  const editor = useGraphiQL((state) => state.queryEditor)
  useEffect(() => editor?.updateOptions({ wordWrap: 'on' }), [editor])
  return null
}

createRoot(document.getElementById('graphiql')).render(
  <GraphiQL
    fetcher={fetcher}
    plugins={plugins}
    referencePlugin={DOC_EXPLORER_PLUGIN}
    defaultTabs={tabs}
    initialQuery={initial?.query}
    initialVariables={initial?.variables}
    isHeadersEditorEnabled
  >
    <GraphiQL.Logo>
      <a className="home" href="/">policygraph</a>
    </GraphiQL.Logo>
    <GraphiQL.Toolbar>
      {({ prettify, merge, copy }) => (
        <>
          {prettify}
          {merge}
          {copy}
          <Share />
          <Download />
        </>
      )}
    </GraphiQL.Toolbar>
    <WrapLines />
    <Mistakes />
  </GraphiQL>,
)
