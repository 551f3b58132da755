// What jsonld reads: `node jsonld.mjs FOLDER`. Of each file a line of JSON with its name and its statements as N-Quads.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import jsonld from 'jsonld'

// Nothing is looked up on the net: a document that names a context elsewhere is refused.
const documentLoader = (address) => {
  throw new Error(`expected a document with its own context, got ${address}`)
}
const options = { documentLoader, format: 'application/n-quads', safe: false }

const folder = process.argv[2]
for (const name of readdirSync(folder).sort()) {
  const text = readFileSync(join(folder, name), 'utf8')
  const document = name.endsWith('.jsonld') ? JSON.parse(text) : await jsonld.fromRDF(text, options)
  console.log(JSON.stringify({ name, statements: await jsonld.toRDF(document, options) }))
}
