//! Values that begin after the site's day: wherever a figure is shown, the one
//! that holds on that day is, and beside it each that comes, with its day.

use scraper::{ElementRef, Html, Selector};

use crate::project::{Project, all, plain};

const PERMIT: &str = "content/services/permit.yaml";
const DUTIES: &str = "content/duties.yaml";
const UNITS: &str = "content/units.yaml";

/// A fee and a unit that change with the year, a rate and a ground of exemption
/// that come with the month after.
fn project() -> Project {
    let project = Project::with_guide();
    project
        .remove("content/cases")
        .edit(
            PERMIT,
            "{from: 2026-07-01, amount: 50, source: {document: guide, at: permit/tariff}}",
            concat!(
                "{from: 2026-07-01, until: 2026-12-31, amount: 50, source: {document: guide, at: permit/tariff}}\n",
                "      - {from: 2027-01-01, amount: 60, source: {document: guide, at: permit/tariff}}",
            ),
        )
        .edit(
            UNITS,
            "value: 4325, source: {document: guide, at: permit}}",
            concat!(
                "value: 4325, source: {document: guide, at: permit}}\n",
                "      - {from: 2027-01-01, until: 2027-12-31, value: 4600, source: {document: guide, at: permit}}",
            ),
        )
        .edit(
            DUTIES,
            "      - {from: 2026-01-01, rate: 0.5, source",
            concat!(
                "      - {from: 2026-01-01, until: 2027-01-31, rate: 0.5, source: {document: guide, at: permit}}\n",
                "      - {from: 2027-02-01, rate: 0.7, source",
            ),
        )
        .edit(
            DUTIES,
            "        - {ground: child, from: 2026-01-01, source",
            concat!(
                "        - {ground: guest, from: 2027-02-01, source: {document: guide, at: permit}}\n",
                "        - {ground: child, from: 2026-01-01, until: 2027-01-31, source",
            ),
        )
        .edit(
            DUTIES,
            "grounds:\n  - {id: child,",
            "grounds:\n  - {id: guest, text: {kk: Қонақтар, en: Guests}}\n  - {id: child,",
        );
    project
}

/// The text of an element without its source marks.
#[track_caller]
fn said(page: &Html, selector: &str) -> String {
    let found = all(page, selector);
    let element = found.first();
    without_sources(*element.unwrap_or_else(|| panic!("nothing is `{selector}`")))
}

fn without_sources(element: ElementRef<'_>) -> String {
    let marks = Selector::parse(".cite").unwrap();
    let mut text = plain(element);
    for mark in element.select(&marks) {
        text = text.replacen(&plain(mark), "", 1);
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn ends(text: &str, expected: &str) {
    assert!(text.ends_with(expected), "{text:?} is not …{expected:?}");
}

#[test]
fn what_comes_stands_beside_what_holds() {
    let project = project();
    project.build();
    let page = project.page("en/services/permit/index.html");
    ends(
        &said(&page, "#priority-fee .figure"),
        "50 ₸ from 1 January 2027: 60 ₸",
    );
    ends(
        &said(&page, "#state-duty .figure"),
        "2 162.5 ₸ from 1 January 2027: 0.5 MCI = 2 300 ₸ from 1 February 2027: 0.7 MCI = 3 220 ₸",
    );
    // A fee that stays says nothing more.
    ends(&said(&page, "#fee-term-1 .figure"), "100 ₸");
    ends(
        &said(&page, ".totals tbody tr:last-child"),
        "2 412.5 ₸ from 1 January 2027: 2 560 ₸ from 1 February 2027: 3 480 ₸",
    );
    ends(
        &said(&page, ".facts dd"),
        "2 262.5 ₸ to 2 412.5 ₸ from 1 January 2027: 2 400 ₸ to 2 560 ₸ from 1 February 2027: 3 320 ₸ to 3 480 ₸",
    );
    // What is on offer is dated for other programs, too.
    let offers = project.read("site/en/services/permit/index.html");
    assert!(offers.contains("\"validFrom\":\"2027-01-01\""));

    let home = project.page("en/index.html");
    assert_eq!(
        said(&home, ".unit-today"),
        "MCI Value today 4 325 ₸ monthly calculation index, until 31 December 2026 from 1 January 2027: 4 600 ₸ Duties"
    );
    let rule = project.page("en/rules/appeal/index.html");
    ends(
        &said(&rule, "#duty-stay > p"),
        "from 1 January 2026 from 1 January 2027: 0.5 MCI = 2 300 ₸ from 1 February 2027: 0.7 MCI = 3 220 ₸",
    );
    let grounds: Vec<String> = all(&rule, "#duty-stay .points li")
        .into_iter()
        .map(without_sources)
        .collect();
    assert_eq!(grounds, ["Guests (from 1 February 2027)", "Children"]);
    let category = project.page("en/passes/a1/index.html");
    assert!(said(&category, "#duty-stay").contains("from 1 February 2027: 0.7 MCI = 3 220 ₸"));

    let guide = said(&project.page("en/guides/stay/index.html"), "main");
    for figure in [
        "50 ₸ (from 1 January 2027: 60 ₸)",
        "4 325 ₸ (from 1 January 2027: 4 600 ₸)",
        "2 412.5 ₸ (from 1 January 2027: 2 560 ₸; from 1 February 2027: 3 480 ₸)",
        "4 825 ₸ from 1 January 2027: 5 120 ₸ from 1 February 2027: 6 960 ₸",
    ] {
        assert!(guide.contains(figure), "{figure} is not in {guide}");
    }
    let kazakh = project.page("kk/services/permit/index.html");
    let row = said(&kazakh, "#priority-fee .figure");
    ends(&row, "2027 жылғы 1 қаңтар күнінен бастап: 60 ₸");
    // A price that can't be read doesn't become another when others do.
    let extension = project.page("en/services/extension/index.html");
    let coming = all(&extension, ".coming");
    assert!(!coming.iter().any(|it| plain(*it).contains("not known")));
}

#[test]
fn on_its_day_it_holds_and_what_was_before_is_gone() {
    let project = project();
    project.build_with(&["--as-of", "2027-02-01"]);
    let page = project.page("en/services/permit/index.html");
    ends(&said(&page, "#priority-fee .figure"), "60 ₸");
    ends(&said(&page, "#state-duty .figure"), "3 220 ₸");
    assert!(all(&page, ".coming").is_empty());
    let rule = project.page("en/rules/appeal/index.html");
    let grounds = all(&rule, "#duty-stay .points li");
    assert_eq!(without_sources(grounds[0]), "Guests");
    // A ground that has ended doesn't look as if it held.
    assert_eq!(grounds.len(), 1);
    let data = project.read("site/data/duties.json");
    assert!(data.contains("\"amount\": \"3220\""), "{data}");
}

#[test]
fn a_day_in_the_past_has_its_own_figures() {
    let project = project();
    project.build_with(&["--as-of", "2026-06-30"]);
    let page = project.page("en/services/permit/index.html");
    ends(
        &said(&page, "#priority-fee .figure"),
        "40 ₸ from 1 July 2026: 50 ₸ from 1 January 2027: 60 ₸",
    );
    // Before the first price on file, that price is what comes.
    project.build_with(&["--as-of", "2025-06-30"]);
    let page = project.page("en/services/permit/index.html");
    let row = said(&page, "#service-fee");
    assert!(
        row.contains(
            "not known 1 year: from 1 January 2026: 100 ₸ 2 years: from 1 January 2026: 200 ₸"
        ),
        "{row}"
    );
    let home = said(&project.page("en/index.html"), ".unit-today");
    ends(
        &home,
        "from 1 January 2026: 4 325 ₸ from 1 January 2027: 4 600 ₸ Duties",
    );
}
