//! What is different on another day, or was when a link was made.

#![allow(clippy::unwrap_used, missing_docs)]

mod common;
#[path = "common/tools.rs"]
mod tools;

use std::fmt::Write as _;
use std::sync::LazyLock;

use proptest::prelude::*;
use qagida_calculator::rulebook::{Citation, Valued};
use qagida_calculator::tools::compare::{from_link, to_link};
use qagida_calculator::tools::{Answer, Entry, Facet, Pair, Toolbox, Value};
use qagida_calculator::{Amount, Date, Dated};
use serde_json::Value as Json;

use crate::tools::toolbox;

static TOOLS: LazyLock<Toolbox> = LazyLock::new(toolbox);

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn amount(text: &str) -> Value {
    Value::Amount(Amount::parse(text).unwrap())
}

fn ids(ids: &[&str]) -> Value {
    Value::Ids(ids.iter().map(|id| (*id).to_owned()).collect())
}

fn entry(key: &str, value: Value) -> Entry {
    Entry {
        key: key.to_owned(),
        label: format!("The {key}"),
        value,
        facets: Vec::new(),
    }
}

fn facet(key: &str, value: &str, text: &str) -> Facet {
    Facet {
        key: key.to_owned(),
        label: format!("Its {key}"),
        value: value.to_owned(),
        text: text.to_owned(),
    }
}

fn with(mut entry: Entry, facets: Vec<Facet>) -> Entry {
    entry.facets = facets;
    entry
}

fn answer(on: &str, record: Vec<Entry>) -> Answer {
    Answer {
        title: "Something".to_owned(),
        complete: true,
        request: vec![Pair {
            at: None,
            name: "on".to_owned(),
            value: on.to_owned(),
        }],
        asked: Vec::new(),
        body: "{}".to_owned(),
        record,
        sources: Vec::new(),
        events: Vec::new(),
    }
}

/// What is answered to a question about a duty.
fn duty(lines: &str) -> Json {
    ask(&TOOLS, lines)
}

/// The same by other tools.
fn ask(toolbox: &Toolbox, lines: &str) -> Json {
    serde_json::from_str(&toolbox.answer("duty", lines)).unwrap()
}

/// A comparison or a change in lines that people can read.
fn shown(json: &Json) -> String {
    if let Some(errors) = json["errors"].as_array() {
        let errors = errors.iter().map(|error| {
            let message = text(&error["message"]);
            format!("{} {}: {message}", error["field"], error["at"])
        });
        return errors.collect::<Vec<_>>().join("\n");
    }
    let mut shown = String::new();
    for key in ["version", "with", "with_text", "title", "text", "complete"] {
        if !json[key].is_null() {
            writeln!(shown, "{key}: {}", text(&json[key])).unwrap();
        }
    }
    for line in json["lines"].as_array().unwrap() {
        let [one, other] = [["here", "there"], ["now", "before"]]
            .into_iter()
            .find(|names| !line[names[0]].is_null())
            .unwrap();
        let mark = if line["same"] == true { "=" } else { "≠" };
        writeln!(
            shown,
            "{} ({}): {} {mark} {}",
            text(&line["key"]),
            text(&line["label"]),
            text(&line[one]),
            text(&line[other])
        )
        .unwrap();
        if line["text"] != "" {
            writeln!(shown, "  {}", text(&line["text"])).unwrap();
        }
    }
    shown.replace(['\u{a0}', '\u{202f}'], " ")
}

fn text(json: &Json) -> String {
    json.as_str()
        .map_or_else(|| json.to_string(), str::to_owned)
}

fn notices(json: &Json) -> String {
    let notices = json["notices"].as_array().unwrap().iter();
    notices
        .map(|notice| text(&notice["code"]) + ": " + &text(&notice["text"]) + "\n")
        .collect()
}

#[test]
fn a_link_holds_figures_in_letters_that_urls_keep() {
    let rate = || facet("rate", "0.5", "0.5 MRP");
    let record = vec![
        entry("total", amount("702162.5")),
        with(
            entry("p0.work-visa.state-duty", amount("2162.5")),
            vec![rate(), facet("since", "2026-01-01", "1 January 2026")],
        ),
        with(
            entry("due", Value::Day(day("2026-12-22"))),
            vec![rate(), facet("days", "-5", "5 days")],
        ),
        entry("fits", ids(&["c3", "b10"])),
        entry("none", ids(&[])),
        entry("fee", Value::Unknown("A digit is lost.".to_owned())),
        with(
            entry("odd", amount("0")),
            vec![
                facet("crossed", "2026-12-16 2027-01-01", "two"),
                facet("x", "Қ C~_!*", ""),
            ],
        ),
    ];
    let link = to_link(&record);
    insta::assert_snapshot!(link, @"total~702162.5_p0.work-visa.state-duty~2162.5~rate.0.5~since.2026-01-01_due~2026-12-22~0~days.-5_fits~*c3*b10_none~*_fee~!_odd~0~crossed.2026-12-16.2027-01-01~x.-.c----");
    let read = from_link(&link).unwrap();
    for (read, entry) in read.iter().zip(&record) {
        assert_eq!(read.key, entry.key);
        match &entry.value {
            Value::Unknown(_) => assert_eq!(read.value, Value::Unknown(String::new())),
            value => assert_eq!(read.value, *value),
        }
    }
    assert_eq!(read[1].facets[1].value, "2026-01-01");
    assert_eq!(read[2].facets[0].value, "0.5");
    assert_eq!(to_link(&read), link);
}

#[test]
fn a_long_record_loses_its_reasons_and_then_itself() {
    let record = |count: u32| -> Vec<Entry> {
        let line = |number: u32| {
            let facets = vec![facet("since", &format!("{number}"), "")];
            with(
                entry(&format!("p{number}.service.duty"), amount("2162.5")),
                facets,
            )
        };
        (0..count).map(line).collect()
    };
    assert!(to_link(&record(50)).contains("since"));
    let short = to_link(&record(100));
    assert!(!short.contains("since") && short.len() > 2000, "{short}");
    assert_eq!(to_link(&record(1000)), "");
    assert_eq!(from_link(&short).unwrap().len(), 100);
}

#[test]
fn what_is_no_record_is_not_read() {
    for bad in [
        "",
        "_",
        "~",
        "total",
        "total~",
        "total~5_",
        "_total~5",
        "total~5_total~6",
        "total~05",
        "total~-5",
        "total~5~",
        "total~5~0",
        "total~5~rate",
        "total~5~.5",
        "total~5~rate.1~2",
        "total~2026-13-01",
        "total~**",
        "total~*a*",
        "total~!!",
        "TOTAL~5",
        "total~5;",
        "to tal~5",
        "total~1234567890123456",
        "қ~5",
    ] {
        assert_eq!(from_link(bad), None, "{bad:?}");
    }
    assert_eq!(from_link(&"a~1_".repeat(10_000)), None);
}

#[test]
#[expect(clippy::too_many_lines, reason = "all kinds of lines side by side")]
fn explains_each_line_of_another_day() {
    let unit = |value, text| facet("unit-value", value, text);
    let here = answer(
        "2026-11-23",
        vec![
            entry("total", amount("702162.5")),
            entry("same", amount("370000")),
            with(
                entry("duty", amount("2162.5")),
                vec![
                    facet("rate", "0.5", "0.5 MRP"),
                    unit("4325", "4 325 ₸"),
                    facet("since", "2026-01-01", "1 January 2026"),
                ],
            ),
            with(
                entry("fee", amount("5")),
                vec![facet("since", "2026-01-01", "1 January 2026")],
            ),
            entry(
                "lost",
                Value::Unknown("Not on file on 23 November.".to_owned()),
            ),
            entry(
                "neither",
                Value::Unknown("Not on file on 23 November.".to_owned()),
            ),
            entry("new", amount("1")),
            with(
                entry("due", Value::Day(day("2026-12-01"))),
                vec![facet("days", "8", "8 days")],
            ),
            entry("fits", ids(&["c3", "b2"])),
        ],
    );
    let there = answer(
        "2025-11-23",
        vec![
            entry("total", amount("701966")),
            entry("same", amount("370000")),
            with(
                entry("duty", amount("1966")),
                vec![
                    facet("rate", "0.5", "0.5 MRP"),
                    unit("3932", "3 932 ₸"),
                    facet("since", "2025-01-01", "1 January 2025"),
                ],
            ),
            entry(
                "fee",
                Value::Unknown("Not on file before 1 January 2026.".to_owned()),
            ),
            entry("lost", amount("7")),
            entry(
                "neither",
                Value::Unknown("Not on file on 23 November.".to_owned()),
            ),
            with(
                entry("due", Value::Day(day("2025-12-02"))),
                vec![facet("days", "9", "9 days")],
            ),
            entry("fits", ids(&["b2", "a1"])),
            entry("old", amount("1")),
        ],
    );
    let compare = |here: &Answer, there: &Answer| -> String {
        let on = Date::parse(&there.request[0].value).unwrap();
        shown(&serde_json::from_str(&TOOLS.compared(here, there, on)).unwrap())
    };
    insta::assert_snapshot!(compare(&here, &there), @"
    with: 2025-11-23
    with_text: 23 November 2025
    title: The same for 23 November 2025
    text: For 23 November 2025, “The total” is 701 966 ₸: 196.5 ₸ less.
    complete: true
    total (The total): 702 162.5 ₸ ≠ 701 966 ₸
      For 23 November 2025, 196.5 ₸ less.
    same (The same): 370 000 ₸ = 370 000 ₸
    duty (The duty): 2 162.5 ₸ ≠ 1 966 ₸
      For 23 November 2025, 196.5 ₸ less. Its unit-value: for 23 November 2025, 3 932 ₸; for 23 November 2026, 4 325 ₸. Its since: for 23 November 2025, 1 January 2025; for 23 November 2026, 1 January 2026.
    fee (The fee): 5 ₸ ≠ not known
      For 23 November 2025 this is not known. Not on file before 1 January 2026.
    lost (The lost): not known ≠ 7 ₸
      For 23 November 2026 this is not known. Not on file on 23 November.
    neither (The neither): not known = not known
    new (The new): 1 ₸ ≠ —
      This line is there only for 23 November 2026.
    due (The due): Tuesday, 1 December 2026 ≠ Tuesday, 2 December 2025
      For 23 November 2025, 364 calendar days earlier. Its days: for 23 November 2025, 9 days; for 23 November 2026, 8 days.
    fits (The fits): c3; b2 ≠ b2; a1
      Only for 23 November 2026: c3. Only for 23 November 2025: a1.
    old (The old): — ≠ 1 ₸
      This line is there only for 23 November 2025.
    ");
    insta::assert_snapshot!(compare(&there, &here), @"
    with: 2026-11-23
    with_text: 23 November 2026
    title: The same for 23 November 2026
    text: For 23 November 2026, “The total” is 702 162.5 ₸: 196.5 ₸ more.
    complete: true
    total (The total): 701 966 ₸ ≠ 702 162.5 ₸
      For 23 November 2026, 196.5 ₸ more.
    same (The same): 370 000 ₸ = 370 000 ₸
    duty (The duty): 1 966 ₸ ≠ 2 162.5 ₸
      For 23 November 2026, 196.5 ₸ more. Its unit-value: for 23 November 2025, 3 932 ₸; for 23 November 2026, 4 325 ₸. Its since: for 23 November 2025, 1 January 2025; for 23 November 2026, 1 January 2026.
    fee (The fee): not known ≠ 5 ₸
      For 23 November 2025 this is not known. Not on file before 1 January 2026.
    lost (The lost): 7 ₸ ≠ not known
      For 23 November 2026 this is not known. Not on file on 23 November.
    neither (The neither): not known = not known
    due (The due): Tuesday, 2 December 2025 ≠ Tuesday, 1 December 2026
      For 23 November 2026, 364 calendar days later. Its days: for 23 November 2025, 9 days; for 23 November 2026, 8 days.
    fits (The fits): b2; a1 ≠ c3; b2
      Only for 23 November 2025: a1. Only for 23 November 2026: c3.
    old (The old): 1 ₸ ≠ —
      This line is there only for 23 November 2025.
    new (The new): — ≠ 1 ₸
      This line is there only for 23 November 2026.
    ");
    insta::assert_snapshot!(compare(&here, &here), @"
    with: 2026-11-23
    with_text: 23 November 2026
    title: The same for 23 November 2026
    text: For 23 November 2026 the answer is the same.
    complete: true
    total (The total): 702 162.5 ₸ = 702 162.5 ₸
    same (The same): 370 000 ₸ = 370 000 ₸
    duty (The duty): 2 162.5 ₸ = 2 162.5 ₸
    fee (The fee): 5 ₸ = 5 ₸
    lost (The lost): not known = not known
    neither (The neither): not known = not known
    new (The new): 1 ₸ = 1 ₸
    due (The due): Tuesday, 1 December 2026 = Tuesday, 1 December 2026
    fits (The fits): c3; b2 = c3; b2
    ");
}

#[test]
fn compares_the_answers_of_a_tool() {
    let ask = |with: &str| shown(&duty(&format!("{QUESTION}\nwith={with}"))["comparison"]);
    insta::assert_snapshot!(ask("23.11.2025"), @"
    with: 2025-11-23
    with_text: 23 November 2025
    title: The same for 23 November 2025
    text: For 23 November 2025, “Total” is 235 920 ₸: 23 580 ₸ less.
    complete: true
    duty (entry): 259 500 ₸ ≠ 235 920 ₸
      For 23 November 2025, 23 580 ₸ less. MRP: for 23 November 2025, 3 932 ₸; for 23 November 2026, 4 325 ₸.
    total (Total): 259 500 ₸ ≠ 235 920 ₸
      For 23 November 2025, 23 580 ₸ less.
    ");
    insta::assert_snapshot!(ask("2027-01-15"), @"
    with: 2027-01-15
    with_text: 15 January 2027
    title: The same for 15 January 2027
    text: For 15 January 2027 there is no total, as a part of it is not known.
    complete: false
    duty (entry): 259 500 ₸ ≠ not known
      For 15 January 2027 this is not known. The value of the MRP is on file until 31 December 2026 only. For 15 January 2027 it is not known yet, and we don't use an old value in its place.
    total (Total): 259 500 ₸ ≠ not known
      For 15 January 2027 this is not known. A part of it is not known, so there is no total.
    ");
    insta::assert_snapshot!(ask("23 Nov 2026"), @"
    with: 2026-11-23
    with_text: 23 November 2026
    title: The same for 23 November 2026
    text: For 23 November 2026 the answer is the same.
    complete: true
    duty (entry): 259 500 ₸ = 259 500 ₸
    total (Total): 259 500 ₸ = 259 500 ₸
    ");
    insta::assert_snapshot!(ask("03/11/2025"), @r#""with" 3: “03/11/2025” can be read in two ways: 3 November 2025 or 11 March 2025. Write the month as a word, or use dots (23.11.2026: the day comes first, then the month)."#);
    assert!(
        duty("duty=entry\npeople=1\non=2026-11-23\nwith=")
            .get("comparison")
            .is_none()
    );
}

#[test]
fn an_exemption_may_not_be_on_file_on_another_day() {
    let lines = "duty=entry\npeople=1\nexemption=child\non=2026-03-02\nwith=2026-11-23";
    insta::assert_snapshot!(shown(&duty(lines)["comparison"]), @"
    with: 2026-11-23
    with_text: 23 November 2026
    title: The same for 23 November 2026
    text: For 23 November 2026 there is no total, as a part of it is not known.
    complete: false
    duty (entry): 0 ₸ ≠ not known
      For 23 November 2026 this is not known. Our sources give this exemption until 30 June 2026 only, so after that day we don't count with it.
    total (Total): 0 ₸ ≠ not known
      For 23 November 2026 this is not known. A part of it is not known, so there is no total.
    ");
}

/// The tools after the content has changed.
fn later(value: &str) -> Toolbox {
    let mut toolbox = TOOLS.clone();
    "later".clone_into(&mut toolbox.rulebook.version);
    toolbox.as_of = Date::parse("2026-11-30");
    let source = Citation {
        document: "budget".to_owned(),
        at: "mrp".to_owned(),
        text: "Budget".to_owned(),
    };
    let mut entries = toolbox.rulebook.units[0].values.entries().to_vec();
    entries.last_mut().unwrap().value = Valued {
        value: Amount::parse(value).unwrap(),
        source,
    };
    toolbox.rulebook.units[0].values = Dated::new(entries).unwrap();
    toolbox
}

const QUESTION: &str = "duty=entry\npeople=2\non=2026-11-23";

/// The question with the link of its answer before the change.
fn link() -> String {
    let before = duty(QUESTION);
    format!(
        "{QUESTION}\nf=1\nv=test\nmade=2026-11-22\nwas={}",
        text(&before["record"])
    )
}

#[test]
fn a_link_opened_after_a_change_says_what_has_changed() {
    let now = ask(&later("4500"), &link());
    insta::assert_snapshot!(shown(&now["changed"]), @"
    version: test
    text: The content has changed since this link was made: the total was 259 500 ₸ and is now 270 000 ₸.
    duty (entry): 270 000 ₸ ≠ 259 500 ₸
      10 500 ₸ more than when the link was made. MRP: 4 325 ₸ when the link was made, 4 500 ₸ now.
    total (Total): 270 000 ₸ ≠ 259 500 ₸
      10 500 ₸ more than when the link was made.
    ");
    assert_eq!(notices(&now), "");

    let now = ask(&later("4325"), &link());
    insta::assert_snapshot!(shown(&now["changed"]), @"
    version: test
    text: The content has changed since this link was made, but this answer has not.
    duty (entry): 259 500 ₸ = 259 500 ₸
    total (Total): 259 500 ₸ = 259 500 ₸
    ");

    let now = ask(&TOOLS, &link());
    assert!(now.get("changed").is_none() && notices(&now).is_empty());

    let link = link();
    let (without, _) = link.split_once("\nwas=").unwrap();
    insta::assert_snapshot!(shown(&ask(&later("4500"), without)["changed"]), @"
    version: test
    text: The content has changed since this link was made. The link doesn’t hold the figures of that time, so look through the answer again.
    ");
}

#[test]
fn a_figure_may_come_and_go() {
    // Before, the value of that year was not known.
    let question = "duty=entry\npeople=2\non=2027-02-01";
    let before = duty(question);
    let mut toolbox = later("4500");
    let mut entries = toolbox.rulebook.units[0].values.entries().to_vec();
    entries.last_mut().unwrap().until = None;
    toolbox.rulebook.units[0].values = Dated::new(entries).unwrap();
    let linked = format!(
        "{question}\nf=1\nv=test\nmade=2026-11-22\nwas={}",
        text(&before["record"])
    );
    insta::assert_snapshot!(shown(&ask(&toolbox, &linked)["changed"]), @"
    version: test
    text: The content has changed since this link was made, and this answer with it.
    duty (entry): 270 000 ₸ ≠ not known
      This was not known when the link was made.
    total (Total): 270 000 ₸ ≠ not known
      This was not known when the link was made.
    ");
    // And the other way round.
    let after = ask(&toolbox, question);
    let linked = format!(
        "{question}\nf=1\nv=other\nmade=2026-11-22\nwas={}",
        text(&after["record"])
    );
    insta::assert_snapshot!(shown(&duty(&linked)["changed"]), @"
    version: other
    text: The content has changed since this link was made, and this answer with it.
    duty (entry): not known ≠ 270 000 ₸
      This was known when the link was made, and is not now. The value of the MRP is on file until 31 December 2026 only. For 1 February 2027 it is not known yet, and we don't use an old value in its place.
    total (Total): not known ≠ 270 000 ₸
      This was known when the link was made, and is not now. A part of it is not known, so there is no total.
    ");
}

#[test]
fn a_link_that_was_edited_is_noticed() {
    let edited = link().replace("total~", "total~9");
    insta::assert_snapshot!(shown(&duty(&edited)["changed"]), @"
    version: test
    text: The figures in the link are not those of this question, though the content is the same: perhaps the link was changed by hand, or is of another question. What counts is the answer on this page.
    duty (entry): 259 500 ₸ = 259 500 ₸
    total (Total): 259 500 ₸ ≠ 9 259 500 ₸
      9 000 000 ₸ less than when the link was made.
    ");
    let gone = format!("{}_gone~5", link());
    insta::assert_snapshot!(shown(&duty(&gone)["changed"]), @"
    version: test
    text: The figures in the link are not those of this question, though the content is the same: perhaps the link was changed by hand, or is of another question. What counts is the answer on this page.
    duty (entry): 259 500 ₸ = 259 500 ₸
    total (Total): 259 500 ₸ = 259 500 ₸
    gone (A former line): — ≠ 5 ₸
      This line is no longer there.
    ");
    let added = format!("{QUESTION}\nv=earlier\nwas=total~!");
    insta::assert_snapshot!(shown(&duty(&added)["changed"]), @"
    version: earlier
    text: The content has changed since this link was made, and this answer with it.
    duty (entry): 259 500 ₸ ≠ —
      This line was not there when the link was made.
    total (Total): 259 500 ₸ ≠ not known
      This was not known when the link was made.
    ");
}

#[test]
fn notices_say_what_is_wrong_with_a_link() {
    let later = later("4500");
    let of = |toolbox: &Toolbox, tail: &str| {
        let answer = ask(toolbox, &format!("{QUESTION}\n{tail}"));
        assert!(answer.get("errors").is_none());
        let link = tail.replace('\n', " ");
        format!(
            "{link}\n  changed: {}\n{}",
            answer["changed"]["text"],
            notices(&answer)
        )
    };
    let cases = [
        of(&TOOLS, "f=2\nv=later\nwas=anything at all"),
        of(&TOOLS, "f=x"),
        of(&TOOLS, "f=0\nv=test"),
        of(&TOOLS, "v=test\nmade=yesterday"),
        of(&TOOLS, "v=<script>"),
        of(&TOOLS, "was=total~5"),
        of(&TOOLS, "v=test\nwas=total~5_"),
        of(&later, "f=1\nv=latest\nmade=2026-12-24"),
        of(&later, "f=1\nv=later\nmade=2026-12-24"),
        of(&later, "f=1\nv=latest\nmade=2026-12-24\nwas=total~5"),
        of(&TOOLS, "f=1\nv=latest\nmade=2026-12-24"),
    ];
    insta::assert_snapshot!(cases.concat(), @r#"
    f=2 v=later was=anything at all
      changed: null
    newer-link: The link was made by a newer version of this page. Reload the page; if this message stays, fill the form in anew.
    f=x
      changed: null
    malformed: The part of the link that says when and from which content it was made makes no sense and was left out.
    f=0 v=test
      changed: null
    malformed: The part of the link that says when and from which content it was made makes no sense and was left out.
    v=test made=yesterday
      changed: null
    malformed: The part of the link that says when and from which content it was made makes no sense and was left out.
    v=<script>
      changed: null
    malformed: The part of the link that says when and from which content it was made makes no sense and was left out.
    was=total~5
      changed: null
    malformed: The part of the link that says when and from which content it was made makes no sense and was left out.
    v=test was=total~5_
      changed: null
    was-unreadable: The former figures in the link cannot be read: perhaps it was cut off or changed by hand. The answer was worked out anew and doesn’t depend on them.
    f=1 v=latest made=2026-12-24
      changed: null
    newer-content: The link is of 24 December 2026, but the page is of 30 November 2026: the page may be older than the link. Reload the page.
    f=1 v=later made=2026-12-24
      changed: null
    f=1 v=latest made=2026-12-24 was=total~5
      changed: "The link was made from another version of the content, so the answer differs."
    newer-content: The link is of 24 December 2026, but the page is of 30 November 2026: the page may be older than the link. Reload the page.
    f=1 v=latest made=2026-12-24
      changed: "The content has changed since this link was made. The link doesn’t hold the figures of that time, so look through the answer again."
    "#);
    // Where nothing can be answered, that the link is newer may be the reason.
    let wrong = duty("duty=none-of-ours\non=2026-11-23\nf=2");
    assert!(wrong["errors"].is_array());
    assert_eq!(wrong["notices"][0]["code"], "newer-link");
}

fn any_entry() -> impl Strategy<Value = (Value, Vec<(String, String)>)> {
    let value = prop_oneof![
        (0..1_000_000_000u64, 0..100u32)
            .prop_map(|(whole, part)| amount(&format!("{whole}.{part:02}"))),
        (1..3_000_000u32)
            .prop_map(|days| { Value::Day(Date::new(1, 1, 1).unwrap().plus_days(days).unwrap()) }),
        prop::collection::vec("[A-Za-z0-9][A-Za-z0-9-]{0,8}", 0..4).prop_map(Value::Ids),
        Just(Value::Unknown(String::new())),
    ];
    (
        value,
        prop::collection::vec(("[a-z][a-z-]{0,4}", "[a-z0-9.-]{0,6}"), 0..3),
    )
}

proptest! {
    #[test]
    fn every_record_is_read_back(entries in prop::collection::vec(any_entry(), 1..8)) {
        let record: Vec<Entry> = entries
            .into_iter()
            .enumerate()
            .map(|(number, (value, facets))| Entry {
                key: format!("line-{number}.x"),
                label: String::new(),
                value,
                facets: facets
                    .into_iter()
                    .map(|(key, value)| Facet { key, label: String::new(), value, text: String::new() })
                    .collect(),
            })
            .collect();
        let link = to_link(&record);
        let allowed = |c: char| c.is_ascii_alphanumeric() || ".-_~!*".contains(c);
        prop_assert!(link.chars().all(allowed), "{}", link);
        prop_assert_eq!(from_link(&link), Some(record));
    }

    #[test]
    fn any_link_at_all_is_answered(
        f in any::<Option<String>>(),
        v in any::<Option<String>>(),
        was in any::<Option<String>>(),
        made in any::<Option<String>>(),
        with in any::<Option<String>>(),
    ) {
        let mut lines = QUESTION.to_owned();
        for (name, value) in [("f", f), ("v", v), ("was", was), ("made", made), ("with", with)] {
            if let Some(value) = value {
                write!(lines, "\n{name}={}", value.replace('\n', " ")).unwrap();
            }
        }
        let answer = ask(&TOOLS, &lines);
        prop_assert!(answer["notices"].is_array());
    }

    #[test]
    fn a_damaged_record_never_panics(at in 0..200usize, what in "[-a-z0-9._~!*é]{0,3}") {
        let link = link();
        let (question, was) = link.split_once("was=").unwrap();
        let mut was = was.to_owned();
        let at = at % (was.len() + 1);
        was.replace_range(at..(at + 1).min(was.len()), &what);
        let _ = from_link(&was);
        let answer = ask(&TOOLS, &format!("{question}was={was}"));
        prop_assert!(answer["notices"].is_array());
    }
}
