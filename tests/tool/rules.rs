//! The pages of rules, and what stands of categories, countries and duties on
//! them: all of it as the content files say, which are read here without the tool.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use scraper::{ElementRef, Html, Selector};
use serde_json::Value as Json;

use crate::project::{Project, all, plain, text};
use crate::site::{LANGUAGES, file_of, real_page, real_pages, real_site};
use crate::yaml;

/// The pages that there must be, in the order of the list.
const RULES: [&str; 14] = [
    "invitation",
    "visa-abroad",
    "visa-in-kazakhstan",
    "e-visa",
    "where-issued",
    "category-change",
    "extension",
    "interview",
    "deadlines",
    "state-duty",
    "consular-fee",
    "refusal",
    "complaints",
    "amendments",
];

/// A content file.
fn content(path: &str) -> Json {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("content")
        .join(path);
    yaml::parse(&fs::read_to_string(path).unwrap())
}

/// The files of a content folder, by their names.
fn folder(folder: &'static str) -> BTreeMap<String, Json> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("content")
        .join(folder);
    fs::read_dir(path)
        .unwrap()
        .filter_map(|entry| {
            let name = entry.unwrap().file_name().into_string().unwrap();
            let id = name.strip_suffix(".yaml")?.to_owned();
            Some((id, content(&format!("{folder}/{name}"))))
        })
        .collect()
}

fn rules() -> &'static BTreeMap<String, Json> {
    static RULES: OnceLock<BTreeMap<String, Json>> = OnceLock::new();
    RULES.get_or_init(|| folder("rules"))
}

fn services() -> &'static BTreeMap<String, Json> {
    static SERVICES: OnceLock<BTreeMap<String, Json>> = OnceLock::new();
    SERVICES.get_or_init(|| folder("services"))
}

/// The categories by their codes.
fn categories() -> &'static BTreeMap<String, Json> {
    static CATEGORIES: OnceLock<BTreeMap<String, Json>> = OnceLock::new();
    CATEGORIES.get_or_init(|| {
        let files = folder("visas").into_iter();
        files.map(|(id, file)| (id.to_uppercase(), file)).collect()
    })
}

/// A list, which may be missing.
fn list(value: &Json) -> &[Json] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// A list of texts, which may be missing.
fn texts(value: &Json) -> Vec<&str> {
    list(value).iter().map(|item| string(item)).collect()
}

#[track_caller]
fn string(value: &Json) -> &str {
    value
        .as_str()
        .unwrap_or_else(|| panic!("{value} is no text"))
}

/// The same white space as in a page's text.
#[track_caller]
fn words(value: &Json) -> String {
    let words: Vec<&str> = string(value).split_whitespace().collect();
    words.join(" ")
}

fn rule_page(language: &str, rule: &str) -> Html {
    real_page(&format!("{language}/rules/{rule}/index.html"))
}

fn category_page(language: &str, code: &str) -> Html {
    let code = code.to_lowercase();
    real_page(&format!("{language}/visas/{code}/index.html"))
}

/// The elements that a CSS selector finds below an element.
fn within<'a>(element: ElementRef<'a>, selector: &str) -> Vec<ElementRef<'a>> {
    element
        .select(&Selector::parse(selector).unwrap())
        .collect()
}

/// The texts of the elements that a CSS selector finds below an element.
fn texts_within(element: ElementRef<'_>, selector: &str) -> Vec<String> {
    within(element, selector).into_iter().map(plain).collect()
}

/// The texts of the elements that a CSS selector finds.
fn all_texts(page: &Html, selector: &str) -> Vec<String> {
    all(page, selector).into_iter().map(plain).collect()
}

/// Where the links lead that a CSS selector finds.
fn addresses<'a>(page: &'a Html, selector: &str) -> Vec<&'a str> {
    all(page, selector)
        .iter()
        .map(|link| link.attr("href").unwrap())
        .collect()
}

/// The codes of the badges that a CSS selector finds, each of which leads to its
/// category.
#[track_caller]
fn codes(page: &Html, selector: &str) -> Vec<String> {
    all(page, selector).into_iter().map(code).collect()
}

#[track_caller]
fn code(link: ElementRef<'_>) -> String {
    let code = plain(link);
    let address = link.attr("href").unwrap();
    assert!(
        address.ends_with(&format!("/visas/{}/", code.to_lowercase())),
        "{code}: {address}"
    );
    code
}

fn sorted<T: Ord>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut items: Vec<T> = items.into_iter().collect();
    items.sort();
    items
}

/// The section of a page with this heading.
#[track_caller]
fn section<'a>(page: &'a Html, id: &str) -> ElementRef<'a> {
    let heading = all(page, &format!("h2[id='{id}']"));
    let heading = heading
        .first()
        .unwrap_or_else(|| panic!("there is no section `{id}`"));
    ElementRef::wrap(heading.parent().unwrap()).unwrap()
}

// The pages

#[test]
fn each_page_is_there_in_each_language() {
    assert_eq!(texts(&content("site.yaml")["rules"]), RULES);
    let files: Vec<&str> = rules().keys().map(String::as_str).collect();
    assert_eq!(files, sorted(RULES));
    for language in LANGUAGES {
        let index = real_page(&format!("{language}/rules/index.html"));
        let listed = addresses(&index, "main h2 a");
        let expected: Vec<String> = RULES
            .iter()
            .map(|rule| format!("/{language}/rules/{rule}/"))
            .collect();
        assert_eq!(listed, expected);
        let titles = all_texts(&index, "main h2 a");
        for (rule, title) in RULES.iter().zip(titles) {
            let page = rule_page(language, rule);
            assert_eq!(title, words(&rules()[*rule]["title"][language]));
            assert_eq!(text(&page, "h1"), title);
            let summary = text(&page, ".summary");
            let expected = words(&rules()[*rule]["summary"][language]);
            assert!(summary.starts_with(&expected), "{rule}: {summary}");
        }
        let home = real_page(&format!("{language}/index.html"));
        let menu = addresses(&home, "nav.main-links a");
        assert!(
            menu.contains(&format!("/{language}/rules/").as_str()),
            "{menu:?}"
        );
    }
}

/// A page says how old its text is and which acts have changed it since.
#[test]
fn each_page_says_what_it_rests_on() {
    let sources = content("sources.yaml");
    let order = list(&sources["documents"])
        .iter()
        .find(|document| document["id"] == "joint-order-2020")
        .unwrap();
    let acts = list(&order["later_acts"]);
    assert_eq!(acts.len(), 3);
    for language in LANGUAGES {
        for rule in RULES {
            let page = rule_page(language, rule);
            let notes = all(&page, "main .basis-note.doubt");
            assert_eq!(notes.len(), 1, "{language}/{rule}");
            let note = plain(notes[0]);
            for said in [&order["short"], &order["edition"]] {
                let said = words(&said[language]);
                assert!(said.contains("2020") && note.contains(&said), "{note}");
            }
            let listed = texts_within(notes[0], "li");
            assert_eq!(listed.len(), acts.len(), "{language}/{rule}");
            for (listed, act) in listed.iter().zip(acts) {
                let title = words(&act["title"][language]);
                assert!(listed.starts_with(&title), "{listed}");
                let day = act["in_force"].as_str().map(|date| &date[..4]);
                if let Some(year) = day {
                    assert!(listed[title.len()..].contains(year), "{listed}");
                }
            }
        }
    }
}

#[test]
fn each_section_and_point_stands_on_its_page() {
    for language in LANGUAGES {
        for rule in RULES {
            let page = rule_page(language, rule);
            let file = &rules()[rule];
            let own = |id: &&str| !id.starts_with('_');
            let headings: Vec<&str> = all(&page, "main h2[id]")
                .iter()
                .map(|heading| heading.attr("id").unwrap())
                .filter(own)
                .collect();
            let sections = list(&file["sections"]);
            let ids: Vec<&str> = sections.iter().map(|s| string(&s["id"])).collect();
            assert_eq!(headings, ids, "{language}/{rule}");
            for part in sections {
                let found = section(&page, string(&part["id"]));
                let title = &texts_within(found, "h2")[0];
                assert_eq!(*title, words(&part["title"][language]));
                let whole = plain(found);
                for paragraph in list(&part["text"]) {
                    let paragraph = words(&paragraph[language]);
                    assert!(whole.contains(&paragraph), "{rule}: {paragraph}");
                }
                let points: Vec<&str> = within(found, "ol.points > li, ul.points > li")
                    .iter()
                    .filter(|point| !point.attr("id").unwrap().starts_with("exempt-"))
                    .map(|point| point.attr("id").unwrap())
                    .collect();
                let expected: Vec<&str> = list(&part["points"])
                    .iter()
                    .map(|point| string(&point["id"]))
                    .collect();
                assert_eq!(points, expected, "{language}/{rule}");
                for point in list(&part["points"]) {
                    let found = text(&page, &format!("[id='{}']", string(&point["id"])));
                    assert!(found.contains(&words(&point["text"][language])), "{found}");
                }
                let numbered = part["numbered"] == "true";
                let lists = within(found, "section > ol.points").len();
                assert_eq!(lists, usize::from(numbered), "{language}/{rule}");
                let steps = texts_within(found, "ol.path h3");
                let expected: Vec<String> = list(&part["steps"])
                    .iter()
                    .map(|step| words(&step["title"][language]))
                    .collect();
                assert_eq!(steps, expected, "{language}/{rule}");
                assert_eq!(
                    within(found, "ul.documents > li").len(),
                    list(&part["documents"]).len()
                );
            }
            // The contents lead to each of them.
            if ids.len() > 2 {
                let contents: Vec<&str> = addresses(&page, "nav.contents a")
                    .into_iter()
                    .filter_map(|address| address.strip_prefix('#'))
                    .filter(own)
                    .collect();
                assert_eq!(contents, ids, "{language}/{rule}");
            }
        }
    }
}

/// A number of units in English, as the pages say it.
fn length(period: &Json) -> String {
    let most = string(&period["max"]);
    let unit = match string(&period["unit"]) {
        "working-day" => "working day",
        "calendar-day" => "calendar day",
        "minute" => "minute",
        other => panic!("{other}"),
    };
    let plural = if most == "1" { "" } else { "s" };
    match period["min"].as_str().filter(|least| *least != most) {
        Some(least) => format!("{least}–{most} {unit}{plural}"),
        None => format!("{most} {unit}{plural}"),
    }
}

/// The periods that hold on a page: the page that they stand on, and they.
fn periods_on(rule: &str) -> Vec<(&str, &'static Json)> {
    let (rule, file) = rules().get_key_value(rule).unwrap();
    let own = list(&file["periods"]).iter();
    let shared = list(&file["shared_periods"]).iter().map(|shared| {
        let page = string(&shared["rule"]);
        let mut periods = list(&rules()[page]["periods"]).iter();
        let period = periods.find(|period| period["id"] == shared["period"]);
        (page, period.unwrap())
    });
    own.map(|period| (rule.as_str(), period))
        .chain(shared)
        .collect()
}

#[test]
fn each_period_stands_on_its_page() {
    let mut count = 0;
    for rule in RULES {
        let expected: Vec<String> = periods_on(rule)
            .iter()
            .map(|(_, period)| format!("period-{}", string(&period["id"])))
            .collect();
        count += expected.len();
        for language in LANGUAGES {
            let page = rule_page(language, rule);
            let anchors: Vec<&str> = all(&page, "dl.periods > div[id]")
                .iter()
                .map(|period| period.attr("id").unwrap())
                .collect();
            assert_eq!(anchors, expected, "{language}/{rule}");
            for (anchor, (_, period)) in anchors.iter().zip(periods_on(rule)) {
                let at = format!("[id='{anchor}']");
                let title = words(&period["title"][language]);
                assert_eq!(text(&page, &format!("{at} dt")), title);
                let shown = text(&page, &format!("{at} .term"));
                if language == "en" {
                    assert_eq!(shown, length(period), "{rule}: {title}");
                }
                let number = length(period);
                let (number, _) = number.split_once(' ').unwrap();
                assert!(shown.starts_with(&format!("{number} ")), "{shown}");
                let whole = text(&page, &at);
                assert!(whole.contains(&words(&period["starts"][language])));
                if !period["note"].is_null() {
                    assert!(whole.contains(&words(&period["note"][language])));
                }
                if let Some(longest) = period["extension"]["max"].as_str() {
                    assert!(whole.contains(&format!(" {longest} ")), "{whole}");
                }
                assert!(!all(&page, &format!("{at} a.cite")).is_empty());
                // The picture says the same in words; it has none of minutes alone.
                if let Some(described) = all(&page, "svg desc").first() {
                    let said = format!("{title}: {shown}");
                    assert!(plain(*described).contains(&said), "{rule}: {said}");
                }
            }
            // A step leads to the period that governs it.
            for step in list(&rules()[rule]["sections"])
                .iter()
                .flat_map(|section| list(&section["steps"]))
            {
                let Some(period) = step["period"].as_str() else {
                    continue;
                };
                let link = format!(".path__where a[href='#period-{period}']");
                assert!(!all(&page, &link).is_empty(), "{language}/{rule}: {period}");
            }
        }
    }
    assert!(count > 20, "{count}");
}

/// The page about deadlines leads to the periods of all others.
#[test]
fn one_page_lists_the_periods_of_all() {
    let shows = |rule: &&str| {
        let mut sections = list(&rules()[*rule]["sections"]).iter();
        sections.any(|section| section["show"] == "periods")
    };
    let listing: Vec<&str> = RULES.into_iter().filter(shows).collect();
    assert_eq!(listing, ["deadlines"]);
    for language in LANGUAGES {
        let page = rule_page(language, "deadlines");
        let listed = addresses(&page, "dl.periods dt a");
        let expected: Vec<String> = RULES
            .into_iter()
            .filter(|rule| *rule != "deadlines")
            .flat_map(|rule| {
                let own = list(&rules()[rule]["periods"]).iter();
                own.map(move |period| {
                    let id = string(&period["id"]);
                    format!("/{language}/rules/{rule}/#period-{id}")
                })
            })
            .collect();
        assert_eq!(listed, expected);
    }
}

/// Everything that refers to another part of its page finds it.
#[test]
fn references_within_a_page_lead_somewhere() {
    for (path, page) in real_pages() {
        let mut ids = BTreeSet::new();
        for element in all(&page, "[id]") {
            let id = element.attr("id").unwrap();
            assert!(ids.insert(id), "{path}: two of `{id}`");
        }
        for name in ["for", "aria-labelledby", "aria-describedby", "headers"] {
            for element in all(&page, &format!("[{name}]")) {
                for id in element.attr(name).unwrap().split_whitespace() {
                    assert!(ids.contains(id), "{path}: {name} of `{id}`");
                }
            }
        }
    }
}

// What is put together from the categories

/// An edge: from which code, or from any; into which; and whether on a condition.
type Edge = (String, String, bool);

/// The changes as the category files have them.
fn changes() -> BTreeSet<Edge> {
    let mut edges = BTreeSet::new();
    for (code, category) in categories() {
        let change = &category["change"];
        let conditional = !change["text"].is_null();
        for from in texts(&change["from"]) {
            edges.insert((from.to_owned(), code.clone(), conditional));
        }
        if change["any"] == "true" {
            edges.insert(("any".to_owned(), code.clone(), conditional));
        }
    }
    edges
}

#[test]
fn the_graph_of_changes_is_that_of_the_files() {
    assert!(changes().len() > 20);
    for language in LANGUAGES {
        let page = rule_page(language, "category-change");
        let drawing = all(&page, "svg");
        assert_eq!(drawing.len(), 1);
        // A curve is drawn at both of its ends: the ends of one path are an edge.
        let mut columns = Vec::new();
        for column in within(drawing[0], "g[role='group'][aria-labelledby]") {
            let mut ends: BTreeMap<String, String> = BTreeMap::new();
            for place in within(column, ".drawing__place") {
                let node = within(place, "a");
                let name = node.first().map_or("any".to_owned(), |node| {
                    let shown = texts_within(*node, ".drawing__code").remove(0);
                    let address = format!("/{language}/visas/{}/", shown.to_lowercase());
                    assert_eq!(node.attr("href"), Some(address.as_str()));
                    shown
                });
                for curve in within(place, ".drawing__edge") {
                    let curve = curve.attr("d").unwrap().to_owned();
                    assert_eq!(ends.insert(curve, name.clone()), None);
                }
            }
            columns.push(ends);
        }
        let [from, to] = &columns[..] else {
            panic!("{} columns", columns.len());
        };
        let curves = within(drawing[0], ".drawing__edges .drawing__edge");
        let drawn: BTreeSet<Edge> = curves
            .iter()
            .map(|curve| {
                let path = curve.attr("d").unwrap();
                let class = curve.attr("class").unwrap();
                let conditional = class.contains("--conditional");
                (from[path].clone(), to[path].clone(), conditional)
            })
            .collect();
        assert_eq!(drawn.len(), curves.len());
        // Whether a change from any category has a condition isn't drawn.
        let expected: BTreeSet<Edge> = changes()
            .into_iter()
            .map(|(from, to, conditional)| {
                let conditional = conditional && from != "any";
                (from, to, conditional)
            })
            .collect();
        assert_eq!(drawn, expected);
    }
}

#[test]
fn the_list_of_changes_is_that_of_the_files() {
    for language in LANGUAGES {
        let page = rule_page(language, "category-change");
        let mut listed = BTreeSet::new();
        for entry in all(&page, "dl.changes > div") {
            let into = code(within(entry, "dt a")[0]);
            let condition = within(entry, "dd .detail");
            let text = &categories()[&into]["change"]["text"][language];
            assert_eq!(condition.is_empty(), text.is_null(), "{into}");
            if let Some(condition) = condition.first() {
                assert_eq!(plain(*condition), words(text));
            }
            let conditional = !condition.is_empty();
            for from in within(entry, "dd .category-links a") {
                listed.insert((code(from), into.clone(), conditional));
            }
            if !within(entry, "dd > strong").is_empty() {
                listed.insert(("any".to_owned(), into.clone(), conditional));
            }
        }
        assert_eq!(listed, changes());
    }
}

#[test]
fn who_issues_which_category_is_as_the_files_say() {
    let site = content("site.yaml");
    let issuers = list(&site["categories"]["issuers"]);
    for language in LANGUAGES {
        let page = rule_page(language, "where-issued");
        let heads = all_texts(&page, "table.matrix thead th");
        let names: Vec<String> = issuers
            .iter()
            .map(|issuer| words(&issuer["name"][language]))
            .collect();
        assert_eq!(heads[1..], names);
        let mut seen = Vec::new();
        for row in all(&page, "table.matrix tbody tr") {
            let code = texts_within(row, "th .badge").remove(0);
            let issued = &categories()[&code]["issued"];
            let cells: Vec<Option<bool>> = within(row, "td")
                .into_iter()
                .map(|cell| match within(cell, "*")[..] {
                    [shown] if shown.value().name() == "strong" => Some(true),
                    [shown] if shown.attr("class") == Some("quiet") => Some(false),
                    [shown] if shown.attr("class") == Some("doubt") => None,
                    _ => panic!("{code}: {}", cell.html()),
                })
                .collect();
            let expected: Vec<Option<bool>> = issuers
                .iter()
                .map(|issuer| {
                    let does = issued["by"][string(&issuer["id"])].as_str();
                    does.map(|does| does == "true")
                })
                .collect();
            assert_eq!(cells, expected, "{code}");
            if !issued["note"].is_null() {
                assert!(plain(row).contains(&words(&issued["note"][language])));
            }
            seen.push(code);
        }
        assert_eq!(sorted(seen), sorted(categories().keys().cloned()));
    }
}

/// Each category for which the files say something is there once, and no other.
#[test]
fn the_comparisons_have_every_category_that_the_files_speak_of() {
    for (show, field) in [
        ("extensions", "extension"),
        ("interviews", "interview"),
        ("issue-terms", "term"),
        ("reinstatements", "reinstatement"),
    ] {
        let places: Vec<(&str, &str)> = RULES
            .into_iter()
            .flat_map(|rule| {
                let sections = list(&rules()[rule]["sections"]).iter();
                let showing = sections.filter(|section| section["show"] == show);
                showing.map(move |section| (rule, string(&section["id"])))
            })
            .collect();
        assert!(!places.is_empty(), "no page shows {show}");
        let expected: Vec<String> = categories()
            .iter()
            .filter(|(_, category)| !category[field].is_null())
            .map(|(code, _)| code.clone())
            .collect();
        assert!(!expected.is_empty());
        for language in LANGUAGES {
            for (page, id) in &places {
                let page = rule_page(language, page);
                let shown = within(section(&page, id), "dl.facts-list dt a");
                let codes = shown.into_iter().map(code);
                assert_eq!(sorted(codes), sorted(expected.clone()), "{show}");
            }
            // Each leads to the first of them from its own page.
            let (page, id) = places[0];
            for code in &expected {
                let own = category_page(language, code);
                assert_eq!(
                    addresses(&own, &format!("[id='{field}'] dt a")),
                    [format!("/{language}/rules/{page}/#{id}")],
                    "{code}"
                );
            }
        }
    }
}

/// What the comparisons say of a category is what its file says.
#[test]
fn the_comparisons_say_what_the_files_say() {
    for (code, category) in categories() {
        let page = category_page("en", code);
        let said = |anchor: &str| text(&page, &format!("[id='{anchor}'] dd"));
        for field in ["extension", "interview", "reinstatement"] {
            let text = &category[field]["text"]["en"];
            if !text.is_null() {
                assert!(said(field).contains(&words(text)), "{code}: {field}");
            }
        }
        let value = |anchor: &str| text(&page, &format!("[id='{anchor}'] dd strong"));
        if let Some(interview) = category["interview"]["value"].as_str() {
            let expected = match interview {
                "yes" => "yes",
                "no" => "no interview",
                "conditional" => "depends",
                other => panic!("{other}"),
            };
            assert_eq!(value("interview"), expected, "{code}");
        }
        if let Some(possible) = category["reinstatement"]["possible"].as_str() {
            let expected = if possible == "true" {
                "possible"
            } else {
                "not possible here"
            };
            assert_eq!(value("reinstatement"), expected, "{code}");
        }
        if let Some(longest) = category["extension"]["max"].as_str() {
            let number = &longest[1..longest.len() - 1];
            let shown = value("extension");
            assert!(
                shown.starts_with(&format!("up to {number} ")),
                "{code}: {shown}"
            );
        }
        let term = &category["term"];
        if term.is_object() {
            let (rule, id) = (string(&term["rule"]), &term["period"]);
            let mut periods = list(&rules()[rule]["periods"]).iter();
            let period = periods.find(|period| period["id"] == *id).unwrap();
            assert!(said("term").contains(&length(period)), "{code}");
        }
    }
}

/// How many days a length of stay has at most, about: enough to put them in order.
fn days(length: &str) -> u32 {
    let (number, unit) = length[1..].split_at(length.len() - 2);
    let unit = match unit {
        "D" => 1,
        "M" => 30,
        "Y" => 365,
        other => panic!("{other}"),
    };
    number.parse::<u32>().unwrap() * unit
}

#[test]
fn the_table_of_categories_can_be_filtered_by_stay() {
    for language in LANGUAGES {
        let page = real_page(&format!("{language}/visas/index.html"));
        let offered: Vec<&str> = all(&page, "select[name='stays'] option[value]")
            .iter()
            .map(|option| option.attr("value").unwrap())
            .filter(|value| !value.is_empty())
            .collect();
        let mut all_stays = BTreeSet::new();
        for (code, category) in categories() {
            let rows = all(&page, &format!("tbody[id='{code}'] > tr"));
            for (row, line) in list(&category["rows"]).iter().zip(rows) {
                let stay = match string(&row["stay"]) {
                    "validity" => Some(days(string(&row["validity"]))),
                    "not-given" => None,
                    stay => Some(days(stay)),
                };
                all_stays.extend(stay);
                let given = |name| line.attr(name).unwrap_or_default();
                assert_eq!(given("data-entries"), string(&row["entries"]), "{code}");
                let fits: Vec<&str> = given("data-stays").split_whitespace().collect();
                let expected: Vec<&str> = offered
                    .iter()
                    .copied()
                    .filter(|length| stay.is_some_and(|stay| days(length) <= stay))
                    .collect();
                assert_eq!(fits, expected, "{code}");
            }
        }
        let offered: Vec<u32> = offered.into_iter().map(days).collect();
        assert_eq!(offered, sorted(all_stays), "{language}");
    }
}

// Countries

#[test]
fn the_countries_are_those_of_the_list() {
    let file = content("countries.yaml");
    let countries = list(&file["countries"]);
    assert_eq!(countries.len(), 109);
    let issuer = string(&file["issuer"]);
    let eligible: Vec<&String> = categories()
        .iter()
        .filter(|(_, category)| category["issued"]["by"][issuer] == "true")
        .map(|(code, _)| code)
        .collect();
    assert!(!eligible.is_empty());
    for language in LANGUAGES {
        let page = rule_page(language, "e-visa");
        let shown = section(&page, "who");
        let codes = within(shown, "p .category-links a").into_iter().map(code);
        assert_eq!(sorted(codes), sorted(eligible.iter().map(|c| (*c).clone())));
        let rows = all(&page, "table.countries tbody");
        assert_eq!(rows.len(), countries.len());
        let summary = text(&page, ".countries-all summary");
        assert!(summary.contains("109"), "{summary}");
        for (at, (row, country)) in rows.into_iter().zip(countries).enumerate() {
            let code = string(&country["code"]);
            assert_eq!(
                row.attr("id"),
                Some(format!("country-{}", code.to_lowercase()).as_str())
            );
            let cells = texts_within(row, "th, td");
            assert_eq!(cells[0], (at + 1).to_string());
            assert!(cells[1].starts_with(&words(&country["name"][language])));
            assert_eq!(cells[2], code);
            assert_eq!(cells[3], words(&country["listed_as"]));
            // Found by its name in any language, as listed, and by its codes.
            let found_by = row.attr("data-words").unwrap();
            let found_by: Vec<&str> = found_by.split(" | ").collect();
            let names = LANGUAGES.map(|language| &country["name"][language]);
            for name in names.into_iter().chain([
                &country["listed_as"],
                &country["code"],
                &country["alpha3"],
            ]) {
                let name = string(name).to_lowercase();
                assert!(found_by.contains(&name.as_str()), "{code}: {name}");
            }
        }
        for (code, category) in categories() {
            let page = category_page(language, code);
            let link = format!("main a[href='/{language}/rules/e-visa/#who']");
            let does = category["issued"]["by"][issuer] == "true";
            assert_eq!(!all(&page, &link).is_empty(), does, "{code}");
        }
    }
}

// Forms

#[test]
fn a_form_has_all_its_fields_in_each_language() {
    let mut forms = 0;
    for rule in RULES {
        let with_forms: Vec<&Json> = list(&rules()[rule]["sections"])
            .iter()
            .filter(|section| section["form"].is_object())
            .collect();
        for language in LANGUAGES {
            let page = rule_page(language, rule);
            assert_eq!(all(&page, "form.paper").len(), with_forms.len(), "{rule}");
            for part in &with_forms {
                forms += 1;
                let form = &part["form"];
                let shown = section(&page, string(&part["id"]));
                let blanks: Vec<(&str, &str)> = within(shown, "form.paper [name]")
                    .iter()
                    .map(|input| {
                        (
                            input.attr("name").unwrap(),
                            input.attr("aria-label").unwrap(),
                        )
                    })
                    .collect();
                let fields: Vec<(&str, &str)> = list(&form["fields"])
                    .iter()
                    .map(|field| (string(&field["id"]), string(&field["label"][language])))
                    .collect();
                assert_eq!(sorted(blanks), sorted(fields), "{language}/{rule}");
                // Nothing is left of the slots, and nothing of the text is lost.
                let whole = plain(shown);
                assert!(!whole.contains(['{', '}']), "{whole}");
                let paper: String = within(shown, "form.paper > p")
                    .iter()
                    .map(|paragraph| without_labels(*paragraph))
                    .collect();
                for paragraph in list(&form["paragraphs"]) {
                    for part in string(&paragraph[language]).split(['{', '}']).step_by(2) {
                        let part: String = part.split_whitespace().collect();
                        assert!(paper.contains(&part), "{part}");
                    }
                }
            }
        }
    }
    assert_eq!(forms, LANGUAGES.len(), "one form in each language");
}

/// A paragraph's text without white space and without the words on its blanks.
fn without_labels(paragraph: ElementRef<'_>) -> String {
    let mut text = String::new();
    for child in paragraph.children() {
        if let Some(own) = child.value().as_text() {
            text.extend(own.split_whitespace());
        }
    }
    text
}

// Links both ways

#[test]
fn categories_and_rules_lead_to_each_other() {
    for language in LANGUAGES {
        for rule in RULES {
            let page = rule_page(language, rule);
            let named: Vec<&str> = texts(&rules()[rule]["categories"]);
            let linked = if named.is_empty() {
                assert!(all(&page, "h2#_categories").is_empty(), "{rule}");
                Vec::new()
            } else {
                let links = within(section(&page, "_categories"), "a");
                links.into_iter().map(code).collect()
            };
            assert_eq!(linked, named, "{language}/{rule}");
        }
        for code in categories().keys() {
            let page = category_page(language, code);
            let linked = addresses(&page, "h2#related ~ ul a");
            let expected: Vec<String> = RULES
                .into_iter()
                .filter(|rule| texts(&rules()[*rule]["categories"]).contains(&code.as_str()))
                .map(|rule| format!("/{language}/rules/{rule}/"))
                .collect();
            assert_eq!(linked, expected, "{language}/{code}");
        }
    }
}

#[test]
fn services_and_rules_lead_to_each_other() {
    for language in LANGUAGES {
        for rule in RULES {
            let page = rule_page(language, rule);
            let named = texts(&rules()[rule]["services"]);
            let expected: Vec<String> = named
                .iter()
                .map(|service| format!("/{language}/services/{service}/"))
                .collect();
            assert_eq!(addresses(&page, "h2#_services ~ ul h3 a"), expected);
            let related: Vec<String> = RULES
                .into_iter()
                .filter(|other| texts(&rules()[rule]["related"]).contains(other))
                .map(|other| format!("/{language}/rules/{other}/"))
                .collect();
            assert_eq!(addresses(&page, "h2#_related ~ ul a"), related, "{rule}");
        }
        for service in services().keys() {
            let page = real_page(&format!("{language}/services/{service}/index.html"));
            let linked = all(&page, "h2#rules").first().map_or(Vec::new(), |h2| {
                let section = ElementRef::wrap(h2.parent().unwrap()).unwrap();
                let links = within(section, "a").into_iter();
                links.map(|link| link.attr("href").unwrap()).collect()
            });
            let expected: Vec<String> = RULES
                .into_iter()
                .filter(|rule| texts(&rules()[*rule]["services"]).contains(&service.as_str()))
                .map(|rule| format!("/{language}/rules/{rule}/"))
                .collect();
            assert_eq!(linked, expected, "{language}/{service}");
        }
    }
}

/// The other way round a category says into what it can be changed.
#[test]
fn a_category_says_from_what_and_into_what_it_is_changed() {
    for code in categories().keys() {
        let page = category_page("kk", code);
        let from = sorted(codes(&page, "#change dd .category-links a"));
        let into = sorted(codes(&page, "#change-to dd .category-links a"));
        let mut expected_from = Vec::new();
        let mut expected_into = Vec::new();
        for (source, target, _) in changes() {
            if target == *code && source != "any" {
                expected_from.push(source.clone());
            }
            if source == *code {
                expected_into.push(target);
            }
        }
        assert_eq!(from, sorted(expected_from), "{code}");
        assert_eq!(into, sorted(expected_into), "{code}");
    }
}

// Duties

/// Duties and fees by their ids.
fn duties() -> BTreeMap<String, Json> {
    let file = content("duties.yaml");
    let duties = list(&file["duties"]).iter().chain(list(&file["fees"]));
    duties
        .map(|duty| (string(&duty["id"]).to_owned(), duty.clone()))
        .collect()
}

#[test]
fn each_duty_stands_where_it_is_shown_with_its_rate_and_exemptions() {
    let file = content("duties.yaml");
    let duties = duties();
    let mut shown = BTreeSet::new();
    for rule in RULES {
        let named: Vec<&str> = list(&rules()[rule]["sections"])
            .iter()
            .flat_map(|section| texts(&section["duties"]))
            .collect();
        for language in LANGUAGES {
            let page = rule_page(language, rule);
            let found: Vec<String> = all(&page, "article.duty")
                .iter()
                .map(|duty| duty.attr("id").unwrap()["duty-".len()..].to_owned())
                .collect();
            assert_eq!(found, named, "{language}/{rule}");
            for id in &named {
                shown.insert((*id).to_owned());
                let duty = &duties[*id];
                let at = format!("[id='duty-{id}']");
                let title = text(&page, &format!("{at} h3"));
                assert_eq!(title, words(&duty["title"][language]));
                let grounds = all(&page, &format!("{at} ol.points > li"));
                let exemptions = list(&duty["exemptions"]["grounds"]);
                assert_eq!(grounds.len(), exemptions.len(), "{id}");
                for (found, exemption) in grounds.into_iter().zip(exemptions) {
                    let ground = string(&exemption["ground"]);
                    let anchor = format!("exempt-{id}-{ground}");
                    assert_eq!(found.attr("id"), Some(anchor.as_str()));
                    let mut known = list(&file["grounds"]).iter();
                    let said = known.find(|known| known["id"] == ground).unwrap();
                    let said = words(&said["text"][language]);
                    assert!(plain(found).starts_with(&said), "{anchor}");
                }
                let note = words(&duty["exemptions"]["note"][language]);
                assert!(text(&page, &at).contains(&note), "{id}");
                let charged: Vec<String> = services()
                    .iter()
                    .filter(|(_, service)| {
                        let mut lines = list(&service["tariff"]).iter();
                        lines.any(|line| line["duty"] == **id)
                    })
                    .map(|(service, _)| format!("/{language}/services/{service}/"))
                    .collect();
                assert_eq!(
                    addresses(&page, &format!("{at} .quiet > a")),
                    charged,
                    "{id}"
                );
                let of = codes(&page, &format!("{at} .quiet .category-links a"));
                let named = categories().iter().filter(|(_, category)| {
                    let mut duties = texts(&category["duties"]).into_iter();
                    duties.any(|duty| duty == *id)
                });
                assert_eq!(
                    sorted(of),
                    sorted(named.map(|(code, _)| code.clone())),
                    "{id}"
                );
            }
            // The links from the top of the page lead to duties shown somewhere.
            let links = addresses(&page, "h2#_duties ~ ul a");
            assert_eq!(links.len(), texts(&rules()[rule]["duties"]).len(), "{rule}");
            for (link, id) in links.iter().zip(texts(&rules()[rule]["duties"])) {
                assert!(link.ends_with(&format!("#duty-{id}")), "{link}");
            }
        }
    }
    assert_eq!(shown, duties.keys().cloned().collect());
}

#[test]
fn the_amounts_of_duties_are_those_of_the_day() {
    let page = rule_page("en", "state-duty");
    for (duty, rate, amount) in [
        ("invitation", "0.5 MCI", "2 162.5 ₸"),
        ("exit", "0.5 MCI", "2 162.5 ₸"),
        ("entry-exit", "7 MCI", "30 275 ₸"),
        ("multiple", "30 MCI", "129 750 ₸"),
    ] {
        assert_eq!(text(&page, &format!("#duty-{duty} .rate")), rate);
        assert_eq!(text(&page, &format!("#duty-{duty} .amount")), amount);
    }
    let page = rule_page("en", "consular-fee");
    assert!(all(&page, "#duty-consular-fee .amount").is_empty());
    assert!(all(&page, "#duty-consular-fee .rate").is_empty());
    let said = text(&page, "#duty-consular-fee .doubt");
    assert!(said.contains("Ask the embassy"), "{said}");

    // Another day: another value of the unit, or none.
    let project = Project::small();
    project.build();
    let shown = |project: &Project| {
        let page = project.page("en/rules/appeal/index.html");
        let amount = all_texts(&page, "#duty-stay .amount");
        (amount, text(&page, "#duty-stay"))
    };
    assert_eq!(shown(&project).0, ["2 162.5 ₸"]);
    project.build_with(&["--as-of", "2027-01-01"]);
    let (amount, whole) = shown(&project);
    assert!(amount.is_empty() && !whole.contains("2 162.5"), "{whole}");
    assert!(
        whole.contains("For 1 January 2027 it is not known yet"),
        "{whole}"
    );
    // Before it was set there is no rate either.
    project.build_with(&["--as-of", "2025-12-31"]);
    let (amount, whole) = shown(&project);
    assert!(
        amount.is_empty()
            && whole.contains("not on file from 1 January 2026: 0.5")
            && !whole.contains("3 932"),
        "{whole}"
    );
}

#[test]
fn a_category_leads_to_its_duties() {
    for language in LANGUAGES {
        for (code, category) in categories() {
            let page = category_page(language, code);
            let shown: Vec<&str> = all(&page, "h2#duties ~ p[id]")
                .iter()
                .map(|duty| duty.attr("id").unwrap())
                .collect();
            let expected: Vec<String> = texts(&category["duties"])
                .iter()
                .map(|duty| format!("duty-{duty}"))
                .collect();
            assert_eq!(shown, expected, "{language}/{code}");
            for duty in expected {
                let link = addresses(&page, &format!("[id='{duty}'] a:not(.cite)"));
                let [link] = link[..] else {
                    panic!("{code}: {link:?}");
                };
                assert!(link.ends_with(&format!("#{duty}")), "{link}");
                let leads_to = real_page(&file_of(link));
                assert_eq!(all(&leads_to, &format!("article[id='{duty}']")).len(), 1);
            }
        }
    }
}

/// What a select offers, without the choice of nothing.
fn offered<'a>(page: &'a Html, select: &str) -> Vec<&'a str> {
    all(page, &format!("select[name='{select}'] option"))
        .iter()
        .map(|option| option.attr("value").unwrap())
        .filter(|value| !value.is_empty())
        .collect()
}

#[test]
fn the_forms_offer_every_period_and_every_duty() {
    // A period through each way to file, or by itself.
    let choices = |page: &str, period: &Json| -> Vec<String> {
        let start = format!("{page}/{}/", string(&period["id"]));
        let channels = texts(&period["channels"]);
        if channels.is_empty() {
            return vec![start];
        }
        let through = |channel| format!("{start}{channel}");
        channels.into_iter().map(through).collect()
    };
    for rule in RULES {
        let page = rule_page("ru", rule);
        let mut expected: Vec<String> = periods_on(rule)
            .into_iter()
            .flat_map(|(of, period)| choices(of, period))
            .collect();
        if rule == "deadlines" {
            expected = RULES
                .into_iter()
                .flat_map(|rule| {
                    let own = list(&rules()[rule]["periods"]).iter();
                    own.flat_map(move |period| choices(rule, period))
                })
                .collect();
        }
        let periods = offered(&page, "period");
        assert_eq!(sorted(periods), sorted(expected), "{rule}");

        let shown: Vec<&str> = list(&rules()[rule]["sections"])
            .iter()
            .flat_map(|section| texts(&section["duties"]))
            .collect();
        assert_eq!(offered(&page, "duty"), shown, "{rule}");
        let duties = duties();
        let mut pairs = BTreeSet::new();
        for duty in &shown {
            for exemption in list(&duties[*duty]["exemptions"]["grounds"]) {
                pairs.insert((string(&exemption["ground"]), *duty));
            }
        }
        let mut offers = BTreeSet::new();
        for ground in all(&page, "select[name='exemption'] option[data-duties]") {
            for duty in ground.attr("data-duties").unwrap().split(' ') {
                offers.insert((ground.attr("value").unwrap(), duty));
            }
        }
        assert_eq!(offers, pairs, "{rule}");
    }
}

#[test]
fn a_service_offers_the_grounds_of_its_duties() {
    let duties = duties();
    for (id, service) in services() {
        let charged = list(&service["tariff"]).iter();
        let expected: BTreeSet<&str> = charged
            .filter_map(|line| line["duty"].as_str())
            .flat_map(|duty| list(&duties[duty]["exemptions"]["grounds"]))
            .map(|exemption| string(&exemption["ground"]))
            .collect();
        let page = real_page(&format!("kk/services/{id}/index.html"));
        let offered = offered(&page, "exemption");
        assert_eq!(sorted(offered), sorted(expected), "{id}");
    }
}

// Other content

/// Content of another kind, in two languages, with a page and without categories.
#[test]
fn small_content_has_its_page_in_its_languages() {
    let project = Project::small();
    project.build();
    let site = project.site();
    let pages: Vec<&str> = site
        .keys()
        .filter(|path| path.ends_with(".html") && path.contains("/rules/"))
        .map(String::as_str)
        .collect();
    assert_eq!(
        pages,
        [
            "en/rules/appeal/index.html",
            "en/rules/index.html",
            "kk/rules/appeal/index.html",
            "kk/rules/index.html",
        ]
    );
    let page = project.page("en/rules/appeal/index.html");
    assert_eq!(text(&page, "h1"), "Appealing a decision");
    assert_eq!(text(&page, "#period-answer .term"), "3–5 working days");
    assert_eq!(text(&page, "#period-notice .term"), "2 calendar days");
    assert_eq!(text(&page, "#period-queue .term"), "15 minutes");
    let anchors: Vec<&str> = all(&page, "main h2[id]")
        .iter()
        .map(|heading| heading.attr("id").unwrap())
        .filter(|id| !id.starts_with('_'))
        .collect();
    assert_eq!(anchors, ["path", "grounds", "papers", "where", "form"]);
    assert_eq!(all_texts(&page, "article.body-hours h3"), ["The office"]);
    assert_eq!(all(&page, "form.paper [name]").len(), 2);
    // Of a category that has no file there is no page to lead to.
    assert_eq!(text(&page, "#_categories ~ p .badge"), "C3");
    assert!(addresses(&page, "#_categories ~ p a").is_empty());
    let kazakh = project.page("kk/rules/appeal/index.html");
    assert_eq!(text(&kazakh, "h1"), "Шешімге шағым беру");
    assert!(
        all(
            &page,
            "table.matrix, table.countries, dl.changes, dl.facts-list"
        )
        .is_empty()
    );
    let service = project.page("en/services/permit/index.html");
    assert_eq!(
        addresses(&service, "h2#rules ~ ul a"),
        ["/en/rules/appeal/"]
    );
}

/// A page, a category and a country are data: files alone make them appear, and
/// go again with them.
#[test]
fn adding_a_page_a_category_and_a_country() {
    let project = Project::with_categories();
    project.build();
    let first = project.site();
    let categories = |project: &Project| {
        let list = project.page("en/passes/index.html");
        let page = project.page("en/rules/passes/index.html");
        (
            all_texts(&list, "#categories tbody .badge"),
            all_texts(&page, "table.matrix tbody .badge"),
            all_texts(&page, "#countries ~ p .badge"),
        )
    };
    let (listed, matrix, countries) = categories(&project);
    assert_eq!(listed, ["A1", "B2", "C3"]);
    assert_eq!(matrix, ["A1", "B2", "C3"]);
    assert_eq!(countries, ["B2", "C3"]);

    project
        .write(
            "content/passes/b10.yaml",
            "title: {kk: Қонақ рұқсаттамасы, en: Guest's pass}
purpose: study
summary: {kk: Қонақтарға арналған., en: For guests.}
source: {document: guide, at: permit}
rows:
  - {id: single, entries: single, validity: P90D, stay: P7D}
issued:
  source: {document: guide, at: permit}
  by: {desk: false, online: true}
change:
  from: [A1]
  source: {document: guide, at: extension}
interview: {value: \"yes\", source: {document: guide, at: permit}}
duties: [stay]
",
        )
        .write(
            "content/rules/fines.yaml",
            "title: {kk: Айыппұлдар, en: Fines}
summary: {kk: Айыппұлдар туралы., en: About fines.}
source: {document: guide, at: permit}
categories: [B10]
related: [appeal]
periods:
  - id: payment
    title: {kk: Төлеу, en: Payment}
    starts: {kk: хабарламадан бастап, en: from the notice}
    by: [office]
    max: 10
    unit: calendar-day
    source: {document: guide, at: permit}
sections:
  - id: all
    title: {kk: Барлық мерзім, en: All periods}
    show: periods
  - id: interviews
    title: {kk: Әңгімелесу, en: Interviews}
    show: interviews
",
        )
        .edit(
            "content/site.yaml",
            "rules: [appeal, passes]",
            "rules: [fines, appeal, passes]",
        );
    let countries = project.read("content/countries.yaml");
    let fourth = "  - {number: 4, code: DE, alpha3: DEU, name: {kk: Германия, en: Germany}, listed_as: Германия}\n";
    project
        .write("content/countries.yaml", countries.clone() + fourth)
        .build();

    let page = project.page("en/passes/b10/index.html");
    assert_eq!(text(&page, "h1"), "B10 Guest's pass");
    assert_eq!(addresses(&page, "#related ~ ul a"), ["/en/rules/fines/"]);
    // In the order of the numbers, not of the letters.
    let (listed, matrix, for_countries) = categories(&project);
    assert_eq!(listed, ["A1", "B2", "B10", "C3"]);
    assert_eq!(matrix, ["A1", "B2", "B10", "C3"]);
    assert_eq!(for_countries, ["B2", "B10", "C3"]);
    let page = project.page("en/rules/passes/index.html");
    let last = all_texts(&page, "table.countries tbody");
    assert_eq!(last.len(), 4);
    assert!(last[3].contains("Germany"), "{}", last[3]);
    assert_eq!(all(&page, ".drawing__edges .drawing__edge").len(), 4);
    let index = project.page("kk/rules/index.html");
    assert_eq!(
        all_texts(&index, "main h2 a"),
        ["Айыппұлдар", "Шешімге шағым беру", "Рұқсаттамалар туралы"]
    );
    let page = project.page("en/rules/fines/index.html");
    assert_eq!(text(&page, "#period-payment .term"), "10 calendar days");
    assert_eq!(
        addresses(&page, "dl.periods dt a"),
        [
            "/en/rules/appeal/#period-answer",
            "/en/rules/appeal/#period-notice",
            "/en/rules/appeal/#period-queue"
        ]
    );
    assert_eq!(all_texts(&page, "dl.facts-list dt .badge"), ["A1", "B10"]);
    let asked = [
        "deadline",
        "--rule",
        "fines",
        "--submitted",
        "2026-11-23",
        "--json",
    ];
    let answer = project.run(&asked).expect(0).stdout;
    assert!(answer.contains(r#""due":"2026-12-03""#), "{answer}");

    project
        .remove("content/passes/b10.yaml")
        .remove("content/rules/fines.yaml")
        .write("content/countries.yaml", countries)
        .edit(
            "content/site.yaml",
            "[fines, appeal, passes]",
            "[appeal, passes]",
        )
        .build();
    assert!(project.site() == first);
}

// Coverage

#[test]
fn coverage_names_every_place_of_the_documents_on_file() {
    let project = Project::real();
    let output = project.run(&["check", "--coverage"]).expect(0);
    assert_eq!(output.stderr, "");
    let sources = content("sources.yaml");
    let primary = list(&sources["documents"])
        .iter()
        .filter(|document| document["kind"] == "primary");
    let mut lines = output.stdout.lines();
    let mut sums = Vec::new();
    for document in primary {
        let id = string(&document["id"]);
        let head = format!("{id}: {}", string(&document["short"]["en"]));
        assert_eq!(lines.next(), Some(head.as_str()));
        let places = list(&document["places"]);
        let mut left_out = 0;
        for place in places {
            let line = lines.next().unwrap().trim_start();
            let (name, made_of_it) = line.split_once("  ").unwrap();
            assert_eq!(name, string(&place["id"]));
            let made_of_it = made_of_it.trim_start();
            if let Some(reason) = place["left_out"]["en"].as_str() {
                assert_eq!(made_of_it, format!("left out: {reason}"));
                left_out += 1;
            } else {
                for file in made_of_it.split(", ") {
                    let text = project.read(file);
                    // In a guide a place stands behind its document.
                    let said = ["at: ", "/"].map(|before| format!("{before}{name}"));
                    assert!(said.iter().any(|it| text.contains(it)), "{file}: {name}");
                }
            }
        }
        sums.push(format!(
            "{id}: {} places, {} cited, {left_out} left out with a reason, 0 not accounted for",
            places.len(),
            places.len() - left_out,
        ));
    }
    assert_eq!(lines.collect::<Vec<_>>(), sums);
}

#[test]
fn coverage_of_content_with_a_place_that_nothing_cites() {
    let project = Project::small();
    insta::assert_snapshot!(project.run(&["check", "--coverage"]).whole(), @r"
    exit: 0
    stdout:
    guide: Guide
      permit     content/bodies.yaml, content/calendar.yaml, content/channels.yaml, content/duties.yaml, content/services/permit.yaml, content/units.yaml
      extension  content/services/extension.yaml
      appeal     content/rules/appeal.yaml
    guide: 3 places, 3 cited, 0 left out with a reason, 0 not accounted for
    ");
    let appeal = "- {id: appeal, name: {kk: Шағым, en: Appeal}}";
    let preface = "- {id: preface, name: {kk: Кіріспе, en: Preface}}";
    let index = "- {id: index, name: {kk: Көрсеткіш, en: Index}, left_out: {kk: Қатысы жоқ., en: Beside the point.}}";
    project.edit(
        "content/sources.yaml",
        appeal,
        &format!("{appeal}\n      {preface}\n      {index}"),
    );
    insta::assert_snapshot!(project.run(&["check", "--coverage"]).whole(), @r"
    exit: 1
    stdout:
    guide: Guide
      permit     content/bodies.yaml, content/calendar.yaml, content/channels.yaml, content/duties.yaml, content/services/permit.yaml, content/units.yaml
      extension  content/services/extension.yaml
      appeal     content/rules/appeal.yaml
      preface    NOT ACCOUNTED FOR
      index      left out: Beside the point.
    guide: 5 places, 3 cited, 1 left out with a reason, 1 not accounted for
    stderr:
    warning[uncovered]: nothing cites `preface`
      --> content/sources.yaml:13:14
       |
    13 |       - {id: preface, name: {kk: Кіріспе, en: Preface}}
       |              ^^^^^^^
       |
       = help: cite it where the content rests on it, or say in `left_out` why nothing does

    1 warning
    ");
    // It is no mistake, so the site is built; but it is said.
    let said = project.run(&["check"]).expect(0).stderr;
    assert!(
        said.contains("warning[uncovered]: nothing cites `preface`"),
        "{said}"
    );
    project.build();
}

/// The sources page says why a place is left out.
#[test]
fn the_sources_page_says_what_is_left_out() {
    let sources = content("sources.yaml");
    let site = real_site();
    for language in LANGUAGES {
        let page = real_page(&format!("{language}/sources/index.html"));
        let whole = text(&page, "main");
        let mut count = 0;
        for document in list(&sources["documents"]) {
            for place in list(&document["places"]) {
                if !place["left_out"].is_null() {
                    let reason = words(&place["left_out"][language]);
                    assert!(whole.contains(&reason), "{reason}");
                    count += 1;
                }
            }
        }
        assert!(count > 0 && site.len() > count);
    }
}
