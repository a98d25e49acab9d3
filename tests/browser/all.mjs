// Runs files of browser tests (all, or those named) against one site, built and served
// once; two at a time.
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
const tests = spawn(process.execPath, ["--test", "--test-concurrency=2", "--test-reporter=spec", ...files.map((file) => join(here, file))],
  { stdio: "inherit", env: { ...process.env, QAGIDA_SITE: server.address, QAGIDA_SITE_FOLDER: server.folder } });
tests.on("close", (status) => {
  server.stop();
  process.exitCode = status ?? 1;
});
