import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { agree, calculatorOf, languages, launch, open, plain, runAll, serve } from "./site.mjs";

let server, browser;
before(async () => {
  server = await serve("rules");
  browser = await launch();
}, { timeout: 300_000 });
after(async () => {
  await browser?.close();
  server?.stop();
});

const visit = (options) => open(browser, server.address, options);
const rule = (language, id) => `${server.address}/${language}/rules/${id}/`;
const get = async (path) => (await fetch(`${server.address}${path}`)).text();
// A file of the open data: what a page must hold, by another way out of the content.
const data = async (file) => JSON.parse(await get(`/data/${file}.json`));

// The calculator is fetched when somebody gets to its form.
const filled = async (page, place) => {
  await page.locator(place).scrollIntoViewIfNeeded();
  await page.waitForFunction((place) => document.querySelector(place).textContent.trim(), place);
};
const answers = async (commands) => (await runAll(commands)).map(({ text, status }) => ({ ...JSON.parse(text), status }));

// What the calculator of a page answers to many questions.
const ask = async (page, method, questions) => (await calculatorOf(page)).evaluate(
  (calculator, [method, questions]) => questions.map((question) => calculator[method](...question)), [method, questions]);

// The command says the same, byte for byte, as the page's calculator, of some questions:
// all are put to it at once in the reference language.
const some = (list) => list.filter((_, at) => at % 30 === 0);
async function commandAgrees(commands, expected) {
  const printed = await runAll(some(commands));
  assert.deepEqual(printed.map(({ text }) => text.trimEnd()), some(expected));
}

// What a form shows after each of many choices, in one go: `read` runs in the page.
async function shownAfter(page, place, read, choices) {
  const reader = await page.evaluateHandle(`({ read: ${read} })`);
  return page.locator(place).evaluate(async (form, [reader, choices]) => {
    const shown = [];
    for (const choice of choices) {
      for (const [id, value] of Object.entries(choice)) {
        const field = document.getElementById(id);
        field.value = value;
        for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }));
      }
      // With the calculator there, the answer is a promise's turn away.
      await new Promise((resolve) => setTimeout(resolve));
      shown.push(reader.read(form));
    }
    return shown;
  }, [reader, choices]);
}

// What the form for a price shows.
const readBill = (form) => ({
  rows: [...form.querySelectorAll("tbody tr")].map(({ cells: [head, figure] }) => ({
    label: head.firstChild.textContent,
    details: [...head.querySelectorAll(".detail")].map((detail) => detail.textContent),
    sources: [...head.querySelectorAll(".cite")].map((mark) => mark.title),
    amount: figure.textContent,
  })),
  total: form.querySelector("[data-total]").textContent,
  refused: !form.querySelector("[data-no-total]").hidden,
});
const billForm = "form:has([data-total])";
const bill = (page) => page.locator(billForm).evaluate(readBill);

// The same, from what `qagida quote --json` prints.
const billed = ({ items, unknown, total_text }) => ({
  rows: [
    ...items.map(({ label, formula, exemption, amount_text, ...item }) => ({
      label,
      details: [formula, exemption?.note].filter(Boolean),
      sources: [item.source, item.rate_source, item.unit_source, exemption?.source].filter(Boolean).map(({ text }) => text),
      amount: amount_text,
    })),
    ...unknown.map(({ label, reason, source }) => ({ label, details: [reason], sources: source ? [source.text] : [], amount: "not known" })),
  ],
  total: total_text ?? "–",
  refused: total_text === null,
});

describe("the form for a duty", () => {
  // All grounds, and a few of the long list of another page.
  for (const [id, kind, most] of [["state-duty", "items", Infinity], ["consular-fee", "fees", 3]]) {
    test(`of ${id} answers for each duty and ground as the command does`, async () => {
      const duties = (await data("duties"))[kind];
      const asked = duties.flatMap(({ id, exemptions }) => ["", ...exemptions.slice(0, most).map((ground) => ground.id)].map((ground) => [id, ground]));
      const [on, people] = ["2026-12-01", "3"];
      const questions = asked.map(([duty, ground]) => [duty, on, people, ground && `exemption=${ground}`]);
      const { page, problems, close } = await visit();
      await page.goto(rule("kk", id));
      const answers = await ask(page, "quote_duty", questions);
      agree(asked.map(([duty, exemption], at) => (
        { name: `${duty} ${exemption}`, duty: { duty, on, people, options: exemption ? { exemption } : {} }, expect: answers[at] })));

      await page.goto(rule("en", id));
      const expected = await ask(page, "quote_duty", questions);
      await commandAgrees(asked.map(([duty, ground]) => ["quote", "--duty", duty, "--on", on, "--people", people,
        ...(ground ? ["--option", `exemption=${ground}`] : []), "--json"]), expected);
      await filled(page, "[data-total]");
      assert.deepEqual(await page.locator("#_duty-field option").evaluateAll((all) => all.map((one) => one.value)),
        duties.map((duty) => duty.id));
      await page.locator("#_people-field").fill(people);
      await page.locator("#_on-field").fill(on);
      const bills = await shownAfter(page, billForm, readBill, asked.map(([duty, ground]) => ({ "_duty-field": duty, "_exemption-field": ground })));
      for (const [at, [duty, ground]] of asked.entries()) {
        const answer = JSON.parse(expected[at]);
        assert.deepEqual(bills[at], billed(answer), `${duty} ${ground}`);
        assert.equal(answer.total === "0", ground !== "");
      }
      assert.deepEqual(problems, []);
      await close();
    });
  }

  test("offers a duty's own grounds only", async () => {
    const { items: duties } = await data("duties");
    const { page, problems, close } = await visit();
    await page.goto(rule("en", "state-duty"));
    await filled(page, "[data-total]");
    for (const duty of duties) {
      await page.locator("#_duty-field").selectOption(duty.id);
      const offered = await page.locator("#_exemption-field option:not([hidden]):not(:disabled)")
        .evaluateAll((all) => all.map((one) => one.value).filter(Boolean));
      assert.deepEqual(offered.sort(), duty.exemptions.map((ground) => ground.id).sort());
    }
    // What one duty has and another hasn't is taken back when the duty changes, and ignored in a link.
    const [having, lacking, ground] = duties.flatMap((one) => duties.flatMap((other) => one.exemptions
      .filter(({ id }) => other.exemptions.every((ground) => ground.id !== id))
      .map(({ id }) => [one.id, other.id, id])))[0];
    await page.locator("#_duty-field").selectOption(having);
    await page.locator("#_exemption-field").selectOption(ground);
    assert.equal(plain((await bill(page)).total), "0 ₸");
    await page.locator("#_duty-field").selectOption(lacking);
    assert.equal(await page.locator("#_exemption-field").inputValue(), "");
    assert.notEqual(plain((await bill(page)).total), "0 ₸");
    await page.goto(`${rule("en", "state-duty")}?duty=${lacking}&exemption=${ground}`);
    await filled(page, "[data-total]");
    assert.equal(await page.locator("#_duty-field").inputValue(), lacking);
    assert.equal(await page.locator("#_exemption-field").inputValue(), "");
    assert.match((await bill(page)).total, /[1-9]/);
    assert.deepEqual(problems, []);
    await close();
  });

  test("refuses 2027 with the reason, and has nothing to refuse with an exemption", async () => {
    const { page, problems, close } = await visit();
    await page.goto(rule("en", "state-duty"));
    await filled(page, "[data-total]");
    await page.locator("#_on-field").fill("2027-01-05");
    const refused = await bill(page);
    assert.equal(refused.total, "–");
    assert.ok(refused.refused);
    assert.match(refused.rows[0].details[0], /until 31 December 2026 only.*not known yet/);
    await page.locator("#_exemption-field").selectOption({ index: 1 });
    const exempt = await bill(page);
    assert.equal(plain(exempt.total), "0 ₸");
    assert.ok(!exempt.refused);
    assert.match(exempt.rows[0].details[1], /confirmed before relying on it/);
    assert.ok(await page.getByText("confirmed before relying on it").last().isVisible());
    assert.deepEqual(problems, []);
    await close();
  });

  test("says beside the field what is wrong with the number of people", async () => {
    const { page, problems, close } = await visit();
    await page.goto(rule("en", "state-duty"));
    await filled(page, "[data-total]");
    const people = page.locator("#_people-field");
    const first = await bill(page);
    const wrong = async (typed) => {
      const message = page.locator("[data-field=people] .field-error");
      assert.match(await message.textContent(), /whole number from 1 to 1000/, typed);
      assert.equal(await people.getAttribute("aria-invalid"), "true");
      assert.ok((await people.getAttribute("aria-describedby")).split(" ").includes(await message.getAttribute("id")));
      assert.ok(await page.locator("[data-errors]").isVisible());
      assert.deepEqual(await bill(page), { rows: [], total: "–", refused: false });
    };
    for (const typed of ["0", "1001", "007", "1.5", "-1", ""]) {
      await people.fill(typed);
      await wrong(typed);
    }
    await people.fill("");
    // Letters never get into a number field, except those that a number may have.
    await people.pressSequentially("two e");
    await wrong("text");
    await page.locator("[data-errors] a").click();
    await page.waitForFunction(() => document.activeElement.id === "_people-field");
    assert.ok(!await page.locator("[data-permalink]").isVisible());
    await people.fill("1");
    assert.deepEqual(await bill(page), first);
    assert.ok(await page.locator("[data-permalink]").isVisible());
    assert.equal(await page.locator("[data-errors]:not([hidden]), .field-error, [aria-invalid]").count(), 0);
    assert.deepEqual(problems, []);
    await close();
  });

  test("keeps its answer in place while one leaves a field for a link in it", async () => {
    const { page, problems, close } = await visit();
    await page.goto(rule("en", "state-duty"));
    await filled(page, "[data-total]");
    await page.locator("#_people-field").fill("");
    await page.locator("#_people-field").pressSequentially("2");
    await page.locator("form tbody .cite").first().click();
    await page.waitForURL("**/en/sources/#*");
    assert.deepEqual(problems, []);
    await close();
  });

  test("gives a link that brings the choice back", async () => {
    const { page, problems, close } = await visit();
    await page.goto(rule("kk", "state-duty"));
    await filled(page, "[data-total]");
    const choice = { _duty: "multiple", _exemption: "ethnic-kazakhs", _people: "12", _on: "2026-12-31" };
    await page.locator("#_duty-field").selectOption(choice._duty);
    await page.locator("#_people-field").fill(choice._people);
    await page.locator("#_on-field").fill(choice._on);
    const links = [[choice._duty, "", choice._people, choice._on, await bill(page)]];
    const hrefs = [await page.locator("[data-permalink]").evaluate((link) => link.href)];
    await page.locator("#_exemption-field").selectOption(choice._exemption);
    links.push([...Object.values(choice), await bill(page)]);
    hrefs.push(await page.locator("[data-permalink]").evaluate((link) => link.href));
    for (const [at, href] of hrefs.entries()) {
      await page.goto("about:blank");
      await page.goto(href);
      await filled(page, "[data-total]");
      const fields = await Promise.all(Object.keys(choice).map((id) => page.locator(`#${id}-field`).inputValue()));
      assert.deepEqual([...fields, await bill(page)].sort(), links[at].sort());
    }
    assert.notDeepEqual(links[0], links[1]);
    assert.deepEqual(problems, []);
    await close();
  });

  test("links to sources that are there", async () => {
    const { page, problems, close } = await visit();
    await page.goto(rule("en", "state-duty"));
    await filled(page, "[data-total]");
    const marks = () => page.locator("form tbody .cite").evaluateAll((all) => all.map((mark) => mark.getAttribute("href")));
    const hrefs = await marks();
    await page.locator("#_exemption-field").selectOption({ index: 1 });
    hrefs.push(...await marks());
    const sources = await get("/en/sources/");
    assert.equal(hrefs.length, 4);
    for (const href of hrefs) {
      const [path, anchor] = href.split("#");
      assert.equal(path, "/en/sources/");
      assert.ok(sources.includes(`id="${anchor}"`), href);
    }
    assert.deepEqual(problems, []);
    await close();
  });
});

test("on a service page an exemption takes the duty off and nothing else", async () => {
  const services = (await data("services")).items.map(({ id }) => id);
  const pages = await Promise.all(services.map((id) => get(`/en/services/${id}/`)));
  const exempting = services.filter((_, at) => pages[at].includes("option-exemption"));
  assert.ok(exempting.length > 2);
  const { page, problems, close } = await visit();
  const amount = (text) => (/\d/.test(text) ? Number(text.replace(/[^\d.]/g, "")) : NaN);
  for (const id of exempting) {
    await page.goto(`${server.address}/en/services/${id}/?manager=yes&people=2`);
    await page.waitForFunction(() => document.querySelector("[data-form=quote] tbody tr"));
    const whole = await bill(page);
    const grounds = await page.locator("#option-exemption option").evaluateAll((all) => all.map((one) => one.value).filter(Boolean));
    const bills = await shownAfter(page, billForm, readBill, grounds.map((ground) => ({ "option-exemption": ground })));
    for (const [at, ground] of grounds.entries()) {
      const less = bills[at];
      assert.equal(less.rows.length, whole.rows.length);
      let duty = 0;
      for (const [line, row] of less.rows.entries()) {
        if (row.label === "State duty") {
          duty += amount(whole.rows[line].amount);
          assert.ok(duty > 0);
          assert.equal(plain(row.amount), "0 ₸");
          assert.match(row.details.at(-1), /confirmed before relying on it/);
        } else {
          assert.deepEqual(row, whole.rows[line]);
        }
      }
      assert.equal(amount(less.total), amount(whole.total) - duty, `${id} ${ground}`);
    }
    await page.locator("#option-exemption").selectOption("");
    assert.deepEqual(await bill(page), whole);
  }
  assert.deepEqual(problems, []);
  await close();
});

describe("the form for a period", () => {
  const pages = ["deadlines", "invitation", "extension", "visa-abroad", "visa-in-kazakhstan", "e-visa", "complaints"];
  // A Saturday, Independence Day, and a Monday with that day ahead.
  const days = ["2026-11-21", "2026-12-16", "2026-12-14"];
  const question = (choice, submitted) => {
    const [rule, period, channel] = choice.split("/");
    return [rule, period, submitted, channel];
  };
  const asked = (choice, submitted) => {
    const [id, period, channel] = choice.split("/");
    return ["deadline", "--rule", id, "--period", period, "--submitted", submitted, ...(channel ? ["--channel", channel] : []), "--json"];
  };
  // What the form shows, and the same from what `qagida deadline --json` prints.
  const readDays = (form) => {
    const line = (place) => {
      const part = form.querySelector(place);
      return part.hidden ? null : part.querySelector("dd").textContent;
    };
    const list = (place) => [...form.querySelectorAll(place)].map((one) => [...one.children].map((part) => part.textContent).join(" ") || one.textContent);
    return {
      due: form.querySelector("[data-due]").textContent,
      earliest: line("[data-earliest]"),
      extended: line("[data-extended]"),
      steps: list("[data-steps] li"),
      assumptions: list("[data-assumptions] li"),
      unknown: list("[data-unknown] p"),
    };
  };
  const shown = (page) => page.locator("[data-form=period]").evaluate(readDays);
  const printed = ({ due, due_text, earliest, earliest_text, extended_text, steps, assumptions, unknown }) => ({
    due: due_text,
    earliest: earliest === due ? null : earliest_text,
    extended: extended_text ?? null,
    steps: steps.map(({ day_text, text }) => `${day_text} ${text}`),
    assumptions: assumptions.map(({ text }) => text),
    unknown: unknown.map(({ reason }) => reason),
  });

  test("answers for every choice on every page as the command does", async () => {
    const { page, problems, close } = await visit();
    const found = [];
    for (const id of pages) {
      await page.goto(rule("en", id));
      await filled(page, "[data-due]");
      const choices = await page.locator("#_period-field option").evaluateAll((all) => all.map((one) => one.value));
      const wanted = choices.flatMap((choice) => days.map((day) => ({ choice, day })));
      const answers = await ask(page, "deadline_of_rule", wanted.map(({ choice, day }) => question(choice, day)));
      const answered = await shownAfter(page, "[data-form=period]", readDays,
        wanted.map(({ choice, day }) => ({ "_period-field": choice, "_submitted-field": day })));
      for (const [at, { choice, day }] of wanted.entries()) {
        assert.deepEqual(answered[at], printed(JSON.parse(answers[at])), `${id}: ${choice} ${day}`);
        found.push({ id, choice, day, answer: answers[at] });
      }
    }
    // Several pages offer the same period: the tool is asked once.
    const once = [...new Map(found.map((one) => [`${one.choice} ${one.day}`, one])).values()];
    for (const { choice, day, answer } of found) {
      assert.equal(answer, once.find((one) => one.choice === choice && one.day === day).answer);
    }
    await commandAgrees(once.map(({ choice, day }) => asked(choice, day)), once.map(({ answer }) => answer));
    await page.goto(rule("kk", "deadlines"));
    const inKazakh = await ask(page, "deadline_of_rule", once.map(({ choice, day }) => question(choice, day)));
    agree(once.map(({ choice, day }, at) => {
      const [rule, period, submitted, channel] = question(choice, day);
      return { name: `${choice} ${day}`, period: { rule, period, submitted, ...channel && { channel } }, expect: inKazakh[at] };
    }));
    const periods = (await data("rules")).items.flatMap(({ id, periods }) => periods.map((period) => `${id}/${period.id}/`));
    for (const period of periods) {
      assert.ok(found.some(({ id, choice }) => id === "deadlines" && choice.startsWith(period)), period);
    }
    assert.deepEqual(problems, []);
    await close();
  });

  test("asks for the time only where something is filed", async () => {
    const { page, problems, close } = await visit();
    await page.goto(rule("en", "deadlines"));
    await filled(page, "[data-due]");
    const time = page.locator("#_time-field");
    const choices = await page.locator("#_period-field option").evaluateAll((all) => all.map((one) => one.value));
    for (const choice of choices) {
      await page.locator("#_period-field").selectOption(choice);
      assert.equal(await time.isVisible(), !choice.endsWith("/"), choice);
    }
    // After the police close, it counts from the next day; a time that is no longer asked for counts for nothing.
    const filed = choices.find((choice) => choice.endsWith("/police"));
    const other = choices.find((choice) => choice.endsWith("/"));
    const [late, plainly] = await answers([asked(filed, "2026-12-14T17:31"), asked(other, "2026-12-14")]);
    await page.locator("#_period-field").selectOption(filed);
    await page.locator("#_submitted-field").fill("2026-12-14");
    const early = await shown(page);
    await time.fill("17:31");
    assert.deepEqual(await shown(page), printed(late));
    assert.notEqual(early.due, late.due_text);
    await page.locator("#_period-field").selectOption(other);
    assert.deepEqual(await shown(page), printed(plainly));
    assert.deepEqual(problems, []);
    await close();
  });

  test("shows the day on which the State Corporation must have the result", async () => {
    const { page, problems, close } = await visit();
    await page.goto(rule("en", "invitation"));
    await filled(page, "[data-due]");
    await page.locator("#_submitted-field").fill("2026-12-14");
    await page.locator("#_period-field").selectOption("invitation/decision/police");
    assert.ok((await shown(page)).steps.every((step) => !step.includes("handed over")));
    await page.locator("#_period-field").selectOption("invitation/decision/state-corporation");
    const { steps, due } = await shown(page);
    assert.ok(steps.some((step) => /^Monday, 21 December 2026 .*handed over by this day/.test(step)), steps.join("\n"));
    assert.equal(due, "Tuesday, 22 December 2026");
    assert.deepEqual(problems, []);
    await close();
  });

  test("says what is wrong with the day", async () => {
    const { page, problems, close } = await visit();
    await page.goto(rule("ru", "complaints"));
    await filled(page, "[data-due]");
    await page.locator("#_submitted-field").fill("");
    assert.ok(await page.locator("[data-field=submitted] .field-error").isVisible());
    assert.equal(await page.locator("[data-due]").textContent(), "–");
    await page.locator("#_submitted-field").fill("1990-01-01");
    const refused = await shown(page);
    assert.ok(refused.unknown.length > 0);
    assert.doesNotMatch(refused.due, /\d/);
    assert.deepEqual(problems, []);
    await close();
  });
});

describe("the country finder", () => {
  const rows = (page) => page.locator("#_countries tbody:visible").evaluateAll((all) => all.map((one) => one.id));

  test("finds every country in each language's spelling and by its codes", async () => {
    const { items: countries } = await data("countries");
    const { page, problems, close } = await visit();
    await page.goto(rule("en", "e-visa"));
    const asked = countries.flatMap(({ name, code, alpha3, listed_as }) => [...Object.values(name), code, alpha3, listed_as]
      .map((words) => [words, `country-${code.toLowerCase()}`]));
    const missed = await page.evaluate((asked) => {
      const field = document.querySelector("#_country");
      return asked.filter(([words, id]) => {
        field.value = words;
        field.dispatchEvent(new Event("input", { bubbles: true }));
        return document.getElementById(id).hidden;
      });
    }, asked);
    assert.deepEqual(missed, []);
    assert.ok(asked.length > 500);
    assert.deepEqual(problems, []);
    await close();
  });

  test("narrows the list while one types", async () => {
    const { items: countries } = await data("countries");
    for (const language of languages) {
      const { page, problems, close } = await visit();
      await page.goto(rule(language, "e-visa"));
      const field = page.locator("#_country");
      const count = page.locator("form[data-filter] [data-count]");
      assert.equal(await count.textContent(), `${countries.length} / ${countries.length}`);
      assert.equal((await rows(page)).length, 0, "the list is folded until one asks");
      for (const { code, name } of [countries[0], countries.at(-1)]) {
        await field.fill("");
        await field.pressSequentially(name[language].slice(0, 4).toUpperCase());
        const found = await rows(page);
        assert.ok(found.includes(`country-${code.toLowerCase()}`));
        assert.ok(found.length < countries.length / 4, `${found.length} for ${name[language]}`);
        assert.equal(await count.textContent(), `${found.length} / ${countries.length}`);
        assert.ok(await page.getByText(name[language], { exact: true }).first().isVisible());
      }
      const nothing = page.locator("[data-nothing]");
      assert.ok(!await nothing.isVisible());
      await field.fill("norw");
      assert.deepEqual(await rows(page), []);
      assert.ok(await nothing.isVisible());
      assert.equal(await count.textContent(), `0 / ${countries.length}`);
      await field.fill("");
      assert.equal((await rows(page)).length, countries.length);
      assert.ok(!await nothing.isVisible());
      assert.deepEqual(problems, []);
      await close();
    }
  });

  test("doesn't ask for accents, capitals or the right apostrophe", async () => {
    const { page, problems, close } = await visit();
    await page.goto(rule("en", "e-visa"));
    for (const [typed, id] of [["cote d'ivoire", "ci"], ["COTE DIVOIRE", "ci"], ["кот-д'ивуар", "ci"], [" sao  tome", "st"]]) {
      await page.locator("#_country").fill(typed);
      assert.deepEqual(await rows(page), [`country-${id}`], typed);
    }
    assert.deepEqual(problems, []);
    await close();
  });

  test("can be used with the keyboard alone", async () => {
    const { page, problems, close } = await visit();
    await page.goto(rule("en", "e-visa"));
    let presses = 0;
    const focused = () => page.evaluate(() => document.activeElement.id);
    for (; presses < 80 && await focused() !== "_country"; presses += 1) await page.keyboard.press("Tab");
    assert.equal(await focused(), "_country");
    await page.keyboard.type("algeria");
    assert.deepEqual(await rows(page), ["country-dz"]);
    const before = page.url();
    await page.keyboard.press("Enter");
    assert.equal(page.url(), before);
    assert.deepEqual(await rows(page), ["country-dz"]);
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.localName), "summary");
    await page.keyboard.press("Enter");
    assert.deepEqual(await rows(page), []);
    assert.deepEqual(problems, []);
    await close();
  });

  test("leaves the calculator on its page alone", async () => {
    const { page, problems, close } = await visit();
    await page.goto(rule("en", "e-visa"));
    await page.locator("#_country").fill("algeria");
    await filled(page, "[data-due]");
    assert.ok(await page.locator("[data-form=period]").isVisible());
    assert.ok(await page.locator("#_country").isVisible());
    assert.ok(!await page.locator("[data-failed]").isVisible());
    assert.deepEqual(await rows(page), ["country-dz"]);
    assert.deepEqual(problems, []);
    await close();
  });
});

describe("the graph of category changes", () => {
  const nodes = "svg a.drawing__node";

  test("has a link that works for each category", async () => {
    const { items: categories } = await data("visas");
    const codes = (await get("/data/visas-changes.csv")).trim().split("\n").slice(1).flatMap((line) => line.match(/\b[ABC]\d+\b/g));
    for (const language of languages) {
      const { page, problems, close } = await visit();
      await page.goto(rule(language, "category-change"));
      const found = await page.locator(nodes).evaluateAll((all) => all.map((one) => [
        one.getAttribute("href"), one.querySelector("text").textContent, one.querySelector("title").textContent]));
      assert.ok(found.length > 10);
      for (const [href, code, title] of found) {
        const category = categories.find((category) => category.code === code);
        assert.equal(href, `/${language}/${category.page}/`);
        assert.equal(title, `${code}: ${category.title[language]}`);
      }
      assert.deepEqual([...new Set(found.map(([, code]) => code))].sort(), [...new Set(codes)].sort());
      for (const href of new Set(found.map(([href]) => href))) {
        assert.equal((await page.request.get(server.address + href)).status(), 200, href);
      }
      await page.locator(nodes).last().click();
      assert.equal(new URL(page.url()).pathname, found.at(-1)[0]);
      assert.deepEqual(problems, []);
      await close();
    }
  });

  test("can be walked with the keyboard: down one side, then the other", async () => {
    const { page, problems, close } = await visit({ reducedMotion: "reduce" });
    await page.goto(rule("en", "category-change"));
    const all = await page.locator(nodes).count();
    const walked = [];
    for (let presses = 0; presses < 200 && (walked.length === 0 || walked.at(-1)); presses += 1) {
      await page.keyboard.press("Tab");
      const at = await page.evaluate((nodes) => {
        const node = document.activeElement;
        if (!node.matches(nodes)) return null;
        const { x, y, bottom } = node.getBoundingClientRect();
        const { outlineStyle, outlineWidth } = getComputedStyle(node);
        return {
          x: Math.round(x), y: y + scrollY, href: node.getAttribute("href"),
          seen: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && y >= 0 && bottom <= innerHeight,
          edges: [...node.parentElement.querySelectorAll("path")].every((path) => getComputedStyle(path).visibility === "visible"),
        };
      }, nodes);
      if (at || walked.length > 0) walked.push(at);
    }
    walked.pop();
    assert.equal(walked.length, all);
    assert.deepEqual(walked.filter((node) => !node.seen || !node.edges), []);
    assert.equal(new Set(walked.map(({ x }) => x)).size, 2);
    for (const [at, node] of walked.slice(1).entries()) {
      const last = walked[at];
      assert.ok(node.x === last.x ? node.y > last.y : node.x > last.x, `${last.href} before ${node.href}`);
    }
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.pathname === walked.at(-1).href);
    assert.deepEqual(problems, []);
    await close();
  });
});

describe("the receipt", () => {
  for (const language of languages) {
    test(`is filled in and printed on one page in ${language}`, async () => {
      const { page, problems, close } = await visit();
      await page.goto(rule(language, "refusal"));
      await page.evaluate(() => { globalThis.print = () => document.documentElement.setAttribute("data-printed", ""); });
      const form = page.locator(".paper");
      const typed = { date: "2026-11-23" };
      for (const field of await form.locator("input[type=text], textarea").all()) {
        const name = await field.getAttribute("name");
        assert.ok(await field.getAttribute("aria-label"));
        typed[name] = name.startsWith("missing") ? "Сенімхат және нотариат куәландырған көшірме, оның қазақ тіліндегі аудармасымен бірге" : "Ахметов Нұрлан Серікұлы";
        await field.fill(typed[name]);
      }
      await form.locator("[type=date]").fill(typed.date);
      await form.getByRole("button").click();
      assert.equal(await page.locator("html[data-printed]").count(), 1);

      await page.emulateMedia({ media: "print" });
      // A4 without margins of a centimetre.
      await page.setViewportSize({ width: 718, height: 1046 });
      const printed = await page.evaluate(() => {
        const paper = document.querySelector(".paper");
        const visible = [...document.body.querySelectorAll("*")].filter((one) => one.checkVisibility());
        const fields = [...paper.querySelectorAll("input, textarea")];
        return {
          around: visible.filter((one) => !paper.contains(one) && !one.contains(paper)).map((one) => one.outerHTML),
          cut: fields.filter((one) => one.scrollWidth > one.clientWidth || one.scrollHeight > one.clientHeight + 1).map((one) => one.name),
          buttons: visible.filter((one) => one.matches("button, .blank__label")).length,
          values: Object.fromEntries(fields.filter((one) => one.checkVisibility()).map((one) => [one.name, one.value])),
        };
      });
      assert.deepEqual(printed, { around: [], cut: [], buttons: 0, values: typed });
      const margin = Object.fromEntries(["top", "right", "bottom", "left"].map((side) => [side, "1cm"]));
      const pdf = (await page.pdf({ format: "A4", margin })).toString("latin1");
      assert.equal(pdf.match(/\/Type\s*\/Page\b/g).length, 1);
      assert.deepEqual(problems, []);
      await close();
    });
  }
});

describe("without JavaScript", () => {
  test("periods, grounds of exemption and the form to print are all there", async () => {
    const { items: rules } = await data("rules");
    const duties = await data("duties");
    const { page, problems, close } = await visit({ javaScriptEnabled: false });
    for (const [at, { id, title, summary, periods, duties: charged }] of rules.entries()) {
      const language = languages[at % languages.length];
      await page.goto(rule(language, id));
      const text = plain(await page.locator("main").innerText());
      assert.ok(text.includes(plain(title[language])) && text.includes(plain(summary[language])), id);
      for (const period of periods) {
        assert.ok(await page.locator(`#period-${period.id}`).isVisible(), `${id} ${period.id}`);
        assert.ok(text.includes(plain(period.title[language])));
      }
      // No form that would do nothing, no link to one.
      assert.equal(await page.locator("main form:visible:not(.paper), main button:visible").count(), 0, id);
      const links = await page.locator(".contents a:visible").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
      for (const href of links) assert.ok(await page.locator(href).isVisible(), `${id} ${href}`);
      for (const duty of ["state-duty", "consular-fee"].includes(id) ? [...duties.items, ...duties.fees] : []) {
        if (!charged.includes(duty.id)) continue;
        assert.ok(await page.locator(`#duty-${duty.id}`).isVisible());
        for (const folded of await page.locator(`#duty-${duty.id} summary`).all()) await folded.click();
        for (const ground of duty.exemptions) {
          const shown = await page.locator(`#exempt-${duty.id}-${ground.id}`).innerText();
          assert.ok(plain(shown).startsWith(plain(ground.text[language])), `${language} ${duty.id} ${ground.id}: ${shown}`);
        }
      }
    }
    assert.ok(rules.some(({ periods }) => periods.length > 3));
    await page.goto(rule("en", "refusal"));
    await page.locator(".paper [name=phone]").fill("+7 701 000 00 00");
    assert.deepEqual(problems, []);
    await close();
  });

  test("the whole list of countries can be opened", async () => {
    const { items: countries } = await data("countries");
    const { page, close } = await visit({ javaScriptEnabled: false });
    await page.goto(rule("ru", "e-visa"));
    await page.locator(".countries-all summary").click();
    assert.equal(await page.locator("#_countries tbody:visible").count(), countries.length);
    const text = plain(await page.locator("#_countries").innerText());
    for (const { name, code, listed_as } of countries) {
      assert.ok(text.includes(name.ru) && text.includes(code) && text.includes(listed_as), code);
    }
    await close();
  });
});
