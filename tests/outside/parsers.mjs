// Reads graphs with parsers that are not ours: parsers.mjs CONTEXT FILE...
// Writes what each says as N-Quads beside it, with `.seen` at the end of its name. CONTEXT is the file of the context
// that JSON-LD names. Prints the number of statements by file, as JSON.
import { createReadStream, createWriteStream, readFileSync } from "node:fs";
import { extname } from "node:path";
import { pipeline } from "node:stream/promises";
import { JsonLdParser } from "jsonld-streaming-parser";
import { StreamParser, StreamWriter } from "n3";
import { RdfXmlParser } from "rdfxml-streaming-parser";

const [context, ...files] = process.argv.slice(2);
const N3 = { ".nt": "N-Triples", ".nq": "N-Quads", ".ttl": "Turtle", ".trig": "TriG" };

const load = async () => JSON.parse(readFileSync(context, "utf8"));

function parser(kind) {
  if (kind === ".jsonld") return new JsonLdParser({ documentLoader: { load } });
  if (kind === ".rdf") return new RdfXmlParser();
  return new StreamParser({ format: N3[kind] });
}

const found = {};
for (const file of files) {
  found[file] = 0;
  const count = async function* (quads) {
    for await (const quad of quads) {
      found[file] += 1;
      yield quad;
    }
  };
  await pipeline(
    createReadStream(file), parser(extname(file)), count, new StreamWriter({ format: "N-Quads" }),
    createWriteStream(`${file}.seen`),
  );
}
console.log(JSON.stringify(found));
