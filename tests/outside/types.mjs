// graphql-codegen: types.mjs SCHEMA FOLDER CONFIG writes into FOLDER what the configuration of its command line names,
// for the schema and the operations FOLDER/*.graphql.
import { codegen } from "@graphql-codegen/core";
import * as typescript from "@graphql-codegen/typescript";
import * as operations from "@graphql-codegen/typescript-operations";
import { parse } from "graphql";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

const [schema, folder, configuration] = process.argv.slice(2);
const PLUGINS = { typescript, "typescript-operations": operations };
const read = (path) => parse(readFileSync(path, "utf-8"));
const documents = readdirSync(folder)
  .filter((name) => name.endsWith(".graphql"))
  .map((name) => ({ location: name, document: read(join(folder, name)) }));
const { generates } = JSON.parse(readFileSync(configuration, "utf-8"));

for (const [path, { plugins, config }] of Object.entries(generates)) {
  const output = await codegen({
    filename: basename(path),
    schema: read(schema),
    documents,
    config,
    pluginMap: Object.fromEntries(plugins.map((name) => [name, PLUGINS[name]])),
    plugins: plugins.map((name) => ({ [name]: {} })),
  });
  writeFileSync(join(folder, basename(path)), output);
}
