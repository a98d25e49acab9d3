// The search in the page: suggestions under the box while somebody types, and the
// page of results. What is found and which of its words are marked, the search's
// code says; all words come from the page. Nothing that was typed or found is ever
// read as HTML.

const box = document.querySelector("[data-search-box]");
const field = box?.elements.q;
const page = document.querySelector("[data-search-page]");

// How long a pause in typing may be before it is looked up, or said aloud.
const PAUSE = 80;
const SILENCE = 700;
// So many suggestions; so many hits in a group before somebody asks for more.
const SUGGESTED = 6;
const IN_GROUP = 5;
// So many hits are asked for, and where only their texts have their names, so many.
const MOST = 300;
const MOST_UNNAMED = 30;
// The best hit has a score of 1000. What is further behind than this fits less well;
// this is enough for an answer to stand on top, and this much of that for another.
const CLOSE = 80;
const ANSWERS = 400;
const BESIDE = 0.6;
const LONGEST = 200;
// So many pixels suggestions need below the box.
const ROOM = 240;

const oneLine = (text) => [...text.replace(/\s+/gu, " ").trim()].slice(0, LONGEST).join("");
const isPlain = (event) => !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;

// Words

const words = new Map([...document.querySelectorAll("[data-search-words]")]
  .flatMap((list) => [...list.content.querySelectorAll("[data-word]")])
  .map((word) => [word.dataset.word, word.textContent]));

// A text with its slots filled, in the plural form for its slot `n`. Forms as the
// build has them: one; one and other; one, few and many.
function say(key, slots = {}) {
  const forms = (words.get(key) ?? key).split("|");
  const [tens, hundreds] = [slots.n % 10, slots.n % 100];
  const few = tens > 1 && tens < 5 && (hundreds < 12 || hundreds > 14);
  const one = forms.length === 2 ? slots.n === 1 : tens === 1 && hundreds !== 11;
  const form = one || forms.length === 1 ? forms[0] : forms.length > 2 && few ? forms[1] : forms.at(-1);
  return form.replace(/\{(\w+)\}/g, (slot, name) => slots[name] ?? slot);
}

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children.filter((child) => child !== null));
  return made;
}

// Every second piece of a text was looked for.
function marked(pieces) {
  return pieces.map((piece, at) => (at % 2 ? element("mark", { textContent: piece }) : piece));
}

// Told to those who don't see it, once the typing has paused.
const told = box?.querySelector("[data-told]");
let telling;
function tell(text) {
  clearTimeout(telling);
  told.textContent = "";
  if (text) telling = setTimeout(() => { told.textContent = text; }, SILENCE);
}

// Looking up

let opening;
// What failed is tried again when somebody comes back to the box.
function open() {
  opening ??= load(box.dataset).catch((error) => {
    console.warn(error);
    return null;
  });
  return opening;
}

async function load({ code, wasm, files }) {
  const [{ Search }, index] = await Promise.all([
    import(code).then(async (code) => {
      await code.default({ module_or_path: wasm });
      return code;
    }),
    bytes(`${files}index.bin`),
  ]);
  const opened = Search.open(index);
  if (!opened) throw new Error("the index is of another version than the search");
  return opened;
}

async function bytes(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

const kept = new Map();
function keep(file) {
  if (!kept.has(file)) {
    const loading = bytes(box.dataset.files + file);
    loading.catch(() => kept.delete(file));
    kept.set(file, loading);
  }
  return kept.get(file);
}

// What is found; null if the search cannot be used.
async function find(query) {
  try {
    const search = await open();
    if (!search) return null;
    const missing = JSON.parse(search.ask(query));
    if (missing.length > 0) {
      const pieces = await Promise.all(missing.map((piece) => keep(`words-${piece}.bin`)));
      for (const [at, piece] of missing.entries()) search.give(piece, pieces[at]);
      // Something else may have been asked while they were on their way.
      search.ask(query);
    }
    return JSON.parse(search.found(MOST));
  } catch (error) {
    console.warn(error);
    return null;
  }
}

// Hits with their words. Without its text a hit has its name at least.
async function show(query, hits) {
  const [search, ...texts] = await Promise.all([open(), ...hits.map(({ text }) => keep(`texts-${text}.bin`).catch(() => null))]);
  search.ask(query);
  const shown = hits.map((hit, at) => {
    const json = texts[at] && search.show(hit.entry, today(), texts[at]);
    return { anchor: "", heading: "", words: [], answer: null, ...hit, title: [hit.title ?? ""], ...json && JSON.parse(json) };
  });
  return shown.filter(({ page }) => page !== undefined);
}

function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

const address = ({ page, anchor }) => `${box.dataset.home}${page && `${page}/`}${anchor && `#${anchor}`}`;
const results = (query) => `${box.action}?${new URLSearchParams({ q: query })}`;
const isClose = ({ score }) => score >= CLOSE;

// The box

// Suggestions: links that the arrows go through while the box keeps the focus.
function suggest() {
  const list = element("div", { id: "_q-list", className: "search__list", role: "listbox", ariaLabel: say("suggestions") });
  const note = element("p", { className: "search__note" });
  const panel = element("div", { className: "search__panel", hidden: true }, note, list);
  field.parentElement.append(panel);
  field.role = "combobox";
  field.ariaAutoComplete = "list";
  field.setAttribute("aria-controls", list.id);
  field.ariaExpanded = "false";

  let active = -1;
  let turn = 0;
  let waiting;

  const close = () => {
    turn += 1;
    clearTimeout(waiting);
    activate(-1);
    panel.hidden = true;
    field.ariaExpanded = "false";
    tell("");
  };
  const activate = (at) => {
    const options = [...list.children];
    active = at;
    for (const [number, option] of options.entries()) option.ariaSelected = String(number === at);
    if (at < 0) return field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-activedescendant", options[at].id);
    return options[at].scrollIntoView({ block: "nearest" });
  };
  // On a small screen the box goes up to give the suggestions room.
  const fit = () => {
    const room = () => (globalThis.visualViewport?.height ?? innerHeight) - field.getBoundingClientRect().bottom;
    if (room() < ROOM) box.scrollIntoView({ behavior: "instant" });
    list.style.maxHeight = `${Math.max(room() - note.offsetHeight - 16, ROOM)}px`;
  };
  const put = (message, options, status) => {
    note.textContent = message;
    note.hidden = !message;
    list.replaceChildren(...options);
    for (const [at, option] of options.entries()) Object.assign(option, { id: `_q-${at}`, role: "option", tabIndex: -1 });
    activate(-1);
    panel.hidden = false;
    field.ariaExpanded = "true";
    fit();
    list.scrollTop = 0;
    tell(status);
  };
  const line = (href, ...children) => element("a", { href, className: "search__more" }, ...children);
  const everything = () => line(box.action, say("everything"));

  const look = async () => {
    const query = oneLine(field.value);
    turn += 1;
    const now = turn;
    if (!query) return close();
    const found = await find(query);
    if (now !== turn) return undefined;
    if (!found) return put(say("failed"), [everything()], say("failed"));
    const near = found.hits.filter(isClose);
    // Nobody looks for a single letter: more is coming.
    if (near.length === 0 && [...query].length === 1) return close();
    if (near.length === 0) {
      const message = say("nothing", { query });
      const nearest = found.nearest && say("nearest", { word: found.nearest });
      const options = nearest ? [line(results(found.nearest), nearest), everything()] : [everything()];
      return put(message, options, nearest ? `${message}. ${nearest}` : message);
    }
    const best = await show(query, near.slice(0, SUGGESTED));
    if (now !== turn) return undefined;
    const options = best.map((hit) => element("a", { href: address(hit), className: "search__option" },
      element("span", { className: "search__title" }, ...marked(hit.title)),
      element("span", { className: "search__kind", textContent: [say(`kind-${hit.kind}`), hit.heading].filter(Boolean).join(" · ") })));
    const count = near.length;
    if (count > best.length) options.push(line(results(query), say("all", { query, n: count })));
    const read = found.read ? say("read", { query: found.read }) : "";
    return put(read, options, [say("count", { n: count }), read].filter(Boolean).join(". "));
  };

  field.addEventListener("focus", async () => {
    if (opening && !await opening) opening = undefined;
    open();
  });
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    activate(-1);
    if (oneLine(field.value)) waiting = setTimeout(look, PAUSE);
    else close();
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const { key } = event;
    const shown = !panel.hidden;
    const count = list.children.length;
    if ((key === "ArrowDown" || key === "ArrowUp") && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      if (!shown) look();
      // Between the last and the first there is the box itself.
      else activate((active + 1 + (key === "ArrowDown" ? 1 : count) + count + 1) % (count + 1) - 1);
    } else if (key === "Enter" && active >= 0 && shown) {
      event.preventDefault();
      const { ctrlKey, metaKey, shiftKey } = event;
      list.children[active].dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey }));
    } else if (key === "Escape") {
      event.preventDefault();
      if (!shown) field.value = "";
      close();
    } else if (["Home", "End", "ArrowLeft", "ArrowRight"].includes(key)) {
      // These are about the text; what was chosen no longer is.
      activate(-1);
    }
  });
  // A click doesn't take the focus from the box, so that typing can go on.
  panel.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    if (isPlain(event)) close();
  });
  box.addEventListener("submit", close);
  box.addEventListener("focusout", (event) => {
    if (event.relatedTarget !== field && !panel.contains(event.relatedTarget)) close();
  });
  document.addEventListener("pointerdown", (event) => {
    if (!box.contains(event.target)) close();
  });
  // Somebody may have typed before this was here.
  if (document.activeElement === field) {
    open();
    if (field.value) look();
  }
}

// The page of results

function answerInPage() {
  const place = page.querySelector("[data-results]");
  const ways = page.querySelector("[data-ways]");
  const index = page.querySelector("[data-index]");
  const hint = page.querySelector("[data-hint]");
  const name = document.title;
  let turn = 0;
  let waiting;
  // Whether the query is only being typed: then it isn't one to come back to.
  let draft = false;
  const ALL = "*";

  const asked = () => oneLine(new URLSearchParams(location.search).get("q") ?? "");
  // The groups that somebody has unfolded; they stay so on the way back.
  const unfolded = () => history.state?.unfolded ?? [];
  const unfold = (kind) => history.replaceState({ unfolded: [...unfolded(), kind] }, "");
  // One more is not worth a button.
  const atFirst = (kind, { length }) => (unfolded().includes(kind) || length === IN_GROUP + 1 ? length : IN_GROUP);

  const settle = (query, parts, { all = false, lost = false } = {}) => {
    place.replaceChildren(...parts);
    place.hidden = parts.length === 0;
    place.ariaBusy = "false";
    index.hidden = !all;
    hint.hidden = Boolean(query);
    ways.hidden = !lost;
    index.toggleAttribute("data-settled", true);
    document.title = query ? `${query} · ${name}` : name;
    for (const link of document.querySelectorAll(".languages a")) {
      link.search = query ? new URLSearchParams({ q: query }).toString() : "";
    }
  };

  const look = async () => {
    const query = oneLine(field.value);
    turn += 1;
    const now = turn;
    if (!query) {
      tell("");
      return settle("", [], { all: true });
    }
    place.ariaBusy = "true";
    const found = await find(query);
    if (now !== turn) return undefined;
    if (!found) {
      tell(say("failed"));
      return settle(query, [element("p", { className: "doubt", textContent: say("failed") })], { all: true });
    }
    if (!found.hits.some(isClose)) {
      const message = say("nothing", { query });
      const nearest = found.nearest && say("nearest", { word: found.nearest });
      tell(nearest ? `${message}. ${nearest}` : message);
      return settle(query, [
        element("h2", { textContent: message }),
        nearest ? element("p", { className: "search-nearest" }, element("a", { href: results(found.nearest), textContent: nearest })) : null,
      ].filter(Boolean), { all: true, lost: true });
    }
    // Without their kinds they cannot be grouped.
    if (!found.hits.every(({ kind }) => kind)) found.hits = await show(query, found.hits.slice(0, MOST_UNNAMED));
    const groups = grouped(found.hits.filter((hit) => isClose(hit) || unfolded().includes(ALL)));
    const visible = groups.flatMap(({ kind, hits }) => hits.slice(0, atFirst(kind, hits)));
    // The best five may have answers also where their group doesn't show them.
    const wanted = [...new Set([...found.hits.slice(0, 5), ...visible])];
    const shown = await show(query, wanted);
    if (now !== turn) return undefined;
    const of = new Map(shown.map((hit) => [hit.entry, hit]));
    const count = groups.reduce((sum, { hits }) => sum + hits.length, 0);
    const rest = found.hits.length - count;
    tell(say("count", { n: count }));
    return settle(query, [
      element("h2", { className: "results__count", tabIndex: -1, textContent: say("heading", { query, n: count }) }),
      found.read ? element("p", { className: "results__read", textContent: say("read", { query: found.read }) }) : null,
      ...answers(found.hits.slice(0, 5).map(({ entry }) => of.get(entry)).filter(Boolean)),
      ...groups.map((group) => section(query, group, of)),
      rest > 0 ? more(say("less", { n: rest }), unfoldAll) : null,
      found.total > found.hits.length ? element("p", { className: "quiet", textContent: say("best") }) : null,
    ].filter(Boolean));
  };

  const more = (text, act) => {
    const button = element("button", { type: "button", className: "plain", textContent: text });
    button.addEventListener("click", act);
    return element("p", { className: "results__more" }, button);
  };

  const section = (query, { kind, hits }, of) => {
    const first = hits.slice(0, atFirst(kind, hits)).map(({ entry }) => of.get(entry)).filter(Boolean);
    const title = say(`group-${kind}`);
    const list = element("ul", { className: "hits" }, ...first.map(hit));
    const group = element("section", { className: "results__group" }, element("h3", { textContent: title }), list);
    if (hits.length > first.length) {
      const button = more(say("show-all", { n: hits.length }), async () => {
        unfold(kind);
        const rest = await show(query, hits.slice(first.length));
        list.append(...rest.map(hit));
        button.remove();
        // The focus goes on where the reading does.
        list.children[first.length]?.querySelector("a").focus();
      });
      button.firstChild.append(element("span", { className: "visually-hidden", textContent: `, ${title}` }));
      group.append(button);
    }
    return group;
  };
  const unfoldAll = async () => {
    unfold(ALL);
    await look();
    place.querySelector("h2")?.focus();
  };

  // A query of its own is one to come back to.
  const note = (query) => {
    if (query === asked()) return;
    const url = query ? results(query) : box.action;
    if (!draft && asked()) history.pushState(null, "", url);
    else history.replaceState(null, "", url);
    draft = true;
  };

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      note(oneLine(field.value));
      look();
    }, PAUSE);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing || !field.value) return;
    event.preventDefault();
    field.value = "";
    field.dispatchEvent(new Event("input"));
  });
  box.addEventListener("submit", async (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    note(oneLine(field.value));
    draft = false;
    // The keyboard of a phone would hide the results.
    if (matchMedia("(pointer: coarse)").matches) field.blur();
    if (opening && !await opening) opening = undefined;
    look();
  });
  // The nearest word is looked up here: all that it needs is loaded.
  place.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link || !isPlain(event) || event.button !== 0 || !link.href.startsWith(`${box.action}?`)) return;
    event.preventDefault();
    draft = false;
    note(new URL(link.href).searchParams.get("q"));
    draft = false;
    restore();
    field.focus();
  });
  const restore = () => {
    field.value = asked();
    look();
  };
  addEventListener("popstate", () => {
    // Also a link to a letter comes here: its list stays as it is.
    if (oneLine(field.value) === asked()) return;
    draft = false;
    restore();
  });
  // Somebody may have typed before this was here.
  if (field.value && document.activeElement === field) field.dispatchEvent(new Event("input"));
  else restore();
}

function grouped(hits) {
  const groups = new Map();
  for (const hit of hits) {
    if (!groups.has(hit.kind)) groups.set(hit.kind, { kind: hit.kind, hits: [] });
    groups.get(hit.kind).hits.push(hit);
  }
  return [...groups.values()];
}

// Cards with what the best hits answer, if they are good enough.
function answers(best) {
  const answering = best.filter(({ answer, score }) => answer && score >= ANSWERS);
  const close = answering.filter(({ score }) => score >= answering[0].score * BESIDE);
  // Where nothing is known, the others come first.
  const lacks = ({ answer }) => Number(answer.rows.every(({ unknown }) => unknown));
  return close.sort((one, other) => lacks(one) - lacks(other)).slice(0, 3).map(({ answer, ...hit }) => element(
    "section", { className: "answer-card" },
    element("h3", {}, element("a", { href: address(hit), textContent: answer.title })),
    element("dl", {}, ...answer.rows.map(({ label, value, href }) => element("div", {},
      element("dt", { textContent: label }),
      element("dd", {}, href ? element("a", { href, textContent: value }) : value)))),
    answer.note ? element("p", { className: "quiet", textContent: answer.note }) : null,
    answer.href ? element("p", {}, element("a", { href: answer.href, textContent: answer.link })) : null,
  ));
}

// A hit in the page of results.
function hit(found) {
  return element("li", {},
    element("a", { href: address(found) }, ...marked(found.title)),
    found.heading ? element("span", { className: "hits__heading", textContent: found.heading }) : null,
    found.words.some(Boolean) ? element("p", {}, ...marked(found.words)) : null);
}

if (field) {
  if (page) answerInPage();
  else suggest();
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    // Where one types, it is a stroke like others.
    if (event.target.closest("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]")) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
}
