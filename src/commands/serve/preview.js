"use strict";
// What `qagida serve` adds to each page: it reloads the page when there is a newer
// one, leaves the reader where they were, and shows over the page what is wrong with
// the content. Pages that nobody looks at don't wait: a browser opens six connections
// to a host, and no more.
(() => {
  const query = new URL(document.currentScript.src).searchParams;
  const since = query.get("since");
  const file = encodeURIComponent(query.get("file"));
  const shortest = 250;
  const longest = 4000;
  // What stood at the top of the window, kept over the reload, and whether the
  // errors are folded away.
  const PLACE = "qagida-preview-place";
  const FOLDED = "qagida-preview-folded";
  // A browser may refuse to keep anything: then the place is lost, and no more.
  const attempt = (act) => { try { return act(); } catch { return null; } };
  const memory = {
    get: (key) => attempt(() => sessionStorage.getItem(key)),
    set: (key, text) => attempt(() => sessionStorage.setItem(key, text)),
    forget: (key) => attempt(() => sessionStorage.removeItem(key)),
  };
  let pause = shortest;
  let request = null;
  let told = 0;

  // ---- Where the reader was

  const blocks = "main :is(h1, h2, h3, h4, p, li, tr, dt, dd, figure, summary, label), footer :is(p, li)";
  const address = () => location.pathname + location.search;

  // A block is known by what it says, and which of those that say so it is: what
  // stands above it may be another after the reload.
  function named() {
    const counts = new Map();
    return [...document.querySelectorAll(blocks)].map((element) => {
      const text = `${element.localName} ${element.id} ${element.textContent.trim().slice(0, 200)}`;
      const count = counts.get(text) ?? 0;
      counts.set(text, count + 1);
      return [`${text} ${count}`, element];
    });
  }

  function stays(element) {
    for (let outer = element; outer; outer = outer.parentElement) {
      if (["fixed", "sticky"].includes(getComputedStyle(outer).position)) return true;
    }
    return false;
  }

  function remember() {
    const seen = named().map(([name, element]) => ({ name, element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.height > 0 && box.bottom > 0 && box.top < innerHeight)
      .filter(({ element }) => !stays(element))
      .slice(0, 30)
      .map(({ name, box }) => [name, box.top]);
    const open = [...document.querySelectorAll("details")].map((details) => details.open);
    memory.set(PLACE, JSON.stringify({ address: address(), x: scrollX, y: scrollY, seen, open }));
    // Else the browser puts the page where it was in pixels, or at its fragment.
    history.scrollRestoration = "manual";
  }

  function find({ x, y, seen }) {
    if (y <= 0) return scrollTo({ left: x, top: 0, behavior: "instant" });
    const now = new Map(named());
    const found = seen.find(([name]) => now.get(name)?.getClientRects().length > 0);
    if (!found) return scrollTo({ left: x, top: y, behavior: "instant" });
    const [name, top] = found;
    return scrollTo({ left: x, top: scrollY + now.get(name).getBoundingClientRect().top - top, behavior: "instant" });
  }

  function putBack() {
    const kept = JSON.parse(memory.get(PLACE));
    memory.forget(PLACE);
    if (kept?.address !== address()) return;
    const details = [...document.querySelectorAll("details")];
    if (details.length === kept.open.length) details.forEach((one, at) => { one.open = kept.open[at]; });
    // Scripts fill the page, and the browser looks for the fragment, until it is
    // loaded; but whoever scrolls by themselves is let go.
    let own = false;
    const let_go = () => { own = true; };
    const ways = ["wheel", "touchstart", "keydown", "pointerdown"];
    for (const way of ways) addEventListener(way, let_go, { passive: true, once: true });
    const again = () => { if (!own) find(kept); };
    again();
    addEventListener("DOMContentLoaded", again);
    addEventListener("load", () => {
      again();
      requestAnimationFrame(() => {
        again();
        history.scrollRestoration = "auto";
        for (const way of ways) removeEventListener(way, let_go);
      });
    });
  }

  // ---- What is wrong

  const element = (name, className, ...inner) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...inner);
    return made;
  };

  function line({ at, before, marked, after }, label) {
    const parts = [element("p", "at", at)];
    if (before || marked || after) {
      parts.push(element("pre", "", before, element("mark", "", marked || " "), after));
    }
    if (label) parts.push(element("p", "label", label));
    return parts;
  }

  function problem({ code, message, place, label, also, hint }) {
    const item = element("li", "", element("p", "message", message));
    if (place) item.append(...line(place, label));
    for (const other of also) item.append(...line(other.place, other.label));
    if (hint) item.append(element("p", "hint", element("b", "", "Help: "), hint));
    item.append(element("p", "code", code));
    return item;
  }

  let host = null;
  function show({ count, problems, shown }) {
    host?.remove();
    host = null;
    if (count === 0) return;
    const title = count === 1 ? "1 error" : `${count} errors`;
    const what = shown
      ? "The page shows the change; the published folder is as it was before."
      : "The page is as it was before.";
    // The style of the page doesn't reach into it, nor its own out of it.
    host = element("div");
    host.lang = "en";
    host.id = "qagida-preview";
    const style = element("link");
    style.rel = "stylesheet";
    style.href = "/_preview.css";
    const said = element("p", "said", what);
    said.setAttribute("role", "alert");
    const list = element("ol", "", ...problems.map(problem));
    const scrolled = element("div", "list", list);
    scrolled.tabIndex = 0;
    scrolled.setAttribute("role", "group");
    scrolled.setAttribute("aria-label", "Messages");
    if (count > problems.length) scrolled.append(element("p", "more", `The first ${problems.length} of ${count} are shown; the terminal has the others.`));
    const heading = element("h2", "", title);
    heading.id = "title";
    const details = element("details", "", element("summary", "", heading), said, scrolled);
    details.open = memory.get(FOLDED) === null;
    details.addEventListener("toggle", () => {
      if (details.open) memory.forget(FOLDED);
      else memory.set(FOLDED, "");
    });
    const panel = element("section", "", details);
    panel.setAttribute("aria-labelledby", "title");
    panel.hidden = true;
    style.addEventListener("load", () => { panel.hidden = false; });
    host.attachShadow({ mode: "open" }).append(style, panel);
    document.body.append(host);
  }

  // ---- Waiting

  async function wait() {
    if (request || document.hidden) return;
    request = new AbortController();
    try {
      const answer = await fetch(`/_preview?since=${since}&file=${file}&told=${told}`, { signal: request.signal, cache: "no-store" });
      if (!answer.ok) throw new Error(answer.statusText);
      const news = await answer.json();
      if (news.version !== since) {
        remember();
        location.reload();
        return;
      }
      if (news.told !== told) {
        told = news.told;
        show(news);
      }
      pause = shortest;
    } catch {
      // The server is gone, or the page was hidden.
      await new Promise((resolve) => { setTimeout(resolve, pause); });
      pause = Math.min(pause * 2, longest);
    }
    request = null;
    wait();
  }

  document.addEventListener("visibilitychange", () => {
    if (document.hidden) request?.abort();
    else wait();
  });
  putBack();
  wait();
})();
