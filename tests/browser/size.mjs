// Prints what a visitor of a service page loads, in bytes after brotli 11, and
// fails beyond the budget for the calculator.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { project, run, services, languages, today } from "./site.mjs";

const budget = 30_000;
const out = join(project, "target", "size-site");
const built = run("build", "--out", out, "--as-of", today);
if (built.status !== 0) process.exit(built.status);

const brotli = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
const file = (href) => readFileSync(join(out, href));

let worst = { calculator: 0 };
for (const language of languages) {
  for (const id of services) {
    const html = file(`${language}/services/${id}/index.html`);
    const attribute = (name) => html.toString().match(new RegExp(`${name}="([^"]+)"`))[1];
    const parts = {
      wasm: brotli(file(attribute("data-wasm"))),
      glue: brotli(file(attribute("data-calculator"))),
      rules: brotli(file(attribute("data-rules"))),
    };
    const page = {
      html: brotli(html),
      css: brotli(file(attribute("stylesheet\" href"))),
      script: brotli(file(attribute("module\" src"))),
    };
    const calculator = parts.wasm + parts.glue + parts.rules;
    if (calculator > worst.calculator) worst = { page: `${language}/services/${id}`, calculator, ...parts, ...page };
  }
}
console.log("largest service page, bytes after brotli 11:");
console.table([worst]);
if (worst.calculator > budget) {
  console.error(`the calculator's ${worst.calculator} bytes are over the budget of ${budget}`);
  process.exit(1);
}
