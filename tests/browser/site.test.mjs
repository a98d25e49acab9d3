import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { agree, calculatorOf, launch, open, plain, runAll, serve, services, today } from "./site.mjs";

let server, browser;
before(async () => {
  server = await serve("services");
  browser = await launch();
}, { timeout: 300_000 });
after(async () => {
  await browser?.close();
  server?.stop();
});

const visit = (options) => open(browser, server.address, options);
const service = (language, id) => `${server.address}/${language}/services/${id}/`;

describe("a service page", () => {
  test("works out three years with priority", async () => {
    const { page, problems, close } = await visit();
    await page.goto(service("en", "work-visa-invitation"));
    await page.getByLabel("Length of the visa").selectOption({ label: "up to 3 years" });
    await page.getByRole("group", { name: "Priority Service" }).getByLabel("Yes").check();
    await page.getByLabel("Date of payment").fill("2026-11-23");
    const total = page.locator("[data-total]");
    await page.waitForFunction(() => document.querySelector("[data-total]").textContent.includes("702"));
    assert.equal(plain(await total.textContent()), "702 162.5 ₸");
    const lines = await page.locator("[data-form=quote] tbody tr").allTextContents();
    assert.equal(lines.length, 3);
    assert.match(plain(lines[2]), /State duty.*0\.5 × 4 325 ₸ \(MCI on 23 November 2026\).*2 162\.5 ₸/);

    await page.getByLabel("Date of filing").fill("2026-12-14");
    await page.waitForFunction(() => document.querySelector("[data-due]").textContent.includes("22"));
    assert.equal(await page.locator("[data-due]").textContent(), "Tuesday, 22 December 2026");
    assert.equal(await page.locator("[data-extended] dd").textContent(), "Wednesday, 13 January 2027");
    assert.match(await page.locator("[data-form=deadline] [data-steps]").textContent(), /Independence Day/);
    assert.deepEqual(problems, []);
    await close();
  });

  test("starts with today and refuses what the sources don't say", async () => {
    const { page, problems, close } = await visit();
    await page.goto(service("en", "business-visa-multiple-issue"));
    await page.waitForFunction(() => document.querySelector("[data-form=quote] tbody tr"));
    assert.equal(await page.getByLabel("Date of payment").inputValue(), today);
    assert.equal(await page.locator("[data-total]").textContent(), "–");
    assert.ok(await page.locator("[data-no-total]").isVisible());
    assert.match(await page.locator("[data-form=quote] tbody").textContent(), /20 000 KZT/);
    await page.getByRole("group", { name: /manager/i }).getByLabel("Yes").check();
    await page.waitForFunction(() => document.querySelector("[data-total]").textContent !== "–");
    assert.equal(plain(await page.locator("[data-total]").textContent()), "299 750 ₸");
    await page.getByLabel("Date of payment").fill("2027-01-05");
    await page.waitForFunction(() => document.querySelector("[data-total]").textContent === "–");
    assert.match(await page.locator("[data-form=quote] tbody").textContent(), /until 31 December 2026 only/);
    assert.deepEqual(problems, []);
    await close();
  });

  test("says what is wrong beside the field and in the summary", async () => {
    const { page, problems, close } = await visit();
    await page.goto(service("en", "iin"));
    await page.getByLabel("People").fill("0");
    await page.waitForSelector("[data-errors]:not([hidden])");
    assert.match(await page.locator("[data-errors]").first().textContent(), /whole number from 1 to 1000/);
    assert.match(await page.locator("#error-people").textContent(), /whole number from 1 to 1000/);
    assert.equal(await page.getByLabel("People").getAttribute("aria-invalid"), "true");
    assert.equal(await page.locator("[data-total]").textContent(), "–");
    await page.getByLabel("People").fill("2");
    await page.waitForFunction(() => document.querySelector("[data-total]").textContent !== "–");
    assert.equal(plain(await page.locator("[data-total]").textContent()), "20 000 ₸");
    assert.equal(await page.locator("[data-errors]:not([hidden])").count(), 0);
    assert.deepEqual(problems, []);
    await close();
  });

  test("counts the filing window of an extension", async () => {
    const { page, problems, close } = await visit();
    await page.goto(service("ru", "work-visa-extension"));
    await page.locator("#expires").fill("2027-03-01");
    await page.waitForFunction(() => document.querySelector("[data-closes]").textContent);
    assert.equal(plain(await page.locator("[data-opens]").textContent()), "понедельник, 18 января 2027 г.");
    assert.equal(plain(await page.locator("[data-closes]").textContent()), "понедельник, 22 февраля 2027 г.");
    assert.deepEqual(problems, []);
    await close();
  });

  test("gives a link that brings the result back", async () => {
    const { page, problems, close } = await visit();
    await page.goto(service("kk", "work-visa-issue"));
    await page.locator("#option-term").selectOption("5");
    await page.locator("#people").fill("4");
    await page.waitForFunction(() => document.querySelector("[data-total]").textContent.includes("3"));
    const total = await page.locator("[data-total]").textContent();
    await page.goto(await page.locator("[data-permalink]").evaluate((link) => link.href));
    await page.waitForFunction(() => /\d/.test(document.querySelector("[data-total]").textContent));
    assert.equal(await page.locator("[data-total]").textContent(), total);
    assert.equal(plain(total), "3 439 000 ₸");
    assert.deepEqual(problems, []);
    await close();
  });

  test("is whole without JavaScript", async () => {
    const { page, close } = await visit({ javaScriptEnabled: false });
    await page.goto(service("en", "work-visa-invitation"));
    for (const [id, amount] of [["1", "370 000 ₸"], ["2", "460 000 ₸"], ["3", "550 000 ₸"], ["4", "640 000 ₸"], ["5", "730 000 ₸"]]) {
      assert.ok(plain(await page.locator(`#fee-term-${id}`).textContent()).includes(amount));
    }
    assert.ok(plain(await page.locator("#priority-fee").textContent()).includes("150 000 ₸"));
    assert.ok(plain(await page.locator("#state-duty").textContent()).includes("2 162.5 ₸"));
    assert.ok(plain(await page.locator(".totals").textContent()).includes("702 162.5 ₸"));
    assert.ok(await page.locator("noscript .note").isVisible());
    assert.equal(await page.locator("main form:visible").count(), 0);
    await close();
  });

  test("can be used with the keyboard alone", async () => {
    const { page, problems, close } = await visit();
    await page.goto(service("en", "work-visa-invitation"));
    await page.waitForFunction(() => /\d/.test(document.querySelector("[data-total]").textContent));
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
    for (let presses = 0; presses < 60; presses += 1) {
      if (await page.evaluate(() => document.activeElement.id === "option-term")) break;
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowRight");
    await page.waitForFunction(() => document.querySelector("[data-total]").textContent.includes("702"));
    assert.equal(plain(await page.locator("[data-total]").textContent()), "702 162.5 ₸");
    assert.deepEqual(problems, []);
    await close();
  });

  // What a page asks for by itself, it has asked for by then. The reloading of `serve`
  // keeps a connection, so that the network is never idle.
  const settled = (page) => page.evaluate(() => new Promise((resolve) => {
    requestIdleCallback(() => setTimeout(resolve, 300));
  }));

  for (const [size, viewport] of [["phone", { width: 390, height: 800 }], ["desk", { width: 1280, height: 900 }]]) {
    test(`loads its calculator when somebody gets to it, and moves nothing: ${size}`, async () => {
      const { page, problems, close } = await visit({ viewport });
      const loaded = [];
      page.on("request", (request) => { if (/\/assets\/(calculator|rules\/)/.test(request.url())) loaded.push(request.url()); });
      await page.addInitScript(() => {
        globalThis.shifts = [];
        new PerformanceObserver((list) => globalThis.shifts.push(...list.getEntries().map(({ value }) => value)))
          .observe({ type: "layout-shift", buffered: true });
      });
      const answered = () => page.waitForFunction(() => /\d/.test(document.querySelector("[data-total]").textContent));
      await page.goto(service("en", "work-visa-invitation"));
      await settled(page);
      const form = page.locator("[data-form=quote]");
      const near = await form.evaluate((form) => form.getBoundingClientRect().top < innerHeight + 400);
      assert.equal(loaded.length > 0, near);
      if (size === "phone") assert.ok(!near);
      while (await form.evaluate((form) => form.getBoundingClientRect().top > 100)) {
        await page.mouse.wheel(0, 120);
        await page.waitForTimeout(30);
      }
      await answered();
      await page.waitForTimeout(200);
      assert.deepEqual(await page.evaluate(() => globalThis.shifts), []);
      // The code, its WASM and the rules: each once.
      assert.equal(loaded.length, 3);
      if (size === "phone") {
        loaded.length = 0;
        await page.goto(`${service("en", "work-visa-invitation")}?term=3`);
        await answered();
        assert.equal(await page.evaluate(() => scrollY), 0);
        loaded.length = 0;
        await page.goto(service("en", "iin"));
        await settled(page);
        assert.deepEqual(loaded, []);
        await page.getByLabel("People").evaluate((field) => field.focus({ preventScroll: true }));
        await answered();
      }
      assert.deepEqual(problems, []);
      await close();
    });
  }

  test("says so when the calculator cannot be loaded", async () => {
    const { page, close } = await visit();
    await page.route("**/*.wasm", (route) => route.abort());
    await page.goto(service("en", "iin"));
    await page.waitForSelector("[data-failed]:not([hidden])");
    assert.equal(await page.locator("main form:visible").count(), 0);
    await close();
  });
});

test("the browser and the tool give the same answers, for every choice of every service", async () => {
  const { page, problems, close } = await visit();
  const cases = [];
  for (const id of services) {
    await page.goto(service("kk", id));
    const calculator = await calculatorOf(page);
    const answers = await calculator.evaluate((calculator, id) => {
      const fields = new Map();
      for (const input of document.querySelectorAll("[data-form=quote] select, [data-form=quote] input[type=radio]")) {
        const values = input.options ? [...input.options].map((option) => option.value) : [input.value];
        fields.set(input.name, [...(fields.get(input.name) ?? []), ...values]);
      }
      let choices = [[]];
      for (const [name, values] of fields) {
        choices = choices.flatMap((chosen) => values.map((value) => [...chosen, [name, value]]));
      }
      const answers = [];
      for (const [on, people] of [["2026-11-23", "1"], ["2026-11-23", "7"], ["2027-01-01", "1"], ["2025-12-31", "1"]]) {
        for (const chosen of choices) {
          const options = chosen.map((pair) => pair.join("=")).join("&");
          const quote = { service: id, on, people, options: Object.fromEntries(chosen.filter(([, value]) => value)) };
          answers.push({ name: `${id} ${on} ${people} ${options}`, quote, expect: calculator.quote(id, on, people, options) });
        }
      }
      for (const submitted of ["2026-11-21", "2026-12-14T18:01", "2027-12-20", "2028-01-05"]) {
        const deadline = { service: id, submitted };
        answers.push({ name: `${id} ${submitted}`, deadline, expect: calculator.deadline(id, submitted, "") });
      }
      for (const expires of document.querySelector("[data-form=window]") ? ["2026-12-19", "2027-03-01"] : []) {
        const window = { service: id, expires };
        answers.push({ name: `${id} until ${expires}`, window, expect: calculator.filing_window(id, expires) });
      }
      return answers;
    }, id);
    cases.push(...answers);
  }
  assert.ok(cases.length > 1000, `only ${cases.length} compared`);
  agree(cases);
  assert.deepEqual(problems, []);
  await close();
});

// That all are answered alike is said above, and in tests/wasm; here it is about what is
// printed, and the status, of an answer in full and of one in part.
test("the command prints byte for byte what the page reads", async () => {
  const { page, problems, close } = await visit();
  const answers = [];
  const some = ["work-visa-invitation", "business-visa-multiple-issue", "iin"];
  for (const id of some) {
    await page.goto(service("en", id));
    const calculator = await calculatorOf(page);
    answers.push(await calculator.evaluate((calculator, [id, on]) => {
      const chosen = [...new FormData(document.querySelector("[data-form=quote]"))]
        .filter(([name]) => !["people", "on"].includes(name))
        .map((pair) => pair.join("="));
      return [chosen, calculator.quote(id, on, "2", chosen.join("&"))];
    }, [id, today]));
  }
  const commands = await runAll(answers.map(([chosen], at) => ["quote", "--service", some[at], "--on", today,
    "--people", "2", ...chosen.flatMap((option) => ["--option", option]), "--json"]));
  for (const [at, [, answer]] of answers.entries()) {
    assert.equal(answer, commands[at].text.trimEnd());
    assert.equal(commands[at].status, JSON.parse(answer).total === null ? 3 : 0);
  }
  assert.deepEqual([...new Set(commands.map(({ status }) => status))].sort(), [0, 3]);
  assert.deepEqual(problems, []);
  await close();
});

describe("the site", () => {
  test("keeps the page when the language changes", async () => {
    const { page, problems, close } = await visit();
    await page.goto(service("en", "iin"));
    await page.getByRole("link", { name: "Қазақша" }).click();
    assert.equal(page.url(), service("kk", "iin"));
    assert.equal(await page.locator("html").getAttribute("lang"), "kk");
    assert.deepEqual(problems, []);
    await close();
  });

  test("offers the three languages at the entrance", async () => {
    const { page, problems, close } = await visit();
    await page.goto(`${server.address}/`);
    const names = await page.locator(".entrance a").allTextContents();
    assert.deepEqual(names, ["Қазақша", "Русский", "English"]);
    assert.deepEqual(problems, []);
    await close();
  });
});
