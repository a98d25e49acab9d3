// Prints what a visitor of a service page or of a calculator's page loads, in bytes
// after brotli 11, and fails beyond the budget for a service page's calculator.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { project, run, services, languages, today } from "./site.mjs";

const budget = 30_000;
const out = join(project, "target", "size-site");
const built = run("build", "--out", out, "--as-of", today);
if (built.status !== 0) process.exit(built.status);

const brotli = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
const file = (href) => readFileSync(join(out, href));
const sizes = new Map();
const size = (href) => {
  if (!sizes.has(href)) sizes.set(href, brotli(file(href)));
  return sizes.get(href);
};

// What a page loads: the calculator, and what is there before it.
function loads(page, glue) {
  const html = file(`${page}/index.html`).toString();
  const attribute = (name) => html.match(new RegExp(`${name}="([^"]+)"`))[1];
  const [wasm, code, rules, css, script] = ["data-wasm", glue, "data-rules", "stylesheet\" href", "module\" src"]
    .map((name) => size(attribute(name)));
  return { page, calculator: wasm + code + rules, wasm, glue: code, rules, html: brotli(html), css, script };
}
const largest = (pages) => pages.reduce((a, b) => (b.calculator > a.calculator ? b : a));
const each = (paths, glue) => languages.flatMap((language) => paths.map((path) => loads(`${language}/${path}`, glue)));

const worst = largest(each(services.map((id) => `services/${id}`), "data-calculator"));
const tools = readdirSync(join(out, languages[0], "calculators"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
console.log("largest service page, and each calculator's page in its largest language, bytes after brotli 11:");
console.table([worst, ...tools.map(({ name }) => largest(each([`calculators/${name}`], "data-code")))]);
if (worst.calculator > budget) {
  console.error(`the calculator's ${worst.calculator} bytes are over the budget of ${budget}`);
  process.exit(1);
}
