// Starts the built site and a browser for the tests.
import { execFile, execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
export const project = join(here, "..", "..");
const tool = process.env.QAGIDA ?? join(project, "target", "debug", "qagida");
// The day that the tests' visitors live on.
export const today = "2026-11-23";

export const languages = ["kk", "ru", "en"];
const ids = (folder) => readdirSync(join(project, "content", folder)).map((file) => file.replace(/\.yaml$/, "")).sort();
export const services = ids("services");
export const rules = ids("rules");

// Runs a command of the tool; gives what it prints and its exit status.
export function run(...args) {
  try {
    const text = execFileSync(tool, args, { cwd: project, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
    return { text, status: 0 };
  } catch (error) {
    if (error.status === undefined || error.status === null) throw error;
    return { text: error.stdout, status: error.status };
  }
}

// The same for many commands, two at a time; answers in the order of the commands.
export async function runAll(commands) {
  const answers = [];
  let next = 0;
  const worker = async () => {
    while (next < commands.length) {
      const at = next;
      next += 1;
      answers[at] = await new Promise((resolve) => {
        execFile(tool, commands[at], { cwd: project, encoding: "utf8" },
          (error, text) => resolve({ text, status: error ? error.code : 0 }));
      });
    }
  };
  await Promise.all([worker(), worker()]);
  return answers;
}

// Puts many of the page's answers to the tool at once, as golden cases of a copy
// of the content: `check` compares them whole, words included. They must be in
// the reference language. Each is `{name, QUESTION: {…}, expect: JSON}`.
export function agree(cases) {
  const content = join(mkdtempSync(join(tmpdir(), "qagida-cases-")), "content");
  try {
    cpSync(join(project, "content"), content, { recursive: true });
    const lines = cases.map(({ expect, ...question }) => {
      // The version is that of the copy.
      const answer = JSON.parse(expect, (key, value) => (key === "version" ? undefined : value));
      const text = JSON.stringify({ ...question, expect: answer });
      // The content may hold no invisible characters, such as an amount's spaces.
      return `- ${text.replace(/[\u0080-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`)}`;
    });
    for (let at = 0; at < lines.length; at += 100) {
      const file = join(content, "cases", `browser-${at}.yaml`);
      writeFileSync(file, `cases:\n${lines.slice(at, at + 100).join("\n")}\n`);
    }
    execFileSync(tool, ["check", "--content", content], { cwd: project, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  } catch (error) {
    throw new Error(`the tool answers otherwise:\n${error.stderr ?? error}`);
  } finally {
    rmSync(dirname(content), { recursive: true });
  }
}

// Serves the site as `qagida serve` does: one for all files of tests (all.mjs starts
// it), or one of its own for a file that is run by itself.
export async function serve(name) {
  const { QAGIDA_SITE: shared, QAGIDA_SITE_FOLDER: built } = process.env;
  if (shared) return { address: shared, folder: built, stop: () => {} };
  return serveFolder(join(project, "target", `browser-site-${name}`));
}

// Builds a site into a folder and serves it, with other words for the tool.
export async function serveFolder(folder, words = []) {
  const server = spawn(tool, ["serve", "--port", "0", "--as-of", today, "--out", folder, ...words],
    { cwd: project, stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((resolve) => { server.on("exit", resolve); });
  const address = await new Promise((resolve, reject) => {
    let printed = "";
    server.stdout.on("data", (part) => {
      printed += part;
      const found = printed.match(/http:\/\/127\.0\.0\.1:\d+/);
      if (found) resolve(found[0]);
    });
    server.on("exit", (status) => reject(new Error(`qagida serve ended with ${status}`)));
  });
  return { address, folder, stop: () => { server.kill("SIGINT"); return ended; } };
}

// The same browser without its windows, where there is one: half the work.
const chromiums = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];
export const executable = process.env.CHROMIUM ?? chromiums.find(existsSync) ?? chromiums[1];
export const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];

export function launch() {
  return chromium.launch({ executablePath: executable, args: flags });
}

// Tests share what takes long to make. A context is kept by what it was asked for,
// with the pages that are free.
const contexts = new WeakMap();
function contextOf(browser, options) {
  if (!contexts.has(browser)) contexts.set(browser, new Map());
  const kept = contexts.get(browser);
  const key = JSON.stringify(options);
  if (!kept.has(key)) kept.set(key, newContext(browser, options));
  return kept.get(key);
}

// What Playwright says in the place of the worker.
const BLOCKED = "Service Worker registration blocked by Playwright";

export async function newContext(browser, options) {
  // With the worker, requests would pass by what tests put in their way.
  const context = await browser.newContext({ locale: "en-GB", timezoneId: "Asia/Almaty", serviceWorkers: "block", ...options });
  if (options.javaScriptEnabled !== false) {
    await context.clock.setFixedTime(new Date(`${today}T10:00:00+05:00`));
  }
  return { context, free: [] };
}

// A page that fails the test on anything that a visitor's console would show,
// and on any request to another host.
export async function open(browser, address, options = {}) {
  const { context, free } = await contextOf(browser, options);
  const page = free.pop() ?? await context.newPage();
  const problems = [];
  const listeners = {
    console: (message) => {
      if (message.text() === BLOCKED) return;
      if (["error", "warning"].includes(message.type())) problems.push(message.text());
    },
    pageerror: (error) => problems.push(error.message),
    request: (request) => {
      if (!request.url().startsWith(address)) problems.push(`request to ${request.url()}`);
    },
  };
  for (const [event, listener] of Object.entries(listeners)) page.on(event, listener);
  // A page that begins with a test's own script cannot be made as good as new, nor
  // one whose cache has what a test put in a file's place.
  let reuse = true;
  for (const name of ["addInitScript", "route"]) {
    page[name] = (...given) => {
      reuse = false;
      return Object.getPrototypeOf(page)[name].apply(page, given);
    };
  }
  const close = async () => {
    // What a page may keep is not for the next test.
    if (page.url().startsWith(address)) await page.evaluate(() => { localStorage.clear(); sessionStorage.clear(); });
    if (!reuse) return page.close();
    for (const [event, listener] of Object.entries(listeners)) page.off(event, listener);
    const { colorScheme = "light", reducedMotion = "no-preference", forcedColors = "none" } = options;
    await page.emulateMedia({ media: null, colorScheme, reducedMotion, forcedColors });
    if (options.viewport !== null) await page.setViewportSize(options.viewport ?? { width: 1280, height: 720 });
    await page.goto("about:blank");
    free.push(page);
    return undefined;
  };
  return { page, problems, close };
}

const axe = readFileSync(join(here, "node_modules", "axe-core", "axe.min.js"), "utf8");

// Looks of texts whose colours have been seen by axe, by any test of the file.
const looked = new Set();

// What axe finds: of `words` all but the colours, of `colors` these. Colours are most
// of its work, so that it looks at the first and the last text of each look, and not at
// all; nor at a look that another page has had: the same colours on the same ground.
export async function violations(page, { colorScheme = "light", words = true, colors = true } = {}) {
  await page.emulateMedia({ colorScheme });
  const looks = colors ? (await page.evaluate(looksIn)).filter((look) => !looked.has(`${colorScheme} ${look}`)) : [];
  if (!words && looks.length === 0) return [];
  if (!await page.evaluate(() => "axe" in globalThis)) await page.evaluate(axe);
  const found = await page.evaluate(async ({ words, looks }) => {
    const run = async (where, runOnly, rules = {}) => {
      const options = { runOnly, rules, resultTypes: ["violations"], preload: false };
      return (await globalThis.axe.run(where, options)).violations;
    };
    const sample = [...new Set(looks.flatMap((look) => globalThis.textsByLook.get(look)))];
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    return [
      ...words ? await run(document, tags, { "color-contrast": { enabled: false } }) : [],
      ...sample.length > 0 ? await run({ include: sample }, ["color-contrast"]) : [],
    ].map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).slice(0, 3).join(" ")}`);
  }, { words, looks });
  for (const look of looks) looked.add(`${colorScheme} ${look}`);
  return found.map((violation) => `${page.url()}, ${colorScheme}: ${violation}`);
}

// The different looks of a page's texts: all on which their contrast depends. The page
// keeps the first and the last text of each.
function looksIn() {
  const grounds = new Map([[null, ""]]);
  // What changes nothing is left out.
  const ground = (element) => {
    if (!grounds.has(element)) {
      const { backgroundColor, backgroundImage, opacity, position } = getComputedStyle(element);
      const own = [backgroundColor, backgroundImage, opacity, position].join(";");
      const below = ground(element.parentElement);
      grounds.set(element, own === "rgba(0, 0, 0, 0);none;1;static" ? below : `${below}|${own}`);
    }
    return grounds.get(element);
  };
  const look = (element) => {
    const { color, fill, fontSize, fontWeight, textShadow } = getComputedStyle(element);
    return [element.localName, element.className.baseVal ?? element.className, color, fill, fontSize, fontWeight, textShadow, ground(element)].join(";");
  };
  const hasText = (element) => element.matches("input, select, textarea, button")
    || [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  globalThis.textsByLook = new Map();
  for (const element of document.body.querySelectorAll("*")) {
    if (!hasText(element) || !element.checkVisibility()) continue;
    const [first] = globalThis.textsByLook.get(look(element)) ?? [element];
    globalThis.textsByLook.set(look(element), [first, element]);
  }
  return [...globalThis.textsByLook.keys()];
}

// The calculator that a page loads, to be asked through `evaluate`.
export function calculatorOf(page) {
  return page.evaluateHandle(async () => {
    const root = document.querySelector("[data-estimator]").dataset;
    const code = await import(root.calculator);
    await code.default({ module_or_path: root.wasm });
    return code.Calculator.open(new Uint8Array(await (await fetch(root.rules)).arrayBuffer()));
  });
}

// Until something holds in a page that the page can only find out by waiting itself:
// to `waitForFunction` any promise is true.
export async function until(page, holds, argument) {
  for (let left = 300; left > 0; left -= 1) {
    const held = await page.evaluate(holds, argument).catch((error) => {
      // The page is being left for another, or for itself.
      if (/context was destroyed/.test(error.message)) return false;
      throw error;
    });
    if (held) return;
    await page.waitForTimeout(100);
  }
  throw new Error(`${page.url()}: it has not come to hold: ${holds}`);
}

// A text with every kind of space made an ordinary one.
export const plain = (text) => text.replace(/\s+/gu, " ").trim();

export const read = (...path) => readFileSync(join(project, ...path));
