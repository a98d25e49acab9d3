//! That search engines and messengers find every page, and are told of it what
//! the page itself says.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use roxmltree::Document;
use scraper::Html;
use serde_json::Value;

use crate::project::{Project, all};

const BASE: &str = "https://example.org/visas";

/// The files of the real site at an address.
fn site() -> &'static BTreeMap<String, Vec<u8>> {
    static SITE: OnceLock<BTreeMap<String, Vec<u8>>> = OnceLock::new();
    SITE.get_or_init(|| Project::real().build_with(&["--base-url", BASE]).site())
}

#[track_caller]
fn raw(files: &'static BTreeMap<String, Vec<u8>>, path: &str) -> &'static str {
    let bytes = files
        .get(path)
        .unwrap_or_else(|| panic!("{path} is missing"));
    std::str::from_utf8(bytes).unwrap()
}

/// All pages, parsed.
fn pages(files: &'static BTreeMap<String, Vec<u8>>) -> Vec<(&'static str, Html)> {
    let pages = files.keys().filter(|path| path.ends_with(".html"));
    pages
        .map(|path| (path.as_str(), Html::parse_document(raw(files, path))))
        .collect()
}

fn attr(page: &Html, selector: &str, name: &str) -> Option<String> {
    let found = all(page, selector);
    assert!(found.len() <= 1, "{selector} stands there twice");
    let value = found.first()?.attr(name)?;
    Some(value.to_owned())
}

fn hidden(page: &Html) -> bool {
    attr(page, "meta[name=robots]", "content").as_deref() == Some("noindex")
}

/// The items that a page gives to search engines.
#[track_caller]
fn items(path: &str, page: &Html) -> Vec<Value> {
    let blocks = all(page, "script[type='application/ld+json']");
    assert!(blocks.len() <= 1, "{path}");
    let mut items = Vec::new();
    for block in blocks {
        let text: String = block.text().collect();
        let value: Value = serde_json::from_str(&text).unwrap_or_else(|e| panic!("{path}: {e}"));
        assert_eq!(value["@context"], "https://schema.org", "{path}");
        items.extend(value["@graph"].as_array().unwrap().clone());
    }
    items
}

#[track_caller]
fn item(path: &str, kind: &str) -> Value {
    let page = Html::parse_document(raw(site(), path));
    let items = items(path, &page);
    let found: Vec<&Value> = items.iter().filter(|item| item["@type"] == kind).collect();
    assert_eq!(found.len(), 1, "{kind} on {path}: {items:#?}");
    found[0].clone()
}

/// Every item within an item, itself first.
fn within<'a>(value: &'a Value, found: &mut Vec<&'a Value>) {
    match value {
        Value::Object(members) => {
            found.push(value);
            members.values().for_each(|value| within(value, found));
        }
        Value::Array(values) => values.iter().for_each(|value| within(value, found)),
        _ => {}
    }
}

#[test]
fn titles_and_descriptions_are_each_page_s_own() {
    let mut seen: BTreeMap<(String, &str, String), &str> = BTreeMap::new();
    let pages = pages(site());
    for (path, page) in &pages {
        let title = attr(page, "meta[property='og:title']", "content").unwrap();
        assert_eq!(crate::project::text(page, "title"), title, "{path}");
        let description = attr(page, "meta[name=description]", "content").unwrap();
        let length = description.chars().count();
        assert!((20..=160).contains(&length), "{path}: {description}");
        assert_eq!(
            attr(page, "meta[property='og:description']", "content"),
            Some(description.clone()),
            "{path}"
        );
        // What nobody is to find may be called like what it stands for.
        if hidden(page) {
            continue;
        }
        let language = attr(page, "html", "lang").unwrap();
        for (what, text) in [("title", title), ("description", description)] {
            let other = seen.insert((language.clone(), what, text.clone()), path);
            assert_eq!(other, None, "{path} has the same {what}: {text}");
        }
    }
    assert!(seen.len() > 2 * 250, "{}", seen.len());
}

#[test]
fn pages_to_be_found_name_their_address_in_every_language() {
    let mut found = 0;
    for (path, page) in pages(site()) {
        let canonical = attr(&page, "link[rel=canonical]", "href");
        let expected = path
            .strip_suffix("index.html")
            .map(|f| format!("{BASE}/{f}"));
        if hidden(&page) {
            assert_eq!(canonical, None, "{path}");
            assert_eq!(items(path, &page), [Value::Null; 0], "{path}");
            continue;
        }
        found += 1;
        assert_eq!(canonical, expected, "{path}");
        assert_eq!(attr(&page, "meta[property='og:url']", "content"), canonical);
        let alternates: BTreeMap<String, String> = all(&page, "link[hreflang]")
            .iter()
            .map(|link| {
                let of = |name| link.attr(name).unwrap().to_owned();
                (of("hreflang"), of("href"))
            })
            .collect();
        let codes: Vec<&str> = alternates.keys().map(String::as_str).collect();
        assert_eq!(codes, ["en", "kk", "ru", "x-default"], "{path}");
        for (code, href) in &alternates {
            let file = format!(
                "{}index.html",
                href.strip_prefix(&format!("{BASE}/")).unwrap()
            );
            assert!(site().contains_key(&file), "{path}: {code} is {href}");
        }
        assert_eq!(alternates["x-default"], format!("{BASE}/"));
        let lang = attr(&page, "html", "lang").unwrap();
        if path != "index.html" {
            assert_eq!(Some(&alternates[&lang]), canonical.as_ref(), "{path}");
        }
        let locale = attr(&page, "meta[property='og:locale']", "content").unwrap();
        assert!(locale.starts_with(&format!("{lang}_")), "{path}: {locale}");
        assert_eq!(
            attr(&page, "meta[property='og:type']", "content").unwrap(),
            "website"
        );
        assert_eq!(
            attr(&page, "meta[name='twitter:card']", "content").unwrap(),
            "summary"
        );
        let name = if lang == "en" {
            "Qagida"
        } else {
            "Қағида"
        };
        assert_eq!(
            attr(&page, "meta[property='og:site_name']", "content").unwrap(),
            name
        );
    }
    assert!(found > 250, "{found}");
}

#[test]
fn what_is_no_answer_by_itself_is_hidden() {
    for path in [
        "404.html",
        "ru/404.html",
        "en/search/index.html",
        "kk/calculators/fees/embed/index.html",
    ] {
        assert!(hidden(&Html::parse_document(raw(site(), path))), "{path}");
    }
    for path in ["index.html", "en/index.html", "kk/changes/index.html"] {
        assert!(!hidden(&Html::parse_document(raw(site(), path))), "{path}");
    }
}

#[test]
fn the_map_lists_the_pages_that_are_to_be_found_and_no_others() {
    let map = Document::parse(raw(site(), "sitemap.xml")).unwrap();
    let text = |node: roxmltree::Node<'_, '_>| node.text().unwrap().to_owned();
    let listed: Vec<String> = map
        .descendants()
        .filter(|node| node.has_tag_name("loc"))
        .map(text)
        .collect();
    let once: BTreeSet<String> = listed.iter().cloned().collect();
    assert_eq!(listed.len(), once.len());
    let expected: BTreeSet<String> = pages(site())
        .iter()
        .filter_map(|(_, page)| attr(page, "link[rel=canonical]", "href"))
        .collect();
    assert_eq!(once, expected);
    for url in map.descendants().filter(|node| node.has_tag_name("url")) {
        let own = text(
            url.children()
                .find(|node| node.has_tag_name("loc"))
                .unwrap(),
        );
        let alternates: BTreeMap<&str, &str> = url
            .children()
            .filter(|node| node.has_tag_name("link"))
            .map(|link| {
                assert_eq!(
                    link.tag_name().namespace(),
                    Some("http://www.w3.org/1999/xhtml")
                );
                let of = |name| link.attribute(name).unwrap();
                (of("hreflang"), of("href"))
            })
            .collect();
        assert_eq!(alternates["x-default"], format!("{BASE}/"));
        if own != format!("{BASE}/") {
            assert_eq!(alternates.len(), 4, "{own}");
            assert!(alternates.values().any(|href| *href == own), "{own}");
        }
        assert!(
            alternates.values().all(|href| expected.contains(*href)),
            "{own}"
        );
        assert!(url.children().all(|node| !node.has_tag_name("lastmod")));
    }
    assert_eq!(
        raw(site(), "robots.txt"),
        format!("User-agent: *\nAllow: /\n\nSitemap: {BASE}/sitemap.xml\n")
    );
}

/// The members without which an item says nothing.
fn required(kind: &str) -> &'static [&'static str] {
    match kind {
        "WebPage" => &["name", "description", "inLanguage", "url", "isBasedOn"],
        "GovernmentService" => &[
            "name",
            "description",
            "provider",
            "areaServed",
            "termsOfService",
        ],
        "OpeningHoursSpecification" => &["name", "opens", "closes"],
        "Offer" => &["name", "price", "priceCurrency", "validFrom"],
        "GovernmentOffice" | "Country" | "Legislation" | "CreativeWork" | "DefinedTerm" => {
            &["name"]
        }
        "BreadcrumbList" => &["itemListElement"],
        "ListItem" => &["position", "name", "item"],
        "WebApplication" => &["name", "description", "inLanguage", "url"],
        "DefinedTermSet" => &["name", "inLanguage", "url", "hasDefinedTerm"],
        "WebSite" => &[
            "name",
            "description",
            "inLanguage",
            "url",
            "potentialAction",
        ],
        "SearchAction" => &["target", "query-input"],
        "FAQPage" => &["inLanguage", "mainEntity"],
        "Question" => &["name", "acceptedAnswer"],
        "Answer" => &["text"],
        "EntryPoint" => &["urlTemplate"],
        other => panic!("what is a {other}?"),
    }
}

#[test]
fn every_item_has_what_it_needs() {
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for (path, page) in pages(site()) {
        for item in items(path, &page) {
            let mut found = Vec::new();
            within(&item, &mut found);
            for item in found {
                // `@reverse` groups items and is none.
                let Some(kind) = item["@type"].as_str() else {
                    assert!(item.get("legislationChanges").is_some(), "{path}: {item}");
                    continue;
                };
                *kinds.entry(kind.to_owned()).or_default() += 1;
                for member in required(kind) {
                    assert!(
                        !item[member].is_null(),
                        "{path}: {kind} without {member}: {item}"
                    );
                }
                for address in ["url", "@id", "item"] {
                    if let Some(address) = item[address].as_str() {
                        assert!(address.starts_with("https://"), "{path}: {address}");
                    }
                }
            }
        }
        let trail = !all(&page, "nav.trail").is_empty();
        let listed = items(path, &page)
            .iter()
            .any(|item| item["@type"] == "BreadcrumbList");
        assert_eq!(trail && !hidden(&page), listed, "{path}");
    }
    assert_eq!(kinds["GovernmentService"], 3 * 23);
    assert_eq!(kinds["WebSite"], 3);
    assert_eq!(kinds["DefinedTermSet"], 3);
    assert_eq!(kinds["WebApplication"], 3 * 4);
    assert_eq!(kinds["WebPage"], 3 * (23 + 39 + 14 + 8));
    assert_eq!(kinds["FAQPage"] % 3, 0);
}

/// A price: how much, from and until when.
type Price = (String, String, Option<String>);

/// A service's known prices on a day or later, from the open data.
fn prices(service: &Value, units: &[Value], on: &str) -> Vec<Price> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let mut prices = Vec::new();
    for value in service["tariff"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|line| line["values"].as_array().unwrap())
    {
        let rows = match value["table"].as_array() {
            Some(rows) => rows.clone(),
            None => vec![value.clone()],
        };
        let (from, until) = (text(&value["from"]).unwrap(), text(&value["until"]));
        for row in rows {
            if let Some(amount) = text(&row["amount"]) {
                prices.push((amount, from.clone(), until.clone()));
            }
            let Some(rate) = text(&row["rate"]) else {
                continue;
            };
            let unit = units.iter().find(|unit| unit["id"] == row["unit"]).unwrap();
            for worth in unit["values"].as_array().unwrap() {
                let begins = from.clone().max(text(&worth["from"]).unwrap());
                let ends = [until.clone(), text(&worth["until"])];
                let ends = ends.into_iter().flatten().min();
                // Tenths are enough for the rates on file.
                let tenths = |text: &str| match text.split_once('.') {
                    Some((whole, part)) => {
                        assert_eq!(part.len(), 1, "{text}");
                        format!("{whole}{part}").parse::<u64>().unwrap()
                    }
                    None => text.parse::<u64>().unwrap() * 10,
                };
                let sum = tenths(&rate) * worth["value"].as_str().unwrap().parse::<u64>().unwrap();
                let sum = match sum % 10 {
                    0 => format!("{}", sum / 10),
                    rest => format!("{}.{rest}", sum / 10),
                };
                if ends.as_ref().is_none_or(|ends| begins <= *ends) {
                    prices.push((sum, begins, ends));
                }
            }
        }
    }
    prices.retain(|(_, _, until)| until.as_deref().is_none_or(|until| on <= until));
    prices.sort();
    prices
}

#[test]
fn offers_are_the_known_prices_of_the_open_data() {
    let read = |name: &str| -> Value { serde_json::from_str(raw(site(), name)).unwrap() };
    let units = read("data/units.json")["items"].as_array().unwrap().clone();
    let services = read("data/services.json");
    let mut offered = 0;
    for service in services["items"].as_array().unwrap() {
        let id = service["id"].as_str().unwrap();
        let expected = prices(service, &units, "2026-11-23");
        for lang in ["kk", "ru", "en"] {
            let path = format!("{lang}/services/{id}/index.html");
            let about = item(&path, "WebPage")["mainEntity"].clone();
            assert_eq!(about["@type"], "GovernmentService");
            assert_eq!(about["name"], service["title"][lang]);
            assert_eq!(about["description"], service["summary"][lang]);
            let offers = about["offers"].as_array().cloned().unwrap_or_default();
            let mut found: Vec<Price> = offers
                .iter()
                .map(|offer| {
                    assert_eq!(offer["priceCurrency"], services["currency"]);
                    let text = |name: &str| offer[name].as_str().map(str::to_owned);
                    (
                        text("price").unwrap(),
                        text("validFrom").unwrap(),
                        text("validThrough"),
                    )
                })
                .collect();
            found.sort();
            assert_eq!(found, expected, "{path}");
            offered += found.len();
        }
    }
    assert!(offered > 3 * 60, "{offered}");
    // One by hand, and one that the source leaves unreadable.
    let about =
        item("en/services/work-visa-invitation/index.html", "WebPage")["mainEntity"].clone();
    let offers = about["offers"].as_array().unwrap();
    let of = |name: &str| offers.iter().find(|offer| offer["name"] == name).unwrap();
    assert_eq!(of("State duty")["price"], "2162.5");
    assert_eq!(of("State duty")["validThrough"], "2026-12-31");
    assert_eq!(about["areaServed"]["name"], "Kazakhstan");
    let office = &about["provider"];
    assert_eq!(office["name"], "AIFC Expat Centre");
    let hours = office["openingHoursSpecification"].as_array().unwrap();
    let hours: Vec<(&str, &str)> = hours
        .iter()
        .map(|span| {
            let of = |name: &str| span[name].as_str().unwrap();
            (of("opens"), of("closes"))
        })
        .collect();
    assert_eq!(hours, [("09:00", "13:00"), ("14:00", "18:00")]);
    let unread = "en/services/business-visa-single-invitation/index.html";
    let offers = item(unread, "WebPage")["mainEntity"]["offers"].clone();
    let names: Vec<String> = offers
        .as_array()
        .unwrap()
        .iter()
        .map(|offer| offer["name"].as_str().unwrap().to_owned())
        .collect();
    assert!(!names.is_empty());
    assert!(
        names
            .iter()
            .all(|name| name.contains("manager") || !name.starts_with("Service fee")),
        "{names:?}"
    );
}

#[test]
fn pages_rest_on_acts_with_the_acts_that_change_them() {
    for path in ["en/rules/invitation/index.html", "en/visas/c3/index.html"] {
        let page = item(path, "WebPage");
        let works = page["isBasedOn"].as_array().unwrap().clone();
        let order = works
            .iter()
            .find(|work| work["legislationIdentifier"] == "11-1-4/245; 611")
            .unwrap_or_else(|| panic!("{path}: {works:#?}"));
        assert_eq!(order["@type"], "Legislation");
        assert_eq!(order["legislationDate"], "2020-09-01");
        assert_eq!(order["legislationJurisdiction"]["identifier"], "KZ");
        assert_eq!(order["inLanguage"], "kk");
        let later = order["@reverse"]["legislationChanges"].as_array().unwrap();
        assert_eq!(later.len(), 3);
        assert_eq!(later[2]["legislationDateOfApplicability"], "2026-03-10");
    }
    let page = Html::parse_document(raw(site(), "ru/sources/index.html"));
    let acts = items("ru/sources/index.html", &page);
    let acts = acts.iter().filter(|item| item["@type"] == "Legislation");
    assert_eq!(acts.count(), 19);
}

#[test]
fn nothing_pretends_to_know_an_address() {
    let project = Project::small();
    project.build();
    assert_eq!(project.read("site/robots.txt"), "User-agent: *\nAllow: /\n");
    assert!(!project.path("site/sitemap.xml").exists());
    let mut checked = 0;
    for (path, bytes) in project.site() {
        if !path.ends_with(".html") {
            continue;
        }
        let page = Html::parse_document(std::str::from_utf8(&bytes).unwrap());
        assert_eq!(attr(&page, "link[rel=canonical]", "href"), None, "{path}");
        assert_eq!(attr(&page, "meta[property='og:url']", "content"), None);
        assert!(all(&page, "link[hreflang]").is_empty(), "{path}");
        for item in items(&path, &page) {
            let mut found = Vec::new();
            within(&item, &mut found);
            for item in found {
                checked += 1;
                for member in ["@id", "item", "url", "potentialAction"] {
                    // Where a document can be read is known from the content.
                    assert!(item[member].is_null(), "{path}: {item}");
                }
            }
        }
    }
    assert!(checked > 20, "{checked}");
}

#[test]
fn no_text_ends_the_block() {
    let project = Project::small();
    let odd = "</script><b>";
    project
        .edit(
            "content/services/permit.yaml",
            "en: Residence permit}",
            &format!("en: '{odd}'}}"),
        )
        .build();
    let page = project.page("en/services/permit/index.html");
    let items = items("permit", &page);
    let page = items
        .iter()
        .find(|item| item["@type"] == "WebPage")
        .unwrap();
    assert_eq!(page["mainEntity"]["name"], odd);
}
