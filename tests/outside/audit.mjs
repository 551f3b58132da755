// The audits of graphql-http (GraphQL over HTTP): audit.mjs URL
// Prints one line of JSON for each audit: its id, what it asks, "ok", or why it failed.
import { auditServer } from "graphql-http";

const results = await auditServer({ url: process.argv[2], fetchFn: fetch });
for (const { id, name, status, reason } of results) {
  console.log(JSON.stringify({ id, name, status, reason: reason ?? "" }));
}
