// html-validate: validate.mjs FOLDER checks FOLDER/*.html; prints for each complaint as JSON: the page, rule, message,
// and text of the place. A last line says how many pages were read.
import { HtmlValidate } from "html-validate";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const [folder] = process.argv.slice(2);
const html = new HtmlValidate({
  root: true,
  extends: ["html-validate:standard", "html-validate:a11y", "html-validate:document"],
  // Scripts and styles come from the server that sends the page.
  rules: { "require-sri": ["error", { target: "crossorigin" }] },
});

const pages = readdirSync(folder).filter((name) => name.endsWith(".html"));
for (const page of pages) {
  const text = readFileSync(join(folder, page), "utf-8");
  const report = await html.validateString(text, page);
  for (const { ruleId, message, line } of report.results.flatMap(({ messages }) => messages)) {
    console.log(JSON.stringify({ page, rule: ruleId, message, text: text.split("\n")[line - 1].trim().slice(0, 200) }));
  }
}
console.log(JSON.stringify({ pages: pages.length }));
