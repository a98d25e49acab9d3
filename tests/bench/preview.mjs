// How long it takes from saving a file to seeing it: one service's fee is edited in a
// copy of the content, with the service's page open in Chromium, and the page has
// reloaded when the new fee stands on it.
//
//   cargo build --release
//   npm ci --prefix tests/browser && node tests/bench/preview.mjs
//
// QAGIDA says where the tool is, if not in target/release. A time begins before the
// file is written, and ends when the reloaded page is asked for the fee and has it; it
// holds the pause in which `serve` waits for an editor to finish. The next edit waits
// until the folder has been swapped, but for the last five, which follow at once.
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";

const project = join(import.meta.dirname, "..", "..");
process.env.QAGIDA ??= join(project, "target", "release", "qagida");
const { launch, newContext, serveFolder } = await import("../browser/site.mjs");

const EDITS = 20;
const service = "work-visa-invitation";
const folder = mkdtempSync(join(tmpdir(), "qagida-bench-"));
const content = join(folder, "content");
cpSync(join(project, "content"), content, { recursive: true });
// The cases name the fee, and what is noted as published must not change: both would
// keep the folder from being swapped.
rmSync(join(content, "cases"), { recursive: true });
rmSync(join(content, "published.yaml"));
const file = join(content, "services", `${service}.yaml`);
const whole = readFileSync(file, "utf8");
const fee = whole.match(/amount: (\d{4,})/)[1];
const server = await serveFolder(join(folder, "site"), ["--content", content]);
const browser = await launch();
const pause = (time) => new Promise((resolve) => { setTimeout(resolve, time); });
try {
  const { context } = await newContext(browser, {});
  const page = await context.newPage();
  await page.goto(`${server.address}/en/services/${service}/`);
  const published = () => statSync(server.folder).ino;
  const times = [];
  for (let edit = 1; edit <= EDITS; edit += 1) {
    await pause(300);
    const before = published();
    const amount = String(Number(fee) + edit * 1000);
    const shown = amount.replace(/\B(?=(\d{3})+$)/g, " ");
    const began = performance.now();
    writeFileSync(file, whole.replace(`amount: ${fee}`, `amount: ${amount}`));
    for (;;) {
      try {
        await page.waitForFunction((text) => document.querySelector("main")?.textContent.replace(/\s/g, " ").includes(text), shown, { polling: "raf", timeout: 30_000 });
        break;
      } catch (error) {
        // The page was reloaded while it was being looked at.
        if (!/context was destroyed|navigation/i.test(error.message)) throw error;
      }
    }
    times.push(performance.now() - began);
    while (edit < EDITS - 5 && published() === before) await pause(20);
  }
  times.sort((a, b) => a - b);
  const at = (part) => `${Math.round(times[Math.min(times.length - 1, Math.ceil(times.length * part) - 1)])} ms`;
  console.log(`${EDITS} edits: median ${at(0.5)}, p95 ${at(0.95)}, slowest ${at(1)}; load ${loadavg()[0].toFixed(1)}`);
} finally {
  await browser.close();
  await server.stop();
  rmSync(folder, { recursive: true });
}
