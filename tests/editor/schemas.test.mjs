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
// Not the words, whose keys are the templates', and not what the tool writes itself.
const files = readdirSync(join(root, "content"), { recursive: true })
  .filter((name) => name.endsWith(".yaml") && !name.startsWith("words") && name !== "published.yaml")
  .map((name) => join("content", name))
  .sort();

// `format` and these keywords are only for editors: the patterns say it all.
const ajv = new Ajv({
  allErrors: true,
  allowUnionTypes: true,
  strictTypes: false,
  formats: { date: true },
  keywords: ["enumDescriptions", "patternErrorMessage", "errorMessage"],
});
const compiled = new Map();
function compile(path) {
  if (!compiled.has(path)) compiled.set(path, ajv.compile(JSON.parse(readFileSync(path, "utf8"))));
  return compiled.get(path);
}
const schema = (name) => compile(join(root, "schemas", `${name}.json`));

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
const service = "services/permit.yaml";
const category = "passes/a1.yaml";
const slips = [
  ["a field that there isn't", service, /^summary:/m, "sumary:"],
  ["a field too many", service, /^title:/m, "heading: x\ntitle:"],
  ["a language that is missing", service, /^title: \{kk: [^,]*, /m, "title: {"],
  ["a language that the site doesn't have", service, /^title: \{/m, "title: {fr: x, "],
  ["a number where a text belongs", service, /^title: .*/m, "title: 5"],
  ["nothing where a text belongs", service, /^title: \{kk: [^,]*/m, "title: {kk: "],
  ["a document that isn't on file", service, /document: guide/, "document: giude"],
  ["a place that the document doesn't have", service, /at: permit\/tariff/, "at: permit/tarif"],
  ["a body that isn't on file", service, /where: office/, "where: nowhere"],
  ["a paper that isn't on file", service, /document: passport/, "document: pasport"],
  ["a condition that isn't on file", service, /when: child/, "when: chidl"],
  ["a choice that the option doesn't have", service, /priority: "yes"/, "priority: \"maybe\""],
  ["an option that there isn't", service, /\{priority: "yes"\}/, "{speed: \"yes\"}"],
  ["a unit of time that there isn't", service, /unit: working-day/, "unit: workday"],
  ["a date that there isn't", service, /until: 2026-06-30/, "until: 2026-06-31"],
  ["a date in another order", service, /until: 2026-06-30/, "until: 30.06.2026"],
  ["an amount with a separator", service, /amount: 100/, "amount: 1_00"],
  ["an amount in words", service, /amount: 100/, "amount: free"],
  ["an amount below nothing", service, /amount: 100/, "amount: -1"],
  ["two prices at once", service, /amount: 100/, "amount: 100, rate: 1, unit: mrp"],
  ["no price", service, /(choice: "1"), amount: 100/, "$1"],
  ["a number of nothing", service, /amount: 40/, "rate: 4"],
  ["half a term", service, /^ {2}max: 5\n/m, ""],
  ["a price besides the duty", service, /duty: stay/, "duty: stay\n    per: person"],
  ["a channel that isn't on file", service, /^channels: .*/m, "channels: [post]"],
  ["an empty list", service, /^channels: .*/m, "channels: []"],
  ["a category that isn't on file", service, /^categories: .*/m, "categories: [C4]"],
  ["a code in Cyrillic", service, /^categories: .*/m, "categories: [С3]"],
  ["a text that is still to be filled in", service, /en: Residence permit/, "en: TODO"],
  ["an id that is still to be filled in", service, /^channels: .*/m, "channels: [TODO]"],
  ["a length of time in words", category, /validity: P\w+/, "validity: 90 days"],
  ["a word for a yes", category, /desk: \w+/, "desk: maybe"],
  ["an issuer that is left out", category, /desk: \w+, /, ""],
  ["a purpose that isn't on file", category, /^purpose: .*/m, "purpose: leisure"],
  ["a holiday that is worked for", "calendar.yaml", /kind: holiday/, "kind: holiday, worked_instead: 2026-01-11"],
  ["a swap for nothing", "calendar.yaml", /, worked_instead: 2026-01-10/, ""],
  ["a link without https", "bodies.yaml", /url: https:/, "url: http:"],
  ["a time after midnight", "bodies.yaml", /closes: "\d+:/, "closes: \"25:"],
  ["a service that there isn't, in a group", "site.yaml", /services: \[permit/, "services: [pemrit"],
];

// The small content with categories of the whole-tool tests, and its schemas.
function small() {
  const folder = mkdtempSync(join(tmpdir(), "qagida-schemas-"));
  const content = join(folder, "content");
  cpSync(join(root, "tests/tool/small"), content, { recursive: true });
  const site = readFileSync(join(content, "site.yaml"), "utf8").replace("rules: [appeal]", "rules: [appeal, passes]");
  cpSync(join(root, "tests/tool/categories"), content, { recursive: true });
  writeFileSync(join(content, "site.yaml"), site + readFileSync(join(content, "site.yaml"), "utf8"));
  cpSync(join(root, "templates"), join(folder, "templates"), { recursive: true });
  return folder;
}

test("slips are refused by the schemas as by qagida check", () => {
  const folder = small();
  try {
    const run = (...what) => spawnSync(qagida, what, { cwd: folder, encoding: "utf8" });
    assert.equal(run("schema").status, 0);
    assert.equal(run("check").status, 0, "without a slip it is in order");
    const kinds = { services: "service", passes: "category" };
    for (const [what, file, from, to] of slips) {
      const path = join(folder, "content", file);
      const text = readFileSync(path, "utf8");
      const changed = text.replace(from, to);
      assert.notEqual(changed, text, `${what}: nothing in ${file} is like ${from}`);
      const kind = kinds[dirname(file)] ?? file.replace(".yaml", "");
      const validate = compile(join(folder, "schemas", `${kind}.json`));
      assert.equal((validate(parse(text)), said(validate)), "", `${file} as it was`);
      assert.equal(validate(parse(changed)), false, `the schema takes ${what}`);
      writeFileSync(path, changed);
      const checked = run("check");
      writeFileSync(path, text);
      assert.equal(checked.status, 1, `qagida check takes ${what}`);
      assert.ok(checked.stderr.includes(`content/${file}`), `${what}:\n${checked.stderr}`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
