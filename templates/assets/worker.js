// Shows pages when there is no connection: those that were looked at, and those of
// a copy that somebody keeps. A page comes from the network as long as it answers
// in time. One that doesn't is marked, and says on top of which day it is.
// The build puts SITE before this: the site's version and the pages' languages.

const ROOT = new URL("./", location).pathname;
// Other sites may stand on the same host.
const OWN = `qagida ${ROOT} seen `;
const SEEN = OWN + SITE.version;
// So long a page on file waits for the network, in milliseconds.
const PATIENCE = 4000;

const address = (url) => new URL(url).pathname;
const isPage = (path) => path.startsWith(ROOT) && path.endsWith("/") && !path.endsWith("/embed/");
// A worker that is being put aside has no place to keep anything any more.
const store = async (key, answer) => await caches.has(SEEN) && (await caches.open(SEEN)).put(key, answer);

addEventListener("install", (event) => event.waitUntil((async () => {
  const pages = SITE.languages.map((language) => `${ROOT}${language}/${SITE.missing}`);
  await (await caches.open(SEEN)).addAll([...pages, ...SITE.shell]);
  // A newer worker waits until no page of the one before is open. Put aside sooner,
  // that one may leave a page which was just asked of it without an answer for long.
})()));

addEventListener("activate", (event) => event.waitUntil((async () => {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(OWN) && name !== SEEN).map((name) => caches.delete(name)));
  await clients.claim();
  // Not waited for: until the worker is active, nobody gets a page.
  keepOpen();
})()));

// The page that brought this worker was there before it.
async function keepOpen() {
  for (const { url } of await clients.matchAll({ type: "window" })) {
    const path = address(url);
    const answer = isPage(path) && await fetch(path).catch(() => null);
    if (answer?.ok) await store(path, answer);
  }
}

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  // What wants nothing kept is let through, and what others show in their pages.
  if (request.method !== "GET" || origin !== location.origin || request.cache === "no-store") return;
  if (pathname.startsWith(`${ROOT}assets/`)) event.respondWith(asset(event));
  else if (request.destination === "document" && isPage(pathname)) event.respondWith(page(event, pathname));
});

// Files with a hash in their names never change.
async function asset(event) {
  const kept = await caches.match(event.request, { ignoreVary: true });
  if (kept) return kept;
  const answer = await fetch(event.request);
  if (answer.ok) event.waitUntil(store(event.request, answer.clone()));
  return answer;
}

async function page(event, path) {
  const network = fetch(event.request).then((answer) => {
    if (answer.ok) event.waitUntil(store(path, answer.clone()));
    return answer;
  }, () => null);
  event.waitUntil(network);
  const late = new Promise((resolve) => { setTimeout(resolve, PATIENCE); });
  const answer = await Promise.race([network, late]);
  if (answer) return answer;
  const kept = await find(path);
  if (kept) return marked(kept);
  return (await network) ?? missing(path);
}

// Of what was seen and what belongs to a copy, the newest.
async function find(path) {
  const names = await caches.keys();
  const found = await Promise.all(names.map((cacheName) => caches.match(path, { ignoreVary: true, cacheName })));
  const sent = (answer) => Date.parse(answer.headers.get("date")) || 0;
  return found.filter(Boolean).sort((one, other) => sent(other) - sent(one))[0];
}

async function marked(copy) {
  const html = await copy.text();
  return new Response(html.replace("<html", "<html data-copy"), { headers: { "content-type": "text/html; charset=utf-8" } });
}

async function missing(path) {
  const asked = path.slice(ROOT.length).split("/")[0];
  const language = SITE.languages.includes(asked) ? asked : SITE.languages[0];
  const page = await caches.match(`${ROOT}${language}/${SITE.missing}`);
  return page ? new Response(page.body, { status: 503, headers: { "content-type": "text/html; charset=utf-8" } }) : Response.error();
}
