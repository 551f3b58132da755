// Builds the query tool and the pages' style sheet into the folder that the server serves as /static.
import { defineConfig } from 'vite'

const fontData = /url\(["']?data:font\/([a-z0-9]+);(?:charset=[^;,]+;)?base64,([A-Za-z0-9+/=]+)["']?\)/g

// GraphiQL's style sheet carries 35 fonts as data: addresses. As files, the policy needs no
// `font-src data:`, and a browser fetches only the faces that it shows.
const fontsAsFiles = {
  name: 'fonts-as-files',
  enforce: 'post',
  generateBundle(_, bundle) {
    for (const sheet of Object.values(bundle)) {
      if (sheet.type !== 'asset' || !sheet.fileName.endsWith('.css')) continue
      sheet.source = String(sheet.source).replace(fontData, (_, format, data) => {
        const file = this.emitFile({ type: 'asset', name: `font.${format}`, source: Buffer.from(data, 'base64') })
        return `url(/static/${this.getFileName(file)})`
      })
    }
  },
}

// A gettext catalogue as a module: an object of texts and what they are in its language.
const text = /^(msgctxt|msgid|msgid_plural|msgstr)(?:\[\d\])? ((?:".*"\s*)+)/gm
const catalogues = {
  name: 'catalogues',
  transform(source, id) {
    if (!id.endsWith('.po')) return undefined
    const found = {}
    for (const entry of source.split(/\n\n+/)) {
      const parts = Object.fromEntries([...entry.matchAll(text)].map(([, key, lines]) => [key, read(lines)]))
      if (parts.msgid && parts.msgstr && !parts.msgctxt) found[parts.msgid] = parts.msgstr
    }
    return { code: `export default ${JSON.stringify(found)}`, map: null }
  },
}

const read = (lines) => [...lines.matchAll(/".*"/g)].map(([line]) => JSON.parse(line)).join('')

export default defineConfig({
  base: '/static/',
  plugins: [fontsAsFiles, catalogues],
  worker: { format: 'es' },
  build: {
    outDir: '../static',
    emptyOutDir: true,
    manifest: true,
    license: { fileName: 'licences.md' },
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 5000,
    rollupOptions: {
      input: ['graphiql.html', 'src/site.css', 'src/pages.js'],
      onLog(level, log, handle) {
        // React's compiler marks modules with "use no memo", which a bundler does not know.
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log)
      },
    },
  },
})
