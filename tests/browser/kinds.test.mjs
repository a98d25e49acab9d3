// Every kind of page as people set their screens: narrow, zoomed, with wide spacing,
// dark, with forced colours, on paper, and with the keyboard alone. It leaves pictures
// in screenshots/ to look at. With QAGIDA_KINDS=all every kind is seen in every
// language and as a whole, else each in one, and what a screen shows first.
import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { host } from "./host.mjs";
import { kindsOf } from "./kinds.mjs";
import { languages, launch, open, project, serve, violations } from "./site.mjs";

const pictures = join(project, "tests", "browser", "screenshots");
const whole = process.env.QAGIDA_KINDS === "all";
const taken = [];

let served, server, browser;
before(async () => {
  served = await serve("kinds");
  // Not as `qagida serve` shows it: with nothing but what is published.
  server = { ...await host(served.folder), folder: served.folder };
  browser = await launch();
  rmSync(pictures, { recursive: true, force: true });
  mkdirSync(pictures, { recursive: true });
}, { timeout: 300_000 });
after(async () => {
  await browser?.close();
  server?.stop();
  served?.stop();
  const figures = taken.map((name) => `<figure><figcaption>${name}</figcaption><img src="${name}.png" loading="lazy" width="400"></figure>`);
  writeFileSync(join(pictures, "index.html"), `<!doctype html><meta charset="utf-8"><title>Screenshots</title>${figures.join("\n")}\n`);
});

const wide = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };

// What axe looks at on a wide screen and in its colours nowhere else: the other kinds are
// seen by pages.test.mjs and calculators.test.mjs.
const unseen = ["search", "calculators", "embed", "guides", "guide", "changes", "offline"];

// Until the calculators and the search have answered.
async function settle(page) {
  await page.waitForFunction(() => [...document.querySelectorAll("[data-planner], [data-index]")].every((root) =>
    root.matches("[data-index]") ? root.matches("[data-settled]") || !document.querySelector("[data-results]")
      : root.querySelector("[data-bar]:not([hidden]), [data-errors]:not([hidden]), [data-failed]:not([hidden])")));
}

async function picture(page, name) {
  const bytes = await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: whole });
  // A page of one colour is hardly any bytes.
  assert.ok(bytes.length > 6000, `${name} is blank`);
  taken.push(name);
}

// What needs more room to the side than the screen has: the page, or a text that is
// cut. What scrolls within itself has a place for it in the order of the keyboard.
const cut = (page) => page.evaluate(() => {
  const problems = [];
  // What is there for those who listen.
  const unseen = (element) => element && (getComputedStyle(element).clipPath !== "none" || unseen(element.parentElement));
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) problems.push(`the page is ${scrollWidth} wide on ${clientWidth}`);
  for (const element of document.body.querySelectorAll("*")) {
    if (!element.checkVisibility() || element.closest(".visually-hidden, .skip, svg, [hidden]")) continue;
    // A field scrolls to what is typed.
    if (element.matches("input, textarea, select")) continue;
    const { overflowX, overflowY, textOverflow } = getComputedStyle(element);
    const hides = (overflow) => overflow === "hidden" || overflow === "clip";
    const across = hides(overflowX) && element.scrollWidth > element.clientWidth + 1;
    const down = hides(overflowY) && element.scrollHeight > element.clientHeight + 1;
    if (element.clientWidth > 1 && (across || down || textOverflow === "ellipsis") && !unseen(element)) problems.push(`cut: ${element.outerHTML.slice(0, 120)}`);
  }
  return problems;
});

// Text spacing as WCAG 1.4.12 has it, by a style sheet: the pages allow none in the text.
const spacing = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-bottom: 2em !important; }`;
const spaced = (page) => page.evaluate((rules) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  document.adoptedStyleSheets = [sheet];
}, spacing);

// Goes through the page with Tab: every control and link has its turn, in sight, and
// looks other than before.
async function walk(page, most) {
  const wanted = await page.evaluate((most) => {
    const reachable = (element) => element.checkVisibility({ visibilityProperty: true }) && element.tabIndex >= 0 && !element.disabled
      && !(element.type === "radio" && !element.checked && document.querySelector(`input[type=radio][name="${CSS.escape(element.name)}"]:checked`));
    // Of a group of buttons without a chosen one, the first is enough.
    const groups = new Set();
    globalThis.expected = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")].filter(reachable).filter((element) => {
      if (element.type !== "radio") return true;
      const first = !groups.has(element.name);
      groups.add(element.name);
      return first;
    }).slice(0, most);
    document.activeElement?.blur();
    globalThis.seen = new Set();
    globalThis.unmarked = [];
    const look = (element) => {
      globalThis.seen.add(element);
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      const { width, height } = element.getBoundingClientRect();
      // Of a time, the browser marks the part that is typed.
      const marked = element.matches("[type=time], [type=date]") || outlineStyle !== "none" && parseFloat(outlineWidth) >= 1 || boxShadow !== "none";
      if (!marked || width === 0 || height === 0) globalThis.unmarked.push(element.outerHTML.slice(0, 200));
    };
    globalThis.looking?.abort();
    globalThis.looking = new AbortController();
    document.addEventListener("focusin", ({ target }) => look(target), { signal: globalThis.looking.signal });
    return globalThis.expected.length;
  }, most);
  const missed = () => page.evaluate(() => globalThis.expected.filter((element) => element.isConnected && !globalThis.seen.has(element)
    && !(element.type === "radio" && [...globalThis.seen].some((one) => one.name === element.name)))
    .map((element) => element.outerHTML.slice(0, 120)));
  // Some have several stops: a time, a date, what the browser lets scroll.
  let left = [];
  for (let step = 1; step <= 400; step += 1) {
    await page.keyboard.press("Tab");
    if (step < wanted || (step - wanted) % 5 !== 0) continue;
    left = await missed();
    if (left.length === 0) break;
  }
  assert.deepEqual(await page.evaluate(() => globalThis.unmarked.slice(0, 3)), [], `${page.url()}: focus without a mark`);
  assert.deepEqual(left.slice(0, 3), [], `${page.url()}: out of the keyboard's reach`);
}

describe("every kind of page", () => {
  for (const [turn, language] of languages.entries()) {
    test(`on every screen in ${language}`, { timeout: 600_000 }, async () => {
      const kinds = kindsOf(server.folder, languages);
      const { page, problems, close } = await open(browser, server.address);
      for (const [at, { kind, path }] of kinds.entries()) {
        if (!whole && at % languages.length !== turn) continue;
        const name = `${kind}-${language}`;
        const at320 = async (height) => {
          await page.setViewportSize({ width: 320, height });
          await page.evaluate(() => { for (const folded of document.querySelectorAll("details")) folded.open = true; });
          assert.deepEqual(await cut(page), [], `${name} at 320 by ${height}`);
        };
        await page.emulateMedia({ media: null, colorScheme: "light", forcedColors: "none" });
        await page.setViewportSize(wide);
        await page.goto(`${server.address}/${language}/${path}`);
        await settle(page);
        const shifts = await page.evaluate(() => new Promise((resolve) => {
          new PerformanceObserver((list) => resolve(list.getEntries().filter((entry) => !entry.hadRecentInput).map(({ value, sources }) =>
            [value, `${value.toFixed(4)} ${sources.map(({ node, previousRect, currentRect }) => `${(node?.outerHTML ?? node?.data ?? "").slice(0, 60)} from ${previousRect.y} to ${currentRect.y}`).join(", ")}`])))
            .observe({ type: "layout-shift", buffered: true });
          // There is no message of none.
          requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve([]), 50)));
        }));
        // In a frame, the height of the answer is the frame's to follow.
        const sum = shifts.reduce((sum, [value]) => sum + value, 0);
        if (kind !== "embed") assert.ok(sum < 0.005, `${name}: its layout shifts: ${shifts.map(([, text]) => text).join("; ")}`);
        await walk(page, whole ? 1000 : 60);
        await page.evaluate(() => scrollTo(0, 0));
        await picture(page, `${name}-wide-light`);
        if (unseen.includes(kind)) assert.deepEqual(await violations(page), []);
        await page.emulateMedia({ colorScheme: "dark" });
        if (unseen.includes(kind)) assert.deepEqual(await violations(page, { colorScheme: "dark", words: false }), []);
        await picture(page, `${name}-wide-dark`);
        await page.setViewportSize(phone);
        await picture(page, `${name}-phone-dark`);
        await page.emulateMedia({ colorScheme: "light" });
        await picture(page, `${name}-phone-light`);
        if (["service", "rule"].includes(kind)) {
          await page.emulateMedia({ forcedColors: "active" });
          await picture(page, `${name}-forced`);
          await page.emulateMedia({ forcedColors: "none", media: "print" });
          await picture(page, `${name}-print`);
          await page.emulateMedia({ media: null });
        }
        assert.deepEqual((await violations(page, { colors: false })), []);
        // A screen of 1280 by 1024 at 400 %.
        await at320(256);
        await at320(640);
        await spaced(page);
        assert.deepEqual(await cut(page), [], `${name} with wide spacing`);
      }
      assert.deepEqual(problems, []);
      await close();
    });
  }

  test("has its language's name at the entrance, on every screen", async () => {
    const { page, problems, close } = await open(browser, server.address);
    await page.goto(`${server.address}/`);
    assert.deepEqual(await violations(page), []);
    assert.deepEqual(await violations(page, { colorScheme: "dark", words: false }), []);
    await picture(page, "entrance-wide-dark");
    await page.emulateMedia({ colorScheme: "light" });
    await page.setViewportSize({ width: 320, height: 256 });
    assert.deepEqual(await cut(page), []);
    await walk(page, 20);
    assert.deepEqual(problems, []);
    await close();
  });
});
