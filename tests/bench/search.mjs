// What the search of the page loads and how long it takes, in Chromium on one core:
// for our content, and for 10 000 made-up pages.
//
//   cargo build --release && cargo build --release -p qagida-search --example synthetic
//   npm ci --prefix tests/browser && node tests/bench/search.mjs
//
// With a folder as its argument it measures the site in there; else it builds one.
// QAGIDA and SYNTHETIC say where the tool and the example are, if not in
// target/release; PAGES says how many pages are made up. A query's time is that of the search's code and of
// reading its JSON, as templates/assets/search.js calls it: ask, give what was
// loaded, ask again, found, and show for the best 8. Loading and drawing are not in it.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { loadavg, tmpdir } from "node:os";
import { extname, join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { languages, launch, project, today } from "../browser/site.mjs";

const rounds = 5;
const pages = process.env.PAGES ?? "10000";
const goal = 300_000;
const made = mkdtempSync(join(tmpdir(), "qagida-bench-"));
process.on("exit", () => rmSync(made, { recursive: true }));

const tool = process.env.QAGIDA ?? join(project, "target", "release", "qagida");
const synthetic = process.env.SYNTHETIC ?? join(project, "target", "release", "examples", "synthetic");
let site = process.argv[2];
if (!site && existsSync(tool)) {
  site = join(made, "site");
  execFileSync(tool, ["build", "--out", site, "--as-of", today], { cwd: project, stdio: ["ignore", "ignore", "inherit"] });
}
if (!site) {
  console.error("There is no site to measure: cargo build --release, or name the folder of one.");
  process.exit(1);
}

// ---- Sizes

const sizes = new Map();
function size(path) {
  if (!sizes.has(path)) {
    const bytes = readFileSync(path);
    const packed = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
    sizes.set(path, { raw: bytes.length, brotli: packed.length });
  }
  return sizes.get(path);
}
const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);

// What the page of results says of its search.
function box(language) {
  const html = readFileSync(join(site, language, "index.html"), "utf8");
  const attribute = (name) => html.match(new RegExp(`data-search-box[^>]* data-${name}="([^"]+)"`))[1];
  return { code: attribute("code"), wasm: attribute("wasm"), files: attribute("files") };
}
const files = (folder, name) => readdirSync(folder).filter((file) => file.startsWith(`${name}-`)).map((file) => join(folder, file));
const brotlis = (paths) => paths.map((path) => size(path).brotli);

// What is loaded before the first query can be read.
function firstUse(code, wasm, index) {
  const script = readdirSync(join(site, "assets")).find((file) => /^search-box\..*js$/.test(file));
  const of = { wasm: size(join(site, wasm)).brotli, glue: size(join(site, code)).brotli, "box script": size(join(site, "assets", script)).brotli, index: size(index).brotli };
  return { ...of, "first use": sum(Object.values(of)), "index, raw": size(index).raw };
}

// ---- The browser, on one core: what it starts inherits that.

let cores = "all cores: there is no taskset";
try {
  execFileSync("taskset", ["-a", "-c", "-p", "0", String(process.pid)], { stdio: "ignore" });
  cores = "one core (taskset)";
} catch { /* Not everywhere. */ }

const types = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" };
const server = createServer((request, response) => {
  const { pathname } = new URL(request.url, "http://localhost");
  const [, first, ...rest] = pathname.split("/");
  const path = first === "made" ? join(made, ...rest) : join(site, first, ...rest);
  // A page by itself has a clock of 5 µs; others one of 100.
  const headers = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" };
  if (pathname === "/") return response.writeHead(200, { ...headers, "Content-Type": "text/html" }).end("<!doctype html>");
  if (!existsSync(path)) return response.writeHead(404).end();
  return response.writeHead(200, { ...headers, "Content-Type": types[extname(path)] ?? "application/octet-stream" }).end(readFileSync(path));
});
await new Promise((resolve) => { server.listen(0, "127.0.0.1", resolve); });
const browser = await launch();

// A new page with the search in it.
async function search({ code, wasm, files }) {
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  await page.evaluate(async ({ code, wasm, files, today }) => {
    const bytes = async (address) => {
      const answer = await fetch(address);
      if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
      return new Uint8Array(await answer.arrayBuffer());
    };
    const kept = new Map();
    const keep = (file) => {
      if (!kept.has(file)) kept.set(file, bytes(files + file));
      return kept.get(file);
    };
    const index = await bytes(`${files}index.bin`);
    const started = performance.now();
    const { Search, default: start } = await import(code);
    await start({ module_or_path: wasm });
    const starting = performance.now() - started;
    const open = () => {
      const before = performance.now();
      const opened = Search.open(index);
      if (!opened) throw new Error(`${files}: the index is of another version than ${wasm}`);
      return { opened, time: performance.now() - before };
    };
    const first = open();
    const times = Array.from({ length: 20 }, () => {
      const again = open();
      again.opened.free();
      return again.time;
    });
    let { opened } = first;

    // As templates/assets/search.js does it. The clock runs only for our code.
    const look = async (query) => {
      let time = 0;
      const timed = (act) => {
        const before = performance.now();
        const result = act();
        time += performance.now() - before;
        return result;
      };
      const missing = timed(() => JSON.parse(opened.ask(query)));
      const pieces = await Promise.all(missing.map((piece) => keep(`words-${piece}.bin`)));
      const { hits } = timed(() => {
        for (const [at, piece] of missing.entries()) opened.give(piece, pieces[at]);
        if (missing.length > 0) opened.ask(query);
        return JSON.parse(opened.found(300));
      });
      const best = hits.slice(0, 8);
      const texts = await Promise.all(best.map(({ text }) => keep(`texts-${text}.bin`)));
      timed(() => {
        opened.ask(query);
        for (const [at, hit] of best.entries()) JSON.parse(opened.show(hit.entry, today, texts[at]));
      });
      return { time, missing, shown: best.map(({ text }) => text) };
    };
    globalThis.starting = { start: starting, first: first.time, again: times };
    globalThis.measure = async (queries, rounds) => {
      const all = [];
      for (let round = 0; round < rounds; round += 1) {
        for (const query of queries) all.push((await look(query)).time);
      }
      return all;
    };
    // Each with an index that has nothing but itself.
    globalThis.alone = async (queries) => {
      const all = [];
      for (const query of queries) {
        opened.free();
        ({ opened } = open());
        all.push(await look(query));
      }
      return all;
    };
  }, { code, wasm, files, today });
  return {
    starting: () => page.evaluate(() => globalThis.starting),
    measure: (queries, times) => page.evaluate(([queries, times]) => globalThis.measure(queries, times), [queries, times]),
    alone: (queries) => page.evaluate((queries) => globalThis.alone(queries), queries),
    close: () => page.close(),
  };
}

const sorted = (numbers) => numbers.toSorted((a, b) => a - b);
const at = (numbers, share) => sorted(numbers)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))];
const ms = (number) => Number(number.toFixed(2));
const summary = (times) => ({ "median": ms(at(times, 0.5)), "p95": ms(at(times, 0.95)), "max": ms(Math.max(...times)), times: times.length });
const opening = ({ start, first, again }) => ({ "code started": ms(start), "index opened, first": ms(first), "again, median": ms(at(again, 0.5)) });

// ---- What people type

const asked = (language) => ["queries", "holdout"].flatMap((set) =>
  JSON.parse(readFileSync(join(project, "tests", "search", `${set}-${language}.json`)))).map(({ query }) => query);
const typed = (query) => [...query].map((_, end, all) => all.slice(0, end + 1).join(""));
const bad = [
  "", " ".repeat(10_000), "\u0000", "\u0000\u0001\u0007\u001b\u007f\u0085".repeat(1_000), "😀".repeat(5_000), "👩‍👩‍👧‍👦🇰🇿",
  "a".repeat(10_000), "ә".repeat(10_000), "виза ".repeat(2_000), "visa ".repeat(2_000), "в и з а ".repeat(1_250), "b 1 ".repeat(2_500),
  "а\u0306\u0301".repeat(3_000), "\ud800", "\udfff\ud800 виза", "\u202e\u200f\ufeff\u200b", "<script>alert(1)</script>", "\"'`\\&<>%00../",
  "9".repeat(10_000), "1 000 ".repeat(1_600), "ﷺ".repeat(3_000), "漢字".repeat(5_000), "-".repeat(10_000), "a’".repeat(5_000),
];

// ---- Our content

console.log(`Node ${process.version}, Chromium ${browser.version()} on ${cores}; load ${loadavg()[0].toFixed(1)} when it began.`);
console.log("\nOur content: what is loaded, in bytes after brotli 11.");
console.table(Object.fromEntries(languages.map((language) => {
  const { code, wasm, files: folder } = box(language);
  const texts = brotlis(files(join(site, folder), "texts"));
  return [language, {
    ...firstUse(code, wasm, join(site, folder, "index.bin")),
    "texts": texts.length, "sum": sum(texts), "median": at(texts, 0.5), "biggest": Math.max(...texts),
  }];
})));

const [ours, starts] = [{}, {}];
for (const language of languages) {
  const queries = asked(language);
  const page = await search(box(language));
  starts[language] = opening(await page.starting());
  // In a page that has just been opened, the code is not yet compiled for speed.
  const row = (name, times) => { ours[`${language}: ${name}`] = summary(times); };
  row(`${queries.length} queries, first time`, await page.measure(queries, 1));
  row(`${rounds} times more`, await page.measure(queries, rounds));
  row("as typed, letter by letter", await page.measure(queries.flatMap(typed), 1));
  row(`${bad.length} bad inputs`, await page.measure(bad, rounds));
  await page.close();
}
console.log("Until the search is there, in ms.");
console.table(starts);
console.log("A query until 8 hits are there, in ms.");
console.table(ours);

// ---- Made-up pages

if (!existsSync(synthetic)) {
  console.error("For the made-up pages: cargo build --release -p qagida-search --example synthetic");
} else {
  for (const language of ["ru", "kk"]) {
    const folder = join(made, language);
    execFileSync(synthetic, [language, folder, pages], { stdio: "ignore" });
    const { code, wasm } = box(language);
    const first = firstUse(code, wasm, join(folder, "index.bin"));
    console.log(`\n${pages} made-up pages in ${language}: at first use ${first["first use"] <= goal ? "within" : "BEYOND"} ${goal} bytes after brotli 11.`);
    const shards = brotlis(files(folder, "words"));
    // Some of the many: to pack them all takes longer than the rest.
    const texts = brotlis(files(folder, "texts").filter((_, number) => number % 100 === 0));
    console.table({ [language]: { ...first, "pieces": shards.length, "sum": sum(shards), "biggest": Math.max(...shards), "a text, median": at(texts, 0.5) } });

    const queries = JSON.parse(readFileSync(join(folder, "queries.json")));
    const kinds = [...new Set(queries.map(({ kind }) => kind))];
    const page = await search({ code, wasm, files: `/made/${language}/` });
    console.log("Until the search is there, in ms.");
    console.table({ [language]: opening(await page.starting()) });
    const [loads, took, all] = [{}, {}, []];
    for (const kind of kinds) {
      const of = queries.filter((query) => query.kind === kind);
      const texts = of.map(({ query }) => query);
      const answers = await page.alone(texts);
      const pieces = (unit) => answers.map(({ missing }) => sum(missing.map((piece) => size(join(folder, `words-${piece}.bin`))[unit])));
      const words = sum(texts.map((text) => text.split(" ").length));
      loads[kind] = {
        "pieces a query": ms(sum(answers.map(({ missing }) => missing.length)) / of.length),
        "most": Math.max(...answers.map(({ missing }) => missing.length)),
        "brotli, median": at(pieces("brotli"), 0.5), "p95": at(pieces("brotli"), 0.95), "largest": Math.max(...pieces("brotli")),
        "a word, brotli": Math.round(sum(pieces("brotli")) / words), "a word, raw": Math.round(sum(pieces("raw")) / words),
        "in the first 8": of.filter((query, number) => answers[number].shown.includes(query.page)).length,
      };
      const firsts = answers.map(({ time }) => time);
      const again = await page.measure(texts, rounds);
      took[`${kind}, with what was loaded given`] = summary(firsts);
      took[`${kind}, again`] = summary(again);
      all.push(...firsts, ...again);
    }
    took["all of these"] = summary(all);
    const names = queries.filter(({ kind }) => kind === "3 words").slice(0, 30).map(({ query }) => query);
    const letters = names.flatMap(typed);
    const answers = await page.alone(letters);
    const counts = answers.map(({ missing }) => missing.length);
    loads["3 words, as typed: a letter"] = {
      "pieces a query": ms(sum(counts) / counts.length), "most": Math.max(...counts),
      "brotli, median": at(answers.map(({ missing }) => sum(missing.map((piece) => size(join(folder, `words-${piece}.bin`)).brotli))), 0.5),
    };
    took["3 words, as typed"] = summary([...answers.map(({ time }) => time), ...await page.measure(letters, 2)]);
    took["bad inputs"] = summary(await page.measure(bad, rounds));
    await page.close();
    console.log("What a query loads beside that (bytes), and of how many in 100 the page is found.");
    console.table(loads);
    console.log("A query until 8 hits are there, in ms.");
    console.table(took);
  }
}
console.log(`Load ${loadavg()[0].toFixed(1)} when it ended.`);
await browser.close();
server.close();
