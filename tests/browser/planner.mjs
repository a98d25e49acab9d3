// The calculators' pages for the tests: opened, filled in and read.
import { launch, open, serve, violations } from "./site.mjs";

export const tools = { fees: "fees", duty: "duty", deadlines: "deadlines", finder: "visa-finder" };

// A question as a link has it; names may come again.
export const query = (lines) => `?${new URLSearchParams(lines.map((line) => {
  const at = line.indexOf("=");
  return [line.slice(0, at), line.slice(at + 1)];
}))}`;

// A site with a browser, for the tests of one file.
export async function start(name) {
  const server = await serve(name);
  const browser = await launch();
  const path = (language, tool, lines = []) =>
    `${server.address}/${language}/calculators/${tools[tool]}/${lines.length > 0 ? query(lines) : ""}`;
  // A page of a tool, with the engine there.
  const visit = async (language, tool, lines = [], options = {}) => {
    const visitor = await open(browser, server.address, options);
    await go(visitor.page, path(language, tool, lines));
    return visitor;
  };
  const stop = async () => {
    await browser.close();
    server.stop();
  };
  return { address: server.address, browser, path, visit, stop };
}

// Until the page has an answer, or says what is wrong.
const ANSWERED = "[data-bar]:not([hidden]), [data-errors]:not([hidden]), [data-failed]:not([hidden])";
export const answered = (page) => page.locator(ANSWERED).first().waitFor();

export async function go(page, address) {
  await page.goto(address);
  await answered(page);
  await page.evaluate(inPage);
}

// The dark theme differs in colours alone.
export async function accessible(page, { colors = true } = {}) {
  const light = await violations(page, { colors });
  return colors ? [...light, ...await violations(page, { colorScheme: "dark", words: false })] : light;
}

// What tests do within a page, as `tests` there.
function inPage() {
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const text = (node) => node?.textContent ?? null;
  const form = one("[data-form]");
  const root = one("[data-planner]");
  const tool = root.dataset.planner;

  // Choosing and typing, as the browser tells the page of it.
  function put(control, value) {
    if (control.type === "radio") control.checked = true;
    else control.value = value;
    if (control.value !== value || control.disabled) throw new Error(`${control.name} cannot be ${value}`);
  }
  function change(control, value) {
    put(control, value);
    for (const type of ["input", "change"]) control.dispatchEvent(new Event(type, { bubbles: true }));
  }

  // The page hears of it when all is there: it reads the whole form.
  function fillBasket(lines) {
    for (const button of all("[data-remove-service]")) button.click();
    while (all("[data-person]").length > 1) all("[data-remove-person]").at(-1).click();
    let person;
    let service;
    for (const [name, value] of lines) {
      const field = (within) => one(`[name="${name}"]`, within);
      if (name === "p") {
        if (person) one("[data-add-person]").click();
        person = all("[data-person]").at(-1);
        put(field(person), value);
        put(one("[name=n]", person), "1");
      } else if (name === "s") {
        one("[data-add-choice]", person).value = value;
        one("[data-add-service]", person).click();
        service = all("[data-service]", person).at(-1);
      } else put(field({ on: form, n: person }[name] ?? service), value);
    }
    const on = one("[name=on]", form);
    change(on, on.value);
  }

  // The page hears of it as seldom as it can be: when a question that isn't asked
  // yet is to be answered, and at the end.
  function fillQuestions(lines) {
    const tell = () => {
      const on = one("[name=on]", form);
      change(on, on.value);
    };
    for (const field of all("[data-question] input[value='']:not(:disabled), [data-question] select:not(:disabled)")) put(field, "");
    for (const [name, value] of lines) {
      const field = one(`input[type=text][name="${name}"], input[type=radio][name="${name}"][value="${value}"], select[name="${name}"]`);
      if (field.disabled) tell();
      put(field, value);
    }
    tell();
  }

  function fill(lines) {
    const pairs = lines.map((line) => line.split(/=(.*)/s).slice(0, 2));
    if (tool === "fees") return fillBasket(pairs);
    if (tool === "finder") return fillQuestions(pairs);
    for (const [name, value] of pairs) change(one(`[name="${name}"]`, form), value);
    return undefined;
  }

  // Reading what a visitor sees.
  const amount = (row) => ({ label: row.cells[0].firstChild.textContent, amount: text(row.cells[1]) });
  const marks = (within) => all(".cite", within).map((mark) => mark.title);
  const line = (row) => ({
    ...amount(row),
    details: all(".detail", row.cells[0]).map(text),
    sources: marks(row.cells[0]),
  });
  const items = (list) => all(":scope > li", list).map((item) => ({ text: text(item.firstChild).trim(), sources: marks(item) }));
  const pairs = (list) => all("dt", list ?? document.createElement("dl")).map((term) => [text(term), text(term.nextElementSibling)]);
  const differences = (place) => place && ({
    title: text(one("h3", place)),
    text: text(one("p", place)),
    lines: all("tbody tr", place).map((row) => ({
      label: row.cells[0].firstChild.textContent,
      text: text(one(".detail", row.cells[0])) ?? "",
      here: text(row.cells[1]),
      there: text(row.cells[2]),
    })),
  });

  const views = {
    fees(place) {
      const [bills, tables] = [all(".bill", place), all(".quote:not(.bill)", place)];
      return {
        bills: bills.map((bill) => ({
          caption: text(bill.caption),
          services: [...bill.tBodies].map((body) => {
            const rows = [...body.rows];
            const is = (kind) => (row) => Boolean(one(`.${kind}`, row)) || row.matches(`.${kind}`);
            const head = rows.find(is("bill__service")).cells[0];
            return {
              title: head.firstChild.textContent,
              choices: text(one(".detail", head)),
              lines: rows.filter((row) => !["bill__service", "bill__note", "bill__sum"].some((kind) => is(kind)(row))).map(line),
              notes: rows.filter(is("bill__note")).map(({ cells: [cell] }) => ({ text: cell.firstChild.textContent, sources: marks(cell) })),
              sum: rows.filter(is("bill__sum")).map(amount),
            };
          }),
          total: amount(bill.tFoot.rows[0]),
        })),
        totals: tables.map((table) => ({
          caption: text(table.caption),
          lines: [...table.tBodies[0].rows].map(amount),
          whole: [...table.tFoot?.rows ?? []].map(amount),
        })),
        excluded: all(".excluded li", place).map((item) => ({ text: item.firstChild.textContent, sources: marks(item) })),
      };
    },
    duty(place) {
      const bill = one(".bill", place);
      const rows = [...bill.tBodies[0].rows];
      return {
        caption: text(bill.caption),
        lines: rows.map(line),
        total: amount(bill.tFoot.rows[0]),
        excluded: all(".excluded li", place).map((item) => ({ text: item.firstChild.textContent, sources: marks(item) })),
      };
    },
    deadlines(place) {
      return {
        title: text(one(".answer-title", place).firstChild).trim(),
        dates: pairs(one(".dates", place)),
        unknown: all(":scope > .doubt p", place).map(text),
        texts: all(":scope > p:not(.answer-title)", place).map(text),
        steps: all(".days li", place).map((step) => [one("time", step).dateTime, text(one("time", step)), text(one("span", step)), step.className]),
        months: all(".month", place).map((month) => ({
          title: text(one("caption", month)),
          days: all("tbody tr", month).map((week) => [...week.cells].map((cell) => cell.firstElementChild && ({
            date: one("time", cell).dateTime,
            day: text(one("time", cell)),
            kind: cell.className.match(/day--(\w+)/)[1],
            in: cell.classList.contains("day--in"),
            said: text(one(".visually-hidden", cell)) ?? "",
          }))),
          told: all(".month__told li", month).map(text),
        })),
        assumptions: all(".assumptions li", place).map(text),
      };
    },
    finder(place) {
      const block = (fit, title) => all(":scope > div", fit).find((it) => text(one("h3", it)) === title);
      const listed = (fit, title) => {
        const found = block(fit, title);
        return found ? all(":scope > ul > li", found) : [];
      };
      const word = (key) => text(one("[data-words]").content.querySelector(`[data-word="${key}"]`));
      return {
        title: text(one(".answer-title", place)),
        ignored: all(":scope > .note", place).map(text),
        wayOn: all(":scope > .doubt li", place).map(text),
        fits: all(".fit", place).map((fit) => ({
          id: text(one(".badge", fit)),
          title: text(one("summary", fit).childNodes[1]).trim(),
          summary: text(one("summary .detail", fit)),
          path: one("a", fit).getAttribute("href"),
          doubt: all(":scope > .doubt", fit).map(text),
          why: listed(fit, word("why")).map((item) => ({ text: item.firstChild.textContent, sources: marks(item) })),
          variants: listed(fit, word("variants")).map(text),
          needs: listed(fit, word("needs")).map(text),
          notes: listed(fit, word("notes")).map((item) => ({ text: item.firstChild.textContent, sources: marks(item) })),
          services: listed(fit, word("cost")).map((item) => ({
            path: one("a", item).getAttribute("href"), title: text(one("a", item)), text: item.childNodes[1].textContent, term: text(one(".detail", item)),
          })),
        })),
        out: all("[data-key=out] h3", place).map((head) => ({
          by: text(head),
          categories: all(":scope > li", head.nextElementSibling).map((item) => ({ id: text(one(".badge", item)), path: one("a", item).getAttribute("href"), text: item.childNodes[1].textContent })),
        })),
        questions: all("[data-question]").filter((question) => !question.hidden).map((question) => question.dataset.question),
        left: Object.fromEntries(all("input[type=radio]:not(:disabled)").filter((radio) => radio.value)
          .map((radio) => [`${radio.name}=${radio.value}`, text(one("[data-left]", radio.closest("label")))])),
      };
    },
  };

  function read() {
    const part = one("[data-answer-part]");
    const errors = one("[data-errors]");
    if (part.hidden) return { errors: errors.hidden ? [] : all("li", errors).map(text) };
    return {
      result: text(one("[data-result]")),
      notices: all("[data-notices] > p").map(text),
      changed: differences(one(".changed")),
      comparison: differences(one(".comparison-part")),
      sources: all(".sources-part li").map(text),
      asked: pairs(one(".printed dl")),
      link: one("[data-link]").value,
      ...views[tool](one("[data-answer]")),
    };
  }

  // The engine, for the answers that the page shows.
  let engine;
  async function ask(questions) {
    engine ??= (async () => {
      const code = await import(root.dataset.code);
      await code.default({ module_or_path: root.dataset.wasm });
      return code.Planner.open(new Uint8Array(await (await fetch(root.dataset.rules)).arrayBuffer()));
    })();
    const planner = await engine;
    return questions.map((lines) => planner.answer(tool, lines.join("\n")));
  }

  const words = () => Object.fromEntries(all("[data-word]", one("[data-words]").content).map((word) => [word.dataset.word, text(word)]));
  globalThis.tests = { fill, read, ask, words, change };
}

// What the page shows after each of many questions.
export const shown = (page, questions) => page.evaluate((questions) => questions.map((lines) => {
  globalThis.tests.fill(lines);
  return globalThis.tests.read();
}), questions);

export const read = (page) => page.evaluate(() => globalThis.tests.read());
export const ask = (page, questions) => page.evaluate((questions) => globalThis.tests.ask(questions), questions);
export const words = (page) => page.evaluate(() => globalThis.tests.words());
