// Prints what a visitor of a service page or of a calculator's page loads, and what
// the search loads on first use, in bytes after brotli 11, and fails beyond the
// budgets for a service page's calculator and for the search.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { project, run, services, languages, today } from "./site.mjs";

const budgets = { calculator: 30_000, before: 25_000, register: 1000, worker: 3000, code: 22_000, index: 18_000 };
// Whoever runs other tests of the built site, too, names its folder.
const out = process.env.QAGIDA_BUILT ?? join(project, "target", "size-site");
if (!process.env.QAGIDA_BUILT) {
  const built = run("build", "--out", out, "--as-of", today);
  if (built.status !== 0) process.exit(built.status);
}

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
  const attribute = (name, text) => text.match(new RegExp(`${name}="([^"]+)"`))[1];
  // The header has the search's.
  const main = html.slice(html.indexOf("<main"));
  const [wasm, code, rules] = ["data-wasm", glue, "data-rules"].map((name) => size(attribute(name, main)));
  const [css, script] = ["stylesheet\" href", "module\" src"].map((name) => size(attribute(name, html)));
  // On every page: what registers the worker and waits for somebody to turn to the
  // search's box; and on long ones the contents in view and the list of papers.
  const named = (name) => html.match(new RegExp(`="(/assets/${name}\\.[^"]*)"`))?.[1];
  const [register, rail, checklist] = ["register", "rail", "checklist"].map((name) => (named(name) ? size(named(name)) : 0));
  const before = brotli(html) + css + script + register + rail + checklist;
  const worker = size(attribute("data-worker", html));
  return { page, calculator: wasm + code + rules, wasm, glue: code, rules, before, html: brotli(html), css, script, register, rail, checklist, worker };
}
const largest = (pages) => pages.reduce((a, b) => (b.calculator > a.calculator ? b : a));
const each = (paths, glue) => languages.flatMap((language) => paths.map((path) => loads(`${language}/${path}`, glue)));

const worst = largest(each(services.map((id) => `services/${id}`), "data-calculator"));
const tools = readdirSync(join(out, languages[0], "calculators"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
console.log("largest service page, and each calculator's page in its largest language, bytes after brotli 11:");
console.table([worst, ...tools.map(({ name }) => largest(each([`calculators/${name}`], "data-code")))]);

// The search of a language.
function searches(language) {
  const html = file(`${language}/index.html`).toString();
  const attribute = (name) => html.match(new RegExp(`${name}="([^"]+)"`))[1];
  const [wasm, glue] = ["data-wasm", "data-code"].map((name) => size(attribute(name)));
  const box = size(html.match(/data-box="([^"]*)"/)[1]);
  return { language, code: wasm + glue, wasm, glue, box, index: size(`${attribute("data-files")}index.bin`) };
}
const found = languages.map(searches);
console.log("the search: its code and index on first use, its box when somebody turns to it, bytes after brotli 11:");
console.table(found);

const over = Object.entries(budgets).filter(([what, budget]) => [worst, ...found].some((loaded) => loaded[what] > budget));
for (const [what, budget] of over) console.error(`${what}: more than the budget of ${budget} bytes`);
if (over.length > 0) process.exit(1);
