// The list of papers to tick, and the list of contents that stays in view.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { languages, launch, open, plain, serve, services, violations } from "./site.mjs";

let server, browser;
before(async () => {
  server = await serve("checklist");
  browser = await launch();
}, { timeout: 300_000 });
after(async () => {
  await browser?.close();
  server?.stop();
});

// The list's script comes when the list is near: a test begins when it is there.
async function visit(options) {
  const opened = await open(browser, server.address, options);
  const { page } = opened;
  for (const name of ["goto", "reload"]) {
    page[name] = async (...given) => {
      const answer = await Object.getPrototypeOf(page)[name].apply(page, given);
      if (options?.javaScriptEnabled !== false) {
        await page.waitForFunction(() => !document.querySelector(".checklist[data-panel][hidden]"), null, { timeout: 3000 }).catch(() => {});
      }
      return answer;
    };
  }
  return opened;
}
const address = (language, path) => `${server.address}/${language}/${path}/`;
const long = "services/work-visa-invitation";

const ticks = (page) => page.locator("[data-tick]");
const done = (page) => page.locator("li:has([data-tick]:checked)").evaluateAll((all) => all.map((one) => one.id));
const progress = async (page) => (await page.locator("[data-progress]").textContent()).match(/\d+/g).map(Number);
const cases = (page) => page.locator("[data-case] option").allTextContents();

async function add(page, name) {
  await page.locator("[data-add]").click();
  await page.locator("[data-name] input").fill(name);
  await page.keyboard.press("Enter");
}

describe("the checklist", () => {
  test("keeps ticks on the device, in every language", async () => {
    const { page, problems, close } = await visit();
    await page.goto(address("en", long));
    const all = await ticks(page).count();
    assert.deepEqual(await progress(page), [0, all]);
    const ids = await page.locator("li:has([data-tick])").evaluateAll((list) => list.map((one) => one.id));
    assert.equal(new Set(ids).size, all);
    await ticks(page).nth(1).check();
    await page.locator(`#${ids[4]} strong`).click();
    assert.deepEqual(await progress(page), [2, all]);
    await page.reload();
    assert.deepEqual(await done(page), [ids[1], ids[4]]);
    for (const language of languages) {
      await page.goto(address(language, long));
      assert.deepEqual(await done(page), [ids[1], ids[4]], language);
      assert.deepEqual((await progress(page)).sort((a, b) => a - b), [2, all]);
    }
    // Another service's list is another.
    await page.goto(address("en", "services/iin"));
    assert.deepEqual(await done(page), []);
    await page.goto(address("en", long));
    await page.locator("[data-clear]").click();
    assert.deepEqual(await done(page), []);
    await page.reload();
    assert.deepEqual(await done(page), []);
    assert.deepEqual(problems, []);
    await close();
  });

  test("is worked by keyboard alone", async () => {
    const { page, problems, close } = await visit();
    await page.goto(address("en", "services/iin"));
    await page.locator("[data-case]").focus();
    for (const name of ["New case", "Rename", "Remove the case"]) {
      await page.keyboard.press("Tab");
      assert.equal(await page.evaluate(() => document.activeElement.textContent), name);
    }
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    assert.equal((await progress(page))[0], 1);
    const ring = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
    assert.equal(ring, "solid");
    assert.deepEqual(problems, []);
    await close();
  });

  test("keeps cases apart: adds, chooses, renames and removes them", async () => {
    const { page, problems, close } = await visit();
    await page.goto(address("en", long));
    await ticks(page).nth(0).check();
    await add(page, "  Anna   K. ");
    assert.deepEqual(await cases(page), ["My case", "Anna K."]);
    assert.deepEqual((await done(page)).length, 0);
    await ticks(page).nth(2).check();
    await ticks(page).nth(3).check();
    await add(page, "<b>Ben & co</b>");
    assert.equal(await page.locator("[data-case] b").count(), 0);
    assert.equal((await progress(page))[0], 0);
    await page.locator("[data-case]").selectOption({ label: "Anna K." });
    assert.equal((await progress(page))[0], 2);
    // A name that is taken is refused beside its field; the case's own is not.
    await page.locator("[data-rename]").click();
    assert.equal(await page.locator("[data-name] input").inputValue(), "Anna K.");
    await page.locator("[data-name] input").fill("My case");
    await page.keyboard.press("Enter");
    assert.ok(await page.locator("[data-taken]").isVisible());
    assert.equal(await page.locator("[data-name] input").getAttribute("aria-describedby"), "_case-taken");
    await page.keyboard.press("Escape");
    assert.equal(await page.evaluate(() => document.activeElement.hasAttribute("data-rename")), true);
    await page.locator("[data-rename]").click();
    await page.locator("[data-name] input").fill("Anna Karimova");
    await page.keyboard.press("Enter");
    assert.equal((await progress(page))[0], 2);
    await page.reload();
    assert.deepEqual(await cases(page), ["My case", "Anna Karimova", "<b>Ben & co</b>"]);
    assert.equal((await progress(page))[0], 2);
    // The same cases wait on the other services' pages.
    await page.goto(address("en", "services/iin"));
    assert.deepEqual(await cases(page), ["My case", "Anna Karimova", "<b>Ben & co</b>"]);
    // Removing is asked about, and goes no further than the case.
    page.once("dialog", (dialog) => dialog.dismiss());
    await page.locator("[data-remove]").click();
    assert.equal((await cases(page)).length, 3);
    page.once("dialog", (dialog) => {
      assert.match(dialog.message(), /Anna Karimova/);
      return dialog.accept();
    });
    await page.locator("[data-remove]").click();
    assert.deepEqual(await cases(page), ["My case", "<b>Ben & co</b>"]);
    await page.goto(address("en", long));
    assert.equal((await progress(page))[0], 1);
    // The last one leaves an empty first one behind.
    for (let left = 2; left > 0; left -= 1) {
      page.once("dialog", (dialog) => dialog.accept());
      await page.locator("[data-remove]").click();
    }
    assert.deepEqual(await cases(page), ["My case"]);
    assert.equal((await progress(page))[0], 0);
    assert.deepEqual(problems, []);
    await close();
  });

  test("sets papers aside that this case doesn't need", async () => {
    const { page, problems, close } = await visit();
    await page.goto(address("en", long));
    const all = await ticks(page).count();
    const conditional = page.locator("li:has([data-aside])");
    assert.equal(await conditional.count(), await page.locator("#documents ~ section .condition").count());
    const first = conditional.first();
    await first.locator("[data-tick]").check();
    await first.locator("[data-aside]").check();
    assert.deepEqual(await progress(page), [0, all - 1]);
    assert.ok(await first.locator("[data-tick]").isDisabled());
    await page.reload();
    assert.deepEqual(await progress(page), [0, all - 1]);
    // Taken back, it is as it was.
    await first.locator("[data-aside]").uncheck();
    assert.deepEqual(await progress(page), [1, all]);
    assert.deepEqual(problems, []);
    await close();
  });

  test("keeps the ticks of papers that stay when the list changes", async () => {
    const { page, close } = await visit();
    await page.goto(address("en", long));
    await ticks(page).nth(0).check();
    await ticks(page).nth(1).check();
    const [gone, stays] = await done(page);
    await page.route(address("en", long), async (route) => {
      const response = await route.fetch();
      const text = await response.text();
      await route.fulfill({ response, body: text.replace(`id="${gone}"`, 'id="document-another"') });
    });
    await page.reload();
    assert.deepEqual(await done(page), [stays]);
    await ticks(page).nth(2).check();
    await page.unroute(address("en", long));
    await page.reload();
    assert.equal((await done(page)).length, 3);
    assert.equal((await done(page))[0], gone);
    await close();
  });

  test("is copied as text with its ticks", async () => {
    const { page, problems, close } = await visit({ permissions: ["clipboard-read", "clipboard-write"] });
    await page.goto(address("en", long));
    await add(page, "Anna");
    await ticks(page).nth(0).check();
    await page.locator("[data-aside]").first().check();
    await page.locator("[data-copy]").click();
    await page.waitForFunction(() => document.querySelector("[data-copied]").textContent);
    const lines = (await page.evaluate(() => navigator.clipboard.readText())).split("\n");
    assert.match(lines[0], /^Invitation letter .* – Anna$/);
    assert.equal(lines[1], plain(await page.locator("[data-progress]").textContent()));
    const names = await page.locator("li:has([data-tick]) strong").allTextContents();
    const boxes = lines.filter((line) => line.startsWith("["));
    assert.deepEqual(boxes.map((line) => line.slice(4, 4 + 200).split(" (")[0]), names.map((name) => plain(name).split(" (")[0]));
    assert.equal(boxes.filter((line) => line.startsWith("[x]")).length, 1);
    assert.match(boxes.find((line) => line.startsWith("[–]")), /; not needed\)$/);
    assert.equal(lines.at(-1), page.url());
    assert.deepEqual(problems, []);
    await close();
  });

  test("is shown to copy by hand where the browser refuses", async () => {
    const { page, problems, close } = await visit({ permissions: [] });
    await page.addInitScript(() => {
      Object.defineProperty(navigator, "clipboard", { value: { writeText: () => Promise.reject(new Error("no")) } });
    });
    await page.goto(address("ru", "services/iin"));
    await page.locator("[data-copy]").click();
    const area = page.locator("[data-text] textarea");
    assert.match(await area.inputValue(), /\[ \] /);
    assert.equal(await area.evaluate((area) => area.selectionEnd - area.selectionStart === area.value.length), true);
    assert.deepEqual(problems, []);
    await close();
  });

  test("is printed with boxes, and nothing else of the page with it", async () => {
    const { page, problems, close } = await visit();
    await page.addInitScript(() => { globalThis.print = () => { globalThis.asked = true; }; });
    await page.goto(address("en", long));
    await ticks(page).nth(1).check();
    await page.locator("[data-print-list]").click();
    assert.ok(await page.evaluate(() => globalThis.asked));
    await page.emulateMedia({ media: "print" });
    const shown = await page.evaluate(() => ({
      boxes: [...document.querySelectorAll(".papers .documents > li")].map((one) => getComputedStyle(one, "::before").content),
      other: [...document.querySelectorAll("main h2, main button, main select, .facts, nav")].filter((one) => one.checkVisibility()).map((one) => one.id || one.outerHTML),
      text: document.body.innerText,
    }));
    assert.deepEqual(shown.boxes.slice(0, 3), ['""', '"✓"', '""']);
    assert.deepEqual(shown.other, ["documents"]);
    assert.match(plain(shown.text), /My case ?1 of \d+ ready/);
    assert.match(plain(shown.text), /23 November 2026 · Content version [0-9a-f]+/);
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    // The whole page prints its other parts.
    assert.ok(await page.locator("#tariff").isVisible());
    assert.deepEqual(problems, []);
    await close();
  });

  test("says so when nothing can be kept, and works on", async () => {
    for (const broken of ["getItem", "setItem"]) {
      const { page, problems, close } = await visit();
      await page.addInitScript((broken) => {
        Storage.prototype[broken] = () => { throw new DOMException("denied", "SecurityError"); };
      }, broken);
      await page.goto(address("en", long));
      await ticks(page).nth(0).check();
      await add(page, "Anna");
      await ticks(page).nth(1).check();
      await ticks(page).nth(2).check();
      await page.locator("[data-case]").selectOption({ label: "My case" });
      assert.equal((await progress(page))[0], 1, broken);
      if (broken === "setItem") assert.ok(await page.locator("[data-unkept]").isVisible());
      assert.deepEqual(problems, []);
      await close();
    }
  });

  test("leaves alone what it cannot read, until somebody ticks", async () => {
    const { page, problems, close } = await visit();
    await page.goto(address("en", long));
    for (const kept of ["", "{", "null", "[]", '{"at":1,"cases":[]}', '{"at":9,"cases":[{"id":"x"}]}', '{"at":1,"cases":[{"id":1,"name":"A","services":{"a":{"done":[1]}}}]}']) {
      await page.evaluate((kept) => localStorage.setItem("qagida.checklist", kept), kept);
      await page.reload();
      assert.deepEqual(await cases(page), ["My case"], kept);
      assert.equal(await page.evaluate(() => localStorage.getItem("qagida.checklist")), kept);
      await ticks(page).nth(0).check();
      await page.reload();
      assert.equal((await progress(page))[0], 1, kept);
      await ticks(page).nth(0).uncheck();
    }
    assert.deepEqual(problems, []);
    await close();
  });

  test("follows another tab", async () => {
    const [one, two] = [await visit(), await visit()];
    await one.page.goto(address("en", long));
    await two.page.goto(address("en", long));
    await one.page.locator("[data-tick]").nth(0).check();
    await two.page.waitForFunction(() => document.querySelector("[data-tick]").checked);
    await two.page.locator("[data-tick]").nth(1).check();
    await one.page.waitForFunction(() => document.querySelectorAll("[data-tick]")[1].checked);
    assert.equal((await done(one.page)).length, 2);
    await two.close();
    await one.close();
  });

  test("is a plain list without JavaScript", async () => {
    const { page, problems, close } = await visit({ javaScriptEnabled: false });
    for (const [at, id] of services.entries()) {
      await page.goto(address(languages[at % languages.length], `services/${id}`));
      assert.equal(await page.locator("main input:visible, main button:visible, main select:visible").count(), 0, id);
      const unseen = await page.locator(".documents--ticked > li").evaluateAll((papers) => papers.filter((paper) => {
        const names = [...paper.querySelectorAll("strong")];
        return names.length !== 1 || !names[0].checkVisibility({ visibilityProperty: true }) || names[0].getClientRects().length === 0;
      }).map((paper) => paper.outerHTML));
      assert.deepEqual(unseen, []);
    }
    await page.goto(address("en", long));
    assert.ok(await page.locator(".documents--ticked > li").count() > 10);
    assert.deepEqual(problems, []);
    await close();
  });

  test("has nothing that axe finds, in use", async () => {
    const { page, close } = await visit();
    for (const [language, colorScheme] of [["kk", "light"], ["ru", "dark"], ["en", "light"]]) {
      await page.goto(address(language, long));
      await page.locator("[data-aside]").first().check();
      await page.locator("[data-add]").click();
      assert.deepEqual(await violations(page, { colorScheme }), []);
    }
    await close();
  });
});

describe("the list of contents", () => {
  const current = (page) => page.locator(".contents [aria-current]").getAttribute("href");

  test("marks the section that is read, and moves nothing", async () => {
    const { page, problems, close } = await visit({ viewport: { width: 1280, height: 900 } });
    for (const path of [long, "visas/c3", "rules/extension", "sources"]) {
      await page.goto(address("en", path));
      const links = await page.locator(".contents a:visible").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
      for (const href of links.filter((href) => href !== "#estimate").slice(0, 4)) {
        await page.evaluate((href) => {
          document.documentElement.style.scrollBehavior = "auto";
          document.querySelector(href).scrollIntoView();
        }, href);
        await page.waitForFunction((href) => document.querySelector(".contents [aria-current]")?.getAttribute("href") === href, href);
        assert.equal(await current(page), href);
        // It stays in view, and marking changes no line of it.
        const lines = await page.locator(".contents a:visible").evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
        await page.evaluate(() => document.querySelector(".contents [aria-current]").removeAttribute("aria-current"));
        assert.deepEqual(await page.locator(".contents a:visible").evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height)), lines);
        assert.ok(await page.locator(".contents").evaluate((nav) => nav.getBoundingClientRect().top >= 0));
        await page.mouse.wheel(0, 1);
      }
    }
    assert.deepEqual(problems, []);
    await close();
  });

  test("is a list of links without JavaScript, and every link leads somewhere", async () => {
    const { page, close } = await visit({ javaScriptEnabled: false });
    for (const path of [long, "visas/c3", "rules/extension", "sources"]) {
      await page.goto(address("ru", path));
      const links = await page.locator(".contents a:visible").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
      assert.ok(links.length > 3);
      for (const href of links) assert.ok(await page.locator(href).isVisible(), `${path} ${href}`);
    }
    await close();
  });

  for (const width of [320, 1280]) {
    test(`no page moves as it loads, ${width} wide`, async () => {
      const { page, close } = await visit({ viewport: { width, height: 800 } });
      await page.addInitScript(() => {
        globalThis.moved = [];
        new PerformanceObserver((list) => {
          for (const shift of list.getEntries()) {
            if (!shift.hadRecentInput) globalThis.moved.push([shift.value, ...shift.sources.map(({ node }) => node?.outerHTML?.slice(0, 80))]);
          }
        }).observe({ type: "layout-shift", buffered: true });
      });
      for (const path of ["en/", `ru/${long}/`, "kk/rules/extension/", "ru/visas/", "en/visas/c3/", "en/calculators/fees/", "kk/calculators/deadlines/", "en/search/", "ru/sources/"]) {
        await page.goto(`${server.address}/${path}`);
        await page.waitForTimeout(1500);
        const moved = await page.evaluate(() => globalThis.moved);
        const sum = moved.reduce((sum, [value]) => sum + value, 0);
        assert.ok(sum < 0.005, `${path}: ${sum} ${JSON.stringify(moved)}`);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width, path);
      }
      await close();
    });
  }
});
