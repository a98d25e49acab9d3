// Runs files of browser tests (all, or those named) against one site, built and served
// once; two at a time, but for those that need the machine to themselves.
import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { serve } from "./site.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const named = process.argv.slice(2);
const files = readdirSync(here).filter((file) => file.endsWith(".test.mjs")
  && (named.length === 0 || named.includes(file.replace(".test.mjs", ""))));
if (files.length === 0) throw new Error(`there is no file of tests called ${named.join(" or ")}`);

const server = await serve("shared");
const run = (some, atOnce) => new Promise((resolve) => {
  if (some.length === 0) return resolve(0);
  const tests = spawn(process.execPath, ["--test", `--test-concurrency=${atOnce}`, "--test-reporter=spec", ...some.map((file) => join(here, file))],
    { stdio: "inherit", env: { ...process.env, QAGIDA_SITE: server.address, QAGIDA_SITE_FOLDER: server.folder } });
  return tests.on("close", (status) => resolve(status ?? 1));
});
// What judges how soon something is there has the machine to itself.
const alone = ["lighthouse.test.mjs", "preview.test.mjs"];
const together = await run(files.filter((file) => !alone.includes(file)), 2);
const byThemselves = await run(files.filter((file) => alone.includes(file)), 1);
server.stop();
process.exitCode = together || byThemselves;
