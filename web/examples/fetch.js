const query = `query ($id: ID!) {
  city(id: $id) { name(lang: [pl, en]) memberOf { edges { since node { name } } } }
}`
const answer = await fetch('http://127.0.0.1:8000/graphql', {
  method: 'POST',
  headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
  body: JSON.stringify({ query, variables: { id: 'city/wroclaw-pl' } }),
})
const { data, errors } = await answer.json()
if (errors) throw new Error(errors.map(({ message, extensions }) => `${extensions.code}: ${message}`).join('\n'))
console.log(JSON.stringify(data.city))
