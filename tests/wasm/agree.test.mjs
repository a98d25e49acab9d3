// 100 000 random questions, valid and not, to every door of the calculator and of
// the planner: the page's WASM says to each what the native code says, to the byte.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { build, built, open, page, pages, parts } from "./built.mjs";

const count = Number(process.env.QUESTIONS ?? 100_000);
const seed = process.env.SEED ?? "20261123";

// Reads the records of calculator/examples/answers.rs as they come: the number
// of the rules, the door, its arguments and the answer.
async function* records(stream) {
  let rest = Buffer.alloc(0);
  for await (const chunk of stream) {
    rest = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let at = 0;
    while (rest.length - at >= 4 && rest.length - at - 4 >= rest.readUInt32LE(at)) {
      const end = at + 4 + rest.readUInt32LE(at);
      const fields = [];
      for (at += 4; at < end;) {
        const length = rest.readUInt32LE(at);
        at += 4;
        if (length === 0xffff_ffff) {
          fields.push(undefined);
        } else {
          fields.push(rest.toString("utf8", at, at + length));
          at += length;
        }
      }
      yield fields;
    }
    rest = rest.subarray(at);
  }
  assert.equal(rest.length, 0, "the last record is whole");
}

// What kind of answer it is: all must be well represented.
function kind(answer) {
  if (answer === undefined) return "none";
  if (!answer.startsWith("{")) return "full";
  const { errors, complete, unknown } = JSON.parse(answer);
  if (errors) return "refused";
  return complete === false || unknown?.length > 0 ? "in part" : "full";
}

test(`${count} random questions are answered alike natively and in WASM`, async () => {
  const site = build("agree");
  const books = [];
  const seen = new Set();
  for (const address of pages(site)) {
    const tree = page(site, address);
    const found = parts(site, tree);
    // Some pages share their rules.
    if (seen.has(found.rules)) continue;
    seen.add(found.rules);
    const tool = tree.querySelector("[data-rules]").getAttribute("data-planner");
    const line = tool ? `planner ${found.rules} ${tool}` : `calculator ${found.rules}`;
    const book = { address, tool, line, calculator: await open(found) };
    // One tool's page has as much to ask as all services.
    for (let times = tool ? 8 : 1; times > 0; times -= 1) books.push(book);
  }
  const native = spawn(join(built, "examples", "answers"), [seed, String(count)], { stdio: ["pipe", "pipe", "inherit"] });
  const ended = new Promise((resolve, reject) => native.on("error", reject).on("close", resolve));
  native.stdin.end(books.map((book) => `${book.line}\n`).join(""));

  const kinds = {};
  const different = [];
  let asked = 0;
  let bytes = 0;
  for await (const [number, door, ...given] of records(native.stdout)) {
    const answer = given.pop();
    const { address, calculator } = books[number];
    let said;
    try {
      said = calculator[door](...given);
    } catch (error) {
      said = `it throws: ${error}`;
    }
    asked += 1;
    bytes += answer?.length ?? 0;
    if (said !== answer) {
      different.push({ address, door, given, native: answer, wasm: said });
      // A module that has thrown may be of no more use.
      if (different.length === 3) break;
    }
    const tally = (kinds[door === "answer" ? `answer ${books[number].tool}` : door] ??= { full: 0, "in part": 0, refused: 0, none: 0 });
    tally[kind(answer)] += 1;
  }
  native.stdout.destroy();
  const status = await ended;
  assert.deepEqual(different, [], JSON.stringify(different, null, 1));
  assert.equal(status, 0);
  assert.equal(asked, count);

  console.log(`${asked} questions with seed ${seed}, ${Math.round(bytes / 1e6)} MB of answers:`);
  console.table(kinds);
  for (const [door, tally] of Object.entries(kinds)) {
    const all = Object.values(tally).reduce((sum, number) => sum + number);
    const [full, part, refused] = [tally.full, tally["in part"], tally.refused + tally.none].map((number) => number / all);
    assert.ok(full > 0.1, `${door} is answered in full`);
    assert.ok(refused > 0.1, `${door} is refused`);
    // A calendar has the days that are known.
    if (door !== "calendar_file") assert.ok(part > 0.02, `${door} is answered in part`);
  }
});
