// Sends questions to the server, and keeps the last answer for those who show more of it than the answer itself.
import { createGraphiQLFetcher } from '@graphiql/toolkit'
import { useSyncExternalStore } from 'react'

const URL = '/graphql'

let last // { asked: { query, variables, operationName }, errors, explanation }
let explains = false
const listeners = new Set()

export function useLast() {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => last,
  )
}

// Whether the next questions ask how they are answered, too.
export function setExplaining(wanted) {
  explains = wanted
}

const send = createGraphiQLFetcher({ url: URL, enableIncrementalDelivery: false })

export async function fetcher(asked, options) {
  const headers = explains ? { 'x-explain': 'true', ...options?.headers } : options?.headers
  const answer = await send(asked, { ...options, headers })
  if (asked.operationName === 'IntrospectionQuery') return answer
  const { explain, ...extensions } = answer.extensions ?? {}
  last = { asked, errors: answer.errors ?? [], explanation: explain }
  for (const listener of listeners) listener()
  if (!explain) return answer
  // The panel shows it; the answer is as it is without the panel.
  const { extensions: _, ...shown } = answer
  return Object.keys(extensions).length ? { ...shown, extensions } : shown
}

// The answer in another form, as { blob } or, when the server refuses, as { refusal }.
export async function fetchAs(mediaType, asked, headers) {
  const response = await fetch(URL, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers, accept: `${mediaType}, application/json;q=0.1` },
    body: JSON.stringify(asked),
  })
  const given = response.headers.get('content-type') ?? ''
  if (response.ok && given.startsWith(mediaType)) return { blob: await response.blob() }
  return { refusal: await response.text() }
}
