// The ready questions as GraphiQL tabs: one tab for each file of web/questions, with its variables.
const texts = import.meta.glob('../../questions/*.graphql', { query: '?raw', import: 'default', eager: true })
const variables = import.meta.glob('../../questions/*.json', { query: '?raw', import: 'default', eager: true })

export const questions = Object.keys(texts)
  .sort()
  .map((path) => ({ query: texts[path], variables: variables[path.replace(/graphql$/, 'json')] }))
