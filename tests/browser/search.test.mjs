// The search in the page: suggestions while typing, the page of results, and what is
// left of it without its files or without JavaScript.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { languages, launch, open, plain, serve, violations } from "./site.mjs";

let server, browser;
before(async () => {
  server = await serve("search");
  browser = await launch();
}, { timeout: 300_000 });
after(async () => {
  await browser?.close();
  server?.stop();
});

const visit = (options) => open(browser, server.address, options);
const at = (path) => `${server.address}/${path}`;
const resultsFor = (language, query) => at(`${language}/search/?${new URLSearchParams({ q: query })}`);

const FIELD = "#_q";
const LIST = "#_q-list";
const OPTIONS = `${LIST} [role=option]`;
const HITS = ".hits > li > a";
const FILES = /\/assets\/search(\/|-\w\w\.)/;
const CODE = /\/assets\/search-\w\w\.\w+\.js$/;

// Until the page of results has an answer to its query.
const answered = (page) => page.waitForFunction(() => {
  const asked = (new URLSearchParams(location.search).get("q") ?? "").replace(/\s+/gu, " ").trim();
  const settled = document.querySelector("[data-index][data-settled]");
  const place = document.querySelector("[data-results]");
  return settled && place.ariaBusy !== "true" && (!asked || (place.children.length > 0 && document.title.startsWith(asked.slice(0, 50))));
});

async function results(page, language, query) {
  await page.goto(resultsFor(language, query));
  await answered(page);
}

// Types, until there is a list for all that was typed.
async function type(page, text) {
  // The box's script comes with the first turn to it; from then on lists appear.
  await page.locator(FIELD).focus();
  await page.getByRole("search").getByRole("combobox").waitFor();
  await page.locator(FIELD).pressSequentially(text);
  await page.locator(`${OPTIONS} mark`).first().waitFor();
}

const shown = (page) => page.locator(OPTIONS).evaluateAll((all) => all.map((one) => ({ href: one.href, text: one.textContent })));
const active = (page) => page.locator(FIELD).evaluate((field) => {
  const id = field.getAttribute("aria-activedescendant");
  const chosen = [...document.querySelectorAll("[role=option]")].findIndex((option) => option.ariaSelected === "true");
  const named = [...document.querySelectorAll("[role=option]")].findIndex((option) => option.id === id);
  return chosen === named ? chosen : `chosen ${chosen}, named ${named}`;
});
const expanded = (page) => page.locator(FIELD).getAttribute("aria-expanded");
const scrollsAside = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

// Whether a link of the site leads to a page, and to a place in it.
async function leadsSomewhere(page, href) {
  const { pathname, hash } = new URL(href);
  const answer = await page.request.get(server.address + pathname);
  assert.equal(answer.status(), 200, href);
  if (hash) assert.ok((await answer.text()).includes(` id="${decodeURIComponent(hash.slice(1))}"`), `${href}: there is no such place`);
}

// The search's code with something changed in it.
const change = (page, code) => page.route(CODE, async (route) => {
  const response = await route.fetch();
  await route.fulfill({ response, body: `${await response.text()}\n${code}` });
});

// Where nothing is found, this word is the nearest.
const nearestIs = (page, word) => change(page, `
  const { found } = Search.prototype;
  Search.prototype.found = function (most) {
    const answer = JSON.parse(found.call(this, most));
    return JSON.stringify({ ...answer, nearest: answer.total > 0 ? null : ${JSON.stringify(word)} });
  };`);

async function accessible(page) {
  assert.deepEqual(await violations(page, {}), []);
  assert.deepEqual(await violations(page, { colorScheme: "dark", words: false }), []);
  await page.emulateMedia({ colorScheme: "light" });
}

describe("the box", () => {
  test("is on every page with a header once, and loads the search when somebody comes to it", async () => {
    const { page, problems, close } = await visit();
    const loaded = [];
    page.on("request", (request) => { if (FILES.test(request.url())) loaded.push(request.url()); });
    for (const path of ["en/", "kk/", "ru/search/", "en/services/iin/", "en/404.html"]) {
      await page.goto(at(path));
      assert.equal(await page.getByRole("search").count(), 1, path);
      // What makes more of it comes when somebody turns to it.
      assert.equal(await page.getByRole("search").getByRole("searchbox").count(), 1, path);
      if (path.includes("search")) continue;
      await page.locator(FIELD).focus();
      await page.getByRole("search").getByRole("combobox").waitFor();
    }
    await page.goto(at("en/calculators/fees/embed/"));
    assert.equal(await page.getByRole("search").count(), 0);
    loaded.length = 0;
    await page.goto(at("en/services/iin/"));
    await page.locator("form[data-form]:visible").first().waitFor();
    assert.deepEqual(loaded, []);
    await page.locator(FIELD).focus();
    await type(page, "visa");
    assert.deepEqual(loaded.slice(0, 3).map((url) => url.match(/\w+$/)[0]).sort(), ["bin", "js", "wasm"]);
    assert.deepEqual(problems, []);
    await close();
  });

  test("suggests while one types, and is used with the keyboard", async () => {
    const { page, problems, close } = await visit();
    await page.goto(at("en/services/iin/"));
    const height = await page.locator("main").evaluate((main) => main.getBoundingClientRect().top);
    await type(page, "extending a work visa");
    const options = await shown(page);
    assert.ok(options.length > 3 && options.length <= 7, String(options.length));
    assert.match(options[0].text, /work visa/i);
    assert.equal(await expanded(page), "true");
    assert.equal(await active(page), -1);
    assert.equal(await page.locator("main").evaluate((main) => main.getBoundingClientRect().top), height);

    // Round through the list, with the box between its ends.
    await page.keyboard.press("ArrowDown");
    assert.equal(await active(page), 0);
    await page.keyboard.press("ArrowUp");
    assert.equal(await active(page), -1);
    await page.keyboard.press("ArrowUp");
    assert.equal(await active(page), options.length - 1);
    await page.keyboard.press("ArrowDown");
    assert.equal(await active(page), -1);
    // Home and End are about the text.
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Home");
    assert.equal(await active(page), -1);
    assert.equal(await page.locator(FIELD).evaluate((field) => field.selectionStart), 0);
    await page.keyboard.press("End");

    // Escape closes, and then clears.
    await page.keyboard.press("Escape");
    assert.equal(await expanded(page), "false");
    assert.ok(!await page.locator(LIST).isVisible());
    assert.equal(await page.locator(FIELD).inputValue(), "extending a work visa");
    await page.keyboard.press("ArrowDown");
    await page.locator(OPTIONS).first().waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    assert.equal(await page.locator(FIELD).inputValue(), "");

    // Tab and a click elsewhere leave it.
    await type(page, "work visa");
    await page.keyboard.press("Tab");
    assert.ok(!await page.locator(LIST).isVisible());
    assert.equal(await page.evaluate(() => document.activeElement.localName), "button");
    await page.locator(FIELD).focus();
    await page.keyboard.press("ArrowDown");
    await page.locator(OPTIONS).first().waitFor();
    await page.locator("main").click({ position: { x: 5, y: 5 } });
    assert.ok(!await page.locator(LIST).isVisible());

    // Enter goes where the chosen one leads.
    await page.locator(FIELD).focus();
    await page.keyboard.press("ArrowDown");
    await page.locator(OPTIONS).first().waitFor();
    const [first] = await shown(page);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(first.href);
    assert.deepEqual(problems, []);
    await close();
  });

  test("without a choice Enter leads to all results", async () => {
    const { page, problems, close } = await visit();
    await page.goto(at("ru/"));
    await type(page, "рабочая виза");
    await page.keyboard.press("Enter");
    await page.waitForURL(resultsFor("ru", "рабочая виза"));
    await answered(page);
    assert.equal(await page.locator(FIELD).inputValue(), "рабочая виза");
    // The list's last line leads there too, and says how many there are.
    await page.goto(at("ru/services/iin/"));
    await type(page, "рабочая виза");
    const [last] = (await shown(page)).slice(-1);
    const count = last.text.match(/\d+$/)[0];
    await page.locator(OPTIONS).last().click();
    await page.waitForURL(resultsFor("ru", "рабочая виза"));
    await answered(page);
    assert.equal((await page.locator(".results__count").textContent()).match(/\d+/)[0], count);
    assert.deepEqual(problems, []);
    await close();
  });

  test("gets the focus by /, but not from where one types", async () => {
    const { page, problems, close } = await visit();
    await page.goto(at("en/services/iin/"));
    const focused = () => page.locator(FIELD).evaluate((field) => field === document.activeElement);
    await page.keyboard.press("Control+/");
    assert.ok(!await focused());
    await page.keyboard.press("/");
    assert.ok(await focused());
    assert.equal(await page.locator(FIELD).inputValue(), "");
    await page.keyboard.press("/");
    assert.equal(await page.locator(FIELD).inputValue(), "/");
    await page.getByLabel("People").focus();
    await page.keyboard.press("/");
    assert.ok(!await focused());
    assert.deepEqual(problems, []);
    await close();
  });

  test("opens suggestions in new tabs", async () => {
    const { page, problems, close } = await visit();
    await page.goto(at("en/services/iin/"));
    await type(page, "work visa");
    const [first] = await shown(page);
    for (const how of [{ modifiers: ["Control"] }, { button: "middle" }]) {
      const [tab] = await Promise.all([page.context().waitForEvent("page"), page.locator(OPTIONS).first().click(how)]);
      await tab.waitForURL(first.href);
      await tab.close();
      assert.ok(await page.locator(LIST).isVisible());
      assert.ok(page.url().endsWith("/iin/"));
    }
    assert.deepEqual(problems, []);
    await close();
  });

  test("shows what was typed last, whatever comes first", async () => {
    const { page, problems, close } = await visit();
    let release;
    const held = new Promise((resolve) => { release = resolve; });
    await page.route("**/texts-*.bin", async (route) => {
      await held;
      await route.continue();
    }, { times: 6 });
    await page.goto(at("en/services/iin/"));
    const asked = page.waitForRequest("**/texts-*.bin");
    await page.locator(FIELD).fill("work visa");
    await asked;
    await page.locator(FIELD).fill("complaint");
    await page.locator(`${OPTIONS} mark`).first().waitFor();
    const answers = page.waitForEvent("requestfinished", { predicate: (request) => request.url().includes("/texts-") });
    release();
    await answers;
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)));
    assert.match((await shown(page))[0].text, /complain/i);
    assert.deepEqual(problems, []);
    await close();
  });

  test("announces how many there are, in each language's plural", async () => {
    const { page, problems, close } = await visit();
    const told = page.locator("[data-search-box] [role=status][data-told]");
    for (const [language, query, words] of [
      ["en", "work visa", /^\d+ results$/],
      ["en", "glossary", /^1 result$|^\d\d* results$/],
      ["ru", "рабочая виза", /^\d*(1 результат|[234] результата|[05-9] результатов|1\d результатов)$/],
      ["kk", "жұмыс визасы", /^\d+ нәтиже$/],
    ]) {
      await page.goto(at(`${language}/services/iin/`));
      await page.locator(FIELD).fill(query);
      await page.waitForFunction(() => document.querySelector("[data-told]").textContent);
      assert.match(await told.textContent(), words, query);
    }
    assert.deepEqual(problems, []);
    await close();
  });

  test("says when there is nothing, and offers the nearest word and everything", async () => {
    const { page, problems, close } = await visit();
    await page.goto(at("en/services/iin/"));
    await page.locator(FIELD).fill("qqzzxx");
    await page.locator(OPTIONS).first().waitFor();
    assert.match(await page.locator(".search__note").textContent(), /Nothing found for “qqzzxx”/);
    assert.deepEqual((await shown(page)).map(({ href }) => href), [at("en/search/")]);
    await page.waitForFunction(() => document.querySelector("[data-told]").textContent);
    assert.match(await page.locator("[data-search-box] [data-told]").textContent(), /Nothing found/);
    await page.locator(FIELD).fill("");
    await page.waitForFunction(() => document.querySelector(".search__panel").hidden);
    await nearestIs(page, "extension");
    await page.reload();
    await page.locator(FIELD).fill("qqzzxx");
    await page.locator(OPTIONS).nth(1).waitFor();
    assert.deepEqual((await shown(page)).map(({ href }) => href), [resultsFor("en", "extension"), at("en/search/")]);
    assert.deepEqual(problems, []);
    await close();
  });
});

describe("the page of results", () => {
  // Inflected, in another keyboard layout, in another alphabet.
  const queries = [
    ["kk", "визамды ұзартқым келеді", /ұзарту/, null],
    ["kk", ";evsc dbpfcs", /./, null],
    ["kk", "viza uzartu", /ұзарту/, /узарту/],
    ["ru", "продлить рабочую визу", /Продление рабочей визы/, null],
    ["ru", "ghjlktybt dbps", /Продление/, /продление визы/],
    ["en", "extending my work visa", /Extending a work visa/, null],
  ];
  for (const [language, query, best, read] of queries) {
    test(`finds “${query}” in ${language}`, async () => {
      const { page, problems, close } = await visit();
      await results(page, language, query);
      assert.equal(await page.locator(FIELD).inputValue(), query);
      assert.ok((await page.title()).startsWith(`${query} · `));
      const titles = await page.locator(HITS).allTextContents();
      assert.ok(titles.slice(0, 5).some((title) => best.test(title)), titles.join("; "));
      assert.ok(await page.locator(".hits mark").count() > 0);
      const groups = await page.locator(".results__group").evaluateAll((all) => all.map((one) => [one.querySelector("h3").textContent, one.querySelectorAll("li").length]));
      assert.equal(new Set(groups.map(([name]) => name)).size, groups.length);
      assert.ok(groups.every(([name, count]) => name && !name.includes("group-") && count > 0 && count <= 6), JSON.stringify(groups));
      const told = await page.locator(".results__read").allTextContents();
      if (read) assert.match(told.join(), read);
      assert.ok(!await page.locator("[data-index]").isVisible());
      for (const href of new Set(await page.locator(`${HITS}`).evaluateAll((all) => all.map((one) => one.href)))) {
        await leadsSomewhere(page, href);
      }
      // The same query in another language.
      assert.ok(await page.locator(".languages a").evaluateAll((all, query) => all.every((one) => new URL(one.href).searchParams.get("q") === query), query));
      assert.deepEqual(problems, []);
      await close();
    });
  }

  test("leads to the heading under which the words stand", async () => {
    const { page, problems, close } = await visit();
    await results(page, "en", "work visa");
    const hit = page.locator(".hits > li", { has: page.locator(".hits__heading") }).first();
    const heading = plain(await hit.locator(".hits__heading").textContent());
    await hit.locator("a").click();
    await page.waitForURL(/\/en\/(?!search\/).*#/);
    const target = page.locator(":target");
    assert.ok(await target.isVisible());
    assert.ok(plain(await target.textContent()).includes(heading), heading);
    assert.deepEqual(problems, []);
    await close();
  });

  test("is live while one types, and its queries can be gone back to", async () => {
    const { page, problems, close } = await visit();
    await page.goto(at("en/search/"));
    await answered(page);
    assert.ok(await page.locator("[data-index]").isVisible());
    assert.ok(await page.locator("[data-hint]").isVisible());
    const field = page.locator(FIELD);
    await field.pressSequentially("work visa");
    await page.waitForFunction(() => document.title.startsWith("work visa · "));
    assert.equal(page.url(), resultsFor("en", "work visa"));
    await page.keyboard.press("Enter");
    await field.fill("");
    await field.pressSequentially("complaint");
    await page.waitForFunction(() => document.title.startsWith("complaint · "));
    assert.match(await page.locator(".results__count").textContent(), /results? for “complaint”/);
    await page.goBack();
    await page.waitForFunction(() => document.title.startsWith("work visa · "));
    assert.equal(await field.inputValue(), "work visa");
    assert.match(await page.locator(HITS).first().textContent(), /work visa/i);
    await page.goForward();
    await page.waitForFunction(() => document.title.startsWith("complaint · "));
    await page.keyboard.press("/");
    await page.keyboard.press("Escape");
    await page.locator("[data-index]").waitFor();
    assert.equal(page.url(), at("en/search/"));
    assert.equal(await page.locator(HITS).count(), 0);
    // A link to a letter is no query.
    await page.locator(".letters a").last().click();
    assert.ok(await page.locator("[data-index]").isVisible());
    assert.deepEqual(problems, []);
    await close();
  });

  test("unfolds a group, goes on there, and keeps it on the way back", async () => {
    const { page, problems, close } = await visit();
    await results(page, "en", "work visa");
    const group = page.locator(".results__group", { has: page.locator("button") }).first();
    const button = group.getByRole("button");
    const [name, count] = [await group.locator("h3").textContent(), Number((await button.textContent()).match(/\d+/)[0])];
    assert.ok((await button.textContent()).includes(name));
    const before = await group.locator("li").count();
    const unfolded = page.locator(".results__group", { has: page.locator("h3", { hasText: name }) }).locator("li");
    await button.click();
    await page.waitForFunction(([name, count]) => [...document.querySelectorAll(".results__group")].some((group) => group.querySelector("h3").textContent === name && group.querySelectorAll("li").length === count), [name, count]);
    assert.equal(await unfolded.evaluateAll((all) => all.indexOf(document.activeElement.parentElement)), before);
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => !url.pathname.endsWith("/search/"));
    await page.goBack();
    await answered(page);
    assert.equal(await unfolded.count(), count);
    // What fits less well comes when it is asked for.
    const all = page.locator("[data-results] > .results__more button");
    const total = Number((await page.locator(".results__count").textContent()).match(/\d+/)[0]) + Number((await all.textContent()).match(/\d+/)[0]);
    await all.click();
    await page.waitForFunction((total) => document.querySelector(".results__count").textContent.startsWith(`${total} `), total);
    assert.deepEqual(problems, []);
    await close();
  });

  test("says when there is nothing, and shows ways on", async () => {
    const { page, problems, close } = await visit();
    await nearestIs(page, "extension");
    await results(page, "en", "qqzzxx");
    assert.match(await page.locator("[data-results] h2").textContent(), /Nothing found for “qqzzxx”/);
    assert.ok(await page.locator("[data-ways] a").count() > 5);
    assert.ok(await page.locator("[data-ways]").isVisible() && await page.locator("[data-index]").isVisible());
    const nearest = page.locator(".search-nearest a");
    assert.match(await nearest.textContent(), /extension/i);
    await nearest.click();
    await page.waitForFunction(() => /^extension · /i.test(document.title));
    assert.ok(await page.locator(HITS).count() > 0);
    assert.ok(!await page.locator("[data-ways]").isVisible());
    await page.goBack();
    await page.waitForFunction(() => document.title.startsWith("qqzzxx · "));
    assert.deepEqual(problems, []);
    await close();
  });

  test("answers a question with a figure, and says where it comes from", async () => {
    const { page, problems, close } = await visit();
    for (const [language, query] of [["kk", "тұруға ықтиярхат қанша күнде дайын болады"], ["ru", "сколько ждать ВНЖ"], ["en", "how long does a residence permit take"]]) {
      await results(page, language, query);
      const cards = page.locator(".answer-card");
      assert.ok(await cards.count() >= 1, query);
      assert.match(await cards.first().locator("dd").first().textContent(), /\d/, query);
      const hrefs = await cards.locator("a").evaluateAll((all) => all.map((one) => one.href));
      assert.ok(hrefs.length >= 3, query);
      for (const href of hrefs) await leadsSomewhere(page, href);
    }
    assert.deepEqual(problems, []);
    await close();
  });

  test("puts the answers of the best hits on top, as text", async () => {
    const { page, problems, close } = await visit();
    // The same code, whose hits answer something: every one its number.
    await change(page, `
      const show = Search.prototype.show;
      Search.prototype.show = function (entry, ...rest) {
        const shown = JSON.parse(show.call(this, entry, ...rest));
        shown.answer = {
          title: "Answer " + entry + " <b>", note: "Note", href: "/en/calculators/fees/", link: "Work it out",
          rows: [{ label: "One", value: "1 <i>", href: "/en/sources/" }, { label: "Two", value: "2", href: "" }],
        };
        return JSON.stringify(shown);
      };`);
    await results(page, "en", "extending a work visa");
    const cards = page.locator(".answer-card");
    const count = await cards.count();
    assert.ok(count >= 1 && count <= 3, String(count));
    const card = cards.first();
    assert.match(await card.locator("h3").textContent(), /^Answer \d+ <b>$/);
    assert.deepEqual(await card.locator("dt").allTextContents(), ["One", "Two"]);
    assert.deepEqual(await card.locator("dd").allTextContents(), ["1 <i>", "2"]);
    assert.deepEqual(await card.locator("dd a, p a").evaluateAll((all) => all.map((one) => one.getAttribute("href"))), ["/en/sources/", "/en/calculators/fees/"]);
    assert.ok(await card.evaluate((card) => card.compareDocumentPosition(document.querySelector(".hits")) & Node.DOCUMENT_POSITION_FOLLOWING));
    await accessible(page);
    assert.deepEqual(problems, []);
    await close();
  });
});

test("a very large site gives its index in pieces, and names with the texts", async () => {
  const { page, problems, close } = await visit();
  await page.route("**/words-*.bin", (route) => route.fulfill({ body: "" }));
  await change(page, `
    const { ask, found } = Search.prototype;
    const given = new Set();
    Search.prototype.ask = function (query) {
      ask.call(this, query);
      return JSON.stringify([3, 7].filter((piece) => !given.has(piece)));
    };
    Search.prototype.give = (piece, bytes) => given.add(piece);
    Search.prototype.found = function (most) {
      if (given.size < 2) return JSON.stringify({ total: 0, hits: [] });
      const all = JSON.parse(found.call(this, most));
      return JSON.stringify({ ...all, hits: all.hits.map(({ entry, text, score }) => ({ entry, text, score })) });
    };`);
  await page.goto(at("en/services/iin/"));
  const texts = [];
  page.on("request", (request) => { if (request.url().includes("/texts-")) texts.push(request.url()); });
  await page.locator(FIELD).fill("work visa");
  await page.locator(`${OPTIONS} mark`).first().waitFor();
  assert.ok(texts.length <= 6, String(texts.length));
  for (const { href, text } of (await shown(page)).slice(0, -1)) {
    assert.doesNotMatch(text, /undefined|kind-/);
    await leadsSomewhere(page, href);
  }
  await page.keyboard.press("Enter");
  await page.waitForURL(/q=work/);
  await answered(page);
  assert.ok(await page.locator(".results__group").count() > 1);
  assert.doesNotMatch(await page.locator("[data-results]").textContent(), /undefined|group-/);
  assert.deepEqual(problems, []);
  await close();
});

describe("bad input", () => {
  const markup = "<img src=x onerror=alert(1)> <script>document.title='run'</script>";
  const unknown = "<qqzzxx>";
  const inputs = [unknown, `${unknown} виза`, "", " ", "a", "ж", "visa ".repeat(2000), "виза".repeat(2500), "\u0000\u0007\u001b[31m виза \u202e\u200b", "😀👩‍👩‍👧 visa 🇰🇿",
    "vиzа ұzарtу", markup, "%00%ff&q=2#x", "\"'`${7*7}{{7}}", "\ud800", "a\u0301\u0301\u0301".repeat(60), "{n}|{query}|{word}"];

  test("harms neither the page of results nor the suggestions", async () => {
    const { page, problems, close } = await visit();
    await page.addInitScript(() => {
      globalThis.refused = [];
      document.addEventListener("securitypolicyviolation", (event) => globalThis.refused.push(event.violatedDirective));
    });
    const clean = async (query) => {
      assert.deepEqual(await page.evaluate(() => globalThis.refused), [], query);
      // Nothing is there but what the script makes, and what stands in the page in any case.
      const strange = await page.locator(".search__panel, [data-results]").evaluateAll((all) =>
        all.flatMap((one) => [...one.querySelectorAll("*")]).map((one) => one.localName)
          .filter((name) => !["p", "div", "a", "span", "mark", "h2", "h3", "section", "ul", "li", "button"].includes(name)));
      assert.deepEqual(strange, [], query);
    };
    await page.goto(at("kk/services/iin/"));
    const html = await page.locator(FIELD).evaluate((field) => field.getAttribute("maxlength"));
    assert.equal(html, "200");
    for (const query of inputs) {
      await page.locator(FIELD).fill(query);
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 120)));
      await clean(query);
    }
    await page.locator(FIELD).fill(unknown);
    await page.waitForFunction((unknown) => document.querySelector(".search__note").textContent.includes(`«${unknown}»`), unknown);
    await clean(unknown);
    for (const [number, query] of inputs.entries()) {
      // As somebody types it, and as a link may have it.
      if (number % 3 > 0) {
        await page.locator(FIELD).fill(query);
        await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 120)));
      } else {
        await page.goto(resultsFor("ru", query));
        await page.locator("[data-index][data-settled]").waitFor({ state: "attached" });
      }
      await clean(query);
      assert.ok((await page.locator(FIELD).inputValue()).length <= 400);
      assert.ok(await scrollsAside(page) <= 0, query);
    }
    for (const query of [markup, unknown]) {
      await results(page, "en", query);
      assert.ok((await page.locator("[data-results] h2").textContent()).includes(query));
      assert.ok((await page.title()).startsWith(query));
      await clean(query);
    }
    assert.deepEqual(problems, []);
    await close();
  });
});

describe("without its files", () => {
  const broken = {
    "the index is not there": (page) => page.route("**/index.bin", (route) => route.abort()),
    "the index is another": (page) => page.route("**/index.bin", (route) => route.fulfill({ body: "something else" })),
    "the code is not there": (page) => page.route(/\/assets\/search-\w\w\.\w+\.wasm$/, (route) => route.fulfill({ status: 404 })),
  };
  for (const [what, brake] of Object.entries(broken)) {
    test(`says so and leaves the page working: ${what}`, async () => {
      const { page, close } = await visit();
      const uncaught = [];
      page.on("pageerror", (error) => uncaught.push(error.message));
      await brake(page);
      await page.goto(at("en/services/iin/"));
      await page.locator(FIELD).fill("work visa");
      await page.locator(OPTIONS).first().waitFor();
      assert.match(await page.locator(".search__note").textContent(), /could not be loaded/);
      await page.waitForFunction(() => document.querySelector("[data-told]").textContent.includes("could not be loaded"));
      await page.locator(FIELD).press("Enter");
      await page.waitForURL(resultsFor("en", "work visa"));
      await answered(page);
      assert.match(await page.locator("[data-results]").textContent(), /could not be loaded/);
      assert.ok(await page.locator("[data-index]").isVisible());
      assert.ok(await page.locator("[data-index] a").count() > 100);
      // It is tried again, and the failure was not for good.
      await page.unrouteAll();
      if (!what.includes("code")) {
        await page.locator(FIELD).press("Enter");
        await page.locator(HITS).first().waitFor();
      }
      assert.deepEqual(uncaught, []);
      await close();
    });
  }

  test("shows names where texts are missing", async () => {
    const { page, close } = await visit();
    await page.route("**/texts-*.bin", (route) => route.abort());
    await results(page, "en", "work visa");
    assert.match(await page.locator(HITS).first().textContent(), /work visa/i);
    await close();
  });

  test("without JavaScript leads to everything in alphabetical order", async () => {
    const { page, problems, close } = await visit({ javaScriptEnabled: false });
    for (const language of languages) {
      await page.goto(at(`${language}/services/iin/`));
      await page.locator(FIELD).fill("виза & <b>");
      await page.locator(FIELD).press("Enter");
      await page.waitForURL(resultsFor(language, "виза & <b>"));
      assert.ok(await page.locator("[data-index]").isVisible());
      assert.ok(await page.locator("[data-index] noscript p").isVisible());
      assert.ok(await page.locator("[data-index] section a").count() > 100);
      const letters = await page.locator(".letters a").evaluateAll((all) => all.map((one) => one.getAttribute("href").slice(1)));
      assert.ok(letters.length > 15);
      for (const letter of letters) assert.equal(await page.locator(`#${letter}`).count(), 1);
    }
    assert.deepEqual(problems, []);
    await page.close();
  });
});

describe("everybody", () => {
  const words = { kk: "жұмыс визасы", ru: "рабочая виза", en: "work visa" };
  for (const language of languages) {
    test(`can use it in ${language}: axe, 320 pixels`, async () => {
      const { page, problems, close } = await visit();
      const { width, height } = page.viewportSize();
      const found = words[language];
      const narrow = async () => {
        await page.setViewportSize({ width: 320, height: 600 });
        assert.ok(await scrollsAside(page) <= 0, page.url());
        await page.setViewportSize({ width, height });
      };
      await page.goto(at(`${language}/services/iin/`));
      await type(page, found);
      await page.keyboard.press("ArrowDown");
      await accessible(page);
      await narrow();
      if (language === languages[0]) {
        await page.goto(at(`${language}/`));
        await type(page, found);
        await accessible(page);
        await narrow();
      }
      await results(page, language, found);
      await accessible(page);
      await narrow();
      await results(page, language, "qqzzxx");
      await accessible(page);
      await narrow();
      assert.deepEqual(problems, []);
      await close();
    });
  }

  test("has room for suggestions on a phone", async () => {
    const { page, problems, close } = await visit();
    await page.setViewportSize({ width: 360, height: 640 });
    await page.goto(at("ru/"));
    await type(page, "рабочая виза");
    const box = await page.locator(OPTIONS).nth(1).boundingBox();
    assert.ok(box.y + box.height < 640, JSON.stringify(box));
    assert.deepEqual(problems, []);
    await close();
  });
});
