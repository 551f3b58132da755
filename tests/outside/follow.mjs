// A client that follows links, and knows nothing of us: follow.mjs START QUERY
// Prints each answer as JSON, and at last how many documents were asked for.
import { QueryEngine } from "@comunica/query-sparql-link-traversal";

const [start, query] = process.argv.slice(2);
let asked = 0;
const counted = (...request) => {
  asked += 1;
  return fetch(...request);
};
const answers = await new QueryEngine().queryBindings(query, { sources: [start], fetch: counted });
for (const answer of await answers.toArray()) {
  console.log(JSON.stringify(Object.fromEntries([...answer].map(([name, term]) => [name.value, term.value]))));
}
console.log(JSON.stringify({ asked }));
// Connections that stay open would keep it waiting.
process.exit(0);
