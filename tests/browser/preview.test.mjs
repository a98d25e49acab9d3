// `qagida serve` while somebody edits: the open page reloads where it was read, and
// what is wrong stands over it until it is mended.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { launch, newContext, project, serveFolder, until, violations } from "./site.mjs";

const FILE = "services/work-visa-invitation.yaml";
let folder, content, server, browser;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "qagida-preview-"));
  content = join(folder, "content");
  cpSync(join(project, "content"), content, { recursive: true });
  // Nothing of this copy has been published: its figures may be edited.
  rmSync(join(content, "published.yaml"));
  server = await serveFolder(join(folder, "site"), ["--content", content]);
  browser = await launch();
}, { timeout: 300_000 });
after(async () => {
  await browser?.close();
  await server?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

const text = () => readFileSync(join(content, FILE), "utf8");
const save = (written) => writeFileSync(join(content, FILE), written);

async function visit(path, options = {}) {
  const { context } = await newContext(browser, options);
  const page = await context.newPage();
  const problems = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && /Content Security/.test(message.text())) problems.push(message.text());
  });
  await page.goto(`${server.address}/${path}`);
  return { page, close: async () => { await context.close(); assert.deepEqual(problems, []); } };
}

const panel = (page) => page.locator("#qagida-preview section");
const says = (page, said) => until(page, (words) => document.querySelector("main").textContent.replace(/\s+/g, " ").includes(words), said);

describe("an edit", () => {
  test("is on the open page, which stays where it was read", async () => {
    const { page, close } = await visit("en/services/work-visa-invitation/#state-duty", { viewport: { width: 800, height: 500 } });
    const whole = text();
    const titled = whole.replace(/^(\s+)en: .*$/m, "$1en: A title that is so much longer than the one before that it needs several lines of the page, and moves all that stands below it by some hundred pixels or thereabouts");
    assert.notEqual(titled, whole);
    await page.evaluate(() => scrollTo({ top: 1000, behavior: "instant" }));
    const seen = await page.evaluate(() => [...document.querySelectorAll("main :is(p, li, tr, h2, h3)")]
      .map((element, at) => [at, element.getBoundingClientRect()])
      .find(([, box]) => box.top > 40 && box.height > 0)[0]);
    const stands = () => page.evaluate((at) => [...document.querySelectorAll("main :is(p, li, tr, h2, h3)")][at].getBoundingClientRect().top, seen);
    const before = await stands();
    const scrolled = await page.evaluate(() => scrollY);
    save(titled);
    await says(page, "so much longer");
    await until(page, () => history.scrollRestoration === "auto");
    assert.ok(Math.abs(await stands() - before) < 3, `at ${await stands()} instead of ${before}`);
    assert.ok(await page.evaluate(() => scrollY) > scrolled, "what stands above has become no higher");
    save(whole);
    await until(page, () => !document.querySelector("main").textContent.includes("so much longer"));
    await until(page, () => history.scrollRestoration === "auto");
    assert.ok(Math.abs(await stands() - before) < 3);
    await close();
  });

  test("that is wrong is told over every page until it is mended", async () => {
    const { page, close } = await visit("kk/services/work-visa-invitation/");
    const whole = text();
    const title = await page.locator("h1").textContent();
    save(`${whole}\nno-such-field: 1\n`);
    await panel(page).waitFor();
    const said = await panel(page).textContent();
    assert.match(said, /1 error/);
    assert.match(said, /work-visa-invitation\.yaml:\d+:\d+/);
    assert.match(said, /no-such-field/);
    assert.match(said, /unknown-field/);
    assert.equal(await page.locator("h1").textContent(), title);
    assert.deepEqual(await violations(page), []);
    assert.deepEqual(await violations(page, { colorScheme: "dark", words: false }), []);
    // On another page, too; folded away, it stays so.
    await page.goto(`${server.address}/ru/`);
    await panel(page).locator("summary").click();
    await page.goto(`${server.address}/en/`);
    await panel(page).waitFor();
    assert.ok(!await panel(page).locator(".list").isVisible());
    await panel(page).locator("summary").click();
    save(whole);
    await panel(page).waitFor({ state: "detached" });
    await close();
  });

  test("that golden cases don't expect is shown, and so are they", async () => {
    const { page, close } = await visit("en/services/work-visa-invitation/");
    const whole = text();
    save(whole.replaceAll("550000", "551000"));
    await says(page, "551 000");
    await panel(page).waitFor();
    assert.match(await panel(page).textContent(), /case-failed/);
    save(whole);
    await says(page, "550 000");
    await panel(page).waitFor({ state: "detached" });
    await close();
  });
});
