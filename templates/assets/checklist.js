// Keeps ticks in a service's list of papers, for one case or several ("Anna", "Ben"),
// on the device and nowhere else. A tick belongs to the paper's anchor, so that the
// ticks of papers that stay outlast a change of the list.

const KEPT = "qagida.checklist";
const root = document.querySelector("[data-checklist]");
if (root) start(root);

function start(root) {
  const find = (name) => root.querySelector(`[data-${name}]`);
  const words = root.querySelector("[data-checklist-words]").content;
  const word = (name, slots = {}) => words.querySelector(`[data-word="${name}"]`).textContent
    .replace(/\{(\w+)\}/g, (_, slot) => slots[slot]);
  const service = root.dataset.checklist;
  const papers = [...root.querySelectorAll("li:has([data-tick])")];
  const nameForm = find("name");
  const nameField = nameForm.querySelector("input");
  // While nothing can be kept, the ticks live as long as the page.
  let state = read() ?? fresh();
  let at = state.at;
  let renaming = false;

  const current = () => state.cases.find((one) => one.id === at) ?? state.cases[0];
  const titled = (one) => one.name || word("case-first");
  const marks = () => current().services[service] ?? { done: [], aside: [] };
  const tell = (text) => { find("told").textContent = text; };

  // Another tab may have changed something in the meantime.
  function change(apply) {
    state = read() ?? state;
    apply();
    state.at = at;
    show(write(state));
  }

  function set(list, id, on) {
    change(() => {
      const own = structuredClone(marks());
      own[list] = own[list].filter((one) => one !== id).concat(on ? [id] : []);
      current().services[service] = own;
    });
  }

  function show(kept) {
    at = current().id;
    find("case").replaceChildren(...state.cases.map((one) => new Option(titled(one), one.id, false, one.id === at)));
    find("case-printed").textContent = titled(current());
    const { done, aside } = marks();
    for (const paper of papers) {
      const off = paper.querySelector("[data-aside]");
      if (off) off.checked = aside.includes(paper.id);
      const tick = paper.querySelector("[data-tick]");
      tick.checked = done.includes(paper.id);
      tick.disabled = off?.checked ?? false;
      paper.toggleAttribute("data-set-aside", tick.disabled);
    }
    const progress = told();
    if (find("progress").textContent !== progress) find("progress").textContent = progress;
    find("lead").hidden = !kept;
    find("unkept").hidden = kept;
    find("text").hidden = true;
    find("copied").textContent = "";
  }

  function told() {
    const needed = papers.filter((paper) => !paper.hasAttribute("data-set-aside"));
    const done = needed.filter((paper) => paper.querySelector("[data-tick]").checked);
    return word("progress", { done: done.length, all: needed.length });
  }

  function text() {
    const lines = [`${document.querySelector("h1").textContent.trim()} – ${titled(current())}`, told()];
    for (const list of root.querySelectorAll(".documents")) {
      lines.push("", list.parentElement.querySelector("h3").textContent.trim());
      for (const paper of list.children) {
        const aside = paper.hasAttribute("data-set-aside");
        const box = aside ? "[–]" : paper.querySelector("[data-tick]").checked ? "[x]" : "[ ]";
        const { condition } = paper.dataset;
        const more = [condition, aside && word("aside")].filter(Boolean).join("; ");
        lines.push(`${box} ${paper.querySelector("strong").textContent.trim()}${more ? ` (${more})` : ""}`);
      }
    }
    return [...lines, "", location.href.split(/[?#]/)[0]].join("\n");
  }

  function ask(rename) {
    renaming = rename;
    nameField.value = rename ? titled(current()) : "";
    refuse(false);
    nameForm.hidden = false;
    nameField.focus();
    nameField.select();
  }

  function refuse(taken) {
    find("taken").hidden = !taken;
    nameField.toggleAttribute("aria-invalid", taken);
    if (taken) nameField.setAttribute("aria-describedby", "_case-taken");
    else nameField.removeAttribute("aria-describedby");
  }

  function close() {
    nameForm.hidden = true;
    find(renaming ? "rename" : "add").focus();
  }

  for (const paper of papers) {
    paper.querySelector("[data-tick]").addEventListener("change", (event) => set("done", paper.id, event.target.checked));
    paper.querySelector("[data-aside]")?.addEventListener("change", (event) => set("aside", paper.id, event.target.checked));
  }
  find("case").addEventListener("change", (event) => change(() => { at = Number(event.target.value); }));
  find("add").addEventListener("click", () => ask(false));
  find("rename").addEventListener("click", () => ask(true));
  find("cancel").addEventListener("click", close);
  nameForm.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  nameForm.addEventListener("submit", (event) => {
    event.preventDefault();
    const name = nameField.value.trim().replace(/\s+/g, " ");
    const others = (read() ?? state).cases.filter((one) => !renaming || one.id !== at);
    if (!name) return nameField.focus();
    if (others.some((one) => titled(one) === name)) {
      refuse(true);
      return nameField.focus();
    }
    change(() => {
      if (renaming) {
        current().name = name;
      } else {
        at = Math.max(...state.cases.map((one) => one.id)) + 1;
        state.cases.push({ id: at, name, services: {} });
      }
    });
    close();
    tell(`${name}. ${told()}`);
  });
  find("remove").addEventListener("click", () => {
    const name = titled(current());
    if (!confirm(word("remove-sure", { name }))) return;
    change(() => {
      state.cases = state.cases.filter((one) => one.id !== at);
      if (state.cases.length === 0) state = fresh();
      at = state.cases[0].id;
    });
    tell(`${word("removed", { name })} ${told()}`);
  });
  find("clear").addEventListener("click", () => change(() => {
    current().services[service] = { ...marks(), done: [] };
  }));
  find("print-list").addEventListener("click", () => {
    document.documentElement.dataset.printed = "checklist";
    print();
  });
  addEventListener("afterprint", () => { delete document.documentElement.dataset.printed; });
  find("copy").addEventListener("click", async () => {
    const box = find("text");
    try {
      await navigator.clipboard.writeText(text());
      find("copied").textContent = word("copied");
    } catch {
      const area = box.querySelector("textarea");
      box.hidden = false;
      area.value = text();
      area.focus();
      area.select();
      find("copied").textContent = word("copy-failed");
    }
  });
  addEventListener("storage", ({ key }) => {
    if (key !== KEPT && key !== null) return;
    state = read() ?? fresh();
    show(true);
  });

  show(keeps());
  for (const part of root.querySelectorAll(".awaits")) part.hidden = false;
}

function fresh() {
  return { at: 1, cases: [{ id: 1, name: "", services: {} }] };
}

// What is kept, or nothing if that is not ours.
function read() {
  try {
    const { at, cases } = JSON.parse(localStorage.getItem(KEPT));
    const strings = (list) => Array.isArray(list) && list.every((one) => typeof one === "string");
    const sound = cases.length > 0 && cases.every(({ id, name, services }) => Number.isInteger(id)
      && typeof name === "string"
      && Object.values(services).every(({ done, aside }) => strings(done) && strings(aside)));
    return sound ? { at, cases } : null;
  } catch {
    return null;
  }
}

// Whether anything is kept here. Nothing stays until somebody ticks something.
function keeps() {
  try {
    localStorage.setItem(`${KEPT}.probe`, "1");
    localStorage.removeItem(`${KEPT}.probe`);
    return true;
  } catch {
    return false;
  }
}

// Whether it could be kept.
function write(state) {
  try {
    localStorage.setItem(KEPT, JSON.stringify(state));
    return true;
  } catch {
    return false;
  }
}
