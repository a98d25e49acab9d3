// The built site, its pages as trees and its calculators opened in Node.
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "node-html-parser";

export const project = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const tool = process.env.QAGIDA ?? join(project, "target", "debug", "qagida");
// Where cargo has put the tool and the examples beside it.
export const built = dirname(tool);
export const asOf = "2026-11-23";

// Builds the site; gives its folder. Whoever runs several files names one that is built.
export function build(name) {
  if (process.env.QAGIDA_BUILT) return process.env.QAGIDA_BUILT;
  const out = join(project, "target", `wasm-site-${name}`);
  execFileSync(tool, ["build", "--out", out, "--as-of", asOf], { cwd: project, stdio: ["ignore", "ignore", "inherit"] });
  return out;
}

// The addresses of all pages that have a calculator of their own.
export function pages(site) {
  return readdirSync(site, { recursive: true })
    .filter((file) => file.endsWith("index.html") && readFileSync(join(site, file), "utf8").includes("data-rules="))
    .map((file) => dirname(file))
    .sort();
}

export function page(site, address) {
  return parse(readFileSync(join(site, address, "index.html"), "utf8"));
}

// Where the parts of a page's calculator are: files of code, WASM and rules.
export function parts(site, tree) {
  const root = tree.querySelector("[data-rules]");
  const file = (name) => join(site, root.getAttribute(`data-${name}`));
  return { code: file(root.hasAttribute("data-code") ? "code" : "calculator"), wasm: file("wasm"), rules: file("rules") };
}

const modules = new Map();

// The code of a page, started as the page does: each once.
async function start({ code, wasm }) {
  if (!modules.has(code)) {
    // From the text: for Node the file's name doesn't say that it is a module.
    const text = readFileSync(code).toString("base64");
    const module = await import(`data:text/javascript;base64,${text}`);
    await module.default({ module_or_path: readFileSync(wasm) });
    modules.set(code, module);
  }
  return modules.get(code);
}

// The calculator of a page, or its planner if it has the tools.
export async function open(found) {
  const { Calculator, Planner } = await start(found);
  const opened = (Planner ?? Calculator).open(readFileSync(found.rules));
  if (!opened) throw new Error(`${found.rules} is of another version than ${found.wasm}`);
  return opened;
}
