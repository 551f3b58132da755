// The words of our own panels in the reader's language, from the same catalogues as the pages (web/locale). GraphiQL's
// own are English.
import polish from '../../locale/pl.po'

const chosen = /(?:^|; )lang=(en|pl)\b/.exec(document.cookie)?.[1]
export const language = chosen ?? navigator.languages.map((each) => /^(en|pl)\b/.exec(each)?.[1]).find(Boolean) ?? 'en'
const catalogue = language === 'pl' ? polish : {}

// A text in the reader's language, with values in the places of %(name)s.
export function _(text, values = {}) {
  return (catalogue[text] ?? text).replace(/%\((\w+)\)s/g, (_place, name) => values[name])
}
