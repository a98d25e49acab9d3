// What leaves the calculators' pages: links, comparisons, prints, calendars, and
// the pages for other sites. And what the sources don't say: no total with a hole.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { after, before, describe, test } from "node:test";
import { languages, open, plain, today } from "./site.mjs";
import { answered, ask, go, read, start, tools, words } from "./planner.mjs";

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
// What the engine answers; that the command answers alike, other tests see to.
const said = async (page, lines) => JSON.parse((await ask(page, [lines]))[0]);
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
    const { link } = await read(page);
    await page.locator("[data-copy=k-link]").click();
    const { copied } = await words(page);
    await page.waitForFunction((copied) => document.querySelector("[data-status]").textContent === copied, copied);
    await page.locator("#f-people").fill("");
    await page.locator("#f-people").press("Control+V");
    assert.equal(await page.locator("#f-people").inputValue(), link);
    assert.deepEqual(problems, []);
    await close();
  });
});

// Another version of the content, and what the answer was then.
const earlier = (address, change) => {
  const link = new URL(address);
  const says = link.searchParams;
  says.set("v", "0123456789ab");
  if (change) says.set("was", change(says.get("was")));
  return link.href;
};

describe("a link that was made before the content changed", () => {
  test("says what is different now, and why", async () => {
    const { page, problems, close } = await site.visit("en", "duty", ["duty=invitation", "people=2", "on=2026-11-23"]);
    const { link: now } = await read(page);
    // The rates of the year before.
    await go(page, earlier(now, (was) => {
      assert.match(was, /4325.*4325.*4325/);
      return was.replaceAll("4325", "3932").replaceAll("2026-01-01", "2025-01-01");
    }));
    const { changed, link: fresh } = await read(page);
    assert.match(plain(changed.text), /total was 3 932 ₸ and is now 4 325 ₸/);
    const total = changed.lines.find(({ label }) => label === "Total");
    assert.deepEqual([plain(total.here), plain(total.there)], ["3 932 ₸", "4 325 ₸"]);
    assert.match(plain(changed.lines[0].text), /393 ₸ more.*MCI: 3 932 ₸ when the link was made, 4 325 ₸ now/);
    assert.ok(await page.locator(".changed").isVisible());
    // The page's own link is of today.
    assert.equal(fresh, now);
    // It goes when the question is another.
    await page.locator("#f-people").fill("3");
    await page.locator("#f-people").press("Enter");
    assert.equal(await page.locator(".changed").count(), 0);
    assert.deepEqual(problems, []);
    await close();
  });

  test("says so in each language and tool, also if nothing is different", async () => {
    for (const [at, name] of names.entries()) {
      const language = languages[(at + 1) % languages.length];
      const { page, problems, close } = await site.visit(language, name, ordinary[name]);
      const { link: now } = await read(page);
      await go(page, earlier(now));
      const { changed } = await read(page);
      const answer = await said(page, [...new URL(page.url()).searchParams].map((pair) => pair.join("=")));
      assert.equal(changed.text, answer.changed.text);
      assert.deepEqual(changed.lines, []);
      await go(page, now);
      assert.equal((await read(page)).changed, null);
      assert.deepEqual(problems, []);
      await close();
    }
  });

  test("names a day that has moved and a category that is gone", async () => {
    const { page, problems, close } = await site.visit("en", "deadlines", ordinary.deadlines);
    const { link: due } = await read(page);
    await go(page, earlier(due, (was) => was.replace("due~2026-12-22", "due~2026-12-21")));
    const moved = (await read(page)).changed.lines.find(({ here }) => here === "Monday, 21 December 2026");
    assert.equal(moved.there, "Tuesday, 22 December 2026");
    assert.match(moved.text, /1 calendar day later than when the link was made/);

    await go(page, site.path("en", "finder", ordinary.finder));
    const { link: fits } = await read(page);
    await go(page, earlier(fits, (was) => was.replace("*C3", "*B2*C3")));
    assert.match((await read(page)).changed.lines[0].text, /No longer there: Business visa/);
    assert.deepEqual(problems, []);
    await close();
  });
});

describe("a link that somebody has changed by hand", () => {
  // The question, the field that is named, what is said.
  const refused = [
    ["fees", ["s=no-such-service"], null, /no-such-service/],
    ["fees", ["p=king", "s=iin"], "p", /king/],
    ["fees", ["p=employee", "s=work-visa-invitation", "term=9"], "term", /9/],
    ["fees", ["p=employee", "s=iin", "term=3"], null, /term|iin/i],
    ["fees", ["p=employee", "s=iin", "colour=red"], null, /colour/],
    ["fees", ["p=employee", "n=10000", "s=iin"], "n", /1000/],
    ["fees", ["p=employee", "n=-1", "s=iin"], "n", /1000/],
    ["fees", ["p=employee", "n=1.5", "n=2", "s=iin"], "n", /1000|twice/],
    ["fees", ["on=2026-02-30", "p=employee", "s=iin"], "on", /no such day/],
    ["fees", ["on=99999-01-01", "p=employee", "s=iin"], "on", /99999/],
    ["fees", ["on=2026-11-23", "on=2026-11-24", "p=employee", "s=iin"], null, /twice/],
    ["fees", ["p=employee", "s=iin", "s=iin"], null, /twice/],
    ["fees", ["n=2", "s=iin", "p=employee", "s=iin", "exemption=king"], null, /exemption|ground/i],
    ["fees", ["on=<img src=x onerror=alert(1)>", "p=employee", "s=<b>iin</b>"], "on", /<img src=x onerror=alert/],
    ["fees", Array.from({ length: 300 }, () => "p=employee").flatMap((person) => [person, "s=iin"]), null, /At most/],
    ["fees", ["__proto__=1", "constructor=2", "s=iin"], null, /__proto__|constructor/],
    ["duty", ["duty=bribe", "people=1", "on=2026-11-23"], "duty", /bribe/],
    ["duty", ["duty=invitation", "people=10000", "on=2026-11-23"], "people", /1000/],
    ["duty", ["duty=invitation", "people=0", "on=31.02.2026"], "people", /1000/],
    ["duty", ["duty=exit", "exemption=nobody"], "exemption", /nobody/],
    ["duty", ["duty=exit", "duty=invitation", "on=2026-11-23"], null, /twice/],
    ["duty", ["duty=exit", "on=Q"], "on", /Q/],
    ["deadlines", ["what=service/no-such", "on=2026-11-23"], "what", /no-such/],
    ["deadlines", ["what=window/iin", "on=2026-11-23"], "what", /extends nothing/],
    ["deadlines", ["what=service/work-visa-invitation", "on=0000-00-00"], "on", /0000/],
    ["deadlines", ["what=service/work-visa-invitation", "on=2026-11-23", "time=25:61"], "time", /25:61/],
    ["deadlines", ["what=service/work-visa-invitation", "on=2026-11-23", "channel=pigeon"], "channel", /pigeon/],
    ["deadlines", ["what=date/passport-for-visa", "on=2026-11-30", "time=10:00"], null, /time|filed/i],
    ["finder", ["reason=robbery"], "reason", /robbery/],
    ["finder", ["reason=work", "why=because"], null, /why/],
    ["finder", ["reason=work", "reason=study"], null, /twice/],
    ["finder", ["on=tomorrow", "reason=work"], "on", /tomorrow/],
  ];

  test("is told what to change, beside the field and in the summary", async () => {
    const { page, problems, close } = await open(site.browser, site.address);
    for (const [name, lines, field, says] of refused) {
      const about = `${name} ${lines.join(" ").slice(0, 200)}`;
      await go(page, site.path("en", name, lines));
      const found = await page.evaluate(() => {
        const summary = document.querySelector("[data-errors]");
        return {
          shown: summary.checkVisibility(),
          errors: [...summary.querySelectorAll("li")].map((item) => item.textContent),
          beside: [...document.querySelectorAll("[aria-invalid=true]")].map((control) => [control.name ?? "",
            control.getAttribute("aria-describedby").split(" ").map((id) => document.getElementById(id).textContent).join(" ")]),
          answer: document.querySelector("[data-answer-part]").checkVisibility() || document.querySelector("[data-bar]").checkVisibility(),
          all: document.body.innerText,
          injected: document.querySelectorAll("main img, main b").length,
        };
      });
      assert.ok(found.shown && found.errors.length > 0, about);
      assert.ok(found.errors.some((message) => says.test(message)), `${about}: ${found.errors.join(" | ")}`);
      for (const message of found.errors) assert.match(message, /^\S.{8,}\S$/s, about);
      if (field) {
        const beside = found.beside.find(([name]) => name === field);
        assert.ok(beside, `${about}: nothing beside ${field}`);
        assert.ok(found.errors.some((message) => beside[1].startsWith(message)), `${about}: ${beside[1]}`);
      }
      assert.ok(!found.answer, `${about}: there is an answer`);
      assert.doesNotMatch(found.all, NONSENSE, about);
      assert.equal(found.injected, 0);
      assert.deepEqual(problems, [], about);
    }
    await close();
  });

  test("is put right by choosing again", async () => {
    for (const [name, lines, field, value] of [["duty", ["duty=bribe", "on=2026-11-23"], "#f-people", "2"],
      ["deadlines", ["what=service/no-such", "on=2026-11-23"], "#f-on", "24.11.2026"]]) {
      const { page, problems, close } = await site.visit("en", name, lines);
      assert.ok((await read(page)).errors.length > 0);
      await page.locator(field).fill(value);
      await page.locator(field).press("Enter");
      assert.equal((await read(page)).errors, undefined);
      assert.ok(await page.locator("[data-bar]").isVisible());
      assert.equal(await page.locator("[aria-invalid]").count(), 0);
      assert.deepEqual(problems, []);
      await close();
    }
  });

  test("keeps its answer when only what it says of itself makes no sense", async () => {
    const { page, problems, close } = await open(site.browser, site.address);
    const v = "v=0123456789ab";
    for (const [at, name] of names.entries()) {
      await go(page, site.path(languages[at % languages.length], name, ordinary[name]));
      const plainly = await read(page);
      assert.deepEqual([plainly.notices, plainly.changed], [[], null]);
      // A newer page's link, then others: each tool gets some.
      for (const [own, code] of [
        [["f=99", v, "was=new~format"], "newer-link"],
        ...[[["f=1", v, "was=\0garbage~~~"], "was-unreadable"],
          [["v=<script>"], "malformed"],
          [["f=x", "made=yesterday"], "malformed"],
          [["f=1", v, `was=${"total~1_".repeat(900)}`], "was-unreadable"],
          [["f=1", v, "made=2026-12-31"], "newer-content"]].filter((_, other) => other % 4 === at),
      ]) {
        await go(page, site.path(languages[at % languages.length], name, [...ordinary[name], ...own]));
        const { notices, changed, ...rest } = await read(page);
        const answer = await said(page, [...ordinary[name], ...own]);
        assert.equal(answer.notices[0].code, code);
        assert.deepEqual(notices, answer.notices.map(({ text }) => text));
        assert.ok(await page.locator("[data-notices] > p").first().isVisible());
        assert.deepEqual({ ...rest, notices: [], changed: null }, plainly);
      }
    }
    assert.deepEqual(problems, []);
    await close();
  });
});

describe("the comparison with another day", () => {
  // The same as the command says, and what it must be.
  async function compared(language, name, lines, day) {
    const { page, problems, close } = await site.visit(language, name, lines);
    await page.locator("[data-compare] summary").click();
    await page.locator("[name=with]").fill(day);
    await page.locator("[name=with]").press("Enter");
    const { comparison, link } = await read(page);
    const iso = day.split(".").reverse().join("-");
    const answer = await said(page, [...lines, `with=${iso}`]);
    const differ = answer.comparison.lines.filter(({ same }) => !same);
    assert.equal(comparison.text, answer.comparison.text);
    assert.deepEqual(comparison.lines, differ.map(({ label, text, here, there }) => ({ label, text, here, there })));
    assert.equal(new URL(link).searchParams.get("with"), iso);
    assert.ok(await page.locator(".comparison-part").isVisible());
    // Its link has the comparison with it.
    await go(page, link);
    assert.deepEqual((await read(page)).comparison, comparison);
    assert.ok(await page.locator("[name=with]").isVisible());
    assert.deepEqual(problems, []);
    await close();
    return comparison;
  }

  test("explains that the fees of 2025 are not on file", async () => {
    for (const language of languages) {
      const { text, lines } = await compared(language, "fees", family, "23.11.2025");
      assert.doesNotMatch(text, /\d ₸/);
      // The fees are not known then, and the duty is.
      assert.ok(lines.some(({ there, text }) => !/\d/.test(there) && /2026/.test(text)), JSON.stringify(lines));
      assert.ok(lines.some(({ there }) => plain(there).includes("1 966 ₸")), JSON.stringify(lines));
    }
  });

  test("says that another day of the year makes no difference", async () => {
    const { text, lines } = await compared("en", "fees", family, "31.12.2026");
    assert.match(text, /the answer is the same/);
    assert.deepEqual(lines, []);
  });

  test("gives the difference of a duty, up and down", async () => {
    const { text, lines } = await compared("en", "duty", ["duty=invitation", "people=1", "on=2026-11-23"], "23.11.2025");
    assert.match(plain(text), /1 966 ₸: 196\.5 ₸ less/);
    assert.match(plain(lines[0].text), /MCI: for 23 November 2025, 3 932 ₸; for 23 November 2026, 4 325 ₸/);
    const back = await compared("ru", "duty", ["duty=invitation", "people=1", "on=2025-11-23"], "23.11.2026");
    assert.match(plain(back.text), /196,5 ₸/);
  });

  test("gives no duty of 2027", async () => {
    const { text, lines } = await compared("en", "duty", ["duty=multiple", "people=2", "on=2026-12-31"], "01.01.2027");
    assert.match(text, /no total/);
    assert.ok(lines.every(({ there }) => !/\d/.test(there)));
  });

  test("moves the days of a deadline, and the costs of a category", async () => {
    const { text } = await compared("kk", "deadlines", ordinary.deadlines, "21.12.2026");
    assert.match(text, /28 желтоқсан/);
    const costs = await compared("ru", "finder", ordinary.finder, "23.11.2025");
    assert.ok(costs.lines.length > 0);
  });

  test("says what is wrong with the other day beside its field, and leaves the answer", async () => {
    const { page, problems, close } = await site.visit("en", "duty", ordinary.duty);
    const before = (await read(page)).result;
    await page.locator("[data-compare] summary").click();
    await page.locator("[name=with]").fill("30.02.2026");
    await page.locator("[name=with]").press("Enter");
    assert.ok(await page.evaluate(() => document.activeElement.matches("[data-errors]")));
    assert.match(await page.locator("[data-field=with] .field-error").textContent(), /no such day/);
    assert.equal(await page.locator("[name=with]").getAttribute("aria-invalid"), "true");
    assert.equal((await read(page)).result, before);
    await page.locator("[name=with]").fill("");
    await page.locator("[name=with]").press("Enter");
    assert.equal(await page.locator("[data-errors]").isVisible(), false);
    assert.deepEqual(problems, []);
    await close();
  });
});

describe("what the sources don't say", () => {
  const digits = (text) => text.replace(/[^\d.,]/g, "").replace(",", ".");

  test("leaves fees without a total, and shows what is known", async () => {
    const lines = ["on=2026-11-23", "p=business-partner", "n=2", "s=business-visa-single-invitation", "priority=yes"];
    for (const language of languages) {
      const { page, problems, close } = await site.visit(language, "fees", lines);
      const word = await words(page);
      const shown = await read(page);
      const answer = await said(page, lines);
      const { items, unknown, total } = answer.answer.people[0].services[0];
      assert.equal(total, null);
      assert.ok(unknown.length === 1 && items.length > 1);
      assert.equal(shown.result, word["no-total"]);
      const [service] = shown.bills[0].services;
      assert.deepEqual(service.lines.map(({ amount }) => amount), [...items.map((item) => item.amount_text), word.unknown]);
      assert.deepEqual(service.lines.at(-1).details, [unknown[0].reason]);
      assert.match(unknown[0].reason, /00 000 KZT/);
      assert.equal(shown.bills[0].total.amount, word.unknown);
      // What is known is nowhere added up.
      const sum = String(items.reduce((sum, { amount }) => sum + Number(amount), 0));
      const figures = await page.locator("[data-planner] :is(td, output)").allTextContents();
      assert.ok(items.every(({ amount }) => figures.some((figure) => digits(figure) === amount)));
      assert.ok(!figures.some((figure) => digits(figure) === sum), sum);
      assert.ok(await page.locator("output.doubt").isVisible());
      assert.deepEqual(problems, []);
      await close();
    }
  });

  test("leaves the plan of several without a total, and counts who is known", async () => {
    const lines = ["on=2026-11-23", "p=business-partner", "s=business-visa-single-invitation", "p=employee", "n=3", "s=iin"];
    const { page, problems, close } = await site.visit("en", "fees", lines);
    const { result, bills, totals } = await read(page);
    assert.doesNotMatch(result, /\d/);
    assert.deepEqual(bills.map(({ total }) => plain(total.amount)), ["not known", "30 000 ₸"]);
    const [, recipients] = totals;
    assert.deepEqual(recipients.lines.map(({ amount }) => plain(amount)), ["not known", "2 162.5 ₸"]);
    assert.deepEqual(recipients.whole.map(({ amount }) => amount), ["not known"]);
    assert.deepEqual(problems, []);
    await close();
  });

  test("leaves a duty of 2027 without an amount", async () => {
    for (const language of languages) {
      const { page, problems, close } = await site.visit(language, "duty", ["duty=multiple", "people=2", "on=2027-01-01"]);
      const word = await words(page);
      const { result, lines, total } = await read(page);
      assert.equal(result, word["no-total"]);
      assert.equal(total.amount, word.unknown);
      // How many units it is is known.
      assert.deepEqual(lines.map(({ label }) => label).slice(1), [word.units]);
      assert.equal(lines[0].amount, word.unknown);
      assert.match(lines[0].details[0], /2026/);
      assert.ok(await page.locator(".bill").isVisible());
      // The day before has one.
      await page.locator("#f-on").fill("31.12.2026");
      await page.locator("#f-on").press("Enter");
      assert.equal(digits((await read(page)).result), "259500");
      assert.deepEqual(problems, []);
      await close();
    }
  });

  test("leaves a deadline without a day, beyond the calendar and where no term is given", async () => {
    const { page, problems, close } = await open(site.browser, site.address);
    for (const [lines, says] of [[["what=service/work-visa-invitation", "on=2028-01-10"], /2027/], [["what=service/work-visa-extension", "on=2026-11-23"], /./]]) {
      await go(page, site.path("en", "deadlines", lines));
      const { result, dates, unknown } = await read(page);
      assert.equal(result, "No date: something is missing");
      assert.deepEqual(dates, []);
      assert.match(unknown.join(), says);
      assert.ok(await page.locator("[data-answer] .doubt").first().isVisible());
    }
    assert.deepEqual(problems, []);
    await close();
  });
});

describe("a print", () => {
  for (const [at, name] of names.entries()) {
    test(`of ${name} is one page with all that it says`, async () => {
      const { page, problems, close } = await open(site.browser, site.address);
      for (const language of languages) {
        await go(page, site.path(language, name, ordinary[name]));
        const shown = await read(page);
        const answer = await said(page, ordinary[name]);
        const word = await words(page);
        const note = await page.locator("[data-answer-part] > p.quiet").first().textContent();
        await page.emulateMedia({ media: "print" });
        const text = await visible(page);
        const has = (part) => assert.ok(text.includes(plain(part)), `${language}: no “${part}” in ${text}`);
        for (const { label, value } of answer.asked) {
          has(label);
          has(value);
        }
        for (const source of answer.sources) has(source.text);
        if (answer.answer.total_text) has(answer.answer.total_text);
        if (answer.answer.due_text) has(answer.answer.due_text);
        for (const fit of answer.answer.fits ?? []) has(fit.title);
        has(answer.version);
        has(word.made);
        has(shown.link);
        has(note);
        has(await page.locator("h1").textContent());
        // What does nothing on paper isn't there.
        assert.equal(await page.locator(":is(button, input, select, textarea, .site-header, .site-footer, .planner-tables):visible").count(), 0);
        const margin = Object.fromEntries(["top", "right", "bottom", "left"].map((side) => [side, "1cm"]));
        const pdf = (await page.pdf({ format: "A4", margin })).toString("latin1");
        assert.equal(pdf.match(/\/Type\s*\/Page\b/g).length, 1, `${language}: pages`);
        await page.emulateMedia({ media: null });
      }
      assert.deepEqual(problems, []);
      await close();
    });
  }
});

// A calendar file as RFC 5545 has it: its events, each a map from a property's name to
// its parameters and value.
function events(bytes) {
  const lines = [];
  for (let from = 0; from < bytes.length;) {
    const end = bytes.indexOf("\r\n", from);
    assert.ok(end >= 0, "the last line has an end");
    const line = bytes.subarray(from, end);
    assert.ok(line.length <= 75, `${line.length} octets: ${line}`);
    // Each line alone: no character may be cut up.
    const text = new TextDecoder("utf-8", { fatal: true }).decode(line);
    assert.doesNotMatch(text, /[\u0000-\u0008\u000a-\u001f\u007f]/);
    if (text.startsWith(" ")) lines.push(lines.pop() + text.slice(1));
    else lines.push(text);
    from = end + 2;
  }
  const found = [];
  const open = [];
  const head = {};
  for (const line of lines) {
    const [, name, parameters, value] = line.match(/^([A-Z-]+)((?:;[A-Z-]+=[^;:",]+)*):(.*)$/s) ?? assert.fail(line);
    if (name === "BEGIN") {
      open.push(value);
      if (value === "VEVENT") found.push(new Map());
    } else if (name === "END") {
      assert.equal(open.pop(), value);
    } else if (open.at(-1) === "VEVENT") {
      assert.ok(!found.at(-1).has(name), `${name} twice`);
      found.at(-1).set(name, { parameters, value });
    } else {
      assert.deepEqual(open, ["VCALENDAR"]);
      head[name] = value;
    }
  }
  assert.deepEqual(open, []);
  assert.equal(head.VERSION, "2.0");
  assert.ok(head.PRODID);
  return found;
}

const unescaped = (text) => {
  assert.doesNotMatch(text.replace(/\\[\\;,nN]/g, ""), /[\\;,]/);
  return text.replace(/\\([\\;,nN])/g, (_, c) => (/n/i.test(c) ? "\n" : c));
};

describe("the calendar file", () => {
  const download = async (page) => {
    const waits = page.waitForEvent("download");
    await page.locator("[data-calendar]").click();
    const saved = await waits;
    return { name: saved.suggestedFilename(), events: events(readFileSync(await saved.path())) };
  };

  // A question in each language, then one of each other tool.
  const window = ["what=window/work-visa-extension", "on=2027-03-01"];
  const questions = [
    ...languages.map((language) => [language, "deadlines", ordinary.deadlines, 2]),
    ["kk", "deadlines", window, 2], ["ru", "duty", ordinary.duty, 1], ["kk", "fees", family, 1], ["ru", "finder", ordinary.finder, 1],
  ];

  test("has each day of the answer, in each language under the same name", async () => {
    const uids = [];
    for (const [language, name, lines, least] of questions) {
      const { page, problems, close } = await site.visit(language, name, lines);
      const answer = await said(page, lines);
      const { link } = await read(page);
      assert.ok(answer.events.length >= least, JSON.stringify(answer.events));
      const file = await download(page);
      assert.match(file.name, new RegExp(`^${name}-\\d{4}-\\d\\d-\\d\\d\\.ics$`));
      assert.equal(file.events.length, answer.events.length);
      for (const [at, event] of file.events.entries()) {
        const { day, title, text } = answer.events[at];
        const date = (name) => {
          assert.equal(event.get(name).parameters, ";VALUE=DATE");
          return event.get(name).value;
        };
        assert.equal(date("DTSTART"), day.replaceAll("-", ""));
        assert.equal(date("DTEND"), new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10).replaceAll("-", ""));
        assert.equal(event.get("DTSTAMP").value, `${today.replaceAll("-", "")}T050000Z`);
        assert.equal(unescaped(event.get("SUMMARY").value), title);
        const description = unescaped(event.get("DESCRIPTION").value);
        for (const part of [text, link, answer.version, ...answer.sources.map((source) => source.text)]) {
          assert.ok(description.includes(part), `${description}: no ${part}`);
        }
        assert.equal(event.get("URL").value, link);
        assert.match(event.get("UID").value, /^[\w-]+@[\w.-]+$/);
      }
      uids.push(file.events.map((event) => event.get("UID").value));
      assert.deepEqual(problems, []);
      await close();
    }
    const [first, ...others] = uids;
    for (const same of others.slice(0, languages.length - 1)) assert.deepEqual(same, first);
    const different = [first, ...others.slice(languages.length - 1)].flat();
    assert.equal(new Set(different).size, different.length);
  });

  test("is another for another question, and is not offered without days", async () => {
    const { page, problems, close } = await site.visit("kk", "deadlines", ordinary.deadlines);
    const [first] = (await download(page)).events;
    await page.locator("#f-on").fill("15.12.2026");
    await page.locator("#f-on").press("Enter");
    const [second] = (await download(page)).events;
    assert.notEqual(second.get("UID").value, first.get("UID").value);
    await page.locator("#f-on").fill("10.01.2028");
    await page.locator("#f-on").press("Enter");
    assert.ok(!await page.locator("[data-calendar]").isVisible());
    assert.deepEqual(problems, []);
    await close();
  });
});

describe("on another site", () => {
  let partner;
  let content = "";
  before(async () => {
    partner = createServer((request, response) => {
      response.writeHead(request.url === "/" ? 200 : 404, { "content-type": "text/html; charset=utf-8" });
      response.end(`<!doctype html><html lang="en"><title>Partner</title><link rel="icon" href="data:,"><h1>Partner</h1>${content}`);
    });
    await new Promise((resolve) => partner.listen(0, "127.0.0.1", resolve));
  });
  after(() => partner?.close());

  // The partner's page with the calculator in it, as soon as it has answered.
  async function embedded(language, name, lines, options) {
    const { page: own, close: done } = await site.visit(language, name, lines);
    const { link } = await read(own);
    await own.locator("details:has([data-snippet]) summary").click();
    content = await own.locator("[data-snippet]").inputValue();
    await done();
    const address = `http://127.0.0.1:${partner.address().port}`;
    const visitor = await open(site.browser, address, options);
    await visitor.page.goto(address);
    const handle = await visitor.page.locator("iframe").elementHandle();
    const frame = await handle.contentFrame();
    await frame.locator("[data-bar]").waitFor();
    // The page in the frame is of our site; all else would be a stranger's.
    const problems = () => visitor.problems.filter((problem) => !problem.startsWith(`request to ${site.address}/`));
    return { ...visitor, frame, link, problems };
  }

  // As high as what is in it: nothing is cut off, nothing left empty.
  const settled = async (page, frame) => {
    let sizes;
    for (let tries = 0; tries < 100; tries += 1) {
      const needed = await frame.evaluate(() => Math.ceil(document.body.getBoundingClientRect().height));
      const given = Number(await page.locator("iframe").getAttribute("height"));
      const scrolls = await frame.evaluate(() => document.documentElement.scrollHeight > innerHeight);
      sizes = { needed, given, scrolls };
      if (needed === given && !scrolls) return given;
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    }
    return assert.fail(`the frame has not the right height: ${JSON.stringify(sizes)}`);
  };

  for (const [at, name] of names.entries()) {
    const language = languages[at % languages.length];
    test(`${name} comes in the language and with the question of the code (${language})`, async () => {
      const { page, frame, link, problems, close } = await embedded(language, name, ordinary[name]);
      assert.equal(await frame.evaluate(() => document.documentElement.lang), language);
      assert.equal(await frame.locator("[data-link]").inputValue(), link);
      assert.equal(await frame.locator(":is(header, footer, nav):visible").count(), 0);
      assert.equal(await frame.locator("meta[name=robots]").getAttribute("content"), "noindex");
      await settled(page, frame);
      // It leads back to the whole page.
      const waits = page.waitForEvent("popup");
      await frame.locator("[data-open-full]").click();
      const full = await waits;
      await answered(full);
      assert.ok(full.url().startsWith(site.path(language, name)), full.url());
      assert.equal(await full.locator("[data-link]").inputValue(), link);
      await full.close();
      assert.deepEqual(problems(), []);
      await close();
    });
  }

  test("the frame grows and shrinks with what is in it", async () => {
    const { page, frame, problems, close } = await embedded("en", "fees", ordinary.fees, { viewport: { width: 360, height: 700 } });
    const first = await settled(page, frame);
    for (let more = 0; more < 3; more += 1) await frame.locator("[data-add-person]").click();
    const large = await settled(page, frame);
    assert.ok(large > first + 100, `${first}, then ${large}`);
    for (let less = 0; less < 3; less += 1) await frame.locator("[data-person]:last-child [data-remove-person]").click();
    assert.equal(await settled(page, frame), first);
    await page.setViewportSize({ width: 900, height: 700 });
    assert.notEqual(await settled(page, frame), first);
    assert.deepEqual(problems(), []);
    await close();
  });

  test("the frame's height is nobody else's to set", async () => {
    const { page, frame, problems, close } = await embedded("en", "duty", ordinary.duty);
    const height = await settled(page, frame);
    await page.evaluate(() => new Promise((resolve) => {
      addEventListener("message", () => setTimeout(resolve));
      postMessage({ qagidaHeight: 7 }, "*");
    }));
    assert.equal(await page.locator("iframe").getAttribute("height"), String(height));
    assert.deepEqual(problems(), []);
    await close();
  });
});
