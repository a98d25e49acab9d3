// The schemas, with the YAML reader that editors use: they take every file of the
// content, and refuse the mistakes that `qagida check` refuses.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { Ajv } from "ajv";
import { parse } from "yaml";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const qagida = join(root, "target/debug/qagida");
const files = readdirSync(join(root, "content"), { recursive: true })
  .map((name) => join("content", name))
  .filter((name) => name.endsWith(".yaml"))
  .sort();

// `format` and these keywords are only for editors: the patterns say it all.
const ajv = new Ajv({
  allErrors: true,
  allowUnionTypes: true,
  formats: { date: true },
  keywords: ["enumDescriptions", "patternErrorMessage", "errorMessage"],
});
const compiled = new Map();
function schema(name) {
  if (!compiled.has(name)) {
    compiled.set(name, ajv.compile(JSON.parse(readFileSync(join(root, "schemas", `${name}.json`), "utf8"))));
  }
  return compiled.get(name);
}

// The schema that a file's first line names.
function named(file) {
  const first = readFileSync(join(root, file), "utf8").split("\n", 1)[0];
  const [, path] = /^# yaml-language-server: \$schema=(\S+)$/.exec(first) ?? assert.fail(`${file} names no schema`);
  const [, name] = /^schemas\/(\w+)\.json$/.exec(relative(root, resolve(root, dirname(file), path))) ?? assert.fail(`${file}: ${path}`);
  return name;
}

const said = (validate) => (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`).join("\n");

test("every file of the content is as its schema says", () => {
  assert.ok(files.length > 100, "these are all files");
  for (const file of files) {
    const validate = schema(named(file));
    validate(parse(readFileSync(join(root, file), "utf8")));
    assert.equal(said(validate), "", file);
  }
});

test("the settings of the editor name the same schema as the file itself", () => {
  const { "yaml.schemas": settings } = JSON.parse(readFileSync(join(root, ".vscode/settings.json"), "utf8"));
  for (const file of files) {
    const fits = Object.entries(settings).filter(([, glob]) =>
      new RegExp(`^${glob.replaceAll(".", "\\.").replaceAll("*", "[^/]*")}$`).test(file));
    assert.deepEqual(fits.map(([path]) => path), [`./schemas/${named(file)}.json`], file);
  }
});

// A slip in one file: what stood there, and what stands there now.
const service = "content/services/work-visa-invitation.yaml";
const category = "content/visas/b1.yaml";
const mistakes = [
  ["a field that there isn't", service, /^summary:/m, "sumary:"],
  ["a field too many", service, /^title:/m, "heading: x\ntitle:"],
  ["a language that is missing", service, /^title:\n {2}kk: .*\n/m, "title:\n"],
  ["a language that the site doesn't have", service, /^title:\n {2}kk:/m, "title:\n  fr: x\n  kk:"],
  ["a number where a text belongs", service, /^title:\n(?: {2}.*\n)+/m, "title: 5\n"],
  ["nothing where a text belongs", service, /^title:\n {2}kk: .*\n/m, "title:\n  kk:\n"],
  ["a document that isn't on file", service, /document: expat-guide/, "document: expat-gide"],
  ["a place that the document doesn't have", service, /at: work-visa-1\/tariff/, "at: work-visa-1/tarif"],
  ["a body that isn't on file", service, /where: \S+/, "where: nowhere"],
  ["a paper that isn't on file", service, /document: (?!expat)[a-z-]+/, "document: pasport"],
  ["a unit of time that there isn't", service, /unit: working-day/, "unit: workday"],
  ["a date that there isn't", service, /from: 2026-01-01/, "from: 2026-02-30"],
  ["a date in another order", service, /from: 2026-01-01/, "from: 01.01.2026"],
  ["an amount with a separator", service, /amount: (\d+)/, "amount: 3_70_000"],
  ["an amount in words", service, /amount: (\d+)/, "amount: free"],
  ["an amount below nothing", service, /amount: (\d+)/, "amount: -1"],
  ["two prices at once", service, /amount: (\d+)/, "amount: 1, not_given: {kk: x, ru: x, en: x}"],
  ["no price", service, /(choice: "1"), amount: \d+/, "$1"],
  ["a channel that isn't on file", service, /^channels: .*/m, "channels: [post]"],
  ["an empty list", service, /^channels: .*/m, "channels: []"],
  ["a length of time in words", category, /validity: P\w+/, "validity: 90 days"],
  ["a word for a yes", category, /(abroad): (?:true|false)/, "$1: maybe"],
  ["an issuer that is left out", category, /abroad: (?:true|false), /, ""],
  ["a code in Cyrillic", "content/services/work-visa-invitation.yaml", /^categories: .*/m, "categories: [С3]"],
  ["a period that the page doesn't have", category, /period: [a-z-]+/, "period: whenever"],
  ["a day off twice over", "content/calendar.yaml", /, kind: holiday/, ", kind: holiday, worked_instead: 2020-02-02"],
  ["a link without https", "content/sources.yaml", /link: https:/, "link: http:"],
];

test("slips are refused by the schemas as by qagida check", () => {
  const folder = mkdtempSync(join(tmpdir(), "qagida-schemas-"));
  try {
    cpSync(join(root, "content"), join(folder, "content"), { recursive: true });
    cpSync(join(root, "templates"), join(folder, "templates"), { recursive: true });
    // They take their time, and a slip is refused before.
    rmSync(join(folder, "content/cases"), { recursive: true });
    for (const [what, file, from, to] of mistakes) {
      const text = readFileSync(join(root, file), "utf8");
      const changed = text.replace(from, to);
      assert.notEqual(changed, text, `${what}: nothing in ${file} is like ${from}`);
      const validate = schema(named(file));
      assert.equal(validate(parse(changed)), false, `the schema takes ${what}`);
      writeFileSync(join(folder, file), changed);
      const checked = spawnSync(qagida, ["check"], { cwd: folder, encoding: "utf8" });
      writeFileSync(join(folder, file), text);
      assert.equal(checked.status, 1, `qagida check takes ${what}\n${checked.stderr}`);
      assert.match(checked.stderr, new RegExp(file.replaceAll(".", "\\.")), what);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
