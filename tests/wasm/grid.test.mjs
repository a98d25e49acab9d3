// Every figure of every service's static tables, in every language, against what
// the WASM of the same page answers.
import assert from "node:assert/strict";
import { test } from "node:test";
import { build, open, page, pages, parts } from "./built.mjs";

const site = build("grid");
const services = pages(site).filter((address) => /^[^/]+\/services\/[^/]+$/.test(address));

// A text with every kind of space made an ordinary one.
const plain = (node) => (node?.text ?? "").replace(/\s+/gu, " ").trim();
const spaced = (text) => text.replace(/\s+/gu, " ").trim();
// Exactly as it stands, but for the line breaks of the template.
const exact = (node) => node.text.replace(/^\n+|\n+$/g, "");

// All ways to fill the page's form, as the calculator takes them.
function choices(tree) {
  const options = new Map();
  const form = tree.querySelector("form[data-form=quote]");
  for (const input of form.querySelectorAll("input[type=radio]")) {
    const name = input.getAttribute("name");
    options.set(name, [...(options.get(name) ?? []), input.getAttribute("value")]);
  }
  for (const select of form.querySelectorAll("select")) {
    // A ground of exemption is no choice of the tariff's.
    if (select.getAttribute("name") === "exemption") continue;
    options.set(select.getAttribute("name"), select.querySelectorAll("option").map((option) => option.getAttribute("value")));
  }
  let all = [[]];
  for (const [name, values] of options) {
    all = all.flatMap((chosen) => values.map((value) => [...chosen, `${name}=${value}`]));
  }
  return all.map((chosen) => chosen.join("&"));
}

// Choices in an order of their own: a table's is not the form's.
const sorted = (options) => options.split("&").sort().join("&");
const pairs = (options) => options.split("&").filter(Boolean);
const within = (part, whole) => pairs(part).every((pair) => pairs(whole).includes(pair));

// Where the source marks of a cell lead.
const cited = (cell) => cell.querySelectorAll("a.cite").map((mark) => mark.getAttribute("href").split("#")[1]).sort();
const place = ({ document, at }) => `${document}--${at.split("/")[0]}`;
const places = (...sources) => sources.filter(Boolean).map(place).sort();

// What differs between a page and its calculator: a sentence each.
export function differences(tree, calculator) {
  const differing = [];
  let compared = 0;
  const same = (what, here, there) => {
    compared += 1;
    if (here !== there) differing.push(`${what}: the page shows “${here}”, the calculator says “${there}”`);
  };
  const root = tree.querySelector("[data-estimator]");
  const quotes = new Map(choices(tree).map((options) => {
    const on = tree.querySelector("table.tariff time").getAttribute("datetime");
    const answer = calculator.quote(root.getAttribute("data-service"), on, "1", options);
    return [sorted(options), JSON.parse(answer)];
  }));

  const cells = tree.querySelectorAll("table.tariff tbody tr[data-options]");
  for (const cell of cells) {
    const line = cell.closest("tbody").getAttribute("data-line");
    const options = cell.getAttribute("data-options");
    const what = `${line} (${options || "always"})`;
    const figure = cell.querySelector("td.figure");
    const amount = figure.querySelector(".amount");
    const bills = [...quotes].filter(([chosen]) => within(options, chosen)).map(([, answer]) => answer);
    if (bills.length === 0) differing.push(`${what}: no choice on the page leads to it`);
    for (const bill of bills) {
      const item = bill.items.find((item) => item.line === line);
      const place = `${what} in ${JSON.stringify(bill.options)}`;
      same(place, amount ? exact(amount) : undefined, item?.amount_text);
      if (item) {
        const rate = cell.querySelector(".rate");
        same(`${place}, rate`, rate ? plain(rate).replace(",", ".").split(" ")[0] : undefined, item.rate);
        // The formula has the rate, its unit and what the unit is worth.
        const used = (rate ? plain(cell.querySelector(".detail:has(.rate)")) : "").match(/\d[\d ,.]*(?= ₸)/)?.[0];
        same(`${place}, unit`, used?.replace(/ /g, "").replace(",", "."), item.unit_value);
        same(`${place}, sources`, cited(figure).join(" "), places(item.source, item.rate_source, item.unit_source).join(" "));
      } else {
        // The reason is the cell's own words, alone or with what the source has.
        const reason = plain(cell.querySelector(".detail.doubt"));
        const crossed = plain(figure.querySelector("del"));
        const fits = bill.unknown.some((unknown) => spaced(unknown.reason).includes(reason) && spaced(unknown.reason).includes(crossed)
          && places(unknown.source).every((mark) => cited(figure).includes(mark)));
        same(`${place}, reason`, `${reason} ${crossed}`, fits && reason ? `${reason} ${crossed}` : JSON.stringify(bill.unknown));
      }
    }
  }
  // Nothing is charged that has no cell, or two.
  for (const [options, answer] of quotes) {
    const applying = cells.filter((cell) => within(cell.getAttribute("data-options"), options));
    same(`lines of ${options || "the bill"}`, applying.length, answer.items.length + answer.unknown.length);
    same(`different lines of ${options || "the bill"}`,
      new Set(applying.map((cell) => cell.closest("tbody").getAttribute("data-line"))).size, applying.length);
  }

  const totals = tree.querySelectorAll("table.totals tbody tr");
  for (const row of totals) {
    const options = row.getAttribute("data-options");
    const answer = quotes.get(sorted(options));
    const amount = row.querySelector(".amount");
    if (!answer) differing.push(`the total of ${options}: the form has no such choice`);
    else same(`the total of ${options}`, amount ? exact(amount) : undefined, answer.total_text ?? undefined);
    if (answer && !amount) {
      const missing = answer.unknown.map(({ label }) => label).join(", ");
      const reason = plain(row.querySelector(".doubt"));
      same(`why ${options} has no total`, reason.endsWith(spaced(missing)), true);
    }
  }
  if (quotes.size > 1) same("rows of totals", new Set(totals.map((row) => sorted(row.getAttribute("data-options")))).size, quotes.size);
  return { differing, compared, cells: cells.length, totals: totals.length, figures: tree.querySelectorAll("table .amount") };
}

for (const language of new Set(services.map((address) => address.split("/")[0]))) {
  test(`the tariffs of all services in ${language}`, async () => {
    const wrong = [];
    const sum = { compared: 0, cells: 0, totals: 0 };
    const own = services.filter((address) => address.startsWith(`${language}/`));
    for (const address of own) {
      const tree = page(site, address);
      const found = differences(tree, await open(parts(site, tree)));
      wrong.push(...found.differing.map((difference) => `${address}: ${difference}`));
      for (const key of Object.keys(sum)) sum[key] += found[key];
    }
    assert.deepEqual(wrong.slice(0, 20), []);
    console.log(`${language}: ${own.length} services, ${sum.cells} cells, ${sum.totals} totals, ${sum.compared} comparisons`);
    assert.ok(own.length > 20 && sum.cells > 2 * own.length && sum.totals > own.length);
  });
}

test("a figure that is not the calculator's is noticed, whichever it is", async () => {
  let changed = 0;
  for (const address of services) {
    const tree = page(site, address);
    const calculator = await open(parts(site, tree));
    const unchanged = differences(tree, calculator).differing.length;
    const noticed = () => differences(tree, calculator).differing.length > unchanged;
    for (const figure of tree.querySelectorAll("table.tariff .amount, table.totals .amount, table.tariff .rate")) {
      const before = figure.textContent;
      figure.textContent = before.replace(/\d/, (digit) => (Number(digit) + 1) % 10);
      assert.notEqual(figure.textContent, before);
      assert.ok(noticed(), `${address}: “${figure.textContent}” for “${before}” goes unnoticed`);
      figure.textContent = before;
      changed += 1;
    }
    // So is one that has been put into another row.
    const [first, second] = tree.querySelectorAll("table.totals tbody tr");
    if (second) {
      const [here, there] = [first, second].map((row) => row.querySelector("td.figure"));
      const [a, b] = [here.innerHTML, there.innerHTML];
      if (a !== b) {
        here.innerHTML = b;
        there.innerHTML = a;
        assert.ok(noticed(), `${address}: swapped totals go unnoticed`);
      }
    }
  }
  assert.ok(changed > 0);
  console.log(`${changed} figures changed, all noticed`);
});
