// The kinds of page that the site has: which pages are of it, and one to look at. The
// only list of them: a built page that is of none fails the tests.
import { readdirSync } from "node:fs";
import { dirname } from "node:path";

// Below the language. `opens` is what makes the page show what it is for.
const below = {
  home: { is: /^$/, path: "" },
  "not-found": { is: /^404\.html$/, path: "404.html" },
  services: { is: /^services\/$/, path: "services/" },
  service: { is: /^services\/[^/]+\/$/, path: "services/work-visa-invitation/" },
  visas: { is: /^visas\/$/, path: "visas/" },
  category: { is: /^visas\/[^/]+\/$/, path: "visas/c3/" },
  rules: { is: /^rules\/$/, path: "rules/" },
  rule: { is: /^rules\/[^/]+\/$/, path: "rules/state-duty/" },
  calculators: { is: /^calculators\/$/, path: "calculators/" },
  fees: { is: /^calculators\/fees\/$/, path: "calculators/fees/?s=iin" },
  duty: { is: /^calculators\/duty\/$/, path: "calculators/duty/?duty=multiple&people=3" },
  deadlines: { is: /^calculators\/deadlines\/$/, path: "calculators/deadlines/?what=service/work-visa-invitation&on=2026-12-14" },
  finder: { is: /^calculators\/visa-finder\/$/, path: "calculators/visa-finder/?reason=work&work=employee" },
  embed: { is: /^calculators\/[^/]+\/embed\/$/, path: "calculators/duty/embed/?duty=multiple&people=3" },
  data: { is: /^data\/$/, path: "data/" },
  body: { is: /^about\/[^/]+\/$/, path: "about/expat-centre/" },
  sources: { is: /^sources\/$/, path: "sources/" },
  glossary: { is: /^glossary\/$/, path: "glossary/" },
  documents: { is: /^documents\/$/, path: "documents/" },
  search: { is: /^search\/$/, path: "search/?q=ИИН" },
  guides: { is: /^guides\/$/, path: "guides/" },
  guide: { is: /^guides\/[^/]+\/$/, path: "guides/family/" },
  changes: { is: /^changes\/$/, path: "changes/" },
  offline: { is: /^offline\/$/, path: "offline/" },
  missing: { is: /^offline\/missing\/$/, path: "offline/missing/" },
  // The one page that is of no language, seen from a language's folder.
  status: { is: /^\.\.\/status\/$/, path: "../status/" },
};

// The kinds that a built site has, each `{kind, path}`; a page of no kind is refused,
// as is a kind without a page.
export function kindsOf(folder, languages) {
  const html = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith(".html"))
    .map((file) => (file.endsWith("index.html") ? `${dirname(file)}/`.replace(/^\.\/$/, "") : file));
  const found = new Map();
  const strange = [];
  for (const page of html.sort()) {
    // The entrance, and the page that a host shows for what isn't there.
    if (page === "" || page === "404.html") continue;
    const [language, ...rest] = (page === "status/" ? `${languages[0]}/../status/` : page).split("/");
    const path = rest.join("/");
    const kind = Object.keys(below).find((kind) => languages.includes(language) && below[kind].is.test(path));
    if (!kind) strange.push(page);
    else if (!found.has(kind)) found.set(kind, path);
  }
  if (strange.length > 0) throw new Error(`of no kind in tests/browser/kinds.mjs: ${strange.slice(0, 5).join(", ")}`);
  const missing = Object.keys(below).filter((kind) => !below[kind].optional && !found.has(kind));
  if (missing.length > 0) throw new Error(`no page of the site is ${missing.join(", ")}`);
  return [...found].map(([kind, path]) => ({ kind, path: below[kind].path ?? path }));
}
