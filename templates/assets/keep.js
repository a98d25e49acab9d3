// Keeps the whole site in one language on this device, so that the worker can show
// it without a connection. What belongs to it, the build has listed; it is kept
// whole or not at all, and a copy that was there stays until the new one is whole.

const root = document.querySelector("[data-keep]");
const { list, worker } = root.dataset;
// Other languages and other sites on this host keep theirs.
const OWN = `qagida ${list} kept `;
const AT_ONCE = 6;

const find = (name) => root.querySelector(`[data-${name}]`);
const words = find("words").content;
const [told, bar] = [find("told"), root.querySelector("progress")];
const [start, renew, remove] = ["start", "renew", "remove"].map(find);

const word = (key) => words.querySelector(`[data-word="${key}"]`).textContent;

const fill = (key, slots = {}) => word(key).replace(/\{(\w+)\}/g, (slot, name) => slots[name] ?? slot);

function inWords(day) {
  const month = word("months").split("|")[day.getMonth()];
  return fill("date", { day: day.getDate(), month, year: day.getFullYear() });
}

function say(...texts) {
  const text = texts.map(([key, slots]) => fill(key, slots)).join(" ");
  // Only what changes is announced.
  if (told.textContent !== text) told.textContent = text;
}

// Past the worker and the browser's own store: it is kept here.
async function get(address, signal) {
  const answer = await fetch(address, { cache: "no-store", signal });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer;
}

const names = async () => (await caches.keys()).filter((name) => name.startsWith(OWN));

// What is kept: only a whole copy has its list.
async function held() {
  for (const name of await names()) {
    const answer = await caches.match(list, { cacheName: name });
    if (answer) return answer.json();
  }
  return null;
}

async function keep() {
  const stop = new AbortController();
  const name = OWN + crypto.randomUUID();
  try {
    await navigator.serviceWorker.register(worker);
    // Asked for, browsers spare what is kept when room is short; some refuse.
    await navigator.storage?.persist?.().catch(() => {});
    const wanted = await (await get(list)).json();
    const cache = await caches.open(name);
    const files = wanted.files.values();
    let done = 0;
    const fetching = async () => {
      for (const [address, bytes] of files) {
        await cache.put(address, await get(address, stop.signal));
        done += bytes;
        bar.value = done / wanted.bytes;
        // Four times are enough to be told.
        say(["running", { percent: Math.floor(bar.value * 4) * 25 }]);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, fetching));
    const { version } = await (await get(list)).json();
    if (version !== wanted.version) throw new Error("there is another site by now");
    const kept = { version, date: wanted.date, made: new Date().toISOString() };
    await cache.put(list, new Response(JSON.stringify(kept)));
  } catch (error) {
    stop.abort();
    await caches.delete(name);
    throw error;
  }
  await drop((other) => other !== name);
}

async function drop(which) {
  await Promise.all((await names()).filter(which).map((name) => caches.delete(name)));
}

// Says what there is, and offers what can be done with it.
async function show() {
  const copy = await held();
  start.hidden = copy !== null;
  remove.hidden = copy === null;
  renew.hidden = true;
  if (!copy) return say(["none"]);
  const have = ["have", { made: inWords(new Date(copy.made)), date: copy.date }];
  const newest = await get(list).then((answer) => answer.json()).catch(() => null);
  if (!newest) return say(have, ["unchecked"]);
  if (newest.version === copy.version) return say(have, ["newest"]);
  renew.hidden = false;
  return say(have, ["newer", { date: newest.date }]);
}

async function make() {
  const buttons = [start, renew, remove];
  for (const button of buttons) button.disabled = true;
  bar.value = 0;
  bar.hidden = false;
  let failed = false;
  try {
    await keep();
  } catch (error) {
    console.warn(error);
    failed = true;
  }
  bar.hidden = true;
  for (const button of buttons) button.disabled = false;
  await show();
  if (failed) say(["failed"]);
  focusOn(failed ? [start, renew] : [remove]);
}

// The button that had the focus may be gone.
function focusOn(buttons) {
  buttons.find((button) => !button.hidden)?.focus();
}

if ("serviceWorker" in navigator && "caches" in globalThis) {
  find("panel").hidden = false;
  start.addEventListener("click", make);
  renew.addEventListener("click", make);
  remove.addEventListener("click", async () => {
    await drop(() => true);
    await show();
    say(["removed"]);
    focusOn([start]);
  });
  show();
} else {
  find("cannot").hidden = false;
}
