// Puts the answers of the tools into a calculator's page. All figures, dates and
// sentences come from the engine, all other words from the page; nothing is
// worked out here. A question is the form's lines, in the form as in the link.

const root = document.querySelector("[data-planner]");
const form = root.querySelector("[data-form]");
const part = (name, within = root) => within.querySelector(`[data-${name}]`);
const parts = (name, within = root) => [...within.querySelectorAll(`[data-${name}]`)];
const { planner: tool, home, full, embedded, embedScript } = root.dataset;
const embed = "embed" in root.dataset;

// What a link says of itself, beside the question.
const OF_LINK = ["f", "v", "was", "made"];
const LINK_FORMAT = "1";
// How long somebody may pause while typing before being told of a mistake.
const PAUSE = 900;

let engine;
// Lines of the link that the form has no place for, until somebody changes it.
let fromLink = null;
// What the link says of itself, as long as the question is the link's.
let ofLink = { lines: [], question: null };
let shown = null;
let pause;

async function start() {
  const asked = [...new URLSearchParams(location.search)].map(([name, value]) => ({ name: oneLine(name), value: oneLine(value) }));
  for (const input of form.querySelectorAll("input[name=on]")) input.value = typed(today());
  restore(asked);
  listen();
  form.hidden = false;
  if (embed) tellHeight();
  try {
    engine = await load(root.dataset);
  } catch (error) {
    console.warn(error);
    form.hidden = true;
    part("failed").hidden = false;
    return;
  }
  work();
}

async function load({ code, wasm, rules }) {
  const [bundle, bytes] = await Promise.all([
    import(code).then(async (bundle) => {
      await bundle.default({ module_or_path: wasm });
      return bundle;
    }),
    fetch(rules).then((answer) => {
      if (!answer.ok) throw new Error(`${rules}: ${answer.status}`);
      return answer.arrayBuffer();
    }),
  ]);
  const opened = bundle.Planner.open(new Uint8Array(bytes));
  if (!opened) throw new Error("the rules are of another version than the engine");
  return opened;
}

// The question

// The lines of the form in its order, each with its control. People without a
// service are still being filled in: they count when the question is handed in.
function lines({ all = false } = {}) {
  const waits = (control) => {
    const person = control.closest("[data-person]");
    return !all && person && !part("service", person);
  };
  const named = [...form.elements].filter((control) =>
    control.name && !control.matches(":disabled") && !(control.type === "radio" && !control.checked) && !waits(control));
  return named.map((control) => ({ control, name: control.name, value: oneLine(control.value) }));
}

const asText = (lines) => lines.map(({ name, value }) => `${name}=${value}`).join("\n");
const oneLine = (text) => text.replace(/[\r\n]+/g, " ");
const questionOf = (lines) => asText(lines.filter(({ name, value }) => value && name !== "with"));

// Fills the form with the lines of a link. What has no place in it goes to the
// engine as it is, so that it says what is wrong.
function restore(asked) {
  const own = asked.filter(({ name }) => !OF_LINK.includes(name));
  // A link that begins with a service is about one person, whoever that is.
  const first = own.findIndex(({ name }) => name !== "on" && name !== "with");
  if (tool === "fees" && own[first]?.name === "s") {
    own.splice(first, 0, { name: "p", value: copy("person").querySelector("[name=p]").value });
  }
  const place = tool === "fees" ? placeInBasket() : placeByName();
  for (const line of own) line.control = place(line);
  if (tool === "fees") {
    if (!part("person")) insertPerson();
    // Once for all: a link may name hundreds.
    number();
  }
  fit();
  const now = lines({ all: own.length > 0 });
  const stands = ({ name, control, value }) =>
    now.some((line) => line.control === control && line.name === name && (line.value === value || iso(line.value) === value));
  if (!own.every(stands)) {
    // The way of filing belongs to what the form has chosen, not to what the link names.
    const missing = (line) => !line.control.closest("[data-person]") && line.name !== "channel" && own.every(({ name }) => name !== line.name);
    fromLink = [...now.filter(missing), ...own];
  }
  if (own.some(({ name }) => name === "with")) part("compare").open = true;
  ofLink = { lines: asked.filter(({ name }) => OF_LINK.includes(name)), question: questionOf(fromLink ?? now) };
}

// Puts a value into a control unless another line did; gives the control.
function put(control, value, used) {
  if (!control || used.has(control)) return undefined;
  used.add(control);
  if (control instanceof HTMLSelectElement) {
    if ([...control.options].some((option) => option.value === value)) control.value = value;
  } else {
    control.value = "date" in (control.parentElement?.dataset ?? {}) ? typed(value) : value;
  }
  return control;
}

function placeByName() {
  const used = new Set();
  return ({ name, value }) => {
    const controls = [...form.elements].filter((control) => control.name === name);
    if (controls[0]?.type !== "radio") return put(controls[0], value, used);
    if (controls.some((control) => used.has(control))) return undefined;
    for (const control of controls) used.add(control);
    const chosen = controls.find((control) => control.value === value);
    if (chosen) chosen.checked = true;
    return chosen ?? controls[0];
  };
}

function placeInBasket() {
  const used = new Set();
  let person;
  let service;
  return ({ name, value }) => {
    const control = (within) => within?.querySelector(`[name="${CSS.escape(name)}"]`);
    if (name === "on" || name === "with") return put(control(form), value, used);
    if (name === "p" || !person) {
      person = insertPerson();
      service = null;
    }
    if (name === "p" || name === "n") return put(control(person), value, used);
    if (name === "s") {
      service = addService(person, value);
      return control(service) ?? part("add-choice", person);
    }
    return put(control(service), value, used);
  };
}

// Shows only what belongs to what is chosen.
function fit() {
  const chosen = (name) => form.querySelector(`select[name="${name}"]`);
  const [duty, exemption, what, channel] = ["duty", "exemption", "what", "channel"].map(chosen);
  const allow = (select, allowed) => {
    for (const option of select.options) option.hidden = option.disabled = !allowed(option);
    if (select.selectedOptions[0]?.disabled) {
      select.value = [...select.options].find((option) => !option.disabled)?.value ?? "";
    }
  };
  const use = (control, used) => {
    control.disabled = !used;
    control.closest("[data-field]").hidden = !used;
  };
  if (duty && exemption) {
    allow(exemption, ({ value, dataset }) => !value || dataset.for.split(" ").includes(duty.value));
  }
  if (what) {
    const { asks, channels } = what.selectedOptions[0].dataset;
    const ways = channels.split(" ").filter(Boolean);
    part("on-label").textContent = asks;
    allow(channel, ({ value }) => ways.includes(value));
    use(channel, ways.length > 1);
    use(form.querySelector("[name=time]"), ways.length > 0);
  }
}

// The basket

function addPerson() {
  const item = insertPerson();
  number();
  return item;
}

function insertPerson() {
  const item = copy("person");
  part("people").append(item);
  return item;
}

function addService(person, id) {
  const item = copy(`service-${id}`);
  if (!item) return null;
  for (const control of item.querySelectorAll("[data-help]")) {
    const help = element("p", { class: "help", id: newId() }, control.dataset.help);
    control.setAttribute("aria-describedby", help.id);
    control.closest("[data-field]").append(help);
  }
  part("services", person).append(item);
  nameOf(part("remove-service", item), part("service-title", item).textContent);
  return item;
}

// Says which person is which, wherever they are named.
function number() {
  const people = parts("person");
  for (const [at, person] of people.entries()) {
    const title = word("person-title", { n: at + 1 });
    part("person-title", person).textContent = title;
    const remove = part("remove-person", person);
    nameOf(remove, title);
    remove.hidden = people.length === 1;
  }
}

// A button says what it is about also to those who don't see where it stands.
function nameOf(button, what) {
  button.setAttribute("aria-label", word("remove", { what }));
}

function copy(name) {
  const template = root.querySelector(`template[data-template="${CSS.escape(name)}"]`);
  return template?.content.firstElementChild.cloneNode(true);
}

let ids = 0;
const newId = () => `_${ids += 1}`;

// Buttons of the basket; true if something has changed.
function changeBasket(button) {
  const person = button.closest("[data-person]");
  const { dataset } = button;
  if ("addPerson" in dataset) {
    const title = part("person-title", addPerson());
    title.focus();
    say(word("added", { what: title.textContent }));
  } else if ("removePerson" in dataset) {
    const name = part("person-title", person).textContent;
    const next = person.nextElementSibling ?? person.previousElementSibling;
    person.remove();
    number();
    part("person-title", next).focus();
    say(word("removed", { what: name }));
  } else if ("addService" in dataset) {
    const choice = part("add-choice", person);
    const added = choice.value && addService(person, choice.value);
    if (!added) {
      choice.focus();
      return false;
    }
    choice.value = "";
    part("service-title", added).focus();
    say(word("added", { what: part("service-title", added).textContent }));
  } else if ("removeService" in dataset) {
    const service = button.closest("[data-service]");
    const name = part("service-title", service).textContent;
    service.remove();
    part("add-choice", person).focus();
    say(word("removed", { what: name }));
  } else {
    return false;
  }
  return true;
}

// Asking

function listen() {
  const changed = () => {
    fromLink = null;
    fit();
  };
  form.addEventListener("input", ({ target }) => {
    if ("native" in target.dataset || "addChoice" in target.dataset) return;
    changed();
    clearTimeout(pause);
    const typing = target instanceof HTMLInputElement && target.type !== "radio";
    work({ typing });
    if (typing) pause = setTimeout(work, PAUSE);
  });
  form.addEventListener("change", ({ target }) => {
    if ("native" in target.dataset) {
      const input = target.parentElement.querySelector("input[name]");
      if (target.value) input.value = typed(target.value);
      input.focus();
      changed();
    }
    if ("addChoice" in target.dataset) return;
    clearTimeout(pause);
    work();
    keepInAddress();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(pause);
    work({ all: true });
    keepInAddress();
    const errors = part("errors");
    if (!errors.hidden) errors.focus();
    else if (!part("answer-part").hidden) part("answer-part").querySelector("h2").focus();
  });
  root.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (!button) return;
    const { dataset } = button;
    if (form.contains(button) && changeBasket(button)) {
      changed();
      work();
      keepInAddress();
    } else if ("pick" in dataset) {
      pick(button.closest("[data-date]"));
    } else if ("reset" in dataset) {
      location.assign(location.pathname);
    } else if ("copy" in dataset) {
      copyText(document.getElementById(dataset.copy));
    } else if ("print" in dataset) {
      print();
    } else if ("calendar" in dataset) {
      saveCalendar();
    }
  });
  for (const button of parts("pick")) {
    button.hidden = !("showPicker" in HTMLInputElement.prototype);
    button.setAttribute("aria-describedby", button.closest("[data-field]").querySelector("label").id ||= newId());
  }
}

// Works out what the form asks. While somebody types, mistakes are not named yet.
function work({ typing = false, all = false } = {}) {
  if (!engine) return;
  const asked = fromLink ?? lines({ all });
  if (ofLink.question !== questionOf(asked)) ofLink.lines = [];
  // A basket without anything in it is no question yet.
  if (tool === "fees" && !asked.some(({ name }) => name === "s")) {
    mistakes([], asked);
    shown = null;
    hideAnswer(word("empty"));
    return;
  }
  const text = asText([...asked, ...ofLink.lines]);
  const json = engine.answer(tool, text);
  const answer = JSON.parse(json);
  if (answer.errors) {
    shown = null;
    if (typing) {
      part("answer-part").dataset.stale = "";
      result("", "");
      return;
    }
    mistakes(answer.errors, asked);
    hideAnswer("");
    const [first] = answer.errors;
    say(word("errors", { n: first?.message ?? "" }));
    return;
  }
  const compared = answer.comparison?.errors ?? [];
  if (!typing || compared.length === 0) mistakes(compared, asked);
  if (shown?.json === json) return;
  shown = { json, answer, text: asText(asked) };
  show(answer);
}

function hideAnswer(text) {
  part("answer-part").hidden = true;
  result("", text);
}

// Mistakes stand beside their fields and in the summary.
function mistakes(errors, asked) {
  for (const old of form.querySelectorAll(".field-error")) old.remove();
  for (const control of form.querySelectorAll("[aria-invalid]")) {
    control.removeAttribute("aria-invalid");
    if (control.dataset.described) control.setAttribute("aria-describedby", control.dataset.described);
    else control.removeAttribute("aria-describedby");
  }
  const summary = part("errors");
  summary.querySelector("ul").replaceChildren(...errors.map(({ field, at, message }) => {
    const control = asked[at]?.control ?? form.querySelector(`[name="${CSS.escape(field)}"]`);
    const box = control?.closest("[data-field], [data-add-field]");
    if (!box) return element("li", {}, message);
    const note = element("p", { class: "field-error", id: newId() }, message);
    box.append(note);
    const target = control.type === "hidden" ? box.querySelector("legend") : control;
    if (!control.hasAttribute("aria-invalid")) control.dataset.described = control.getAttribute("aria-describedby") ?? "";
    control.setAttribute("aria-invalid", "true");
    control.setAttribute("aria-describedby", `${note.id} ${control.dataset.described}`.trim());
    target.id ||= newId();
    const link = element("a", { href: `#${target.id}` }, message);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const folded = target.closest("details");
      if (folded) folded.open = true;
      target.focus();
    });
    if (field === "with") part("compare").open = true;
    return element("li", {}, link);
  }));
  summary.hidden = errors.length === 0;
}

// The answer

function show(answer) {
  const section = part("answer-part");
  const place = part("answer");
  const open = new Set(parts("key", place).filter((details) => details.open).map((details) => details.dataset.key));
  const body = answer.answer;
  const views = { fees: showFees, duty: showDuty, deadlines: showDeadlines, finder: showFinder };
  section.hidden = false;
  delete section.dataset.stale;
  part("notices").replaceChildren(...notices(answer));
  place.replaceChildren(
    element("div", { class: "printed" },
      element("p", { class: "printed__title" }, answer.title),
      list("facts-line", answer.asked.map(({ label, value }) => [label, value]))),
    ...views[tool](body, answer));
  part("end").replaceChildren(...ending(answer));
  for (const details of parts("key", place)) if (open.has(details.dataset.key)) details.open = true;
  part("calendar").hidden = answer.events.length === 0;
  const link = linkOf(answer);
  part("link").value = link;
  part("printed-link").textContent = link;
  share(answer);
  if (embed) for (const anchor of root.querySelectorAll("a[href]")) {
    if (anchor.getAttribute("href").startsWith("#")) continue;
    anchor.target = "_blank";
    anchor.rel = "noopener";
  }
}

function showFees(body, answer) {
  result(word("total"), body.total_text ?? word("no-total"), body.total === null);
  const several = body.people.length > 1;
  const bills = body.people.map((person) => {
    const bodies = person.services.map((service) => {
      const rows = [
        element("tr", {}, element("th", { scope: "rowgroup", colspan: "2", class: "bill__service" }, service.title,
          service.choices_text && element("span", { class: "detail" }, service.choices_text))),
        ...bill(service, answer),
        ...[...service.implied, ...service.notes].map(({ text, source }) =>
          element("tr", {}, element("td", { colspan: "2", class: "bill__note detail" }, text, " ", cite(source, answer)))),
      ];
      if (person.services.length > 1 && service.items.length + service.unknown.length > 1) {
        rows.push(sum(service.title, service, "bill__sum"));
      }
      return element("tbody", {}, ...rows);
    });
    return element("table", { class: "quote bill" },
      element("caption", {}, `${person.label} × ${person.count}`),
      ...bodies,
      element("tfoot", {}, sum(several || person.services.length > 1 ? person.label : word("total"), person)));
  });
  const tables = [...bills];
  if (several && body.services.length > 1) {
    tables.push(totals(word("by-service"), body.services.map((service) =>
      [`${service.title} × ${service.people}`, service])));
  }
  if (body.recipients?.length > 0) {
    tables.push(totals(word("by-recipient"), body.recipients.map((recipient) => [recipient.name, recipient]), body));
  }
  return [...tables, body.exemption_note && element("p", { class: "doubt" }, body.exemption_note), excluded(body, answer)].filter(Boolean);
}

function showDuty(body, answer) {
  result(word("total"), body.total_text ?? word("no-total"), body.total === null);
  const units = body.units && element("tr", {}, element("th", { scope: "row" }, word("units")), element("td", {}, body.units.rate_text));
  return [
    element("table", { class: "quote bill" },
      element("caption", {}, answer.title),
      element("tbody", {}, ...bill(body, answer), units),
      element("tfoot", {}, sum(word("total"), body))),
    body.exemption_note && element("p", { class: "doubt" }, body.exemption_note),
    excluded(body, answer),
  ].filter(Boolean);
}

// The lines of a bill: what is known, then what is not.
function bill({ items, unknown }, answer) {
  const row = ({ label, source, rate_source, unit_source, exemption }, amount, detail) => {
    const places = [source, rate_source, unit_source, exemption?.source].filter(Boolean);
    const head = element("th", { scope: "row" }, label, ...places.flatMap((place) => [" ", cite(place, answer)]),
      detail && element("span", { class: amount ? "detail" : "detail doubt" }, detail),
      exemption && element("span", { class: "detail doubt" }, exemption.note));
    return element("tr", {}, head, element("td", { class: amount ? "" : "doubt" }, amount ?? word("unknown")));
  };
  return [
    ...items.map((item) => row(item, item.amount_text, item.formula)),
    ...unknown.map((missing) => row(missing, null, missing.reason)),
  ];
}

function sum(label, { total, total_text: text }, kind = "") {
  const known = total !== null && total !== undefined;
  return element("tr", { class: kind },
    element("th", { scope: "row" }, label),
    element("td", { class: known ? "" : "doubt" }, known ? text : word("unknown")));
}

function totals(caption, rows, whole) {
  return element("table", { class: "quote" },
    element("caption", {}, caption),
    element("tbody", {}, ...rows.map(([label, row]) => sum(label, row))),
    whole && element("tfoot", {}, sum(word("total"), whole)));
}

function excluded({ excluded: remarks = [] }, answer) {
  if (remarks.length === 0) return null;
  return element("div", { class: "excluded" },
    element("h3", {}, word("not-included")),
    element("ul", {}, ...remarks.map(({ label, text, source }) =>
      element("li", {}, label ? `${label}: ${text} ` : `${text} `, source && cite(source, answer)))));
}

function showDeadlines(body, answer) {
  const { kind } = body;
  const main = kind === "window" ? `${body.opens_text ?? "–"} – ${body.closes_text ?? "–"}` : body.due_text ?? body.result_text;
  const known = kind === "window" ? body.opens && body.closes : main;
  const name = { service: "due-service", window: "opens", date: "mark-result" }[kind] ?? "due";
  result(known ? word(name) : "", known ? main : word("no-date"), !known);
  const dates = [
    ["earliest", body.earliest !== body.due && body.earliest_text],
    [kind === "service" ? "due-service" : "due", body.due_text],
    ["extended", body.extended_text],
    ["opens", body.opens_text],
    ["closes", body.closes_text],
  ].filter(([, text]) => text).map(([key, text]) => [word(key), text]);
  if (body.result_text) dates.push([body.result_label ?? body.title, body.result_text]);
  const { steps = [], assumptions = [], unknown = [], months = [] } = body;
  const key = ["accepted", "due", "earliest", "extended", "opens", "closes", "result"];
  return [
    element("p", { class: "answer-title" }, answer.title, body.source && " ", body.source && cite(body.source, answer)),
    dates.length > 0 && list("dates", dates),
    unknown.length > 0 && element("div", { class: "doubt" }, ...unknown.map(({ reason }) => element("p", {}, reason))),
    body.text && element("p", {}, body.text),
    body.note && element("p", { class: "note" }, body.note),
    steps.length > 0 && element("h3", {}, word("days")),
    steps.length > 0 && element("ol", { class: "days" }, ...steps.map((step) =>
      element("li", { class: key.includes(step.kind) ? "key" : "" },
        element("time", { datetime: step.day }, step.day_text), element("span", {}, step.text)))),
    months.length > 0 && element("h3", {}, word("months")),
    months.length > 0 && element("div", { class: "months" }, ...months.flatMap(month)),
    assumptions.length > 0 && element("h3", {}, word("assumptions")),
    assumptions.length > 0 && element("ul", { class: "assumptions" }, ...assumptions.map(({ text }) => element("li", {}, text))),
  ].filter(Boolean);
}

// A month as a table. What is marked in it stands below it in words too.
function month({ title, weeks, gap }) {
  if (gap) return [element("p", { class: "months__gap quiet" }, `… ${title} …`)];
  const [long, short] = ["weekdays", "weekdays-short"].map((key) => word(key).split(", "));
  const told = [];
  const cell = (day) => {
    if (!day) return element("td", {});
    const marks = (day.marks ?? []).map((mark) => word(`mark-${mark}`)).filter(Boolean);
    const kind = day.kind === "working" ? "" : word(`kind-${day.kind}`);
    const why = day.why || kind;
    if (marks.length > 0 || day.why) told.push([day, [...marks, day.why].filter(Boolean).join(", ")]);
    const classes = ["day", `day--${day.kind}`, day.in && "day--in", marks.length > 0 && "day--marked"];
    return element("td", { class: classes.filter(Boolean).join(" ") },
      element("time", { datetime: day.date }, String(day.day)),
      (why || marks.length > 0) && element("span", { class: "visually-hidden" }, ` ${[...marks, why].filter(Boolean).join(", ")}`));
  };
  const rows = weeks.map((week) => element("tr", {}, ...week.map(cell)));
  return [element("div", { class: "month" },
    element("table", {},
      element("caption", {}, title),
      element("thead", {}, element("tr", {}, ...short.map((name, at) =>
        element("th", { scope: "col" }, element("abbr", { title: long[at] }, name))))),
      element("tbody", {}, ...rows)),
    told.length > 0 && element("ul", { class: "month__told", "aria-hidden": "true" }, ...told.map(([day, text]) =>
      element("li", {}, element("strong", {}, String(day.day)), ` ${text}`))))];
}

function showFinder(body, answer) {
  result("", answer.title, body.fits.length === 0);
  for (const { id, answers } of body.questions) {
    const choices = new Map([...form.querySelectorAll(`input[name="${CSS.escape(id)}"], select[name="${CSS.escape(id)}"] option`)]
      .map((choice) => [choice.value, choice]));
    for (const { id: value, left } of answers) {
      const choice = choices.get(value);
      const text = word("left", { n: left });
      if (choice instanceof HTMLOptionElement) {
        choice.dataset.label ??= choice.textContent;
        choice.textContent = `${choice.dataset.label} (${text})`;
      } else if (choice) {
        part("left", choice.closest("label")).textContent = text;
        choice.closest("label").classList.toggle("nothing-left", left === 0);
      }
    }
  }
  const asked = body.questions.map(({ id }) => id);
  for (const question of parts("question", form)) {
    const used = asked.includes(question.dataset.question);
    question.hidden = !used;
    for (const control of question.querySelectorAll("input, select")) {
      control.disabled = !used;
      // What isn't asked any more is open when it is asked again.
      if (!used && control.type === "radio") control.checked = control.value === "";
      else if (!used) control.value = "";
    }
  }
  const closed = body.fits.length > 3;
  const cited = ({ text, source }) => element("li", {}, text, source && " ", source && cite(source, answer));
  const once = (said) => said.filter(({ text }, at) => said.findIndex((other) => other.text === text) === at);
  const block = (key, items) => items.length > 0 && element("div", {}, element("h3", {}, word(key)), element("ul", {}, ...items));
  const fit = (one) => element("details", { class: "fit", "data-key": one.id, open: !closed },
    element("summary", {}, element("span", { class: "badge" }, one.id), ` ${one.title}`, element("span", { class: "detail" }, one.summary)),
    element("p", {}, element("a", { href: page(one.path) }, word("page-of", { what: one.title }))),
    one.doubt && element("p", { class: "doubt" }, one.doubt),
    block("why", once(one.why).map(cited)),
    block("variants", one.variants.map(({ text }) => element("li", {}, text))),
    block("needs", one.needs.map(({ by, text, items }) => element("li", {}, by && element("strong", {}, `${by}. `), text,
      items.length > 0 && element("ul", {}, ...items.map(({ text }) => element("li", {}, text)))))),
    block("notes", once(one.notes).map(cited)),
    one.term_text && element("p", {}, element("strong", {}, word("term")), `: ${one.term_text} `, one.term_source && cite(one.term_source, answer)),
    block("cost", one.services.map((service) => element("li", {},
      element("a", { href: page(service.path) }, service.title), `: ${service.text}`,
      service.term_text && element("span", { class: "detail" }, service.term_text)))));
  const out = body.ruled_out;
  return [
    element("p", { class: "printed answer-title" }, answer.title),
    ...(body.ignored ?? []).map(({ text }) => element("p", { class: "note" }, text)),
    body.way_on.length > 0 && element("div", { class: "doubt" },
      element("p", {}, word("way-on")), element("ul", {}, ...body.way_on.map(({ text }) => element("li", {}, text)))),
    ...body.fits.map(fit),
    out.length > 0 && element("details", { "data-key": "out" },
      element("summary", {}, `${word("ruled-out")} (${out.length})`),
      ...asked.flatMap((question) => ruledOut(question, out.filter((one) => one.question === question), answer))),
  ].filter(Boolean);
}

// What an answer has ruled out, below the question and the answer in words.
function ruledOut(question, out, answer) {
  if (out.length === 0) return [];
  const { label, value } = answer.asked[answer.request.findIndex(({ name }) => name === question)];
  return [
    element("h3", {}, `${label} ${value}`),
    element("ul", {}, ...out.map(({ id, title, path, text }) => element("li", {},
      element("a", { href: page(path) }, element("span", { class: "badge" }, id), ` ${title}`), `: ${text}`))),
  ];
}

// What the engine says of the link, and what has changed since it was made.
function notices({ changed, notices: said = [] }) {
  return [
    ...said.map(({ text }) => element("p", { class: "doubt" }, text)),
    changed && element("section", { class: "changed doubt" },
      element("h3", {}, word("changed")),
      element("p", {}, changed.text),
      differences(changed.lines ?? [], word("before"), word("now"))),
  ].filter(Boolean);
}

// Below every answer: the comparison, the sources, and what a print needs.
function ending(answer) {
  const { comparison, sources, version } = answer;
  const compared = comparison && !comparison.errors;
  const printed = element("p", { class: "printed" },
    `${word("made")} ${typed(today())} · ${word("version")} ${version}`,
    element("br", {}), element("span", { "data-printed-link": true }));
  return [
    compared && element("section", { class: "comparison-part" },
      element("h3", {}, comparison.title || word("comparison")),
      element("p", {}, comparison.text),
      differences(comparison.lines ?? [], word("here"), word("there"))),
    sources.length > 0 && element("div", { class: "sources-part" },
      element("h3", {}, word("sources")),
      element("ol", {}, ...sources.map((source) =>
        element("li", {}, element("a", { href: placeOf(source) }, source.text))))),
    printed,
  ].filter(Boolean);
}

function differences(lines, here, there) {
  const other = lines.filter(({ same }) => !same);
  if (other.length === 0) return null;
  const row = (line) => element("tr", {},
    element("th", { scope: "row" }, line.label, line.text && element("span", { class: "detail" }, line.text)),
    element("td", {}, line.here ?? line.before ?? "–"),
    element("td", {}, line.there ?? line.now ?? "–"));
  return element("div", { class: "table-scroll", tabindex: "0", role: "region", "aria-label": word("comparison") },
    element("table", { class: "differences" },
      element("thead", {}, element("tr", {}, ...[word("line"), here, there].map((head) => element("th", { scope: "col" }, head)))),
      element("tbody", {}, ...other.map(row))));
}

function list(kind, pairs) {
  return element("dl", { class: kind }, ...pairs.map(([name, value]) =>
    element("div", {}, element("dt", {}, name), element("dd", {}, value))));
}

// A source mark; in print the number of the source in the list.
function cite(source, { sources }) {
  const number = sources.findIndex(({ document, at }) => document === source.document && at === source.at) + 1;
  return element("a", { class: "cite", href: placeOf(source), title: source.text },
    element("span", { class: "visually-hidden" }, `${word("source")}: ${source.text}`),
    number > 0 && element("span", { class: "cite__number", "aria-hidden": "true" }, String(number)));
}

const placeOf = ({ document, at }) => `${root.dataset.sources}#${document}--${at.split("/")[0]}`;
const page = (path) => `${home}${path.replace(/^\//, "")}`;

// Only what changes is announced.
function result(label, text, doubtful = false) {
  const output = part("result");
  part("bar").hidden = text === "";
  part("bar-label").textContent = label;
  output.classList.toggle("doubt", doubtful);
  if (output.textContent !== text) output.textContent = text;
}

function say(text) {
  part("status").textContent = text;
}

// Links, copies, calendar

function question(answer) {
  const asked = answer.request.filter(({ value }) => value !== "").map(({ name, value }) => [name, value]);
  const other = answer.comparison?.with;
  return new URLSearchParams(other ? [...asked, ["with", other]] : asked);
}

function linkOf(answer) {
  const link = new URL(full, location.href);
  const query = question(answer);
  for (const [name, value] of [["f", LINK_FORMAT], ["v", answer.version], ["made", today()], ["was", answer.record]]) {
    if (value) query.append(name, value);
  }
  link.search = query;
  // Characters that may stand in a link as they are.
  return link.href.replace(/%(7E|2F|21|2A)/g, decodeURIComponent);
}

// Other languages, the page itself and other sites get the question too.
function share(answer) {
  const query = `?${question(answer)}`;
  for (const link of document.querySelectorAll(".languages a")) link.search = query;
  const own = part("open-full");
  if (own) own.href = `${full}${query}`;
  const snippet = part("snippet");
  if (!snippet) return;
  const safe = (text) => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");
  const frame = new URL(embedded, location.href);
  frame.search = query;
  const title = root.querySelector("h1").textContent;
  snippet.value = `<iframe data-qagida src="${safe(frame.href)}" title="${safe(title)}" width="100%" height="900" loading="lazy"></iframe>\n`
    + `<script src="${safe(new URL(embedScript, location.href).href)}" async></scr` + "ipt>";
}

// So that reloading and going back keep the question.
function keepInAddress() {
  if (!shown || embed) return;
  const query = `?${question(shown.answer)}`;
  // A link keeps what it says of itself as long as it is the same question.
  if (ofLink.lines.length > 0 || query === location.search) return;
  try {
    history.replaceState(null, "", query);
  } catch {
    // Too often for this browser: the address stays behind.
  }
}

async function copyText(field) {
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    say(word("copied"));
  } catch {
    say(document.execCommand("copy") ? word("copied") : word("copy-failed"));
  }
  const button = root.querySelector(`[data-copy="${field.id}"]`);
  const note = button.nextElementSibling ?? element("span", { class: "quiet", "aria-hidden": "true" });
  note.textContent = part("status").textContent;
  button.after(note);
}

function saveCalendar() {
  const { answer, text } = shown;
  const stamp = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
  const file = engine.calendar_file(tool, text, stamp, linkOf(answer));
  if (!file) return;
  const href = URL.createObjectURL(new Blob([file], { type: "text/calendar;charset=utf-8" }));
  const day = answer.events[0]?.day ?? today();
  element("a", { href, download: `${tool}-${day}.ics` }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10000);
}

// Dates: as people write them in the field, as the engine has them elsewhere.

function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

function typed(date) {
  return /^\d{4}-\d\d-\d\d$/.test(date) ? date.split("-").reverse().join(".") : date;
}

function iso(text) {
  return /^\d\d\.\d\d\.\d{4}$/.test(text) ? text.split(".").reverse().join("-") : text;
}

function pick(field) {
  const native = part("native", field);
  native.value = iso(field.querySelector("input[name]").value);
  try {
    native.showPicker();
  } catch {
    field.querySelector("input[name]").focus();
  }
}

// In a frame of another site: says how high the page is.
function tellHeight() {
  const tell = () => parent.postMessage({ qagidaHeight: document.body.getBoundingClientRect().height }, "*");
  new ResizeObserver(tell).observe(document.body);
  addEventListener("message", ({ data, source }) => {
    if (source === parent && data?.qagidaAsks === true) tell();
  });
}

function word(key, slots = {}) {
  const text = part("words").content.querySelector(`[data-word="${CSS.escape(key)}"]`)?.textContent ?? "";
  return text.replace(/\{(\w+)\}/g, (all, slot) => slots[slot] ?? all);
}

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== undefined && value !== "") made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
  return made;
}

start();
