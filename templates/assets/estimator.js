// Puts the calculator's answers into a service page. All figures, dates and
// sentences come from the calculator; nothing is worked out here.

const root = document.querySelector("[data-estimator]");
if (root) start(root);

function start(root) {
  const forms = [...root.querySelectorAll("form[data-form]")];
  const today = localToday();
  for (const input of root.querySelectorAll("[name=on], [name=submitted]")) input.value = today;
  const asked = restore(forms);
  for (const form of forms) {
    fit(form);
    form.hidden = false;
  }
  // The total at the foot of a narrow window is the one of the table, said once.
  const again = root.querySelector("[data-total-again]");
  if (again) {
    const total = root.querySelector("[data-total]");
    const copy = () => { again.textContent = total.textContent; };
    new MutationObserver(copy).observe(total, { childList: true, characterData: true, subtree: true });
    copy();
    again.parentElement.hidden = false;
  }
  for (const link of root.querySelectorAll("[data-tool-link]")) link.hidden = false;

  let opening;
  const open = () => (opening ??= load(root.dataset));
  const answer = async (form) => {
    try {
      fit(form);
      show(root, form, await open());
    } catch (error) {
      console.warn(error);
      for (const form of forms) form.hidden = form.dataset.off = true;
      for (const bar of root.querySelectorAll(".planner__bar")) bar.hidden = true;
      root.querySelector("[data-failed]").hidden = false;
    }
  };
  for (const form of forms) {
    // Not also `change`: it comes as one leaves a field, and would replace the
    // very link that one is about to click.
    form.addEventListener("input", () => answer(form));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      answer(form);
    });
  }
  // The calculator is fetched when somebody gets to a form, not before; by the
  // time that it is seen, its answer is there and moves nothing.
  const watcher = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) begin(target);
  }, { rootMargin: "400px" });
  const begin = (form) => {
    watcher.unobserve(form);
    answer(form);
  };
  for (const form of forms) {
    // A link with a question in it asks at once.
    if (asked.has(form)) begin(form);
    else watcher.observe(form);
    form.addEventListener("focusin", () => begin(form), { once: true });
  }
}

async function load({ calculator, wasm, rules }) {
  const [code, bytes] = await Promise.all([
    import(calculator).then(async (code) => {
      await code.default({ module_or_path: wasm });
      return code;
    }),
    fetch(rules).then((answer) => {
      if (!answer.ok) throw new Error(`${rules}: ${answer.status}`);
      return answer.arrayBuffer();
    }),
  ]);
  const opened = code.Calculator.open(new Uint8Array(bytes));
  if (!opened) throw new Error("the rules are of another version than the calculator");
  return opened;
}

function localToday() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

function show(root, form, calculator) {
  const data = new FormData(form);
  const service = root.dataset.service;
  const text = (name) => String(data.get(name) ?? "");
  if (form.dataset.form === "quote") {
    const fixed = ["people", "on"];
    const options = [...data].filter(([name]) => !fixed.includes(name));
    const answer = JSON.parse(calculator.quote(
      service, text("on"), text("people"), options.map((pair) => pair.join("=")).join("&")));
    if (errors(form, answer)) return;
    quote(root, form, answer);
    permalink(form, data);
  } else if (form.dataset.form === "duty") {
    const answer = JSON.parse(calculator.quote_duty(
      text("duty"), text("on"), text("people"), `exemption=${text("exemption")}`));
    if (errors(form, answer)) return;
    quote(root, form, answer);
    permalink(form, data);
  } else if (["deadline", "period"].includes(form.dataset.form)) {
    const time = text("time");
    const submitted = text("submitted") + (time ? `T${time}` : "");
    const answer = JSON.parse(form.dataset.form === "deadline"
      ? calculator.deadline(service, submitted, text("channel"))
      : calculator.deadline_of_rule(...text("period").split("/").toSpliced(2, 0, submitted)));
    if (errors(form, answer)) return;
    put(form, "[data-due]", answer.due_text ?? word(root, "no-date"));
    line(form, "[data-earliest]", answer.earliest !== answer.due && answer.earliest_text);
    line(form, "[data-extended]", answer.extended_text);
    explanation(form, answer);
  } else {
    const expires = text("expires");
    form.querySelector("[data-answer]").hidden = !expires;
    if (!expires && !form.expires.validity.badInput) return errors(form, {});
    const answer = JSON.parse(calculator.filing_window(service, expires));
    if (errors(form, answer)) return;
    put(form, "[data-opens]", answer.opens_text ?? word(root, "no-date"));
    put(form, "[data-closes]", answer.closes_text ?? word(root, "no-date"));
    explanation(form, answer);
  }
}

// Shows what is wrong beside the field and in the summary; true if anything is.
function errors(form, { errors = [] }) {
  const summary = form.querySelector("[data-errors]");
  const list = summary.querySelector("ul");
  for (const old of form.querySelectorAll(".field-error")) old.remove();
  for (const field of form.querySelectorAll("[aria-invalid]")) {
    field.removeAttribute("aria-invalid");
    field.setAttribute("aria-describedby", field.dataset.help);
  }
  list.replaceChildren();
  for (const { field, message } of errors) {
    const box = form.querySelector(`[data-field="${CSS.escape(field)}"]`);
    const input = box?.querySelector("input, select");
    const entry = element("li", {});
    if (input) {
      const id = `error-${field}`;
      box.append(element("p", { className: "field-error", id, textContent: message }));
      input.setAttribute("aria-invalid", "true");
      input.dataset.help = input.getAttribute("aria-describedby") ?? "";
      input.setAttribute("aria-describedby", `${id} ${input.dataset.help}`);
      entry.append(element("a", { href: `#${input.id}`, textContent: message }));
    } else {
      entry.textContent = message;
    }
    list.append(entry);
  }
  summary.hidden = errors.length === 0;
  const answer = form.querySelector("[data-answer]");
  answer.toggleAttribute("data-stale", errors.length > 0);
  if (errors.length > 0) clear(form);
  return errors.length > 0;
}

// An answer that no longer fits the form is worse than none.
function clear(form) {
  for (const output of form.querySelectorAll("output")) output.textContent = "–";
  for (const list of form.querySelectorAll("tbody, [data-steps], [data-assumptions]")) list.replaceChildren();
  for (const part of form.querySelectorAll("[data-no-total], [data-unknown], [data-earliest], [data-extended]")) part.hidden = true;
}

function quote(root, form, answer) {
  const rows = answer.items.map((item) => row(root, item, item.amount_text, item.formula));
  for (const missing of answer.unknown) rows.push(row(root, missing, null, missing.reason));
  form.querySelector("tbody").replaceChildren(...rows);
  put(form, "[data-total]", answer.total_text ?? "–");
  form.querySelector("[data-no-total]").hidden = answer.total !== null;
}

function row(root, { label, source, rate_source, unit_source, exemption }, amount, detail) {
  const head = element("th", { scope: "row", textContent: label });
  for (const place of [source, rate_source, unit_source, exemption?.source]) {
    if (place) head.append(" ", cite(root, place));
  }
  if (detail) head.append(element("span", { className: amount ? "detail" : "detail doubt", textContent: detail }));
  if (exemption) head.append(element("span", { className: "detail doubt", textContent: exemption.note }));
  const figure = element("td", { textContent: amount ?? word(root, "unknown") });
  if (!amount) figure.className = "doubt";
  const line = element("tr", {});
  line.append(head, figure);
  return line;
}

function cite(root, { document, at, text }) {
  const mark = element("a", {
    className: "cite",
    href: `${root.dataset.sources}#${document}--${at.split("/")[0]}`,
    title: text,
  });
  mark.append(element("span", { className: "visually-hidden", textContent: `${word(root, "source")}: ${text}` }));
  return mark;
}

function explanation(form, { steps, assumptions, unknown }) {
  const key = ["accepted", "due", "earliest", "extended", "opens", "closes"];
  form.querySelector("[data-steps]").replaceChildren(...steps.map((step) => {
    const line = element("li", { className: key.includes(step.kind) ? "key" : "" });
    line.append(
      element("time", { dateTime: step.day, textContent: step.day_text }),
      element("span", { textContent: step.text }),
    );
    return line;
  }));
  form.querySelector("[data-assumptions]").replaceChildren(
    ...assumptions.map(({ text }) => element("li", { textContent: text })));
  const box = form.querySelector("[data-unknown]");
  box.hidden = unknown.length === 0;
  box.replaceChildren(...unknown.map(({ reason }) => element("p", { textContent: reason })));
}

function put(form, place, text) {
  const output = form.querySelector(place);
  // Only what changes is announced.
  if (output.textContent !== text) output.textContent = text;
}

function line(form, place, text) {
  const part = form.querySelector(place);
  part.hidden = !text;
  part.querySelector("dd").textContent = text || "";
}

function word(root, key) {
  const words = root.querySelector("[data-words]").content;
  return words.querySelector(`[data-word="${key}"]`)?.textContent ?? "";
}

function element(name, properties) {
  return Object.assign(document.createElement(name), properties);
}

// A link with the choices in it, so that the result can be passed on.
function permalink(form, data) {
  const link = form.querySelector("[data-permalink]");
  for (const [name, value] of [...data]) if (!value) data.delete(name);
  link.href = `?${new URLSearchParams(data)}${link.hash}`;
}

// Shows only what belongs to what is chosen: the grounds of a duty, and the time
// of day where something is filed.
function fit(form) {
  const { duty, exemption, period } = form.elements;
  if (duty && exemption) {
    for (const option of exemption.options) {
      const fits = !option.value || option.dataset.duties.split(" ").includes(duty.value);
      option.hidden = option.disabled = !fits;
      if (!fits && option.selected) exemption.value = "";
    }
  }
  const time = form.querySelector("[data-time]");
  if (period && time) {
    time.hidden = !("timed" in period.selectedOptions[0].dataset);
    time.querySelector("input").disabled = time.hidden;
  }
}

// Fills in what a link says; gives the forms that it says something of.
function restore(forms) {
  const lines = [...new URLSearchParams(location.search)];
  for (const form of forms) {
    for (const [name, value] of lines) {
      const field = form.elements.namedItem(name);
      // A value that the field doesn't have is left to the calculator to refuse
      // where it can be typed, and ignored where it can only be chosen.
      if (!field) continue;
      if (field instanceof RadioNodeList || field instanceof HTMLSelectElement) {
        const values = field instanceof RadioNodeList
          ? [...field].map((input) => input.value)
          : [...field.options].map((option) => option.value);
        if (values.includes(value)) field.value = value;
      } else {
        field.value = value;
      }
    }
  }
  return new Set(forms.filter((form) => lines.some(([name]) => form.elements.namedItem(name))));
}
