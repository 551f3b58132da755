// graphql-codegen: types.mjs SCHEMA FOLDER writes FOLDER/schema.ts for the schema, and FOLDER/types.ts for the
// operations FOLDER/*.graphql.
import { codegen } from "@graphql-codegen/core";
import * as typescript from "@graphql-codegen/typescript";
import * as operations from "@graphql-codegen/typescript-operations";
import { parse } from "graphql";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [schema, folder] = process.argv.slice(2);
const read = (path) => parse(readFileSync(path, "utf-8"));
const documents = readdirSync(folder)
  .filter((name) => name.endsWith(".graphql"))
  .map((name) => ({ location: name, document: read(join(folder, name)) }));
const config = { scalars: { EDTF: "string", Decimal: "string" }, strictScalars: true };

for (const [filename, plugin] of Object.entries({ "schema.ts": typescript, "types.ts": operations })) {
  const output = await codegen({
    filename,
    schema: read(schema),
    documents,
    config: {},
    pluginMap: { plugin },
    plugins: [{ plugin: config }],
  });
  writeFileSync(join(folder, filename), output);
}
