// CPU time of a quote with its full explanation: the page's WASM beside publicodes,
// on the same tariff, in the same process, for the same questions.
//
//   cargo run --release -- build && npm ci --prefix tests/bench && node tests/bench/quote.mjs
//
// The tariff comes from the built site: the WASM and its rules from a service's
// page, and for publicodes from the open data. Each side is made ready once; what
// is measured is to ask and to have the answer with its explanation, in both forms
// in which one may want it: as objects (publicodes' evaluated tree as it comes, our
// JSON parsed), and written out (our JSON as it comes, publicodes' tree as JSON).
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import Engine from "publicodes";

const site = process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), "..", "..", "site");
const service = process.argv[3] ?? "work-visa-invitation";
const rounds = 15;

const read = (...path) => readFileSync(join(site, ...path));
const items = (name) => JSON.parse(read("data", `${name}.json`)).items;
const tariff = items("services").find(({ id }) => id === service);
const units = items("units");

// ---- The questions: every choice, on days over which values change, so that
// neither side answers the same twice in a row.
const options = tariff.options.map((id) => [id, [...new Set(tariff.tariff.flatMap(({ by, when, values }) => [
  ...(by === id ? values.flatMap(({ table }) => table.map(({ choice }) => choice)) : []),
  ...(when[id] ? ["no", "yes"] : []),
]))]]);
let choices = [{}];
for (const [id, values] of options) {
  choices = choices.flatMap((chosen) => values.map((value) => ({ ...chosen, [id]: value })));
}
const year = JSON.parse(read("data", "services.json")).as_of.slice(0, 4);
const days = Array.from({ length: 12 }, (_, month) => `${year}-${String(month + 1).padStart(2, "0")}-15`);
const questions = days.flatMap((on) => [1, 2, 4].flatMap((people) => choices.map((chosen) => ({ on, people, chosen }))));

// ---- Ours.
const html = read("en", "services", service, "index.html").toString();
const file = (name) => read(html.match(new RegExp(`data-${name}="([^"]+)"`))[1]);
const code = await import(`data:text/javascript;base64,${file("calculator").toString("base64")}`);
await code.default({ module_or_path: file("wasm") });
const calculator = code.Calculator.open(file("rules"));

const text = {
  asked: questions.map(({ on, people, chosen }) =>
    [service, on, String(people), Object.entries(chosen).map((pair) => pair.join("=")).join("&")]),
  ask: (question) => calculator.quote(...question),
};
const ours = {
  asked: text.asked,
  ask: (question) => JSON.parse(calculator.quote(...question)),
  total: (answer) => answer.total,
};

// ---- publicodes: the same lines, prices by date and choice, rates by unit.
const name = (id) => id.replaceAll("-", " ");
const day = (date) => date.split("-").reverse().join("/");
const value = (choice) => (["no", "yes"].includes(choice) ? { no: "non", yes: "oui" }[choice] : choice);
const price = (cell) => (cell.amount === null ? { produit: [cell.rate, name(cell.unit)] } : `${cell.amount} KZT`);
const dated = (values, then) => ({
  variations: values.map((entry) => ({
    si: { "toutes ces conditions": [`date >= ${day(entry.from)}`, ...(entry.until ? [`date <= ${day(entry.until)}`] : [])] },
    alors: then(entry),
  })),
});
const rules = {
  date: { "par défaut": day(days[0]) },
  people: { "par défaut": 1 },
  ...Object.fromEntries(options.map(([id, values]) => [name(id), { "par défaut": value(values[0]) }])),
  ...Object.fromEntries(units.map((unit) => [name(unit.id), dated(unit.values, (entry) => `${entry.value} KZT`)])),
  ...Object.fromEntries(tariff.tariff.map((line) => [name(line.id), {
    titre: line.id,
    ...(Object.keys(line.when).length > 0 && {
      "applicable si": { "toutes ces conditions": Object.entries(line.when).map(([id, choice]) => `${name(id)} = ${value(choice)}`) },
    }),
    produit: [
      dated(line.values, (entry) => (entry.table === null ? price(entry) : {
        variations: entry.table.map((cell) => ({ si: `${name(line.by)} = ${value(cell.choice)}`, alors: price(cell) })),
      })),
      "people",
    ],
  }])),
  total: { titre: service, somme: tariff.tariff.map(({ id }) => name(id)), unité: "KZT" },
};
const engine = new Engine(rules);
const theirs = {
  asked: questions.map(({ on, people, chosen }) => ({
    date: day(on),
    people,
    ...Object.fromEntries(Object.entries(chosen).map(([id, choice]) => [name(id), value(choice)])),
  })),
  ask: (situation) => engine.setSituation(situation).evaluate("total"),
  total: (answer) => String(answer.nodeValue),
};

// ---- Both say the same.
for (const [at, question] of questions.entries()) {
  const [here, there] = [ours, theirs].map((side) => side.total(side.ask(side.asked[at])));
  if (here !== there) throw new Error(`${JSON.stringify(question)}: ${here}, but publicodes says ${there}`);
}
console.log(`${service}: ${questions.length} questions, the same totals on both sides.`);
console.log(`An answer with its explanation: ${Buffer.byteLength(text.ask(text.asked.at(-1)))} bytes of JSON.`);

// ---- The measuring.
function cpu(side, times) {
  const before = process.cpuUsage();
  for (let time = 0; time < times; time += 1) for (const question of side.asked) side.ask(question);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / times / side.asked.length;
}
// Warm, and each round long enough to be measured.
const written = { asked: theirs.asked, ask: (situation) => JSON.stringify(theirs.ask(situation)) };
const sides = {
  "qagida, objects": [ours, 8],
  "publicodes 1.10.3, objects": [theirs, 1],
  "qagida, written out": [text, 8],
  "publicodes 1.10.3, written out": [written, 1],
};
for (const [side, times] of Object.values(sides)) cpu(side, times);
const measured = Object.fromEntries(Object.keys(sides).map((name) => [name, []]));
for (let round = 0; round < rounds; round += 1) {
  for (const [name, [side, times]] of Object.entries(sides)) measured[name].push(cpu(side, times));
}
for (const times of Object.values(measured)) times.sort((a, b) => a - b);
const [least, median] = [0, Math.floor(rounds / 2)].map((place) =>
  Object.fromEntries(Object.entries(measured).map(([name, times]) => [name, times[place]])));
console.log(`CPU time per quote, ${rounds} rounds, Node ${process.version}:`);
console.table(Object.fromEntries(Object.keys(sides).map((name) => [name, {
  "least, µs": least[name].toFixed(1),
  "median, µs": median[name].toFixed(1),
  "bytes": name.endsWith("written out") ? Buffer.byteLength(sides[name][0].ask(sides[name][0].asked[0])) : "",
}])));
for (const form of ["objects", "written out"]) {
  console.log(`${form}: publicodes takes ${(least[`publicodes 1.10.3, ${form}`] / least[`qagida, ${form}`]).toFixed(0)} times ours`);
}
