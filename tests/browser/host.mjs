// The built site as a host on the web serves it: compressed, and kept by the browser
// where the name changes with the content.
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const types = {
  ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".wasm": "application/wasm",
  ".json": "application/json", ".webmanifest": "application/manifest+json", ".xml": "application/xml", ".txt": "text/plain; charset=utf-8",
  ".png": "image/png", ".csv": "text/csv; charset=utf-8", ".bin": "application/octet-stream",
};

// Nearly as small as a host's, which has all the time it wants.
const fast = { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } };

export async function host(folder) {
  const kept = new Map();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    let file = join(folder, normalize(decodeURIComponent(pathname)));
    if (file.endsWith("/")) file = join(file, "index.html");
    const there = existsSync(file) && statSync(file).isFile();
    if (!there) file = join(folder, "404.html");
    if (!kept.has(file)) kept.set(file, brotliCompressSync(readFileSync(file), fast));
    response.writeHead(there ? 200 : 404, {
      "content-type": types[extname(file)] ?? "application/octet-stream",
      "content-encoding": "br",
      "cache-control": pathname.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
    });
    response.end(kept.get(file));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { address: `http://127.0.0.1:${server.address().port}`, stop: () => server.close() };
}
