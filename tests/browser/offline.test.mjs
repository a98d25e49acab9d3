// The site without a connection: pages that were looked at, a copy of the whole,
// and what says of which day it is.
import assert from "node:assert/strict";
import { createServer, request as ask } from "node:http";
import { after, before, beforeEach, describe, test } from "node:test";
import { join } from "node:path";
import { host } from "./host.mjs";
import { launch, newContext, plain, project, run, serve, until, violations } from "./site.mjs";

const LATER = "2026-11-24";

// Between the site and the browser: a line that can be cut, after so many answers,
// or be too slow for pages.
const line = { open: Infinity, slow: false };
// The site, as it is and as it is built a day later; what the line leads to.
let served, today, later, site, between, browser, address;
before(async () => {
  served = await serve("offline");
  const folder = join(project, "target", "browser-site-later");
  assert.equal(run("build", "--out", folder, "--as-of", LATER).status, 0);
  [today, later] = await Promise.all([host(served.folder), host(folder)]);
  site = today;
  between = createServer((request, response) => {
    if (line.open <= 0) return request.socket.destroy();
    line.open -= 1;
    if (line.slow && request.headers.accept?.includes("text/html")) return undefined;
    const { url, method, headers } = request;
    const forwarded = ask(site.address + url, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    forwarded.on("error", () => response.destroy());
    response.on("close", () => forwarded.destroy());
    return forwarded.end();
  });
  await new Promise((resolve) => { between.listen(0, "127.0.0.1", resolve); });
  address = `http://127.0.0.1:${between.address().port}`;
  browser = await launch();
}, { timeout: 300_000 });
after(async () => {
  await browser?.close();
  between?.closeAllConnections();
  between?.close();
  today?.stop();
  later?.stop();
  served?.stop();
});

const at = (path) => `${address}/${path}`;
const cut = () => { line.open = 0; between.closeAllConnections(); };
const mend = () => { line.open = Infinity; line.slow = false; };

beforeEach(() => { mend(); site = today; });

// A visitor who has never been here.
async function visitor(options = {}) {
  const { context } = await newContext(browser, { serviceWorkers: "allow", ...options });
  const page = await context.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  return { context, page, errors, close: async () => { mend(); await context.close(); } };
}

// Until the worker has the page, and has kept it.
const kept = (page) => until(page, async () => {
  const seen = (await caches.keys()).find((name) => name.includes(" seen "));
  return navigator.serviceWorker.controller?.state === "activated" && seen
    && Boolean(await (await caches.open(seen)).match(location.pathname));
});

const seenCaches = (page) => page.evaluate(async () => (await caches.keys()).filter((name) => name.includes(" seen ")));

// A newer version's worker has come, and takes over once the last page is left.
async function renewed(page) {
  await page.evaluate(async () => { await (await navigator.serviceWorker.getRegistration()).update(); });
  await until(page, async () => Boolean((await navigator.serviceWorker.getRegistration()).waiting));
  await page.goto("about:blank");
}

const told = (page, text) => page.locator("main [data-told]").filter({ hasText: text }).waitFor();
const keptCaches = (page) => page.evaluate(async () => (await caches.keys()).filter((name) => name.includes(" kept ")).length);
const note = (page) => page.locator(".copy-note");

async function keep(page) {
  await page.goto(at("en/offline/"));
  await told(page, "No copy is kept");
  await page.getByRole("button", { name: "Keep a copy" }).click();
  await told(page, "A copy is on this device");
}

async function total(page) {
  await page.getByLabel("Length of the visa").selectOption({ label: "up to 3 years" });
  await page.getByRole("group", { name: "Priority Service" }).getByLabel("Yes").check();
  await page.waitForFunction(() => document.querySelector("[data-total]").textContent.includes("702"));
  return plain(await page.locator("[data-total]").textContent());
}

describe("a copy on the device", () => {
  test("works without a connection, is renewed, and removed", async () => {
    const { page, errors, close } = await visitor();
    await keep(page);
    const told23 = plain(await page.locator("main [data-told]").textContent());
    assert.equal(told23, "A copy is on this device: kept on 23 November 2026, with the figures of 23 November 2026. There is no newer version.");
    assert.equal(await keptCaches(page), 1);
    assert.ok(await page.getByRole("button", { name: "Remove" }).evaluate((button) => button === document.activeElement));
    assert.deepEqual(await violations(page), []);

    cut();
    const answer = await page.goto(at("en/services/work-visa-invitation/"));
    assert.equal(answer.status(), 200);
    assert.match(await note(page).textContent(), /copy of the page, with the figures of 23 November 2026/);
    assert.ok(await note(page).isVisible());
    assert.equal(await total(page), "702 162.5 ₸");
    assert.deepEqual(await violations(page), []);
    // What was asked by a link, too.
    await page.goto(at("en/calculators/fees/?on=2026-11-23&p=employee&n=1&s=iin"));
    await page.getByText("10 000 ₸").first().waitFor();
    await page.goto(at("en/search/?q=spouse"));
    await page.locator(".hits > li > a").first().waitFor();
    await page.goto(at("en/offline/"));
    await told(page, "we can't tell whether there is a newer version");
    // Another language is not in the copy.
    const other = await page.goto(at("kk/services/iin/"));
    assert.equal(other.status(), 503);
    assert.equal(await page.locator("h1").textContent(), "Бұл бет құрылғыңызда жоқ");
    assert.equal(await page.locator("html").getAttribute("lang"), "kk");

    mend();
    site = later;
    await renewed(page);
    await page.goto(at("en/services/work-visa-invitation/"));
    assert.ok(!await note(page).isVisible());
    await page.goto(at("en/offline/"));
    await told(page, "A newer version is out, with the figures of 24 November 2026");
    await page.getByRole("button", { name: "Renew" }).click();
    await told(page, "with the figures of 24 November 2026. There is no newer version");
    assert.equal(await keptCaches(page), 1);
    cut();
    await page.goto(at("en/visas/"));
    assert.match(await note(page).textContent(), /24 November 2026/);
    assert.ok(await note(page).isVisible());

    mend();
    await page.goto(at("en/offline/"));
    await page.getByRole("button", { name: "Remove" }).click();
    await told(page, "The copy has been removed");
    assert.equal(await keptCaches(page), 0);
    cut();
    const gone = await page.goto(at("en/rules/"));
    assert.equal(gone.status(), 503);
    assert.equal(await page.locator("h1").textContent(), "This page is not on your device");
    assert.deepEqual(await violations(page), []);
    assert.deepEqual(errors, []);
    await close();
  });

  test("is kept whole or not at all", async () => {
    const { page, errors, close } = await visitor();
    await page.goto(at("kk/offline/"));
    await kept(page);
    await told(page, "көшірме жоқ");
    line.open = 20;
    const button = page.getByRole("button", { name: "Көшірмесін сақтау" });
    await button.click();
    await told(page, "сақтау мүмкін болмады");
    assert.equal(await keptCaches(page), 0);
    mend();
    await button.click();
    await told(page, "Сақталған күні: 2026 жылғы 23 қараша.");
    assert.equal(await keptCaches(page), 1);
    assert.deepEqual(errors, []);
    await close();
  });

  test("needs JavaScript and a browser that can", async () => {
    const plainly = await visitor({ javaScriptEnabled: false });
    await plainly.page.goto(at("ru/offline/"));
    assert.match(await plainly.page.locator("main noscript .note").textContent(), /включите JavaScript/);
    assert.ok(await plainly.page.locator("main noscript .note").isVisible());
    assert.ok(!await plainly.page.locator("[data-panel]").isVisible());
    await plainly.close();
    const old = await visitor();
    await old.context.addInitScript(() => { delete Navigator.prototype.serviceWorker; });
    await old.page.goto(at("kk/offline/"));
    await old.page.locator("[data-cannot]").waitFor();
    assert.ok(!await old.page.locator("[data-panel]").isVisible());
    assert.deepEqual(old.errors, []);
    await old.close();
  });
});

describe("pages that were looked at", () => {
  test("are there without a connection, and say of which day they are", async () => {
    const { page, errors, close } = await visitor();
    await page.goto(at("en/services/work-visa-invitation/"));
    await kept(page);
    assert.ok(!await note(page).isVisible());
    await page.goto(at("ru/services/iin/"));
    await kept(page);
    cut();
    assert.equal((await page.reload()).status(), 200);
    await note(page).waitFor();
    await page.goto(at("en/services/work-visa-invitation/?term=3"));
    assert.match(await note(page).textContent(), /There is no connection/);
    assert.ok(await note(page).isVisible());
    const { status } = await page.goto(at("en/glossary/")).then((answer) => ({ status: answer.status() }));
    assert.equal(status, 503);
    mend();
    assert.equal((await page.goto(at("en/glossary/"))).status(), 200);
    assert.ok(!await note(page).isVisible());
    assert.deepEqual(errors, []);
    await close();
  });

  test("are there when the network is too slow", async () => {
    const { page, errors, close } = await visitor();
    await page.goto(at("en/services/iin/"));
    await kept(page);
    line.slow = true;
    await page.goto(at("en/services/iin/"));
    assert.match(await note(page).textContent(), /or a very slow one/);
    assert.ok(await note(page).isVisible());
    assert.deepEqual(errors, []);
    await close();
  });

  test("of an older version go when there is a new one", async () => {
    const { page, close } = await visitor();
    await page.goto(at("en/services/iin/"));
    await kept(page);
    const before = await seenCaches(page);
    site = later;
    // Whoever goes on reading gets pages at once, from the worker that is there.
    await page.evaluate(async () => { await (await navigator.serviceWorker.getRegistration()).update(); });
    await page.goto(at("en/services/"));
    await page.goto(at("en/services/iin/"));
    assert.deepEqual(await seenCaches(page).then((names) => names.filter((name) => before.includes(name))), before);
    await renewed(page);
    await page.goto(at("en/services/iin/"));
    await until(page, async (before) => {
      const seen = (await caches.keys()).filter((name) => name.includes(" seen "));
      return seen.length === 1 && !before.includes(seen[0]);
    }, before);
    await close();
  });

  test("of other sites' frames are left alone", async () => {
    const { page, close } = await visitor();
    await page.goto(at("en/calculators/fees/embed/"));
    await page.waitForLoadState("load");
    assert.deepEqual(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0);
    await page.goto(at("en/calculators/fees/"));
    await kept(page);
    await page.goto(at("en/calculators/fees/embed/"));
    cut();
    await assert.rejects(page.goto(at("en/calculators/fees/embed/")));
    await close();
  });
});

test("devices are told what the site is called and how it looks", async () => {
  const { page, close } = await visitor();
  for (const language of ["kk", "ru", "en"]) {
    await page.goto(at(`${language}/services/`));
    const manifest = await page.evaluate(async () => {
      const link = document.querySelector("link[rel=manifest]").href;
      const answer = await fetch(link);
      const manifest = await answer.json();
      const icons = await Promise.all(manifest.icons.map(async ({ src, sizes, type }) => {
        const image = await createImageBitmap(await (await fetch(src)).blob());
        return { sizes, type, drawn: `${image.width}x${image.height}` };
      }));
      return { ...manifest, icons, type: answer.headers.get("content-type") };
    });
    assert.equal(manifest.lang, language);
    assert.equal(manifest.start_url, `/${language}/`);
    assert.equal(manifest.scope, "/");
    assert.match(manifest.type, /^application\/manifest\+json/);
    assert.deepEqual(manifest.icons.map(({ sizes }) => sizes), ["192x192", "512x512", "512x512"]);
    for (const { sizes, type, drawn } of manifest.icons) assert.deepEqual([drawn, type], [sizes, "image/png"]);
    assert.equal(new URL(await page.locator("link[rel=apple-touch-icon]").getAttribute("href"), address).pathname.endsWith(".png"), true);
  }
  await close();
});
