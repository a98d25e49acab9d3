// What leaves the calculators' pages: links, comparisons, prints, calendars, and
// the pages for other sites. And what the sources don't say: no total with a hole.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { after, before, describe, test } from "node:test";
import { languages, open, plain, runAll, today } from "./site.mjs";
import { answered, ask, go, query, read, start, tools, words } from "./planner.mjs";

let site;
before(async () => {
  site = await start("calculators-links");
}, { timeout: 300_000 });
after(() => site?.stop());

const names = Object.keys(tools);
const family = ["on=2026-11-23", "p=employee", "s=work-visa-invitation", "term=3", "priority=yes", "s=iin", "s=arrival-notification",
  "p=spouse", "s=work-visa-invitation", "term=3", "s=iin", "p=child-under-16", "n=2", "s=work-visa-invitation", "term=3", "exemption=children-under-16"];
// An ordinary question for each tool.
const ordinary = {
  fees: ["on=2026-11-23", "p=employee", "s=work-visa-invitation", "term=3", "priority=yes", "s=iin"],
  duty: ["duty=multiple", "people=3", "on=2026-11-23"],
  deadlines: ["what=service/work-visa-invitation", "on=2026-12-14"],
  finder: ["on=2026-11-23", "reason=work", "work=employee", "host=aifc", "entries=multiple", "place=inside", "holding=b3"],
};
const asked = ([name, lines]) => ["ask", name, ...lines, "--json"];
// What the command answers to some questions.
const answers = async (questions, language = "en") => {
  const printed = await runAll(questions.map((question) => [...asked(question), "--lang", language]));
  return printed.map(({ text }) => JSON.parse(text));
};
const link = (page) => page.locator("[data-link]").inputValue();
const visible = async (page) => plain(await page.locator("body").innerText());

// Words that no visitor should meet.
const NONSENSE = /undefined|NaN|\[object|\bnull\b|\{\w+\}/;

describe("the link to an answer", () => {
  for (const [at, name] of names.entries()) {
    test(`of ${name} brings it back, in the other languages too`, async () => {
      const language = languages[at % languages.length];
      for (const lines of [ordinary[name], ...name === "fees" ? [family] : []]) {
        const { page, problems, close } = await site.visit(language, name, lines);
        const first = await read(page);
        assert.ok(first.link.startsWith(site.path(language, name)), first.link);
        const says = new URL(first.link).searchParams;
        assert.deepEqual([says.get("f"), says.get("made")], ["1", today]);
        assert.match(says.get("v"), /^\w+$/);
        const question = [...says].filter(([name]) => !["f", "v", "made", "was"].includes(name)).map((pair) => pair.join("="));
        for (const line of lines) assert.ok(question.includes(line), line);

        await go(page, first.link);
        assert.deepEqual(await read(page), first);
        // The switch of languages has the question with it.
        const others = await page.locator(".languages a:not([aria-current])").evaluateAll((all) => all.map((one) => one.href));
        assert.equal(others.length, languages.length - 1);
        for (const other of others) {
          await go(page, other);
          const again = await read(page);
          assert.equal(again.errors, undefined, other);
          assert.deepEqual([...new URL(again.link).searchParams], [...says]);
          assert.notEqual(plain(again.asked.join()), plain(first.asked.join()));
        }
        assert.deepEqual(problems, []);
        await close();
      }
    });
  }

  test("follows what is chosen, and so does the address", async () => {
    const { page, problems, close } = await site.visit("en", "duty", ordinary.duty);
    await page.locator("#f-people").fill("4");
    await page.locator("#f-people").press("Enter");
    const says = new URL(await link(page)).searchParams;
    assert.equal(says.get("people"), "4");
    assert.equal(new URL(page.url()).searchParams.get("people"), "4");
    const before = await read(page);
    await page.reload();
    await answered(page);
    assert.equal(await link(page), before.link);
    assert.deepEqual(problems, []);
    await close();
  });

  test("can be copied, and says so", async () => {
    const { page, problems, close } = await site.visit("ru", "duty", ordinary.duty);
    await page.locator("[data-copy=k-link]").click();
    const { copied } = await words(page);
    await page.waitForFunction((copied) => document.querySelector("[data-status]").textContent === copied, copied);
    await page.locator("#f-people").fill("");
    await page.locator("#f-people").press("Control+V");
    assert.equal(await page.locator("#f-people").inputValue(), await page.evaluate(() => document.querySelector("[data-link]").value));
    assert.deepEqual(problems, []);
    await close();
  });
});
