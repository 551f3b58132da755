// What front-end developers use, against a running server: clients.mjs URL QUERY
// QUERY pages through something: it has $first and $after, and one root field with `nodes` and `pageInfo`.
// Prints for each client as JSON: the ids of each page, the extensions and path that it tells of a refusal.
import { ApolloClient, CombinedGraphQLErrors, HttpLink, InMemoryCache, gql } from "@apollo/client";
import { PersistedQueryLink } from "@apollo/client/link/persisted-queries";
import { Client, fetchExchange } from "@urql/core";
import { persistedExchange } from "@urql/exchange-persisted";
import { createHash } from "node:crypto";

const [url, text] = process.argv.slice(2);
const document = gql(text);
const WRONG = gql`
  query Wrong($first: Int) {
    cities(first: $first) {
      nodes {
        id
      }
    }
  }
`;
const sha256 = (value) => createHash("sha256").update(value).digest("hex");

function apollo(persisted) {
  const http = new HttpLink({ uri: url });
  const link = persisted ? new PersistedQueryLink({ sha256 }).concat(http) : http;
  const client = new ApolloClient({ link, cache: new InMemoryCache() });
  return async (query, variables) => {
    const { data, error } = await client.query({ query, variables, errorPolicy: "all" });
    if (error && !CombinedGraphQLErrors.is(error)) throw error;
    return { data, errors: error?.errors };
  };
}

function urql(persisted) {
  const exchanges = persisted ? [persistedExchange({ preferGetForPersistedQueries: true }), fetchExchange] : [fetchExchange];
  const client = new Client({ url, exchanges, preferGetMethod: persisted });
  return async (query, variables) => {
    const { data, error } = await client.query(query, variables).toPromise();
    if (error?.networkError) throw error.networkError;
    return { data, errors: error?.graphQLErrors };
  };
}

async function pages(ask) {
  const found = [];
  let after = null;
  do {
    const { data, errors } = await ask(document, { first: 10, after });
    if (errors?.length) throw new Error(JSON.stringify(errors));
    const [connection] = Object.values(data).filter((value) => value?.pageInfo);
    found.push(connection.nodes.map((node) => node.id));
    after = connection.pageInfo.hasNextPage ? connection.pageInfo.endCursor : null;
  } while (after);
  return found;
}

const clients = {
  apollo: apollo(false),
  "apollo, persisted queries": apollo(true),
  urql: urql(false),
  "urql, persisted queries": urql(true),
};
const told = {};
for (const [name, ask] of Object.entries(clients)) {
  const { errors } = await ask(WRONG, { first: 501 });
  told[name] = {
    pages: await pages(ask),
    refused: errors.map(({ message, path, extensions }) => ({ message, path, extensions })),
  };
}
console.log(JSON.stringify(told));
