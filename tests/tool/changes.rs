//! The page of what has changed, its feed, and what is wrong with changes
//! written by hand.

use std::collections::BTreeSet;

use roxmltree::{Document, Node};
use scraper::Html;

use crate::project::{Project, all, plain, text};
use crate::site::{real_page, real_site};

const PAGE: &str = "en/changes/index.html";
const PERMIT: &str = "content/services/permit.yaml";
const DUTIES: &str = "content/duties.yaml";
const UNITS: &str = "content/units.yaml";

/// A change written by hand.
const WRITTEN: &str = concat!(
    "changes:\n",
    "  - id: move\n",
    "    date: 2026-03-01\n",
    "    title: {kk: Кеңсе көшті, en: The office has moved}\n",
    "    text: {kk: Жаңа мекенжайы бар., en: It has a new address.}\n",
    "    pages: [about/office, services/permit]\n",
    "    source: {document: guide, at: permit}\n",
);

/// The changes below a heading: the day, and what changed.
fn changes(page: &Html, heading: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut below = false;
    for element in all(page, "main h2, main h3, main .change-list__what") {
        match element.value().name() {
            "h2" => below = element.attr("id") == Some(heading),
            "h3" if below => found.push((plain(element), String::new())),
            _ if below => {
                let day = found.last().unwrap().0.clone();
                found.retain(|(_, what)| !what.is_empty());
                found.push((day, plain(element).replace(" Source", "")));
            }
            _ => {}
        }
    }
    found
}

fn is(day: &str, what: &str) -> (String, String) {
    (day.to_owned(), what.to_owned())
}

/// The source marks don't belong to the words.
fn starts(found: &[(String, String)], expected: &[(String, String)]) {
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for (found, expected) in found.iter().zip(expected) {
        assert_eq!(found.0, expected.0, "{found:?}");
        assert!(
            found.1.starts_with(&expected.1),
            "{found:?} is not {expected:?}"
        );
    }
}

#[test]
fn values_that_follow_others_are_told_with_both() {
    let project = Project::small();
    project.build();
    let page = project.page(PAGE);
    starts(
        &changes(&page, "past"),
        &[
            is(
                "1 July 2026",
                "Residence permit, Priority fee, Priority: Yes: 50 ₸ instead of 40 ₸",
            ),
            is("1 January 2026", "MCI: 4 325 ₸ instead of 3 932 ₸"),
        ],
    );
    starts(
        &changes(&page, "coming"),
        &[is("1 January 2027", "Calendar of 2027:")],
    );
    let links: Vec<&str> = all(&page, ".change-list__what > a:first-child")
        .iter()
        .map(|link| link.attr("href").unwrap())
        .collect();
    assert_eq!(
        links,
        [
            "/en/sources/#year-2027",
            "/en/services/permit/#priority-fee",
            "/en/sources/#mrp-2026-01-01",
        ]
    );
    // The duty has no rate on file for the day before.
    assert!(all(&page, ".change-list details").is_empty());
    let first: Vec<String> = all(&page, ".first-values > div")
        .into_iter()
        .map(plain)
        .collect();
    assert_eq!(
        first,
        [
            "MCI from 1 January 2025",
            "Rates of duties and fees from 1 January 2026",
            "Grounds of exemption from 1 January 2026",
            "Prices of services from 1 January 2026",
            "Days off from 1 January 2026",
        ]
    );

    // A duty that was there before changes with the unit; another rate, a ground
    // that is new and one that ends are changes of their own. The case is of the
    // rate as it was.
    project
        .remove("content/cases")
        .edit(
            DUTIES,
            "      - {from: 2026-01-01, rate: 0.5, source",
            concat!(
                "      - {from: 2025-01-01, until: 2026-04-30, rate: 0.5, source: {document: guide, at: permit}}\n",
                "      - {from: 2026-05-01, until: 2027-02-28, rate: 0.7, source: {document: guide, at: extension}}\n",
                "      - {from: 2027-03-01, rate: 0.7, source",
            ),
        )
        .edit(
            DUTIES,
            "        - {ground: child, from: 2026-01-01, source",
            concat!(
                "        - {ground: guest, from: 2026-02-01, source: {document: guide, at: permit}}\n",
                "        - {ground: child, from: 2026-01-01, until: 2026-08-31, source",
            ),
        )
        .edit(
            DUTIES,
            "grounds:\n  - {id: child,",
            "grounds:\n  - {id: guest, text: {kk: Қонақтар, en: Guests}}\n  - {id: child,",
        )
        .write("content/changes.yaml", WRITTEN)
        .build();
    let page = project.page(PAGE);
    starts(
        &changes(&page, "past"),
        &[
            is(
                "1 September 2026",
                "Duty on the stay: no longer a ground of exemption: Children",
            ),
            is(
                "1 July 2026",
                "Residence permit, Priority fee, Priority: Yes: 50 ₸ instead of 40 ₸",
            ),
            is("1 May 2026", "Duty on the stay: 0.7 MCI instead of 0.5 MCI"),
            is("1 March 2026", "The office has moved"),
            is(
                "1 February 2026",
                "Duty on the stay: new ground of exemption: Guests",
            ),
            is("1 January 2026", "MCI: 4 325 ₸ instead of 3 932 ₸"),
        ],
    );
    starts(
        &changes(&page, "coming"),
        &[
            is("1 January 2027", "Calendar of 2027:"),
            is("1 March 2027", "Duty on the stay: 0.7 MCI, unchanged"),
        ],
    );
    let effects: Vec<String> = all(&page, "#unit-mrp-2026-01-01 details li")
        .into_iter()
        .map(plain)
        .collect();
    assert_eq!(effects, ["Duty on the stay: 2 162.5 ₸ instead of 1 966 ₸"]);
    let moved = all(&page, "#change-move")[0];
    assert!(
        plain(moved).contains("It has a new address."),
        "{}",
        plain(moved)
    );
    assert!(plain(moved).ends_with("Pages concerned: The office, Residence permit."));

    // On an earlier day more is still to come.
    project.build_with(&["--as-of", "2026-04-15"]);
    let page = project.page(PAGE);
    let days = |heading| {
        let found = changes(&page, heading);
        found.into_iter().map(|(day, _)| day).collect::<Vec<_>>()
    };
    assert_eq!(
        days("past"),
        ["1 March 2026", "1 February 2026", "1 January 2026"]
    );
    assert_eq!(
        days("coming"),
        [
            "1 May 2026",
            "1 July 2026",
            "1 September 2026",
            "1 January 2027",
            "1 March 2027"
        ]
    );
}

#[test]
fn a_table_tells_of_the_rows_that_differ() {
    let project = Project::small();
    project
        .edit(
            PERMIT,
            concat!(
                "      - from: 2026-01-01\n",
                "        source: {document: guide, at: permit/tariff}\n",
                "        table:\n",
                "          - {choice: \"1\", amount: 100}\n",
                "          - {choice: \"2\", amount: 200}\n",
            ),
            concat!(
                "      - from: 2026-01-01\n",
                "        until: 2026-09-30\n",
                "        source: {document: guide, at: permit/tariff}\n",
                "        table:\n",
                "          - {choice: \"1\", amount: 100}\n",
                "          - {choice: \"2\", amount: 200}\n",
                "      - from: 2026-10-01\n",
                "        source: {document: guide, at: permit/tariff}\n",
                "        table:\n",
                "          - {choice: \"1\", amount: 100}\n",
                "          - {choice: \"2\", amount: 230}\n",
            ),
        )
        .build();
    let page = project.page(PAGE);
    starts(
        &changes(&page, "past")[..1],
        &[is(
            "1 October 2026",
            "Residence permit, Service fee, 2 years: 230 ₸ instead of 200 ₸",
        )],
    );
    assert_eq!(all(&page, "#day-2026-10-01 ~ ul > li").len(), 1);
    assert_eq!(
        all(&page, ".change-list__what a")[2].attr("href"),
        Some("/en/services/permit/#fee-term-2")
    );
}

#[test]
fn nothing_to_tell_is_told_so() {
    let project = Project::small();
    project
        .edit(UNITS, "      - {from: 2025-01-01, until: 2025-12-31, value: 3932, source: {document: guide, at: permit}}\n", "")
        .edit(PERMIT, "      - {from: 2026-01-01, until: 2026-06-30, amount: 40, source: {document: guide, at: permit/tariff}}\n", "")
        .build();
    let page = project.page(PAGE);
    assert!(text(&page, "main").contains("No value on this site has followed another yet."));
    assert!(changes(&page, "past").is_empty());
    let feed = project.read("site/en/changes/atom.xml");
    // The coming year is all that there is.
    assert_eq!(feed.matches("<entry>").count(), 1);
}

fn child<'a>(node: Node<'a, 'a>, name: &str) -> Node<'a, 'a> {
    let atom = "http://www.w3.org/2005/Atom";
    let mut children = node
        .children()
        .filter(|node| node.has_tag_name((atom, name)));

    children.next().unwrap_or_else(|| panic!("no {name}"))
}

fn link<'a>(node: Node<'a, 'a>, rel: &str) -> &'a str {
    let mut links = node
        .children()
        .filter(|node| node.attribute("rel") == Some(rel));
    links.next().unwrap().attribute("href").unwrap()
}

/// What RFC 4287 asks of a feed; gives its ids with the days.
fn feed(text: &str, lang: &str, page: &Html, start: &str) -> Vec<(String, String)> {
    let document = Document::parse(text).unwrap();
    let feed = document.root_element();
    assert!(feed.has_tag_name(("http://www.w3.org/2005/Atom", "feed")));
    assert_eq!(
        feed.attribute(("http://www.w3.org/XML/1998/namespace", "lang")),
        Some(lang)
    );
    assert!(child(feed, "id").text().unwrap().starts_with("tag:"));
    assert!(!child(feed, "title").text().unwrap().is_empty());
    assert!(
        !child(child(feed, "author"), "name")
            .text()
            .unwrap()
            .is_empty()
    );
    assert_eq!(
        link(feed, "self"),
        format!("{start}/{lang}/changes/atom.xml")
    );
    assert_eq!(link(feed, "alternate"), format!("{start}/{lang}/changes/"));
    let updated = child(feed, "updated").text().unwrap();
    assert!(updated <= "2026-11-23T00:00:00Z", "{updated}");
    let anchors: BTreeSet<&str> = all(page, "[id]")
        .iter()
        .map(|element| element.attr("id").unwrap())
        .collect();
    let entries = feed
        .children()
        .filter(|node| node.tag_name().name() == "entry");
    let entries: Vec<(String, String)> = entries
        .map(|entry| {
            let id = child(entry, "id").text().unwrap();
            let updated = child(entry, "updated").text().unwrap();
            let day = updated.strip_suffix("T00:00:00Z").unwrap();
            assert!(!child(entry, "title").text().unwrap().is_empty(), "{id}");
            assert!(!child(entry, "content").text().unwrap().is_empty(), "{id}");
            let (address, anchor) = link(entry, "alternate").split_once('#').unwrap();
            assert_eq!(address, format!("{start}/{lang}/changes/"));
            assert!(anchors.contains(anchor), "{anchor}");
            assert!(id.ends_with(&format!("{day}:{lang}/{anchor}")), "{id}");
            // It leads to the figures that moved, as the page does.
            let links = [
                ".change-list__what > a:first-child:not(.cite)",
                "details a",
                "p.quiet a",
            ];
            let links = links
                .map(|link| format!("[id='{anchor}'] {link}"))
                .join(", ");
            let mut figures: Vec<String> = all(page, &links)
                .iter()
                .map(|link| link.attr("href").unwrap().to_owned())
                .collect();
            figures.sort();
            let mut related: Vec<&str> = entry
                .children()
                .filter(|node| node.attribute("rel") == Some("related"))
                .map(|node| node.attribute("href").unwrap())
                .collect();
            related.sort_unstable();
            assert_eq!(related.len(), figures.len(), "{id}");
            for (related, figure) in related.iter().zip(&figures) {
                assert!(
                    related.starts_with(start) && related.ends_with(figure),
                    "{id}"
                );
            }
            (id.to_owned(), day.to_owned())
        })
        .collect();
    let ids: BTreeSet<&str> = entries.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(ids.len(), entries.len());
    assert!(entries.is_sorted_by(|a, b| a.1 >= b.1), "{entries:#?}");
    // The page shows the same.
    assert_eq!(entries.len(), all(page, ".change-list > li").len());
    entries
}

/// A price that is a number of units moves when the unit does.
#[test]
fn prices_in_units_follow_their_unit() {
    let project = Project::small();
    project
        .edit(
            "content/services/extension.yaml",
            concat!(
                "      - from: 2026-01-01\n",
                "        unreadable: \"00 000\"\n",
                "        note: {kk: Бірінші сан оқылмайды., en: The first digit cannot be read.}\n",
            ),
            "      - from: 2025-01-01\n        rate: 4\n        unit: mrp\n",
        )
        .build();
    let page = project.page(PAGE);
    let effects = all(&page, "[id='unit-mrp-2026-01-01'] details li");
    let effects: Vec<String> = effects.into_iter().map(plain).collect();
    assert_eq!(
        effects,
        ["Extending the permit, Service fee: 17 300 ₸ instead of 15 728 ₸"]
    );
    let link = all(&page, "[id='unit-mrp-2026-01-01'] details a")[0];
    assert_eq!(
        link.attr("href"),
        Some("/en/services/extension/#service-fee")
    );
}

#[test]
fn the_feed_says_what_the_page_says() {
    let project = Project::small();
    let odd = "A < B & \\\"C\\\"";
    project
        .write(
            "content/changes.yaml",
            WRITTEN.replace("The office has moved", &format!("\"{odd}\"")),
        )
        .build();
    let ids = |start: &str| {
        ["kk", "en"].map(|lang| {
            let text = project.read(&format!("site/{lang}/changes/atom.xml"));
            let page = project.page(&format!("{lang}/changes/index.html"));
            assert_eq!(
                all(&page, "link[type='application/atom+xml']")[0]
                    .attr("href")
                    .unwrap(),
                format!(
                    "{}/{lang}/changes/atom.xml",
                    if start.is_empty() { "" } else { "/visas" }
                )
            );
            feed(&text, lang, &page, start)
        })
    };
    let before = ids("");
    assert_eq!(before[1].len(), 4);
    assert!(
        before[1].contains(&(
            "tag:small,2026-03-01:en/change-move".to_owned(),
            "2026-03-01".to_owned()
        )),
        "{before:#?}"
    );
    let text = project.read("site/en/changes/atom.xml");
    let document = Document::parse(&text).unwrap();
    let titles: Vec<&str> = document
        .descendants()
        .filter(|node| node.tag_name().name() == "title")
        .map(|node| node.text().unwrap())
        .collect();
    assert!(titles.contains(&"A < B & \"C\""), "{titles:?}");
    // Where the site stands changes the links, and not the ids.
    project.build_with(&["--base-url", "https://example.org/visas"]);
    assert_eq!(ids("https://example.org/visas"), before);
}

#[test]
fn the_real_changes() {
    for lang in ["kk", "ru", "en"] {
        let page = real_page(&format!("{lang}/changes/index.html"));
        let atom = &real_site()[&format!("{lang}/changes/atom.xml")];
        let entries = feed(std::str::from_utf8(atom).unwrap(), lang, &page, "");
        let days = |anchor: &str| {
            let mut found = entries
                .iter()
                .filter(|(id, _)| id.ends_with(&format!("/{anchor}")));
            found.next().map(|(_, day)| day.clone())
        };
        for (anchor, day) in [
            ("change-constitution-2026", "2026-07-01"),
            ("change-tax-code-2025", "2026-01-01"),
            ("change-joint-order-2020", "2020-09-03"),
            ("act-joint-order-2020-1", "2024-10-31"),
            ("act-joint-order-2020-2", "2026-01-01"),
            ("act-joint-order-2020-3", "2026-03-10"),
            ("unit-mrp-2026-01-01", "2026-01-01"),
            ("unit-mrp-2020-04-01", "2020-04-01"),
            ("duty-multiple-2026-01-01", "2026-01-01"),
            ("year-2027", "2027-01-01"),
        ] {
            assert_eq!(days(anchor).as_deref(), Some(day), "{anchor}");
        }
        assert_eq!(all(&page, "[id^=unit-mrp-]").len(), 11);
        // The rate and the unit are on file for both days.
        assert_eq!(all(&page, "#unit-mrp-2026-01-01 details li").len(), 4);
        // No rate is on file for the day before.
        assert!(all(&page, "#unit-mrp-2020-04-01 details").is_empty());
        let links = all(&page, ".site-footer a");
        assert!(
            links
                .iter()
                .any(|a| a.attr("href") == Some(&format!("/{lang}/changes/"))),
            "no link in the footer"
        );
    }
    let page = real_page(PAGE);
    let unit = plain(all(&page, "#unit-mrp-2026-01-01")[0]);
    assert!(
        unit.starts_with("MCI: 4 325 ₸ instead of 3 932 ₸"),
        "{unit}"
    );
    assert!(unit.contains("2 162.5 ₸ instead of 1 966 ₸"), "{unit}");
    let year = plain(all(&page, "#year-2026")[0]);
    assert!(
        year.starts_with("Calendar of 2026: 247 working days"),
        "{year}"
    );
}

/// What `check` says of changes written by hand, after an edit.
#[track_caller]
fn refused(old: &str, new: &str) -> String {
    let project = Project::small();
    assert_eq!(WRITTEN.matches(old).count(), 1);
    project.write("content/changes.yaml", WRITTEN.replace(old, new));
    project.refused(&["check"])
}

#[test]
fn a_bad_day() {
    insta::assert_snapshot!(refused("2026-03-01", "2026-02-30"), @r"
    error[bad-date]: `2026-02-30` is not a date
     --> content/changes.yaml:3:11
      |
    3 |     date: 2026-02-30
      |           ^^^^^^^^^^
      |
      = help: dates are written year-month-day, like `2026-01-31`

    1 error
    ");
}

#[test]
fn an_unknown_page() {
    insta::assert_snapshot!(refused("services/permit", "services/permits"), @r"
    error[unknown-reference]: there is no page `services/permits`
     --> content/changes.yaml:6:27
      |
    6 |     pages: [about/office, services/permits]
      |                           ^^^^^^^^^^^^^^^^
      |
      = help: did you mean `services/permit`?

    1 error
    ");
    insta::assert_snapshot!(refused("about/office", "glossary#permit-term"), @r"
    error[unknown-reference]: there is no page `glossary#permit-term`
     --> content/changes.yaml:6:13
      |
    6 |     pages: [glossary#permit-term, services/permit]
      |             ^^^^^^^^^^^^^^^^^^^^
      |
      = help: did you mean `glossary`?

    1 error
    ");
}

#[test]
fn a_missing_language() {
    insta::assert_snapshot!(refused(", en: It has a new address.", ""), @r"
    error[missing-language]: this text is missing in `en`
     --> content/changes.yaml:5:11
      |
    5 |     text: {kk: Жаңа мекенжайы бар.}
      |           ^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: add a line `en: …` beside the others

    1 error
    ");
}

#[test]
fn no_citation() {
    insta::assert_snapshot!(refused("at: permit}", "at: elsewhere}"), @r"
    error[unknown-reference]: there is no place `elsewhere` in `guide`
     --> content/changes.yaml:7:35
      |
    7 |     source: {document: guide, at: elsewhere}
      |                                   ^^^^^^^^^
      |
      = help: known: permit, extension, appeal

    1 error
    ");
    insta::assert_snapshot!(refused("    source: {document: guide, at: permit}\n", ""), @r"
    error[missing-field]: the field `source` is missing
     --> content/changes.yaml:2:5
      |
    2 |   - id: move
      |     ^^^^^^^^ in this group

    1 error
    ");
}

#[test]
fn an_id_twice() {
    let project = Project::small();
    let second = WRITTEN.strip_prefix("changes:\n").unwrap();
    project.write("content/changes.yaml", format!("{WRITTEN}{second}"));
    insta::assert_snapshot!(project.refused(&["check"]), @r"
    error[duplicate-id]: there are two of the change `move`
     --> content/changes.yaml:8:9
      |
    2 |   - id: move
      |         ---- the first
    ...
    8 |   - id: move
      |         ^^^^ the second
      |
      = help: an id names one thing only

    1 error
    ");
}
