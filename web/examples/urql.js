import { Client, fetchExchange, gql } from '@urql/core'
import { persistedExchange } from '@urql/exchange-persisted'

const client = new Client({
  url: 'http://127.0.0.1:8000/graphql',
  preferGetMethod: false,
  exchanges: [persistedExchange(), fetchExchange],
})
const query = gql`query ($id: ID!) {
  city(id: $id) { id name memberOf { edges { since node { id name } } } }
}`
const { data, error } = await client.query(query, { id: 'city/wroclaw-pl' }).toPromise()
if (error) throw error
console.log(JSON.stringify(data.city))
