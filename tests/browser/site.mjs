// Starts the built site and a browser for the tests.
import { execFile, execFileSync, spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
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
      const { version, ...answer } = JSON.parse(expect);
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

// Serves the site as `qagida serve` does. Files of tests run at the same time, so
// that each has a site of its own.
export async function serve(name) {
  const server = spawn(tool, ["serve", "--port", "0", "--as-of", today, "--out", join(project, "target", `browser-site-${name}`)],
    { cwd: project, stdio: ["ignore", "pipe", "inherit"] });
  const address = await new Promise((resolve, reject) => {
    let printed = "";
    server.stdout.on("data", (part) => {
      printed += part;
      const found = printed.match(/http:\/\/127\.0\.0\.1:\d+/);
      if (found) resolve(found[0]);
    });
    server.on("exit", (status) => reject(new Error(`qagida serve ended with ${status}`)));
  });
  return { address, stop: () => server.kill("SIGINT") };
}

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}

// A page that fails the test on anything that a visitor's console would show,
// and on any request to another host.
export async function open(browser, address, options = {}) {
  const context = await browser.newContext({ locale: "en-GB", timezoneId: "Asia/Almaty", ...options });
  const page = await context.newPage();
  const problems = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) problems.push(message.text());
  });
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("request", (request) => {
    if (!request.url().startsWith(address)) problems.push(`request to ${request.url()}`);
  });
  if (options.javaScriptEnabled !== false) {
    await page.clock.setFixedTime(new Date(`${today}T10:00:00+05:00`));
  }
  return { page, problems, close: () => context.close() };
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

// A text with every kind of space made an ordinary one.
export const plain = (text) => text.replace(/\s+/gu, " ").trim();

export const read = (...path) => readFileSync(join(project, ...path));
