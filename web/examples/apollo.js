import { ApolloClient, HttpLink, InMemoryCache, gql } from '@apollo/client'

const client = new ApolloClient({
  link: new HttpLink({ uri: 'http://127.0.0.1:8000/graphql' }),
  cache: new InMemoryCache(),
})
const { data } = await client.query({
  query: gql`query ($id: ID!) {
    city(id: $id) { id name memberOf { edges { since node { id name } } } }
  }`,
  variables: { id: 'city/wroclaw-pl' },
})
console.log(JSON.stringify(data.city))
client.stop()
