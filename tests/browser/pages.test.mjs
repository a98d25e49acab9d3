// What must hold of every kind of page: accessibility, narrow screens, a quiet
// console. And the two pages that are tables: the categories and the open data.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { languages, launch, open, rules, serve, violations } from "./site.mjs";

let server, browser;
before(async () => {
  server = await serve("pages");
  browser = await launch();
}, { timeout: 300_000 });
after(async () => {
  await browser?.close();
  server?.stop();
});

const visit = (options) => open(browser, server.address, options);

// Every page with a calculator is looked at with an answer in it.
async function goto(page, path) {
  await page.goto(`${server.address}/${path}`);
  for (const form of await page.locator("form[data-form]:visible").all()) {
    await form.scrollIntoViewIfNeeded();
    await form.evaluate((form) => new Promise((resolve) => {
      const answered = () => form.querySelector("[data-answer]").hidden || form.querySelector("output").textContent.trim();
      const look = () => (answered() ? resolve() : setTimeout(look, 10));
      look();
    }));
  }
}

// The dark theme differs in colours alone.
async function accessible(page) {
  assert.deepEqual(await violations(page, {}), []);
  assert.deepEqual(await violations(page, { colorScheme: "dark", words: false }), []);
}

describe("every kind of page", () => {
  const pages = ["", "services/", "services/work-visa-invitation/", "services/business-visa-single-invitation/",
    "services/work-visa-extension/", "visas/c3/", "visas/a6/", "about/expat-centre/", "404.html"];
  // These have the same colours in every language, and are long or many: once is
  // enough, in all three languages between them.
  const turns = ["rules/", ...rules.map((id) => `rules/${id}/`), "data/", "glossary/", "sources/", "visas/", "documents/"];
  for (const [turn, language] of languages.entries()) {
    const own = (list) => list.filter((_, at) => at % languages.length === turn);
    test(`passes axe and fits 320 pixels in ${language}`, async () => {
      const { page, problems, close } = await visit();
      const { width, height } = page.viewportSize();
      for (const path of [...pages, ...turns]) {
        await page.setViewportSize({ width, height });
        await goto(page, `${language}/${path}`);
        if (own(pages).includes(path) || own(turns).includes(path)) await accessible(page);
        else if (pages.includes(path)) assert.deepEqual(await violations(page, { colors: false }), []);
        await page.setViewportSize({ width: 320, height });
        const needed = await page.evaluate(() => {
          for (const folded of document.querySelectorAll("details")) folded.open = true;
          return document.documentElement.scrollWidth;
        });
        assert.ok(needed <= 320, `${path} is ${needed} pixels wide`);
      }
      assert.deepEqual(problems, []);
      await close();
    });
  }

  test("passes axe with mistakes in its forms, with nothing found, with all unfolded", async () => {
    const { page, problems, close } = await visit();
    await goto(page, "en/rules/state-duty/");
    await page.locator("#_people-field").fill("0");
    await page.locator(".field-error").waitFor();
    await accessible(page);
    await page.locator("#_people-field").fill("1");
    await page.locator("#_exemption-field").selectOption({ index: 1 });
    await page.locator("summary").evaluateAll((all) => all.forEach((one) => { one.parentElement.open = true; }));
    await accessible(page);
    await goto(page, "en/rules/e-visa/");
    await page.locator("#_country").fill("norw");
    await page.locator("[data-nothing]").waitFor();
    await accessible(page);
    await page.locator("#_country").fill("alg");
    await accessible(page);
    assert.deepEqual(problems, []);
    await close();
  });

  test("runs nothing that doesn't come with the site", async () => {
    const { page, close } = await visit();
    for (const path of ["rules/e-visa/", "rules/category-change/", "rules/refusal/", "visas/", "data/"]) {
      await page.goto(`${server.address}/en/${path}`);
      const refused = await page.evaluate(async () => {
        const refused = new Set();
        document.addEventListener("securitypolicyviolation", (event) => refused.add(event.effectiveDirective));
        const add = (name, properties) => document.body.append(Object.assign(document.createElement(name), properties));
        add("script", { textContent: "document.title = 'inline'" });
        add("style", { textContent: "body { display: none }" });
        add("img", { src: "https://example.org/picture.png" });
        add("iframe", { src: "https://example.org/" });
        await fetch("https://example.org/").catch(() => {});
        // A frame is refused some time later than the rest.
        for (let waited = 0; refused.size < 5 && waited < 5000; waited += 50) {
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
        return [...refused].sort();
      });
      assert.deepEqual(refused, ["connect-src", "frame-src", "img-src", "script-src-elem", "style-src-elem"], path);
      assert.notEqual(await page.title(), "inline");
    }
    await close();
  });
});

describe("the comparison of categories", () => {
  const days = (length) => {
    const [, count, unit] = length.match(/^P(\d+)([DMY])$/);
    return Number(count) * { D: 1, M: 30, Y: 365 }[unit];
  };
  const stay = (row) => (row.stay === "validity" ? row.validity : row.stay);
  // What a category must have for each filter, as the open data gives it.
  const ofCategory = {
    purpose: (category, wanted) => category.purpose === wanted,
    issuers: (category, wanted) => Boolean(category.issued?.[wanted]),
  };
  // One of its rows must have all that is asked of a row.
  const ofRow = {
    entries: (row, wanted) => row.entries === wanted,
    stays: (row, wanted) => stay(row) && days(stay(row)) >= days(wanted),
  };
  const fits = (category, choice) => {
    const asked = (of) => Object.entries(choice).filter(([name]) => name in of);
    const all = (of, it) => asked(of).every(([name, wanted]) => of[name](it, wanted));
    return all(ofCategory, category) && (asked(ofRow).length === 0 || category.rows.some((row) => all(ofRow, row)));
  };
  const shown = (page) => page.locator("#categories tbody:visible").evaluateAll((all) => all.map((one) => one.id));
  const values = async (page, name) => (await page.locator(`#filter-${name} option`).evaluateAll((all) => all.map((one) => one.value))).slice(1);
  const categories = async () => (await (await fetch(`${server.address}/data/visas.json`)).json()).items;

  test("filters by each thing alone and by the stay with any other", async () => {
    const all = await categories();
    const { page, problems, close } = await visit();
    await page.goto(`${server.address}/en/visas/`);
    const stays = await values(page, "stays");
    const wanted = [];
    for (const name of ["purpose", "issuers", "entries", "stays"]) {
      for (const value of await values(page, name)) {
        wanted.push({ [name]: value });
        if (name !== "stays") wanted.push(...stays.map((stays) => ({ [name]: value, stays })));
      }
    }
    // All at once: far quicker than a choice at a time.
    const found = await page.evaluate((wanted) => wanted.map((choice) => {
      const form = document.querySelector("[data-filter]");
      form.reset();
      for (const [name, value] of Object.entries(choice)) form.elements[name].value = value;
      form.dispatchEvent(new Event("input"));
      const rows = [...document.querySelectorAll("#categories tbody")];
      return [rows.filter((row) => !row.hidden).map((row) => row.id), form.querySelector("[data-count]").textContent, form.querySelector("[data-nothing]").hidden];
    }), wanted);
    let empty = 0;
    for (const [at, choice] of wanted.entries()) {
      const expected = all.filter((category) => fits(category, choice));
      assert.deepEqual(found[at], [expected.map(({ code }) => code), `${expected.length} / ${all.length}`, expected.length > 0], JSON.stringify(choice));
      empty += expected.length === 0;
    }
    assert.ok(wanted.length > 200 && empty > 0 && empty < wanted.length / 2, `${empty} of ${wanted.length}`);
    assert.deepEqual(problems, []);
    await close();
  });

  test("counts what it shows, says when there is nothing, and reads its link", async () => {
    const all = await categories();
    const { page, problems, close } = await visit();
    await page.goto(`${server.address}/en/visas/`);
    const count = page.locator("[data-count]");
    assert.equal(await count.textContent(), `${all.length} / ${all.length}`);
    await page.getByLabel("Stay").selectOption({ label: "at least 5 years" });
    const found = await shown(page);
    assert.ok(found.length > 0 && found.length < 5);
    assert.equal(await count.textContent(), `${found.length} / ${all.length}`);
    await page.getByLabel("Purpose").selectOption({ label: "Work" });
    const work = await shown(page);
    assert.ok(work.length > 0 && work.every((code) => found.includes(code)));
    await page.getByLabel("Who issues it").selectOption({ label: "E-visa" });
    assert.deepEqual(await shown(page), []);
    assert.ok(await page.locator("[data-nothing]").isVisible());
    assert.equal(await count.textContent(), `0 / ${all.length}`);
    await page.getByLabel("Who issues it").selectOption("");
    assert.deepEqual(await shown(page), work);
    assert.ok(!await page.locator("[data-nothing]").isVisible());
    await page.goto(`${server.address}/en/visas/?purpose=work&stays=P5Y&entries=nonsense`);
    assert.deepEqual(await shown(page), work);
    assert.deepEqual(problems, []);
    await close();
  });
});

describe("the open data", () => {
  // Rows of a CSV table as RFC 4180 has it.
  function table(text) {
    const rows = [[]];
    const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;
    while (cell.lastIndex < text.length) {
      const found = cell.exec(text);
      assert.ok(found, "a cell that cannot be read");
      rows.at(-1).push(found[1]?.replaceAll('""', '"') ?? found[2]);
      if (found[3] !== ",") rows.push([]);
    }
    assert.deepEqual(rows.pop(), []);
    return rows;
  }

  test("can be downloaded and read, as much as the page says", async () => {
    const { page, problems, close } = await visit();
    const offered = [];
    for (const language of languages) {
      await page.goto(`${server.address}/${language}/data/`);
      offered.push(await page.locator("main tbody tr").evaluateAll((all) => all.map(({ cells }) => [
        cells[0].querySelector("a").getAttribute("href"), cells[0].textContent, cells[2].textContent, Number(cells[3].textContent)])));
    }
    assert.ok(offered[0].length > 10);
    assert.deepEqual(offered[1], offered[0]);
    assert.deepEqual(offered[2], offered[0]);
    for (const [href, name, format, count] of offered[0]) {
      assert.equal(href, `/data/${name}`);
      const answer = await page.request.get(server.address + href);
      assert.equal(answer.status(), 200, href);
      const text = await answer.text();
      if (format === "JSON") {
        assert.equal(JSON.parse(text).items.length, count, href);
      } else {
        assert.equal(format, "CSV");
        const [head, ...rows] = table(text);
        assert.equal(rows.length, count, href);
        assert.equal(new Set(head).size, head.length, href);
        assert.ok(rows.every((row) => row.length === head.length), href);
      }
    }
    // And by a click.
    const download = page.waitForEvent("download").catch(() => null);
    await page.locator("main tbody a[href$=csv]").first().click();
    const saved = await Promise.race([download, page.waitForURL(/\.csv$/).then(() => null)]);
    if (saved) assert.match(saved.suggestedFilename(), /\.csv$/);
    assert.deepEqual(problems, []);
    await close();
  });
});
