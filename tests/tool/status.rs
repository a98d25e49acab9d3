//! What runs out: the warnings of it by day, and the page that lists it.

use std::collections::BTreeSet;

use scraper::Html;
use serde_json::{Value, json};

use crate::project::{Output, Project, all, plain, text};

const UNITS: &str = "content/units.yaml";
const SOURCES: &str = "content/sources.yaml";
const CALENDAR: &str = "content/calendar.yaml";

fn check(project: &Project, day: &str, more: &[&str]) -> Output {
    let mut arguments = vec!["check", "--as-of", day];
    arguments.extend(more);
    project.run(&arguments)
}

/// The warnings' own lines, without their places and hints.
fn warned(project: &Project, day: &str) -> Vec<String> {
    let said = check(project, day, &[]).expect(0).stderr;
    let lines = said.lines().filter(|line| line.starts_with("warning"));
    lines.map(str::to_owned).collect()
}

/// The unit ends with 2026, the calendar with 2027; the guide was compared on 22
/// November 2026.
#[test]
fn warnings_begin_on_their_day() {
    let project = Project::small();
    for (day, expected) in [
        ("2026-10-31", &[][..]),
        (
            "2026-11-01",
            &["warning[runs-out]: no value of `mrp` after 2026-12-31: 60 days left"],
        ),
        (
            "2026-12-30",
            &["warning[runs-out]: no value of `mrp` after 2026-12-31: 1 day left"],
        ),
        (
            "2026-12-31",
            &["warning[runs-out]: no value of `mrp` after 2026-12-31: today is the last day"],
        ),
        (
            "2027-01-01",
            &["warning[runs-out]: no value of `mrp` after 2026-12-31: overdue for 1 day"],
        ),
        (
            "2027-05-20",
            &["warning[runs-out]: no value of `mrp` after 2026-12-31: overdue for 140 days"],
        ),
        (
            "2027-05-21",
            &[
                "warning[runs-out]: no value of `mrp` after 2026-12-31: overdue for 141 days",
                "warning[not-checked]: `guide` was last compared on 2026-11-22: it is time to compare it again",
            ],
        ),
        (
            "2027-11-02",
            &[
                "warning[runs-out]: no value of `mrp` after 2026-12-31: overdue for 306 days",
                "warning[not-checked]: `guide` was last compared on 2026-11-22: overdue for 165 days",
                "warning[runs-out]: no calendar after 2027-12-31: 59 days left",
            ],
        ),
    ] {
        assert_eq!(warned(&project, day), expected, "{day}");
    }
}

#[test]
fn a_warning_says_where_and_what_to_do() {
    let project = Project::small();
    insta::assert_snapshot!(check(&project, "2026-11-22", &["--strict"]).expect(1).stderr, @r"
    warning[runs-out]: no value of `mrp` after 2026-12-31: 39 days left
     --> content/units.yaml:8:35
      |
    8 |       - {from: 2026-01-01, until: 2026-12-31, value: 4325, source: {document: guide, at: permit}}
      |                                   ^^^^^^^^^^
      |
      = help: add the value that follows, with its source; until then, figures in this unit are refused for later days

    1 warning
    error: with `--strict` there must be no warning
    ");
    // As long as there is no warning, nothing is strict.
    check(&project, "2026-09-01", &["--strict"]).expect(0);
    // What is unusual in the files counts as well.
    project.edit("content/services/permit.yaml", ", when: child", "");
    check(&project, "2026-09-01", &[]).expect(0);
    check(&project, "2026-09-01", &["--strict"]).expect(1);
    insta::assert_snapshot!(project.run(&["check", "--coverage", "--strict"]).expect(2).stderr, @r"
    error: the argument '--coverage' cannot be used with '--strict'

    Usage: qagida check --coverage

    For more information, try '--help'.
    ");
}

#[test]
fn how_far_ahead_is_asked_or_written() {
    let project = Project::small();
    let ahead = check(&project, "2026-09-01", &["--ahead", "500"]).expect(0);
    assert_eq!(ahead.stderr.matches("\nwarning").count(), 2);
    assert!(!ahead.stdout.contains("Ahead:"), "{}", ahead.stdout);
    let nothing = check(&project, "2026-12-01", &["--ahead", "0"]).expect(0);
    assert_eq!(nothing.stderr, "");
    let site = project.read("content/site.yaml");
    let ours = "alarms: {ahead: 121, compared_within: 30}\n";
    project.write("content/site.yaml", site + ours);
    assert_eq!(warned(&project, "2026-08-31"), [""; 0]);
    assert_eq!(warned(&project, "2026-09-01").len(), 1);
    let compared = "warning[not-checked]: `guide` was last compared on 2026-11-22: it is time to compare it again";
    assert_eq!(warned(&project, "2026-12-21").len(), 1);
    assert_eq!(warned(&project, "2026-12-22")[0], compared);
}

/// Everything that the files can say of a day on which something ends.
#[test]
fn everything_that_ends_is_seen() {
    let project = Project::small();
    project
        .edit(CALENDAR, "  - year: 2027\n    source: {document: guide, at: permit}\n    days:\n      - {date: 2027-01-01, kind: holiday, name: new-year}\n", "")
        .edit(CALENDAR, "kind: holiday, name: new-year}", "kind: holiday, name: new-year, estimated: true}")
        .edit(CALENDAR, "  - year: 2026\n", "  - year: 2026\n    provisional: {kk: Белгісіз., en: Not known.}\n")
        .edit("content/duties.yaml", "{from: 2026-01-01, rate", "{from: 2026-01-01, until: 2026-12-29, rate")
        .edit("content/duties.yaml", "from: 2026-01-01, source", "from: 2026-01-01, until: 2026-12-28, source")
        .edit("content/services/permit.yaml", "{from: 2026-07-01, amount", "{from: 2026-07-01, until: 2026-12-27, amount")
        .edit(UNITS, "2026-12-31, value", "2026-12-30, value")
        .edit(SOURCES, "    places:\n", "    later_acts:\n      - {title: {kk: Бұйрық, en: An order}, date: 2026-10-01, in_force: 2026-12-26}\n      - {title: {kk: Қаулы, en: A decree}, date: 2026-11-01}\n      - {title: {kk: Заң, en: A law}}\n    places:\n");
    insta::assert_snapshot!(warned(&project, "2026-12-20").join("\n"), @r"
    warning[provisional]: the calendar of 2026 is provisional: it has been counted with for 354 days
    warning[estimated]: 2026-01-01 is an estimated date: it was 353 days ago
    warning[text-missing]: the text of an act that changes `guide` is not on file: dated 2026-11-01, 49 days ago
    warning[text-missing]: the text of an act that changes `guide` is not on file: known since 2026-11-22, 28 days ago
    warning[text-missing]: the text of an act that changes `guide` is not on file: in force on 2026-12-26, in 6 days
    warning[runs-out]: no price of `priority-fee` of `permit` after 2026-12-27: 7 days left
    warning[runs-out]: no exemption from `stay` for `child` after 2026-12-28: 8 days left
    warning[runs-out]: no rate of `stay` after 2026-12-29: 9 days left
    warning[runs-out]: no value of `mrp` after 2026-12-30: 10 days left
    warning[runs-out]: no calendar after 2026-12-31: 11 days left
    ");
    // An exemption that is over is no gap; everything else is one until it is filled.
    insta::assert_snapshot!(warned(&project, "2027-01-10").join("\n"), @r"
    warning[provisional]: the calendar of 2026 is provisional: it has been counted with for 375 days
    warning[estimated]: 2026-01-01 is an estimated date: it was 374 days ago
    warning[text-missing]: the text of an act that changes `guide` is not on file: dated 2026-11-01, 70 days ago
    warning[text-missing]: the text of an act that changes `guide` is not on file: known since 2026-11-22, 49 days ago
    warning[text-missing]: the text of an act that changes `guide` is not on file: in force since 2026-12-26, 15 days ago
    warning[runs-out]: no price of `priority-fee` of `permit` after 2026-12-27: overdue for 14 days
    warning[runs-out]: no rate of `stay` after 2026-12-29: overdue for 12 days
    warning[runs-out]: no value of `mrp` after 2026-12-30: overdue for 11 days
    warning[runs-out]: no calendar after 2026-12-31: overdue for 10 days
    ");
}

/// A value without an end is taken for ever: as long as none before it lasted so
/// long, that is in order.
#[test]
fn a_value_without_an_end_grows_old() {
    let project = Project::small();
    project.edit(
        UNITS,
        "from: 2026-01-01, until: 2026-12-31,",
        "from: 2026-01-01,",
    );
    // One earlier value is no rule.
    assert_eq!(warned(&project, "2027-01-10"), [""; 0]);
    project.edit(
        UNITS,
        "      - {from: 2025-01-01",
        "      - {from: 2024-01-01, until: 2024-12-31, value: 3692, source: {document: guide, at: permit}}\n      - {from: 2025-01-01",
    );
    assert_eq!(
        warned(&project, "2027-01-10"),
        [
            "warning[runs-out]: the newest value of `mrp` has no end, and none of its values held as long as until 2027-01-01: overdue for 9 days"
        ]
    );
}

#[test]
fn the_page_and_the_data_say_what_the_command_says() {
    let project = Project::small();
    project.build_with(&["--as-of", "2026-11-22", "--base-url", "https://example.org"]);
    let page = project.page("status/index.html");
    assert_eq!(text(&page, "h1"), "Status of the content");
    assert_eq!(
        all(&page, "meta[name=robots]")[0].attr("content"),
        Some("noindex")
    );
    let rows: Vec<String> = all(&page, "h2#alarms ~ .rows > li")
        .into_iter()
        .map(plain)
        .collect();
    insta::assert_snapshot!(rows.join("\n"), @r"
    MCI: the last day with a value on file units.yaml:8 Day31 December 2026 Days39 days left
    Guide: to be compared again; last compared: 22 November 2026 sources.yaml:8 Day21 May 2027 Days180 days left
    The last day of the calendar: it has no year after 2027 calendar.yaml:11 Day31 December 2027 Days404 days left
    ");
    assert!(!project.read("site/sitemap.xml").contains("status"));
    let file: Value = serde_json::from_str(&project.read("site/data/status.json")).unwrap();
    let items = file["items"].as_array().unwrap();
    assert_eq!(
        items[0],
        json!({
            "code": "runs-out",
            "what": {"kk": "АЕК: мәні белгілі соңғы күн", "en": "MCI: the last day with a value on file"},
            "due": "2026-12-31",
            "days": 39,
            "urgency": "soon",
            "file": "units.yaml",
            "line": 8,
        })
    );
    let urgencies: Vec<&Value> = items.iter().map(|item| &item["urgency"]).collect();
    assert_eq!(urgencies, ["soon", "later", "later"]);
    let gaps = file["gaps"].as_array().unwrap();
    let kinds: BTreeSet<&str> = gaps
        .iter()
        .map(|gap| gap["kind"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, BTreeSet::from(["not-given", "unreadable"]));
    assert_eq!(gaps[0]["reads"], "00 000");
    let of = |language: &str| {
        let rows = file["translation"].as_array().unwrap().iter();
        let mut rows = rows.filter(|row| row["language"] == language);
        let row = rows.next().unwrap();
        (row["texts"].clone(), row["needed"].clone())
    };
    let (texts, needed) = of("kk");
    assert_eq!(texts, needed);
    assert_eq!(of("kk"), of("en"));
    assert_eq!(file["alike"], json!([]));
}

#[test]
fn a_text_that_was_not_translated_is_shown() {
    let project = Project::small();
    let text = "Ask the office before you hand anything in.";
    project.edit(
        "content/duties.yaml",
        "{kk: Алдымен кеңседен сұраңыз., en: Ask the office first.}",
        &format!("{{kk: {text}, en: {text}}}"),
    );
    project.build();
    let page: Html = project.page("status/index.html");
    let shown = all(&page, "h3#alike ~ .rows > li");
    assert_eq!(plain(shown[0]), format!("{text}kk, en · duties.yaml:10"));
}

/// The same content and day give the same bytes, wherever it was read from.
#[test]
fn the_page_does_not_name_the_folder() {
    let project = Project::small();
    project.build();
    let plainly = project.read("site/status/index.html");
    let folder = project.path("content");
    project.build_with(&["--content", folder.to_str().unwrap()]);
    assert_eq!(project.read("site/status/index.html"), plainly);
}
