//! Guides: what their pages show, and that their figures are the calculator's.

use scraper::Html;
use serde_json::Value as Json;

use crate::project::{Project, all, plain, text};

const GUIDE: &str = "en/guides/stay/index.html";

fn built() -> Project {
    let project = Project::with_guide();
    project.build();
    project
}

/// The texts of all elements that a selector finds.
fn texts(page: &Html, selector: &str) -> Vec<String> {
    all(page, selector).into_iter().map(plain).collect()
}

/// What the paragraph or item says in which some words stand.
#[track_caller]
fn saying(page: &Html, words: &str) -> String {
    let found = texts(page, ".guide__text p, .guide__text li, .guide__text tr");
    let found = found.into_iter().find(|text| text.contains(words));
    found.unwrap_or_else(|| panic!("nothing says `{words}`"))
}

fn total_of(project: &Project, arguments: &[&str], code: i32) -> Json {
    let mut all = vec!["quote", "--on", "2026-11-23", "--json"];
    all.extend(arguments);
    let output = project.run(&all).expect(code);
    serde_json::from_str(&output.stdout).unwrap()
}

#[test]
fn the_figures_of_a_guide_are_those_of_the_calculator() {
    let project = built();
    let page = project.page(GUIDE);
    let quote = total_of(
        &project,
        &[
            "--service",
            "permit",
            "--option",
            "term=2",
            "--option",
            "priority=yes",
        ],
        0,
    );
    assert_eq!(quote["total"], "2412.5");
    assert!(saying(&page, "In all").contains("In all 2 412.5 ₸, for two"));
    let quote = total_of(
        &project,
        &["--service", "permit", "--option", "term=1", "--people", "2"],
        0,
    );
    assert_eq!(quote["total"], "4525");
    assert!(saying(&page, "In all").contains("for two 4 525 ₸."));
    let lines: Vec<String> = texts(&page, "table:not(.case__bill) tbody tr");
    assert!(lines[0].starts_with("The fee200 ₸"), "{lines:?}");
    assert!(lines[1].starts_with("First in line50 ₸"), "{lines:?}");
    assert!(saying(&page, "The duty is").starts_with("The duty is 0.5 MCI = 2 162.5 ₸"));
    assert!(saying(&page, "The duty is").contains("with 4 325 ₸"));
    assert!(saying(&page, "It takes").starts_with("It takes 5 working days"));
    assert!(saying(&page, "The answer takes").contains("3–5 working days"));
    assert!(saying(&page, "The answer takes").contains("lasts 3 months"));
}

#[test]
fn what_is_not_known_is_doubtful_and_says_why() {
    let project = built();
    let quote = total_of(&project, &["--service", "extension"], 3);
    let reason = quote["unknown"][0]["reason"].as_str().unwrap();
    let page = project.page(GUIDE);
    let doubts = texts(&page, ".guide__text .doubt").join(" | ");
    assert!(doubts.contains(reason), "{doubts}");
    assert!(saying(&page, "The extension comes to").contains("the total is not known"));
    assert!(saying(&page, "It takes").contains("not given in the source"));
    assert!(saying(&page, "It takes").contains("No term is given."));
}

#[test]
fn totals_lead_to_the_calculator_with_the_question_filled_in() {
    let page = built().page(GUIDE);
    let links: Vec<&str> = all(&page, ".guide__text a")
        .into_iter()
        .filter_map(|link| link.attr("href"))
        .filter(|href| href.starts_with("/en/calculators/fees/?"))
        .collect();
    assert_eq!(
        links,
        [
            "/en/calculators/fees/?p=person&n=2&s=permit&term=2&priority=yes",
            "/en/calculators/fees/?p=person&s=permit&term=2&priority=yes",
            "/en/calculators/fees/?p=person&n=2&s=permit&term=1&priority=no",
            "/en/calculators/fees/?p=person&s=extension",
        ]
    );
}

#[test]
fn the_case_shows_each_line_and_the_total() {
    let page = built().page(GUIDE);
    insta::assert_snapshot!(texts(&page, ".case__bill caption, .case__bill tr").join("\n"), @r"
    Typical case: Two people. Prices on 23 November 2026
    ServicePrice
    Person (2 people)
    Residence permitLength: 2 years, Priority: YesService fee: 400 ₸ (200 ₸ × 2 people) Source: Guide: Permit, tariffPriority fee: 100 ₸ (50 ₸ × 2 people) Source: Guide: Permit, tariffState duty: 4 325 ₸ (0.5 × 4 325 ₸ (MCI on 23 November 2026) × 2 people) Source: Guide: Permit, tariff Source: Guide: Permit Source: Guide: Permit4 825 ₸
    In total4 825 ₸
    ");
}

#[test]
fn the_path_is_drawn_and_told() {
    let page = built().page(GUIDE);
    assert_eq!(all(&page, ".way .drawing svg").len(), 2);
    assert_eq!(all(&page, "#path-permit, #path-end").len(), 2);
    insta::assert_snapshot!(texts(&page, ".way h3, .way li, .way p").join("\n"), @r"
    The permit
    from the acceptance of the application
    The application: 5 working days Source: Guide: Permit, tariffFor example: begun on 23 November 2026, at the latest by Monday, 30 November 2026.More: Residence permit
    The answer: 3–5 working days Source: Guide: AppealMay be extended to 30 calendar days.For example: begun on 30 November 2026, at the latest by Monday, 7 December 2026.More: Appealing a decision
    The passport: 3 months Source: Guide: PermitThe passport must outlast the permit.
    The notice: 2 calendar days Source: Guide: Appealbegins after: The answerBy letter.For example: begun on 7 December 2026, at the latest by Wednesday, 9 December 2026.More: Appealing a decision
    The queue: 15 minutes Source: Guide: AppealDoesn't wait for the step before it.For example: begun on 23 November 2026, at the latest by Monday, 23 November 2026.More: Appealing a decision
    A letter: length not knownbegins after: The answerNobody says.
    All of it is at the office.
    The end
    back from the last day
    The extension: no earlier than 30 working days and no later than 5 working days before it ends Source: Guide: ExtensionMore: Extending the permit
    Days worked out for 23 November 2026. Each step is taken at its longest, and begins on the last day of the one before it. Numbers on the picture are days.
    ");
    insta::assert_snapshot!(texts(&page, ".way svg desc").join("\n"), @r"
    from the acceptance of the application: The application: 5 working days; The answer: 3–5 working days; The notice: 2 calendar days; The queue: 15 minutes; A letter: length not known
    back from the last day: The extension: no earlier than 30 working days and no later than 5 working days before it ends
    ");
}

#[test]
fn the_page_has_its_contents_sources_and_relations() {
    let project = built();
    let page = project.page(GUIDE);
    assert_eq!(text(&page, "h1"), "Getting to stay");
    assert_eq!(
        texts(&page, "nav.contents li"),
        ["Before", "Time", "Cost", "Questions"]
    );
    assert_eq!(texts(&page, "#before, #time, #cost, #questions").len(), 4);
    let sources = texts(&page, "#_sources ~ details li");
    assert!(
        sources.contains(&"Guide: Permit, tariff".to_owned()),
        "{sources:?}"
    );
    assert!(texts(&page, ".basis-note").join(" ").contains("Guide"));
    assert_eq!(texts(&page, ".main-links li")[0], "Guides");
    for path in [
        "en/services/permit/index.html",
        "en/passes/c3/index.html",
        "en/rules/appeal/index.html",
    ] {
        let links = texts(&project.page(path), "#_guides + ul a");
        assert_eq!(links, ["Getting to stay"], "{path}");
    }
    assert!(
        all(
            &project.page("en/services/extension/index.html"),
            "#_guides"
        )
        .is_empty()
    );
    assert_eq!(
        texts(&project.page("kk/guides/index.html"), ".card a"),
        ["Тұруға рұқсат алу"]
    );
}

#[test]
fn text_is_text_and_braces_can_be_written() {
    let page = built().page(GUIDE);
    assert!(saying(&page, "It is open").ends_with("Two braces are {{ & less < than."));
    assert!(saying(&page, "It is open").contains("Working hours: 09:00–18:00"));
    assert_eq!(texts(&page, ".guide__text em"), ["and"]);
    let html = page.html();
    assert!(!html.contains("}}"), "a shortcode is left");
    assert!(!html.contains("style=\""), "an inline style");
}

#[test]
fn guides_are_found() {
    let project = built();
    let output = project
        .run(&["search", "--lang", "en", "getting to stay"])
        .expect(0);
    assert!(output.stdout.contains("guides/stay"), "{}", output.stdout);
}

#[test]
fn a_guide_built_twice_is_the_same() {
    let project = built();
    let first = project.site();
    project.build();
    assert_eq!(first, project.site());
}

#[test]
fn an_anchor_that_another_page_does_not_have_stops_the_build() {
    let project = Project::with_guide();
    project.edit(
        "content/guides/stay.en.md",
        "(/services/?x=1#group-permits)",
        "(/services/#gone)",
    );
    insta::assert_snapshot!(project.refused(&["build", "--as-of", "2026-11-23"]), @r"
    error[dead-link]: `en/guides/stay/index.html` links to `/en/services/#gone`, which doesn't exist
     --> content/guides/stay.en.md:4:50
      |
    4 | {{ rules appeal }} and {{ calculator fees }}, or [the list](/services/#gone).
      |                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: no element of that page has this id; ids are shown by the links to them

    1 error
    ");
}
