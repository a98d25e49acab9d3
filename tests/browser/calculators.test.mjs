// The four calculators as a visitor uses them: with the keyboard on a phone, in
// each language; what they show is what the engine says; mistakes are told where
// they are made.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { agree, languages, plain, read as file, runAll, services } from "./site.mjs";
import { accessible, answered, ask, go, read, shown, start, tools, words } from "./planner.mjs";

let site;
before(async () => {
  site = await start("calculators");
}, { timeout: 300_000 });
after(() => site?.stop());

const phone = { viewport: { width: 340, height: 660 }, reducedMotion: "reduce" };
const names = Object.keys(tools);
const date = { kk: "23 қараша 2026", ru: "23 ноября 2026", en: "23 November 2026" };
const data = async (name) => (await fetch(`${site.address}/data/${name}.json`)).json();

// What the command answers, in any language.
async function told(tool, language, questions) {
  const printed = await runAll(questions.map((lines) => ["ask", tool, ...lines, "--json", "--lang", language]));
  return printed.map(({ text }) => text.trimEnd());
}

const value = (page, key) => page.evaluate((key) => {
  const word = document.querySelector("[data-words]").content.querySelector(`[data-word="${key}"]`);
  return word.textContent;
}, key);

// What a page must show of an answer, in the shape of what `read` gives.
const known = ({ total, total_text: text }, words) => (total === null ? words.unknown : text);
const sources = (...places) => places.filter(Boolean).map(({ text }) => text);
const billLine = (item, words) => ({
  label: item.label,
  amount: item.amount_text ?? words.unknown,
  details: [item.formula ?? item.reason, item.exemption?.note].filter(Boolean),
  sources: sources(item.source, item.rate_source, item.unit_source, item.exemption?.source),
});
const remark = ({ label, text, source }) => ({ text: `${label ? `${label}: ` : ""}${text} `, sources: sources(source) });
const cells = (word) => (day) => {
  if (!day) return null;
  const marks = day.marks.map((mark) => word[`mark-${mark}`]);
  const kind = day.kind === "working" ? "" : word[`kind-${day.kind}`];
  const said = [...marks, day.why || kind].filter(Boolean).join(", ");
  return { date: day.date, day: String(day.day), kind: day.kind, in: day.in, said: said && ` ${said}` };
};

const expected = {
  fees(answer, words) {
    const { people, services, recipients, excluded, total } = answer.answer;
    const several = people.length > 1;
    const rows = (list, label) => list.map((one) => ({ label: label(one), amount: known(one, words) }));
    return {
      result: total === null ? words["no-total"] : answer.answer.total_text,
      bills: people.map((person) => ({
        caption: `${person.label} × ${person.count}`,
        services: person.services.map((service) => ({
          title: service.title,
          choices: service.choices_text || null,
          lines: [...service.items, ...service.unknown].map((item) => billLine(item, words)),
          notes: [...service.implied, ...service.notes].map(({ text, source }) => ({ text, sources: sources(source) })),
          sum: person.services.length > 1 && service.items.length + service.unknown.length > 1
            ? [{ label: service.title, amount: known(service, words) }] : [],
        })),
        total: { label: several || person.services.length > 1 ? person.label : words.total, amount: known(person, words) },
      })),
      totals: [
        several && services.length > 1
          && { caption: words["by-service"], lines: rows(services, ({ title, people }) => `${title} × ${people}`), whole: [] },
        { caption: words["by-recipient"], lines: rows(recipients, ({ name }) => name), whole: rows([answer.answer], () => words.total) },
      ].filter(Boolean),
      excluded: excluded.map(remark),
    };
  },
  duty(answer, words) {
    const { items, unknown, units, total, total_text: text, excluded = [] } = answer.answer;
    return {
      result: total === null ? words["no-total"] : text,
      caption: answer.title,
      lines: [...[...items, ...unknown].map((item) => billLine(item, words)),
        ...units ? [{ label: words.units, amount: units.rate_text, details: [], sources: [] }] : []],
      total: { label: words.total, amount: known(answer.answer, words) },
      excluded: excluded.map(remark),
    };
  },
  deadlines(answer, words) {
    const body = answer.answer;
    const main = body.kind === "window" ? body.opens && `${body.opens_text} – ${body.closes_text}` : body.due_text ?? body.result_text;
    const dates = [
      [words.earliest, body.earliest !== body.due && body.earliest_text],
      [words[body.kind === "service" ? "due-service" : "due"], body.due_text],
      [words.extended, body.extended_text],
      [words.opens, body.opens_text],
      [words.closes, body.closes_text],
      [body.result_label ?? body.title, body.result_text],
    ].filter(([, text]) => text);
    const key = ["accepted", "due", "earliest", "extended", "opens", "closes", "result"];
    return {
      result: main || words["no-date"],
      title: answer.title,
      dates,
      unknown: (body.unknown ?? []).map(({ reason }) => reason),
      texts: [body.text, body.note].filter(Boolean),
      steps: (body.steps ?? []).map(({ kind, day, day_text, text }) => [day, day_text, text, key.includes(kind) ? "key" : ""]),
      months: (body.months ?? []).filter(({ gap }) => !gap).map(({ title, weeks }) => ({
        title,
        days: weeks.map((week) => week.map(cells(words))),
        told: weeks.flat().filter((day) => day && (day.marks.length > 0 || day.why))
          .map((day) => `${day.day} ${[...day.marks.map((mark) => words[`mark-${mark}`]), day.why].filter(Boolean).join(", ")}`),
      })),
      assumptions: (body.assumptions ?? []).map(({ text }) => text),
    };
  },
};
const common = (answer) => ({
  notices: answer.notices.map(({ text }) => text),
  sources: sources(...answer.sources),
  asked: answer.asked.map(({ label, value }) => [label, value]),
});

// The page shows what its engine answers, and the engine answers as the command
// does: in the reference language to all questions, in the others to some.
async function agrees(tool, questions) {
  for (const [turn, language] of languages.entries()) {
    const { page, problems, close } = await site.visit(language, tool);
    const some = turn === 0 ? questions : questions.filter((_, at) => at % 4 === turn);
    const answers = await ask(page, some);
    if (language === "kk") {
      agree(some.map((lines, at) => ({ name: `${at}: ${lines.join(" ")}`, ask: { tool, lines }, expect: answers[at] })));
    } else {
      const few = (list) => list.filter((_, at) => at % 6 === 0);
      assert.deepEqual(few(answers), await told(tool, language, few(some)));
    }
    const word = await words(page);
    const found = await shown(page, some);
    for (const [at, lines] of some.entries()) {
      const answer = JSON.parse(answers[at]);
      assert.ok(answer.answer, `${lines.join(" ")}: ${answers[at]}`);
      const { link, changed, comparison, ...rest } = found[at];
      assert.deepEqual(rest, { ...common(answer), ...expected[tool](answer, word) }, `${language} ${lines.join(" ")}`);
    }
    assert.deepEqual(problems, []);
    await close();
  }
}

// The keyboard

// Goes on with Tab to the first element that fits. Nothing on the way may be out of
// sight: above, below, or under the bar with the result.
async function tabTo(page, place, key = "Tab", most = 150) {
  for (let presses = 0; presses < most; presses += 1) {
    await page.keyboard.press(key);
    const [there, unseen] = await page.evaluate((place) => {
      const focused = document.activeElement;
      const { top, bottom, left, right } = focused.getBoundingClientRect();
      const bar = document.querySelector("[data-bar]");
      const foot = bar.hidden || bar.contains(focused) ? innerHeight : bar.getBoundingClientRect().top;
      const seen = focused === document.body || bottom > 0 && top < foot && right > 0 && left < innerWidth;
      return [focused.matches(place), seen ? null : `${focused.outerHTML.slice(0, 200)} from ${top} to ${bottom} of ${foot}`];
    }, place);
    assert.equal(unseen, null);
    if (there) return;
  }
  assert.fail(`no ${place} in reach`);
}

// Past the site's header, as the first link offers.
async function toMain(page) {
  await page.keyboard.press("Tab");
  assert.ok(await page.evaluate(() => document.activeElement.matches(".skip")));
  await page.keyboard.press("Enter");
}

// Chooses with the arrows, in a list or among buttons.
async function choose(page, wanted, key = "ArrowDown") {
  const now = () => page.evaluate(() => document.activeElement.value);
  for (let presses = 0; presses < 150 && await now() !== wanted; presses += 1) await page.keyboard.press(key);
  assert.equal(await now(), wanted);
}

async function type(page, text) {
  await page.keyboard.press("Control+A");
  await page.keyboard.type(text);
}

const focused = (page, place) => page.evaluate((place) => document.activeElement.matches(place), place);
const status = (page) => page.locator("[data-status]").textContent();
const result = async (page) => plain(await page.locator("[data-result]").textContent());

// At the end of each journey.
async function wellMade(page, { colors }) {
  await page.evaluate(() => { for (const folded of document.querySelectorAll("details")) folded.open = true; });
  assert.deepEqual(await accessible(page, { colors }), []);
  for (const width of [320, 340]) {
    await page.setViewportSize({ width, height: 660 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= width, `${page.url()} is ${wide} pixels wide on ${width}`);
  }
}

// The result stays in sight at the foot of a phone.
async function resultInSight(page) {
  const { top, bottom, height } = await page.evaluate(() => {
    const { top, bottom } = document.querySelector("[data-result]").getBoundingClientRect();
    return { top, bottom, height: innerHeight };
  });
  assert.ok(top >= 0 && bottom <= height, `the result from ${top} to ${bottom} of ${height}`);
}

describe("with the keyboard on a phone", () => {
  for (const [turn, language] of languages.entries()) {
    const colors = (tool) => names.indexOf(tool) % languages.length === turn;

    test(`the fees of a family are worked out in ${language}`, async () => {
      const { page, problems, close } = await site.visit(language, "fees", [], phone);
      const word = await words(page);
      assert.equal(await result(page), plain(word.empty));
      await toMain(page);
      await tabTo(page, "[name=on]");
      await type(page, date[language]);
      await tabTo(page, "[name=p]");
      await choose(page, "employee");
      await tabTo(page, "[data-add-choice]");
      await choose(page, "work-visa-invitation");
      await tabTo(page, "[data-add-service]");
      await page.keyboard.press("Enter");
      assert.ok(await focused(page, "[data-service-title]"));
      const title = await page.evaluate(() => document.activeElement.textContent);
      assert.equal(await status(page), word.added.replace("{what}", title));
      await tabTo(page, "[name=term]");
      await choose(page, "3");
      await tabTo(page, "[name=priority]");
      await choose(page, "yes");
      assert.equal((await result(page)).replace(/\D/g, ""), "7021625");
      await resultInSight(page);

      await tabTo(page, "[data-add-person]");
      await page.keyboard.press("Enter");
      assert.ok(await focused(page, "[data-person]:nth-child(2) [data-person-title]"));
      assert.equal(await status(page), word.added.replace("{what}", word["person-title"].replace("{n}", "2")));
      await tabTo(page, "[name=p]");
      await choose(page, "child-under-16");
      await tabTo(page, "[name=n]");
      await type(page, "2");
      await tabTo(page, "[data-add-choice]");
      await choose(page, "iin");
      await tabTo(page, "[data-add-service]");
      await page.keyboard.press("Enter");
      await tabTo(page, "[data-form] [type=submit]");
      await page.keyboard.press("Enter");
      assert.ok(await focused(page, "#answer"));
      const lines = ["on=2026-11-23", "p=employee", "s=work-visa-invitation", "term=3", "priority=yes", "p=child-under-16", "n=2", "s=iin"];
      const answer = JSON.parse((await told("fees", language, [lines]))[0]);
      assert.equal(answer.answer.total, "722162.5");
      const { link, changed, comparison, ...rest } = await read(page);
      assert.deepEqual(rest, { ...common(answer), ...expected.fees(answer, word) });
      await resultInSight(page);

      // What is taken out leaves the focus where one goes on.
      await tabTo(page, "[data-person]:nth-child(2) [data-remove-service]", "Shift+Tab");
      await page.keyboard.press("Space");
      assert.ok(await focused(page, "[data-person]:nth-child(2) [data-add-choice]"));
      assert.equal((await result(page)).replace(/\D/g, ""), "7021625");
      await tabTo(page, "[data-remove-person]");
      await page.keyboard.press("Enter");
      assert.ok(await focused(page, "[data-person]:nth-child(1) [data-person-title]"));
      assert.equal(await status(page), word.removed.replace("{what}", word["person-title"].replace("{n}", "2")));
      assert.equal(await page.locator("[data-person]").count(), 1);
      await wellMade(page, { colors: colors("fees") });
      assert.deepEqual(problems, []);
      await close();
    });

    test(`a duty is worked out, claimed as exempt and compared in ${language}`, async () => {
      const { page, problems, close } = await site.visit(language, "duty", [], phone);
      const word = await words(page);
      await toMain(page);
      await tabTo(page, "#f-duty");
      await choose(page, "multiple");
      await tabTo(page, "#f-people");
      await type(page, "3");
      await tabTo(page, "#f-exemption");
      const ground = await page.evaluate(() => [...document.activeElement.options].find((option) => option.value && !option.disabled).value);
      await choose(page, ground);
      assert.equal((await result(page)).replace(/\D/g, ""), "0");
      await choose(page, "", "ArrowUp");
      await tabTo(page, "[name=on]");
      await type(page, date[language]);
      await tabTo(page, "[data-compare] summary");
      await page.keyboard.press("Enter");
      await tabTo(page, "[name=with]");
      await type(page, "23.11.2025");
      await page.keyboard.press("Enter");
      assert.ok(await focused(page, "#answer"));
      const lines = ["duty=multiple", "people=3", "on=2026-11-23", "with=2025-11-23"];
      const answer = JSON.parse((await told("duty", language, [lines]))[0]);
      assert.equal(answer.answer.total, "389250");
      const { link, changed, comparison, ...rest } = await read(page);
      assert.deepEqual(rest, { ...common(answer), ...expected.duty(answer, word) });
      assert.equal(comparison.text, answer.comparison.text);
      await resultInSight(page);
      await wellMade(page, { colors: colors("duty") });
      assert.deepEqual(problems, []);
      await close();
    });

    test(`a deadline is counted in ${language}`, async () => {
      const { page, problems, close } = await site.visit(language, "deadlines", [], phone);
      const word = await words(page);
      await toMain(page);
      await tabTo(page, "#f-what");
      await choose(page, "period/invitation/decision");
      await tabTo(page, "[name=on]");
      await type(page, "12.12.2026");
      await tabTo(page, "#f-time");
      await page.keyboard.type("1130AM");
      await tabTo(page, "#f-channel");
      await choose(page, "state-corporation");
      await tabTo(page, "[data-form] [type=submit]");
      await page.keyboard.press("Enter");
      assert.ok(await focused(page, "#answer"));
      const lines = ["what=period/invitation/decision", "on=2026-12-12", "time=11:30", "channel=state-corporation"];
      const answer = JSON.parse((await told("deadlines", language, [lines]))[0]);
      assert.equal(answer.answer.due, "2026-12-21");
      const { link, changed, comparison, ...rest } = await read(page);
      assert.deepEqual(rest, { ...common(answer), ...expected.deadlines(answer, word) });
      await resultInSight(page);
      await wellMade(page, { colors: colors("deadlines") });
      assert.deepEqual(problems, []);
      await close();
    });

    test(`a visa is found in ${language}`, async () => {
      const { page, problems, close } = await site.visit(language, "finder", [], phone);
      await toMain(page);
      const answers = ["reason=work", "work=employee", "host=other", "entries=multiple", "place=inside"];
      for (const answer of answers) {
        const [name, value] = answer.split("=");
        await tabTo(page, `input[name=${name}]`);
        await choose(page, value);
      }
      await tabTo(page, "[name=holding]");
      await choose(page, "b3");
      await tabTo(page, "[data-form] [type=submit]");
      await page.keyboard.press("Enter");
      assert.ok(await focused(page, "#answer"));
      const [answer] = (await told("finder", language, [["on=2026-11-23", ...answers, "holding=b3"]])).map((text) => JSON.parse(text));
      const found = await read(page);
      assert.deepEqual(found.fits.map(({ id }) => id), answer.answer.fits.map(({ id }) => id));
      assert.deepEqual(found.fits.map(({ id }) => id), ["C3"]);
      assert.equal(found.title, answer.title);
      await tabTo(page, ".fit summary");
      await tabTo(page, "[data-key=out] summary");
      await page.keyboard.press("Enter");
      await tabTo(page, "[data-key=out] li a");
      await resultInSight(page);
      await wellMade(page, { colors: colors("finder") });
      assert.deepEqual(problems, []);
      await close();
    });
  }
});

describe("the page shows what the engine answers", () => {
  test("fees: each service with each choice, whole families, what is free, what is unknown", async () => {
    const { page, close } = await site.visit("kk", "fees");
    const offered = await page.locator("template[data-template^=service-]").evaluateAll((all) => all.map(({ content }) => [
      content.querySelector("[name=s]").value,
      [...content.querySelectorAll("select")].map(({ name, value, options }) => ({ name, value, values: [...options].map((option) => option.value) })),
    ]));
    await close();
    assert.deepEqual(offered.map(([service]) => service).sort(), services);
    const alone = offered.flatMap(([service, options]) => {
      const start = options.map(({ name, value }) => `${name}=${value}`);
      const others = options.flatMap(({ name, value, values }, at) =>
        values.filter((other) => other !== value).slice(0, 5).map((other) => start.with(at, `${name}=${other}`)));
      return [start, ...others].map((choices) => ["on=2026-11-23", "p=investor", `s=${service}`, ...choices]);
    });
    assert.ok(alone.length > 3 * services.length);
    await agrees("fees", [...alone, ...plans]);
  });

  test("duty: each duty and ground, before and after each change of the unit", async () => {
    const { items: duties } = await data("duties");
    const { items: units } = await data("units");
    const changes = units.flatMap(({ values }) => values.map(({ from }) => from)).filter((from) => from >= "2020-10");
    assert.ok(changes.length > 4);
    const questions = [
      ...duties.flatMap(({ id, exemptions }) => ["", ...exemptions.map((ground) => ground.id)]
        .map((ground) => [`duty=${id}`, "people=3", `exemption=${ground}`, "on=2026-11-23"])),
      ...changes.flatMap((from) => [from, dayBefore(from)]).map((on) => [`duty=${duties[0].id}`, "people=1", "exemption=", `on=${on}`]),
      [`duty=${duties[0].id}`, "people=1000", "exemption=", "on=2027-01-01"],
    ];
    await agrees("duty", questions);
  });

  test("deadlines: each service, period, window and rule about dates", async () => {
    const { page, close } = await site.visit("kk", "deadlines");
    const choices = await page.locator("#f-what option").evaluateAll((all) => all.map(({ value, dataset }) => [value, dataset.channels.split(" ").filter(Boolean)]));
    await close();
    const kinds = new Set(choices.map(([what]) => what.split("/")[0]));
    assert.deepEqual([...kinds].sort(), ["date", "period", "service", "window"]);
    const questions = choices.flatMap(([what, channels], at) => {
      const on = `on=${["2026-12-14", "2026-03-19", "2026-11-21"][at % 3]}`;
      if (channels.length < 2) return [[`what=${what}`, on]];
      return channels.map((channel) => [`what=${what}`, on, `channel=${channel}`]);
    });
    await agrees("deadlines", [...questions, ["what=service/work-visa-invitation", "on=2028-01-10"], ["what=service/residence-permit", "on=2026-12-30", "time=18:01"]]);
  });
});

const dayBefore = (day) => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);

// Several people and services: what one means for the other, what is not known.
const visa = (term, ...more) => ["s=work-visa-invitation", `term=${term}`, ...more];
const plans = [
  ["on=2026-11-23", "p=employee", ...visa(3, "priority=yes"), "s=iin", "s=arrival-notification", "p=spouse", ...visa(3), "s=iin",
    "p=child-under-16", "n=2", ...visa(3, "exemption=children-under-16"), "s=iin"],
  ...["2025-11-23", "2025-12-31", "2026-01-01", "2026-12-31", "2027-01-01"].map((on) =>
    [`on=${on}`, "p=employee", ...visa(2), "s=iin", "p=spouse", "n=3", "s=arrival-notification"]),
  ["on=2026-11-23", "p=employee", "s=work-visa-issue", "term=1", "s=fingerprinting", "p=spouse", "s=fingerprinting"],
  ["on=2026-11-23", "p=employee", ...visa(1), "s=fingerprinting"],
  ["on=2026-11-23", "p=employee", "n=2", "s=temporary-residence-permit", "applicant=expert", "s=fingerprinting"],
  ["on=2026-11-23", "p=business-partner", "n=2", "s=business-visa-single-invitation", "s=iin", "p=employee", "s=arrival-notification"],
  ["on=2026-11-23", "p=business-partner", "s=business-visa-multiple-issue", "manager=yes", "p=other", "n=1000", "s=residence-permit"],
  ["on=2026-11-23", "p=investor", "s=visa-cancellation-abroad", "s=qualification-review", "s=digital-signature", "manager=yes"],
];
